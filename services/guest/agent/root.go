package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// The tenant's root file system: the verified base beneath, his encrypted disk above.
const root = "/root"

// plain folders of the disk: Docker and its kin cannot keep their layers on an overlay.
var plain = []string{"var/lib/docker", "var/lib/containerd", "var/lib/containers"}

func mountRoot(p *payload) error {
	if err := pinBase(p.format); err != nil {
		return err
	}
	if err := mountWhole(p.rescue); err != nil {
		return err
	}
	return move("/modules", root+"/usr/lib/modules")
}

// mountWhole mounts the tenant's system. To be rescued, it lies under /mnt of one that is in RAM
// and ends with this boot.
func mountWhole(rescue bool) error {
	if !rescue {
		return mountTenants(root)
	}
	const spare = "/spare"
	if err := os.Mkdir(spare, 0o700); err != nil {
		return err
	}
	if err := unix.Mount("spare", spare, "tmpfs", unix.MS_NODEV, "mode=0700"); err != nil {
		return err
	}
	if err := overlay(root, spare, ""); err != nil {
		return err
	}
	return mountTenants(root + "/mnt")
}

func mountTenants(at string) error {
	if err := overlay(at, volume, ",redirect_dir=on"); err != nil {
		return err
	}
	for _, each := range plain {
		folder := volume + "/plain/" + filepath.Base(each)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
		if err := unix.Mount(folder, at+"/"+each, "", unix.MS_BIND, ""); err != nil {
			return err
		}
	}
	return nil
}

// overlay lays what is written into the folder over the base.
func overlay(at, folder, options string) error {
	upper, work := folder+"/root", folder+"/work"
	for _, each := range []string{upper, work} {
		if err := os.MkdirAll(each, 0o700); err != nil {
			return err
		}
	}
	if err := os.Chmod(upper, 0o755); err != nil {
		return err
	}
	return unix.Mount("root", at, "overlay", 0, "lowerdir=/base,upperdir="+upper+",workdir="+work+options)
}

func move(from, to string) error {
	return unix.Mount(from, to, "", unix.MS_MOVE, "")
}

// pinBase: a file system laid over another base than the one it grew on would be neither, so the
// base is fixed when the volume is formatted.
func pinBase(format bool) error {
	digest, _, _ := strings.Cut(parameter("p2pcloud.base"), ":")
	pin, file := "base "+digest+"\n", volume+"/p2pcloud"
	if format {
		if err := os.WriteFile(file, []byte(pin), 0o600); err != nil {
			return err
		}
	}
	if pinned, err := os.ReadFile(file); err != nil || string(pinned) != pin {
		return coded{"base"}
	}
	return nil
}

// switchRoot starts the system. It comes back only with an error.
func switchRoot() error {
	if err := settleNetwork(); err != nil {
		return err
	}
	for _, folder := range []string{"/dev", "/run"} {
		if err := move(folder, root+folder); err != nil {
			return err
		}
	}
	_ = unix.Unmount(configfs, 0)
	for _, folder := range []string{"/sys", "/proc"} {
		if err := unix.Unmount(folder, 0); err != nil {
			return err
		}
	}
	// Nothing else is removed: an emulator must forget its translation of each page of a program
	// that is used anew, which made starting take a fifth longer.
	if err := os.RemoveAll("/modules.d"); err != nil {
		return err
	}
	if err := os.Chdir(root); err != nil {
		return err
	}
	if err := move(".", "/"); err != nil {
		return err
	}
	if err := unix.Chroot("."); err != nil {
		return err
	}
	wipeAll()
	return unix.Exec("/sbin/init", []string{"/sbin/init"}, []string{"TERM=linux"})
}

// settleNetwork leaves the note by which udev says that it is done with a network card. A virtual
// one needs nothing of udev, so the network need not wait until that has started.
func settleNetwork() error {
	if err := os.MkdirAll("/run/udev/data", 0o755); err != nil {
		return err
	}
	cards, _ := filepath.Glob("/sys/class/net/*")
	for _, card := range cards {
		index, err := os.ReadFile(card + "/ifindex")
		if err != nil {
			return err
		}
		file := fmt.Sprintf("/run/udev/data/n%s", strings.TrimSpace(string(index)))
		if err := readable(file, "I:1\nV:1\n"); err != nil {
			return err
		}
	}
	for _, folder := range []string{"/run/udev", "/run/udev/data"} {
		if err := os.Chmod(folder, 0o755); err != nil {
			return err
		}
	}
	return nil
}
