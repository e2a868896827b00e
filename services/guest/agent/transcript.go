package main

import (
	"encoding/binary"
)

// transcript is the encoding of io.p2pcloud.common.Transcript: each field behind its length as four
// bytes, so that no two lists of fields give the same bytes.
type transcript []byte

func newTranscript(domain string) transcript {
	return transcript(nil).text(domain)
}

func (t transcript) bytes(field []byte) transcript {
	return append(binary.BigEndian.AppendUint32(t, uint32(len(field))), field...)
}

func (t transcript) text(field string) transcript {
	return t.bytes([]byte(field))
}

// number is a field of 32 bytes.
func (t transcript) number(field uint64) transcript {
	var word [32]byte
	binary.BigEndian.PutUint64(word[24:], field)
	return t.bytes(word[:])
}

// leaseBoot is how every signed transcript begins.
func (t transcript) leaseBoot(boot leaseBoot) transcript {
	return t.number(boot.chain).bytes(boot.market).bytes(boot.lease).number(boot.boot)
}
