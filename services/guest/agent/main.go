//go:build !rawboot

// The unlock agent: the first process of the machine. It proves what it is, takes its orders from
// the launch key alone, opens the tenant's disk and hands over to the system on it. Anything
// unexpected powers the machine off.
//
// Its words are those of the release module: GuestLine, HostData, AttestReportData,
// ReleaseTranscript, BootedTranscript and SealedPayload.
package main

import (
	"bytes"
	"time"
)

func main() {
	machine := start()
	defer machine.endOnPanic()
	opening := openImages()
	keys, err := newBootKeys()
	machine.require(err, "internal")
	port, err := openPort("org.p2pcloud.key.0")
	machine.require(err, "device")
	machine.port = port
	lines := &tenantLines{port: port}

	machine.phase("waiting")
	line, err := lines.next(time.Now().Add(patience))
	machine.require(err, "hello")
	for {
		// A host that comes back after a lost connection begins anew, with a new nonce.
		hello, err := parseHello(line)
		machine.require(err, "hello")
		session, err := keys.newSession(hello)
		machine.require(err, "internal")
		report, err := session.chipReport()
		machine.require(err, "report")
		machine.send(session.evidence(report))
		machine.phase("evidence")
		line, err = lines.next(time.Now().Add(patience))
		machine.require(err, "release")
		if bytes.HasPrefix(line, []byte("HELLO")) {
			continue
		}
		machine.unlock(session, report, line, opening)
	}
}

// unlock does what the launch key orders and hands over to the system. It does not return.
func (m *machine) unlock(session *session, report []byte, line []byte, opening *images) {
	release, err := parseRelease(line)
	m.require(err, "release")
	m.require(session.checkSignature(report, release), "signature")
	plain, err := session.unseal(release.sealed)
	m.require(err, "unseal")
	payload, err := parsePayload(plain, session.hello.boot)
	m.require(err, "payload")
	wipe(plain)
	m.phase("release")
	if payload.tier != standard && len(report) == 0 {
		m.fatal("tier")
	}
	m.openSystem(payload, opening)
	m.require(session.keys.place(), "mount")
	booted, err := session.booted(payload)
	m.require(err, "internal")
	m.send(booted)
	m.port.Close()
	m.phase("switch")
	m.require(switchRoot(), "mount")
}
