package main

import (
	"bytes"
	"regexp"
	"strings"
)

const standard = "STANDARD"

// payload is what the tenant sealed: see SealedPayload in the release module.
type payload struct {
	boot             leaseBoot
	volume           []byte
	generation       uint64
	tier             string
	diskKey          []byte // hexadecimal, as device-mapper wants it
	format           bool
	rescue           bool // never with format
	hostname         string
	hostKey          []byte
	authorizedKeys   [][]byte
	users            []string
	packages         []string
	userData         []byte // empty for none
	beatSources      []string
	heartbeatSeconds uint64
}

var (
	user          = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,31}$`)
	debianPackage = regexp.MustCompile(`^[a-z0-9][a-z0-9+.-]{1,99}$`)
	label         = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)
	url           = regexp.MustCompile(`^https?://[!-~]+$`)
)

// parsePayload is strict: the keys must come in the documented order, each with one blank and a
// value of the one form it has, for the boot that this machine was started for.
func parsePayload(plain []byte, boot leaseBoot) (*payload, error) {
	lines := entries{lines: bytes.Split(plain, []byte("\n"))}
	all := &lines.parser
	p := &payload{boot: boot}
	all.require(lines.text("payload") == "2")
	all.require(all.number(lines.text("chain")) == boot.chain)
	all.require(bytes.Equal(all.hex(lines.text("market"), 20), boot.market))
	all.require(bytes.Equal(all.hex(lines.text("lease"), 32), boot.lease))
	all.require(all.number(lines.text("boot")) == boot.boot)
	p.volume = all.hex(lines.text("volume"), 32)
	p.generation = all.number(lines.text("generation"))
	all.require(p.generation > 0)
	p.tier = lines.text("tier")
	all.require(p.tier == standard || p.tier == "CONFIDENTIAL")
	p.diskKey = secret(bytes.Clone(lines.value("disk-key")))
	all.require(isHex(p.diskKey, 64))
	p.format = all.flag(lines.text("format"))
	p.rescue = all.flag(lines.text("rescue"))
	all.require(!p.format || !p.rescue)
	p.hostname = lines.text("hostname")
	all.require(label.MatchString(p.hostname))
	p.hostKey = secret(all.base64(lines.text("host-key"), 8192))
	p.authorizedKeys = lines.repeated("authorized-key", 32, 12000)
	for _, key := range p.authorizedKeys {
		all.require(bytes.IndexFunc(key, isControl) < 0)
	}
	p.users = lines.names("user", 16, user)
	p.packages = lines.names("package", 64, debianPackage)
	if lines.next("user-data") {
		p.userData = all.base64(lines.text("user-data"), 28000)
	}
	for _, source := range lines.repeated("beat-source", 4, 1024) {
		all.require(url.Match(source))
		p.beatSources = append(p.beatSources, string(source))
	}
	p.heartbeatSeconds = all.number(lines.text("heartbeat-seconds"))
	all.require(p.heartbeatSeconds >= 1 && p.heartbeatSeconds <= 3600)
	all.require(lines.text("end") == "payload")
	all.require(len(lines.lines) == 1 && len(lines.lines[0]) == 0)
	if all.failed {
		return nil, errMalformed
	}
	return p, nil
}

func (p *parser) require(ok bool) {
	p.failed = p.failed || !ok
}

func (p *parser) flag(text string) bool {
	p.require(text == "0" || text == "1")
	return text == "1"
}

// entries are lines `key value` yet to be read.
type entries struct {
	lines [][]byte
	parser
}

// next tells whether the next entry is of the key.
func (e *entries) next(key string) bool {
	return len(e.lines) > 0 && bytes.HasPrefix(e.lines[0], []byte(key+" "))
}

// value takes the next entry, which must be of the key. Slices of the plaintext, which is wiped.
func (e *entries) value(key string) []byte {
	if !e.next(key) {
		e.failed = true
		return nil
	}
	value := e.lines[0][len(key)+1:]
	e.lines = e.lines[1:]
	return value
}

func (e *entries) text(key string) string {
	return string(e.value(key))
}

// repeated takes one entry of the key or more.
func (e *entries) repeated(key string, most, longest int) [][]byte {
	var values [][]byte
	for first := true; first || e.next(key); first = false {
		values = append(values, e.base64(e.text(key), longest))
		e.require(len(values) <= most)
	}
	return values
}

// names takes the entries of the key, which may be none.
func (e *entries) names(key string, most int, form *regexp.Regexp) []string {
	var names []string
	for e.next(key) {
		name := e.text(key)
		e.require(form.MatchString(name) && len(names) < most)
		names = append(names, name)
	}
	return names
}

func isHex(text []byte, size int) bool {
	return len(text) == 2*size && strings.Trim(string(text), "0123456789abcdef") == ""
}

func isControl(r rune) bool {
	return r < 0x20 || r == 0x7f
}
