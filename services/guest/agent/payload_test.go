package main

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

var testBoot = leaseBoot{31337, bytes.Repeat([]byte{0x5a}, 20), bytes.Repeat([]byte{7}, 32), 3}

func base64Of(text string) string {
	return base64.StdEncoding.EncodeToString([]byte(text))
}

func payloadLines() []string {
	return []string{
		"payload 2", "chain 31337", "market " + strings.Repeat("5a", 20), "lease " + strings.Repeat("07", 32), "boot 3",
		"volume " + strings.Repeat("0b", 32), "generation 2", "tier STANDARD", "disk-key " + strings.Repeat("0c", 64),
		"format 1", "rescue 0", "hostname web-1", "host-key " + base64Of("host"),
		"authorized-key " + base64Of("ssh-ed25519 AAAA one"), "authorized-key " + base64Of("ssh-ed25519 AAAA two"),
		"user ada", "package git", "package g++", "user-data " + base64Of("#!/bin/sh\n"), "beat-source " + base64Of("http://10.0.2.2:8545/"),
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
		strings.Join(p.users, " ") != "ada" || strings.Join(p.packages, " ") != "git g++" || p.rescue ||
		string(p.userData) != "#!/bin/sh\n" || p.beatSources[0] != "http://10.0.2.2:8545/" || p.heartbeatSeconds != 60 ||
		string(p.diskKey) != strings.Repeat("0c", 64) || p.tier != "STANDARD" {
		t.Errorf("%+v", p)
	}
}

func TestEveryLineOfThePayloadHasItsPlace(t *testing.T) {
	optional := map[string]bool{"user": true, "package": true, "user-data": true, "authorized-key": true}
	repeatable := map[string]bool{"authorized-key": true, "beat-source": true, "user": true, "package": true}
	for i, each := range payloadLines() {
		key, _, _ := strings.Cut(each, " ")
		without := payloadLines()
		without = append(without[:i], without[i+1:]...)
		if _, err := parseLines(without); (err == nil) != optional[key] {
			t.Errorf("without %s: %v", key, err)
		}
		twice := payloadLines()
		twice = append(twice[:i+1], twice[i:]...)
		if _, err := parseLines(twice); (err == nil) != repeatable[key] {
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
		"payload 1", "chain 1", "market " + strings.Repeat("00", 20), "lease " + strings.Repeat("00", 32), "boot 4",
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
