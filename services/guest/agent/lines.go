package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
)

// The lines of the tenant: see GuestLine in the release module. Every value has one form.

var errMalformed = errors.New("malformed")

// leaseBoot is what the machine was started for.
type leaseBoot struct {
	chain  uint64
	market []byte
	lease  []byte
	boot   uint64
}

type hello struct {
	boot      leaseBoot
	manifest  []byte
	nonce     []byte
	launchKey []byte // uncompressed, 65 bytes
}

type release struct {
	signature []byte // DER
	sealed    []byte
}

func parseHello(line []byte) (*hello, error) {
	words := strings.Split(string(line), " ")
	if len(words) != 9 || words[0] != "HELLO" || words[1] != "1" {
		return nil, errMalformed
	}
	var all parser
	parsed := &hello{
		leaseBoot{
			all.number(words[2]),
			all.hex(words[3], 20),
			all.hex(words[4], 32),
			all.number(words[5]),
		},
		all.hex(words[6], 32),
		all.hex(words[7], 32),
		all.hex(words[8], 65),
	}
	if all.failed || parsed.boot.chain == 0 || parsed.boot.boot == 0 || parsed.launchKey[0] != 4 {
		return nil, errMalformed
	}
	return parsed, nil
}

func parseRelease(line []byte) (*release, error) {
	words := strings.Split(string(line), " ")
	if len(words) != 3 || words[0] != "RELEASE" || len(words[1]) > 144 {
		return nil, errMalformed
	}
	var all parser
	parsed := &release{all.hex(words[1], len(words[1])/2), all.base64(words[2], 90000)}
	if all.failed {
		return nil, errMalformed
	}
	return parsed, nil
}

// parser remembers whether any of the values was malformed.
type parser struct{ failed bool }

func (p *parser) hex(text string, size int) []byte {
	value, err := parseHex(text, size)
	p.failed = p.failed || err != nil
	return value
}

func (p *parser) number(text string) uint64 {
	value, err := parseNumber(text)
	p.failed = p.failed || err != nil
	return value
}

func (p *parser) base64(text string, longest int) []byte {
	value, err := parseBase64(text, longest)
	p.failed = p.failed || err != nil
	return value
}

// parseHex takes lower-case digits of so many bytes, at least one.
func parseHex(text string, size int) ([]byte, error) {
	if size == 0 || len(text) != 2*size || strings.ContainsAny(text, "ABCDEF") {
		return nil, errMalformed
	}
	return hex.DecodeString(text)
}

// parseNumber takes a decimal in its one form that fits a signed 64-bit number.
func parseNumber(text string) (uint64, error) {
	value, err := strconv.ParseUint(text, 10, 63)
	if err != nil || strconv.FormatUint(value, 10) != text {
		return 0, errMalformed
	}
	return value, nil
}

func parseBase64(text string, longest int) ([]byte, error) {
	if text == "" || len(text) > longest || strings.ContainsAny(text, "\r\n") {
		return nil, errMalformed
	}
	return base64.StdEncoding.Strict().DecodeString(text)
}
