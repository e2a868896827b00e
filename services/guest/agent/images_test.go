package main

import (
	"strings"
	"testing"
)

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
