package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// session is one talk with the tenant, from his HELLO on. What was sealed for an earlier session's
// identity never opens in a later one.
type session struct {
	keys     *bootKeys
	hello    *hello
	identity *age.X25519Identity
}

func (k *bootKeys) newSession(hello *hello) (*session, error) {
	identity, err := age.GenerateX25519Identity()
	return &session{k, hello, identity}, err
}

func (s *session) recipient() string {
	return s.identity.Recipient().String()
}

// reportData is AttestReportData of the release module.
func (s *session) reportData() []byte {
	sum := sha512.Sum512(newTranscript("p2pcloud-attest/v1").
		text(s.recipient()).
		bytes(s.keys.public()).
		bytes(s.hello.nonce).
		bytes(s.hello.boot.lease).
		number(s.hello.boot.boot))
	return sum[:]
}

// hostData is HostData of the release module.
func (s *session) hostData() []byte {
	sum := sha256.Sum256(newTranscript("p2pcloud-host/v1").
		bytes(s.hello.boot.lease).
		number(s.hello.boot.boot).
		bytes(s.hello.manifest).
		bytes(s.hello.launchKey))
	return sum[:]
}

// evidence is the answer to HELLO.
func (s *session) evidence(report []byte) string {
	text := "-"
	if len(report) > 0 {
		text = base64.StdEncoding.EncodeToString(report)
	}
	return fmt.Sprintf("EVIDENCE %s %x %s", s.recipient(), s.keys.public(), text)
}

// checkSignature checks ReleaseTranscript of the release module before anything is decrypted.
func (s *session) checkSignature(report []byte, release *release) error {
	launchKey, err := publicKey(s.hello.launchKey)
	if err != nil {
		return err
	}
	reportSum, sealedSum := sha256.Sum256(report), sha256.Sum256(release.sealed)
	digest := sha256.Sum256(newTranscript("p2pcloud-release/v1").
		leaseBoot(s.hello.boot).
		bytes(s.hello.nonce).
		text(s.recipient()).
		bytes(reportSum[:]).
		bytes(sealedSum[:]))
	if !ecdsa.VerifyASN1(launchKey, digest[:], release.signature) {
		return errors.New("not signed by the launch key")
	}
	return nil
}

// unseal opens an age file, version 1, that was sealed for this session.
func (s *session) unseal(sealed []byte) ([]byte, error) {
	plain, err := age.Decrypt(bytes.NewReader(sealed), s.identity)
	if err != nil {
		return nil, err
	}
	all, err := io.ReadAll(plain)
	return secret(all), err
}

// booted is the answer to RELEASE: BootedTranscript of the release module, signed by the guest key.
func (s *session) booted(p *payload) (string, error) {
	format := uint64(0)
	if p.format {
		format = 1
	}
	digest := sha256.Sum256(newTranscript("p2pcloud-booted/v1").
		leaseBoot(s.hello.boot).
		bytes(s.hello.nonce).
		bytes(p.volume).
		number(p.generation).
		number(format))
	signature, err := s.keys.sign(digest[:])
	return fmt.Sprintf("BOOTED %x %d %d %s", p.volume, p.generation, format, hex.EncodeToString(signature)), err
}
