package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// place puts what the tenant sealed where the system looks for it. Keys of this boot stay in RAM;
// the rest is his to change later.
func place(p *payload) error {
	if err := os.Mkdir(run+"/ssh", 0o700); err != nil {
		return err
	}
	keys := append(bytes.Join(p.authorizedKeys, []byte("\n")), '\n')
	heartbeat := run + "/heartbeat/"
	for _, each := range []struct {
		file    string
		content []byte
	}{
		{run + "/ssh/host_key", p.hostKey},
		{run + "/ssh/authorized_keys", keys},
		// What the heartbeat service needs: plain words in files, nothing to be sourced.
		{heartbeat + "chain", line(p.boot.chain)},
		{heartbeat + "market", fmt.Appendf(nil, "%x\n", p.boot.market)},
		{heartbeat + "lease", fmt.Appendf(nil, "%x\n", p.boot.lease)},
		{heartbeat + "boot", line(p.boot.boot)},
		{heartbeat + "seconds", line(p.heartbeatSeconds)},
		{heartbeat + "sources", []byte(strings.Join(p.beatSources, "\n") + "\n")},
	} {
		if err := os.WriteFile(each.file, each.content, 0o600); err != nil {
			return err
		}
	}
	if err := readable(root+"/etc/hostname", p.hostname+"\n"); err != nil {
		return err
	}
	if p.rescue {
		if err := readable(root+"/etc/motd", rescueNotice); err != nil {
			return err
		}
	}
	if !p.format && !p.rescue {
		return nil
	}
	return placeOnce(p)
}

const rescueNotice = `
Rescue: this system is in memory and ends with this boot. Your own is under /mnt as it is on the
encrypted disk; chroot /mnt works in it. The next start without rescue boots it again.

`

func line(number uint64) []byte {
	return fmt.Appendf(nil, "%d\n", number)
}

// placeOnce is what the new file system begins with, the tenant's to change from then on.
func placeOnce(p *payload) error {
	hosts := "127.0.0.1 localhost\n127.0.1.1 " + p.hostname + "\n::1 localhost ip6-localhost\n"
	if err := readable(root+"/etc/hosts", hosts); err != nil {
		return err
	}
	id, err := os.ReadFile("/proc/sys/kernel/random/uuid")
	if err != nil {
		return err
	}
	if err := readable(root+"/etc/machine-id", strings.ReplaceAll(string(id), "-", "")); err != nil {
		return err
	}
	if err := placeFirstBoot(p); err != nil {
		return err
	}
	// The tenant forgets the word to format once he hears that it was done: it must last.
	unix.Sync()
	return nil
}

// placeFirstBoot leaves what p2pcloud-user-data.service does once.
func placeFirstBoot(p *payload) error {
	if len(p.users)+len(p.packages)+len(p.userData) == 0 {
		return nil
	}
	folder := root + "/var/lib/p2pcloud"
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	for _, each := range []struct {
		file    string
		content string
		mode    os.FileMode
	}{
		{"users", lines(p.users), 0o600},
		{"packages", lines(p.packages), 0o600},
		{"user-data", string(p.userData), 0o700},
	} {
		if each.content == "" {
			continue
		}
		if err := os.WriteFile(folder+"/"+each.file, []byte(each.content), each.mode); err != nil {
			return err
		}
	}
	return nil
}

func lines(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, "\n") + "\n"
}

// readable writes a file that every user of the system may read.
func readable(file, content string) error {
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		return err
	}
	return os.Chmod(file, 0o644)
}
