//go:build rawboot

// The agent's own steps without its talk with the tenant, for the benchmark of the first shell: the
// payload lies in the initramfs in plain. No bundle ever holds this program.
package main

import (
	"os"
	"strings"
)

func main() {
	machine := start()
	defer machine.endOnPanic()
	opening := openImages()
	plain, err := os.ReadFile("/payload")
	machine.require(err, "payload")
	boot, err := os.ReadFile("/boot")
	machine.require(err, "payload")
	payload, err := parsePayload(plain, parseBoot(strings.Fields(string(boot))))
	machine.require(err, "payload")
	machine.openSystem(payload, opening)
	machine.phase("switch")
	machine.require(switchRoot(), "mount")
}

func parseBoot(words []string) leaseBoot {
	chain, _ := parseNumber(words[0])
	market, _ := parseHex(words[1], 20)
	lease, _ := parseHex(words[2], 32)
	boot, _ := parseNumber(words[3])
	return leaseBoot{chain, market, lease, boot}
}
