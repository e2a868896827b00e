package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/unix"
)

const volume = run + "/volume"

// openSystem gives the machine its root file system, with all that the tenant sealed in it.
func (m *machine) openSystem(p *payload, opening *images) {
	m.require(opening.await(), "internal")
	disk, err := openData(p)
	m.require(err, "disk")
	if p.format {
		m.phase("format")
		m.require(format(disk, p.volume), "format")
	}
	m.require(checkFormat(disk), "not-formatted")
	m.require(os.Mkdir(volume, 0o700), "mount")
	m.require(unix.Mount(disk, volume, "ext4", unix.MS_NOATIME, ""), "mount")
	m.require(mountRoot(p), "mount")
	m.require(place(p), "mount")
}

// openData opens plain dm-crypt, as `cryptsetup open --type plain --cipher aes-xts-plain64
// --key-size 512 --sector-size 4096` would. There is no header that the host could edit.
func openData(p *payload) (string, error) {
	disk, err := findDisk("p2pcloud-data")
	if err != nil {
		return "", coded{"device"}
	}
	size, err := os.ReadFile("/sys/block/" + filepath.Base(disk) + "/size")
	if err != nil {
		return "", err
	}
	sectors, err := parseNumber(string(bytes.TrimSpace(size)))
	if err != nil {
		return "", err
	}
	words := secret(fmt.Appendf(make([]byte, 0, 512), "aes-xts-plain64 %s 0 %s 0 1 sector_size:4096", p.diskKey, disk))
	defer wipe(words)
	defer wipe(p.diskKey)
	return mapDevice("data", secureData, target{sectors / 8 * 8, "crypt", words})
}

// format happens on the tenant's word only. The file system's own id tells the volume apart, so
// that a wrong disk of the same key is seen.
func format(disk string, id []byte) error {
	uuid := fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:16])
	tool := exec.Command("/tools/mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-m", "1", "-U", uuid,
		"-E", "lazy_itable_init=1,lazy_journal_init=1,nodiscard", disk)
	tool.Env = []string{"LD_LIBRARY_PATH=/lib"}
	return tool.Run()
}

// checkFormat: anything but our ext4 is fatal, never a reason to format.
func checkFormat(disk string) error {
	file, err := os.Open(disk)
	if err != nil {
		return err
	}
	defer file.Close()
	magic := make([]byte, 2)
	if _, err := file.ReadAt(magic, 1080); err != nil {
		return err
	}
	if !bytes.Equal(magic, []byte{0x53, 0xef}) {
		return coded{"not-formatted"}
	}
	return nil
}
