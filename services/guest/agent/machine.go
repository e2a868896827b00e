package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// run is where the agent keeps what the system will need: RAM only, and moved into it.
const run = "/run/p2pcloud"

// machine is the computer that this process is the first of.
type machine struct {
	port *os.File // to the tenant; nil until it is open
}

// coded is an error that has a fatal code of its own.
type coded struct{ code string }

func (c coded) Error() string { return c.code }

func start() *machine {
	m := &machine{}
	defer m.endOnPanic()
	unix.Umask(0o077)
	const quiet = unix.MS_NOSUID | unix.MS_NODEV
	for _, each := range []struct {
		source, folder, kind string
		flags                uintptr
		data                 string
	}{
		{"proc", "/proc", "proc", quiet | unix.MS_NOEXEC, ""},
		{"sys", "/sys", "sysfs", quiet | unix.MS_NOEXEC, ""},
		{"dev", "/dev", "devtmpfs", unix.MS_NOSUID, "mode=0755"},
		{"run", "/run", "tmpfs", quiet, "mode=0755"},
	} {
		m.require(unix.Mount(each.source, each.folder, each.kind, each.flags, each.data), "internal")
	}
	m.require(silence(), "internal")
	m.require(os.WriteFile("/proc/sys/kernel/sysrq", []byte("0"), 0), "internal")
	m.require(os.MkdirAll(run+"/heartbeat", 0o700), "internal")
	m.phase("start")
	loadModules("first")
	return m
}

// silence keeps what a program may say off the console, which is the host's to read.
func silence() error {
	null, err := unix.Open("/dev/null", unix.O_RDWR, 0)
	if err != nil {
		return err
	}
	for descriptor := range 3 {
		if err := unix.Dup2(null, descriptor); err != nil {
			return err
		}
	}
	return unix.Close(null)
}

// phase writes to the console, which shows names of phases and nothing else.
func (m *machine) phase(name string) {
	uptime, _ := os.ReadFile("/proc/uptime")
	seconds, _, _ := strings.Cut(string(uptime), " ")
	console, err := os.OpenFile("/dev/console", os.O_WRONLY|unix.O_NOCTTY, 0)
	if err == nil {
		fmt.Fprintf(console, "p2pcloud %s %s\n", seconds, name)
		console.Close()
	}
}

// require ends the machine when there is an error: with its own code if it has one.
func (m *machine) require(err error, code string) {
	if err == nil {
		return
	}
	var own coded
	if errors.As(err, &own) {
		code = own.code
	}
	m.fatal(code)
}

// fatal tells the tenant, wipes what was opened and powers the machine off. The codes are those of
// FatalCode in the release module.
func (m *machine) fatal(code string) {
	m.phase("fatal " + code)
	wipeAll()
	m.send("FATAL " + code)
	unix.Sync()
	// The line must get out before the machine is gone.
	time.Sleep(300 * time.Millisecond)
	unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
	// Never go on: whatever came of the call, nothing may happen any more.
	select {}
}

// endOnPanic is for the mistake that nobody thought of.
func (m *machine) endOnPanic() {
	if recover() != nil {
		m.fatal("internal")
	}
}

// loadModules loads the modules of a list, in its order. One that does not fit this machine is no
// error; what it would have given is missed later, where it is needed.
func loadModules(list string) {
	names, _ := os.ReadFile("/modules.d/" + list)
	for _, name := range strings.Fields(string(names)) {
		file, err := os.Open("/modules.d/" + name)
		if err == nil {
			_ = unix.FinitModule(int(file.Fd()), "", 0)
			file.Close()
		}
	}
}
