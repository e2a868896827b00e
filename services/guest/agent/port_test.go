package main

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// fakePort gives its pieces one by one; an empty piece is a peer that went away.
type fakePort struct{ pieces []string }

func (f *fakePort) SetReadDeadline(time.Time) error { return nil }

func (f *fakePort) Read(into []byte) (int, error) {
	if len(f.pieces) == 0 {
		return 0, os.ErrDeadlineExceeded
	}
	piece := f.pieces[0]
	f.pieces = f.pieces[1:]
	if piece == "" {
		return 0, io.EOF
	}
	return copy(into, piece), nil
}

func TestLinesAreReadWhole(t *testing.T) {
	lines := &tenantLines{port: &fakePort{[]string{"a", "b\nc\nlost", "", "d\n", "never ended"}}}
	soon := time.Now().Add(time.Hour)
	for _, want := range []string{"ab", "c", "d"} {
		if line, err := lines.next(soon); err != nil || string(line) != want {
			t.Errorf("%q %v, not %q", line, err, want)
		}
	}
	if _, err := lines.next(soon); err != (coded{"timeout"}) {
		t.Error(err)
	}
}

func TestALineIsBounded(t *testing.T) {
	piece := strings.Repeat("x", 16384)
	port := &fakePort{}
	for range 1000 {
		port.pieces = append(port.pieces, piece)
	}
	lines := &tenantLines{port: port}
	if _, err := lines.next(time.Now().Add(time.Hour)); err == nil || len(port.pieces) < 980 {
		t.Error(err, len(port.pieces))
	}
}
