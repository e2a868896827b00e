package main

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

const (
	configfs = "/sys/kernel/config"
	tsm      = configfs + "/tsm/report"
)

// chipReport asks the chip by configfs-tsm (the kernel's ABI/testing/configfs-tsm). It is empty on
// a machine without such a chip; a chip that is there and does not answer rightly is an error.
func (s *session) chipReport() ([]byte, error) {
	// A second time in a second session: then it is mounted already.
	_ = unix.Mount("config", configfs, "configfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "")
	entry := tsm + "/p2pcloud"
	if err := os.Mkdir(entry, 0o700); err != nil {
		return nil, nil
	}
	defer os.Remove(entry)
	if provider, err := os.ReadFile(entry + "/provider"); err != nil || strings.TrimSpace(string(provider)) != "sev_guest" {
		return nil, errors.New("not the chip expected")
	}
	before, err := generation(entry)
	if err != nil {
		return nil, err
	}
	asked := s.reportData()
	if err := os.WriteFile(entry+"/inblob", asked, 0); err != nil {
		return nil, err
	}
	report, err := os.ReadFile(entry + "/outblob")
	if err != nil {
		return nil, err
	}
	// Another writer in between would have changed what was asked for.
	if after, err := generation(entry); err != nil || after != before+1 {
		return nil, errors.New("somebody else asked")
	}
	return report, checkReport(report, asked, s.hostData())
}

func generation(entry string) (uint64, error) {
	text, err := os.ReadFile(entry + "/generation")
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
}

// checkReport compares two fields of ATTESTATION_REPORT (AMD 56860, table 23): the tenant judges the
// rest, but a machine launched for something else need not bother him.
func checkReport(report, reportData, hostData []byte) error {
	if len(report) < 0xe0 || !bytes.Equal(report[0x50:0x90], reportData) {
		return errors.New("not the report asked for")
	}
	if !bytes.Equal(report[0xc0:0xe0], hostData) {
		return coded{"host-data"}
	}
	return nil
}
