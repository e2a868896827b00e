package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"os"
	"strings"
	"testing"
	"time"

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

var testBoot = leaseBoot{31337, bytes.Repeat([]byte{0x5a}, 20), bytes.Repeat([]byte{7}, 32), 3}

func base64Of(text string) string {
	return base64.StdEncoding.EncodeToString([]byte(text))
}

func payloadLines() []string {
	return []string{
		"payload 1", "chain 31337", "market " + strings.Repeat("5a", 20), "lease " + strings.Repeat("07", 32), "boot 3",
		"volume " + strings.Repeat("0b", 32), "generation 2", "tier STANDARD", "disk-key " + strings.Repeat("0c", 64),
		"format 1", "hostname web-1", "host-key " + base64Of("host"),
		"authorized-key " + base64Of("ssh-ed25519 AAAA one"), "authorized-key " + base64Of("ssh-ed25519 AAAA two"),
		"user-data " + base64Of("#!/bin/sh\n"), "beat-source " + base64Of("http://10.0.2.2:8545/"),
		"heartbeat-seconds 60", "end payload",
	}
}

func parseLines(lines []string) (*payload, error) {
	return parsePayload([]byte(strings.Join(lines, "\n")+"\n"), testBoot)
}

func TestThePayloadIsRead(t *testing.T) {
	p, err := parseLines(payloadLines())
	if err != nil {
		t.Fatal(err)
	}
	if p.generation != 2 || !p.format || p.hostname != "web-1" || string(p.hostKey) != "host" || len(p.authorizedKeys) != 2 ||
		string(p.userData) != "#!/bin/sh\n" || p.beatSources[0] != "http://10.0.2.2:8545/" || p.heartbeatSeconds != 60 ||
		string(p.diskKey) != strings.Repeat("0c", 64) || p.tier != "STANDARD" {
		t.Errorf("%+v", p)
	}
}

func TestEveryLineOfThePayloadHasItsPlace(t *testing.T) {
	optional := map[string]bool{"user-data": true, "authorized-key": true}
	for i, each := range payloadLines() {
		key, _, _ := strings.Cut(each, " ")
		without := payloadLines()
		without = append(without[:i], without[i+1:]...)
		if _, err := parseLines(without); (err == nil) != optional[key] {
			t.Errorf("without %s: %v", key, err)
		}
		twice := payloadLines()
		twice = append(twice[:i+1], twice[i:]...)
		if _, err := parseLines(twice); (err == nil) != (key == "authorized-key" || key == "beat-source") {
			t.Errorf("%s twice: %v", key, err)
		}
		if i > 0 && each[:5] != payloadLines()[i-1][:5] {
			swapped := payloadLines()
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			if _, err := parseLines(swapped); err == nil {
				t.Errorf("taken: %s too early", key)
			}
		}
		for _, bad := range []string{key, key + " ", key + "  x", " " + each, each + " ", each + "\r", each + "\x00", strings.ToUpper(key)} {
			changed := payloadLines()
			changed[i] = bad
			if _, err := parseLines(changed); err == nil {
				t.Errorf("taken: %q", bad)
			}
		}
	}
}

func TestValuesOfThePayloadAreBounded(t *testing.T) {
	for _, bad := range []string{
		"payload 2", "chain 1", "market " + strings.Repeat("00", 20), "lease " + strings.Repeat("00", 32), "boot 4",
		"volume " + strings.Repeat("0B", 32), "generation 0", "generation 02", "tier standard", "tier NONE",
		"disk-key " + strings.Repeat("0c", 63), "disk-key " + strings.Repeat("0g", 64), "format 2", "format yes",
		"hostname -a", "hostname a-", "hostname A", "hostname a.b", "hostname " + strings.Repeat("a", 64),
		"host-key " + base64Of(strings.Repeat("a", 6145)), "authorized-key " + base64Of("a\nb"),
		"authorized-key " + base64Of("a\x7f"), "authorized-key " + base64Of(strings.Repeat("a", 9001)),
		"user-data " + base64Of(strings.Repeat("a", 21001)), "beat-source " + base64Of("ftp://host/"),
		"beat-source " + base64Of("http://"), "beat-source " + base64Of("http://a b/"), "beat-source " + base64Of("http://a\n"),
		"heartbeat-seconds 0", "heartbeat-seconds 3601", "end all",
	} {
		key, _, _ := strings.Cut(bad, " ")
		changed := payloadLines()
		for i, each := range changed {
			if strings.HasPrefix(each, key+" ") {
				changed[i] = bad
				break
			}
		}
		if _, err := parseLines(changed); err == nil {
			t.Errorf("taken: %.60s", bad)
		}
	}
	for key, most := range map[string]int{"authorized-key": 32, "beat-source": 4} {
		var many []string
		for _, each := range payloadLines() {
			count := 1
			if strings.HasPrefix(each, key+" ") {
				count = most
			}
			for range count {
				many = append(many, each)
			}
		}
		if _, err := parseLines(many); (err == nil) != (key == "beat-source") {
			t.Errorf("%d of %s: %v", most, key, err) // there are two authorized keys to begin with
		}
	}
	if _, err := parsePayload([]byte(strings.Join(payloadLines(), "\n")), testBoot); err == nil {
		t.Error("taken: a payload cut short by its last byte")
	}
	if _, err := parsePayload([]byte(strings.Join(payloadLines(), "\n")+"\n\n"), testBoot); err == nil {
		t.Error("taken: a payload with something behind it")
	}
}

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

func TestTablesFollowTheCommandLine(t *testing.T) {
	find := func() (string, error) { return "/dev/vda", nil }
	root, salt := strings.Repeat("ab", 32), strings.Repeat("cd", 32)
	table, err := verityTable(root+":"+salt+":2", find)
	if err != nil || table.sectors != 16 ||
		string(table.words) != "1 /dev/vda /dev/vda 4096 4096 2 2 sha256 "+root+" "+salt {
		t.Errorf("%+v %v", table, err)
	}
	for _, bad := range []string{"", root + ":" + salt, root + ":" + salt + ":0", root + ":" + salt + ":x", "ab:" + salt + ":2", root + ":" + salt + ":2:3"} {
		if _, err := verityTable(bad, find); err == nil {
			t.Errorf("taken: %q", bad)
		}
	}
}

func TestATableIsWholeWordsWithAnEnd(t *testing.T) {
	request := target{16, "crypt", []byte("12345678")}.appendTo(make([]byte, mapperHead))
	if len(request) != mapperHead+targetHead+16 || request[len(request)-8] != 0 || string(request[mapperHead+24:mapperHead+29]) != "crypt" {
		t.Errorf("%x", request)
	}
}
