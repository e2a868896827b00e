package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// images are the two disks that are verified block by block. They are opened beside the talk with
// the tenant, for they depend on nothing that he says.
type images struct {
	done   chan struct{}
	failed error
}

func openImages() *images {
	opening := &images{done: make(chan struct{}), failed: coded{"internal"}}
	go func() {
		defer close(opening.done)
		defer func() { _ = recover() }()
		switch {
		case mountVerified("base", "/base") != nil:
			opening.failed = coded{"base"}
		case mountVerified("modules", "/modules") != nil:
			opening.failed = coded{"modules"}
		default:
			loadModules("later")
			opening.failed = nil
		}
	}()
	return opening
}

func (i *images) await() error {
	<-i.done
	return i.failed
}

// mountVerified opens the disk p2pcloud-NAME by the digest on the command line (`root:salt:blocks`)
// and mounts it. No superblock is read: it would be the host's to edit.
func mountVerified(name, folder string) error {
	table, err := verityTable(parameter("p2pcloud."+name), func() (string, error) { return findDisk("p2pcloud-" + name) })
	if err != nil {
		return err
	}
	device, err := mapDevice(name, readOnly, table)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := unix.Mount(device, folder, "squashfs", unix.MS_RDONLY, ""); err != nil {
		return err
	}
	// Until here a wrong block is reported to the tenant. From here on it stops the machine, for a
	// host that can make single files unreadable could switch off what protects the tenant.
	table.words = append(table.words, " 1 panic_on_corruption"...)
	return retable(name, readOnly, table)
}

// verityTable is dm-verity's, version 1, blocks of 4096 bytes, the hashes behind the data.
func verityTable(value string, find func() (string, error)) (target, error) {
	words := strings.Split(value, ":")
	if len(words) != 3 {
		return target{}, errors.New("no digest")
	}
	_, rootErr := parseHex(words[0], 32)
	_, saltErr := parseHex(words[1], 32)
	blocks, blocksErr := parseNumber(words[2])
	if err := errors.Join(rootErr, saltErr, blocksErr); err != nil || blocks == 0 {
		return target{}, errMalformed
	}
	disk, err := find()
	if err != nil {
		return target{}, err
	}
	return target{blocks * 8, "verity", fmt.Appendf(nil, "1 %s %s 4096 4096 %d %d sha256 %s %s",
		disk, disk, blocks, blocks, words[0], words[1])}, nil
}

// parameter is a word of the kernel's command line, which is measured on a confidential machine.
func parameter(name string) string {
	line, _ := os.ReadFile("/proc/cmdline")
	for _, word := range strings.Fields(string(line)) {
		if value, found := strings.CutPrefix(word, name+"="); found {
			return value
		}
	}
	return ""
}

// findDisk finds a disk by its serial; the order of the disks is the host's and means nothing.
func findDisk(serial string) (string, error) {
	disks, _ := filepath.Glob("/sys/block/vd*")
	for _, disk := range disks {
		if found, err := os.ReadFile(disk + "/serial"); err == nil && strings.TrimSpace(string(found)) == serial {
			return "/dev/" + filepath.Base(disk), nil
		}
	}
	return "", errors.New("no such disk")
}
