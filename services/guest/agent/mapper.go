package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Device-mapper by its own interface (the kernel's uapi/linux/dm-ioctl.h, version 4).
const (
	mapperHead   = 312 // struct dm_ioctl
	targetHead   = 40  // struct dm_target_spec
	createDevice = 3
	resumeDevice = 6
	loadTable    = 9
	readOnly     = 1 << 0  // DM_READONLY_FLAG
	secureData   = 1 << 15 // DM_SECURE_DATA_FLAG: the kernel wipes its copy
)

// target is one line of a table: it covers the whole device.
type target struct {
	sectors uint64
	kind    string
	words   []byte
}

// mapDevice makes a device of a name and gives its path. There is no udev here to name it.
func mapDevice(name string, flags uint32, table target) (string, error) {
	answer, err := mapper(createDevice, name, flags, nil)
	if err != nil {
		return "", err
	}
	number := binary.NativeEndian.Uint64(answer[40:])
	return fmt.Sprintf("/dev/dm-%d", number&0xff|number>>12&0xfff00), retable(name, flags, table)
}

// retable gives a device another table.
func retable(name string, flags uint32, table target) error {
	if _, err := mapper(loadTable, name, flags, &table); err != nil {
		return err
	}
	_, err := mapper(resumeDevice, name, flags, nil)
	return err
}

func mapper(command uintptr, name string, flags uint32, table *target) ([]byte, error) {
	control, err := os.OpenFile("/dev/mapper/control", os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer control.Close()
	// Room for every table, so that no copy of a key is left behind by growing.
	request := make([]byte, mapperHead, 2048)
	if table != nil {
		request = table.appendTo(request)
		defer wipe(request)
	}
	word := binary.NativeEndian.PutUint32
	word(request[0:], 4) // version
	word(request[12:], uint32(len(request)))
	word(request[16:], mapperHead) // where the tables begin
	if table != nil {
		word(request[20:], 1)
	}
	word(request[28:], flags)
	copy(request[48:48+127], name)
	_, _, failed := unix.Syscall(unix.SYS_IOCTL, control.Fd(), 0xc138fd00|command, uintptr(unsafe.Pointer(&request[0])))
	runtime.KeepAlive(request)
	if failed != 0 {
		return nil, failed
	}
	return request, nil
}

func (t target) appendTo(request []byte) []byte {
	spec := make([]byte, targetHead)
	binary.NativeEndian.PutUint64(spec[8:], t.sectors)
	copy(spec[24:24+15], t.kind)
	request = append(append(append(request, spec...), t.words...), 0)
	for len(request)%8 != 0 {
		request = append(request, 0)
	}
	return request
}
