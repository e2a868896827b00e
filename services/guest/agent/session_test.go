package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
)

const helloLine = "HELLO 1 31337 " +
	"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a " +
	"0707070707070707070707070707070707070707070707070707070707070707 3 " +
	"1111111111111111111111111111111111111111111111111111111111111111 " +
	"2222222222222222222222222222222222222222222222222222222222222222 "

func newTestSession(t *testing.T) (*session, *bootKeys) {
	t.Helper()
	launch, err := newBootKeys()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parseHello([]byte(helloLine + hex.EncodeToString(launch.public())))
	if err != nil {
		t.Fatal(err)
	}
	guest, err := newBootKeys()
	if err != nil {
		t.Fatal(err)
	}
	talk, err := guest.newSession(parsed)
	if err != nil {
		t.Fatal(err)
	}
	return talk, launch
}

func TestHelloHasOneForm(t *testing.T) {
	key := "04" + strings.Repeat("ab", 64)
	good := helloLine + key
	if _, err := parseHello([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"two blanks":          strings.Replace(good, " ", "  ", 1),
		"blank at the end":    good + " ",
		"other version":       strings.Replace(good, "HELLO 1", "HELLO 2", 1),
		"leading zero":        strings.Replace(good, "31337", "031337", 1),
		"sign":                strings.Replace(good, "31337", "+31337", 1),
		"too large a number":  strings.Replace(good, "31337", "9223372036854775808", 1),
		"no chain":            strings.Replace(good, "31337", "0", 1),
		"boot nought":         strings.Replace(good, " 3 ", " 0 ", 1),
		"upper case":          strings.Replace(good, "5a5a", "5A5A", 1),
		"short market":        strings.Replace(good, "5a5a", "5a", 1),
		"compressed key":      strings.Replace(good, key, "02"+key[2:], 1),
		"key too short":       good[:len(good)-2],
		"something behind it": good + " more",
		"a zero byte":         good[:len(good)-1] + "\x00",
	} {
		if _, err := parseHello([]byte(bad)); err == nil {
			t.Errorf("taken: %s", name)
		}
	}
}

func TestReleaseHasOneForm(t *testing.T) {
	good := "RELEASE 3006020101020102 QUFB"
	if _, err := parseRelease([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"RELEASE", "RELEASE  QUFB", "RELEASE 30 ", "RELEASE 300 QUFB", "RELEASE 3G QUFB", "RELEASE 30 QUF",
		"RELEASE 30 QUFC=", "RELEASE 30 QR==", "RELEASE 30 QU\rFB", good + " more",
		"RELEASE " + strings.Repeat("30", 73) + " QUFB", "RELEASE 30 " + strings.Repeat("QUFB", 22501),
	} {
		if _, err := parseRelease([]byte(bad)); err == nil {
			t.Errorf("taken: %.40s", bad)
		}
	}
}

func TestOnlyTheLaunchKeyReleasesAndOnlyThis(t *testing.T) {
	talk, launch := newTestSession(t)
	report, sealed := []byte("report"), []byte("sealed")
	sign := func(change func(*session), report, sealed []byte, by *bootKeys) []byte {
		other := *talk
		boot := *talk.hello
		other.hello = &boot
		change(&other)
		reportSum, sealedSum := sha256.Sum256(report), sha256.Sum256(sealed)
		digest := sha256.Sum256(newTranscript("p2pcloud-release/v1").
			number(other.hello.boot.chain).
			bytes(other.hello.boot.market).
			bytes(other.hello.boot.lease).
			number(other.hello.boot.boot).
			bytes(other.hello.nonce).
			text(other.recipient()).
			bytes(reportSum[:]).
			bytes(sealedSum[:]))
		signature, err := by.sign(digest[:])
		if err != nil {
			t.Fatal(err)
		}
		return signature
	}
	same := func(*session) {}
	stranger, _ := newBootKeys()
	identity, _ := age.GenerateX25519Identity()
	check := func(signature []byte) error {
		return talk.checkSignature(report, &release{signature, sealed})
	}
	if err := check(sign(same, report, sealed, launch)); err != nil {
		t.Fatal(err)
	}
	flipped := sign(same, report, sealed, launch)
	flipped[len(flipped)-1] ^= 1
	for name, signature := range map[string][]byte{
		"another key":       sign(same, report, sealed, stranger),
		"the guest's key":   sign(same, report, sealed, talk.keys),
		"another report":    sign(same, []byte("other"), sealed, launch),
		"another payload":   sign(same, report, []byte("other"), launch),
		"another chain":     sign(func(s *session) { s.hello.boot.chain++ }, report, sealed, launch),
		"another market":    sign(func(s *session) { s.hello.boot.market = make([]byte, 20) }, report, sealed, launch),
		"another lease":     sign(func(s *session) { s.hello.boot.lease = make([]byte, 32) }, report, sealed, launch),
		"another boot":      sign(func(s *session) { s.hello.boot.boot++ }, report, sealed, launch),
		"another nonce":     sign(func(s *session) { s.hello.nonce = make([]byte, 32) }, report, sealed, launch),
		"another recipient": sign(func(s *session) { s.identity = identity }, report, sealed, launch),
		"a flipped bit":     flipped,
		"nothing":           {},
		"text":              []byte("signed"),
	} {
		if check(signature) == nil {
			t.Errorf("taken: %s", name)
		}
	}
	talk.hello.launchKey = append([]byte{4}, make([]byte, 64)...)
	if check(sign(same, report, sealed, launch)) == nil {
		t.Error("taken: a launch key that is no point of the curve")
	}
}

func TestWhatIsSealedForOneSessionOpensInNoOther(t *testing.T) {
	talk, _ := newTestSession(t)
	later, err := talk.keys.newSession(talk.hello)
	if err != nil {
		t.Fatal(err)
	}
	var sealed bytes.Buffer
	writer, err := age.Encrypt(&sealed, talk.identity.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(writer, "words")
	writer.Close()
	if plain, err := talk.unseal(sealed.Bytes()); err != nil || string(plain) != "words" {
		t.Fatal(plain, err)
	}
	if _, err := later.unseal(sealed.Bytes()); err == nil {
		t.Error("opened by another identity")
	}
	cut := sealed.Bytes()[:sealed.Len()-1]
	if _, err := talk.unseal(cut); err == nil {
		t.Error("opened though cut short")
	}
}

func TestTheGuestKeyIsWrittenAsTheSystemReadsIt(t *testing.T) {
	keys, err := newBootKeys()
	if err != nil {
		t.Fatal(err)
	}
	der, err := keys.der()
	if err != nil {
		t.Fatal(err)
	}
	// RFC 5915: SEQUENCE of version 1, the key, [0] secp256k1 and [1] the point.
	want := "3074020101" + "0420" + hex.EncodeToString(keys.guest.D.FillBytes(make([]byte, 32))) +
		"a00706052b8104000a" + "a144034200" + hex.EncodeToString(keys.public())
	if hex.EncodeToString(der) != want {
		t.Errorf("%x", der)
	}
}

func TestReportsForAnotherPurposeAreSeen(t *testing.T) {
	data, host := bytes.Repeat([]byte{1}, 64), bytes.Repeat([]byte{2}, 32)
	report := make([]byte, 1184)
	copy(report[80:], data)
	copy(report[192:], host)
	if err := checkReport(report, data, host); err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{80, 143, 192, 223} {
		report[at] ^= 1
		if err := checkReport(report, data, host); err == nil || (err == coded{"host-data"}) != (at >= 192) {
			t.Errorf("byte %d: %v", at, err)
		}
		report[at] ^= 1
	}
	if checkReport(report[:100], data, host) == nil || checkReport(nil, data, host) == nil {
		t.Error("taken: a short report")
	}
}
