package main

// secrets are all that the machine must forget when it ends.
var secrets [][]byte

// secret remembers bytes to be wiped.
func secret(bytes []byte) []byte {
	secrets = append(secrets, bytes)
	return bytes
}

func wipe(bytes []byte) {
	clear(bytes)
}

func wipeAll() {
	for _, each := range secrets {
		clear(each)
	}
}
