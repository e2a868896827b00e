package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// lineLimit is the longest line that the tenant sends, without its end.
	lineLimit = 262142
	// patience is how long the tenant may take for one line.
	patience = 15 * time.Minute
	// writePatience: a port without a peer would hold the writer for ever.
	writePatience = 5 * time.Second
)

// openPort opens the virtio-serial port of a name.
func openPort(name string) (*os.File, error) {
	ports, _ := filepath.Glob("/sys/class/virtio-ports/*")
	for _, port := range ports {
		if found, err := os.ReadFile(port + "/name"); err == nil && strings.TrimSpace(string(found)) == name {
			return os.OpenFile("/dev/"+filepath.Base(port), os.O_RDWR, 0)
		}
	}
	return nil, errors.New("no such port")
}

// send gives the tenant a line, or gives up.
func (m *machine) send(line string) {
	if m.port != nil {
		_ = m.port.SetWriteDeadline(time.Now().Add(writePatience))
		_, _ = m.port.WriteString(line + "\n")
	}
}

// tenantLines are read from the port.
type tenantLines struct {
	port interface {
		io.Reader
		SetReadDeadline(time.Time) error
	}
	read []byte // and not yet given
}

// next gives the next line, without its end. With no peer the port reads as ended: what that one
// left of a line is forgotten, and the next peer awaited.
func (l *tenantLines) next(deadline time.Time) ([]byte, error) {
	if err := l.port.SetReadDeadline(deadline); err != nil {
		return nil, err
	}
	part := make([]byte, 16384)
	for searched := 0; ; {
		if end := bytes.IndexByte(l.read[searched:], '\n'); end >= 0 {
			line := l.read[:searched+end]
			l.read = l.read[len(line)+1:]
			return line, nil
		}
		searched = len(l.read)
		if searched > lineLimit {
			return nil, errors.New("the line is too long")
		}
		n, err := l.port.Read(part)
		l.read = append(l.read, part[:n]...)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded) || time.Now().After(deadline):
			return nil, coded{"timeout"}
		case err != nil:
			l.read, searched = nil, 0
			time.Sleep(100 * time.Millisecond)
		}
	}
}
