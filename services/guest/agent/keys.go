package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/asn1"
	"errors"
	"math/big"
	"os"

	"github.com/ProtonMail/go-crypto/bitcurves"
)

// bootKeys are born in this machine and stay in its RAM until it stops.
type bootKeys struct {
	guest *ecdsa.PrivateKey // secp256k1
}

func newBootKeys() (*bootKeys, error) {
	guest, err := ecdsa.GenerateKey(bitcurves.S256(), rand.Reader)
	return &bootKeys{guest}, err
}

// public is the guest key's uncompressed point, 65 bytes.
func (k *bootKeys) public() []byte {
	point := make([]byte, 65)
	point[0] = 4
	k.guest.X.FillBytes(point[1:33])
	k.guest.Y.FillBytes(point[33:])
	return point
}

// sign gives a signature in DER.
func (k *bootKeys) sign(digest []byte) ([]byte, error) {
	return ecdsa.SignASN1(rand.Reader, k.guest, digest)
}

// place leaves the guest key to the system, which signs heartbeats and the goodbye with it.
func (k *bootKeys) place() error {
	der, err := k.der()
	if err != nil {
		return err
	}
	defer wipe(der)
	return os.WriteFile(run+"/heartbeat/guest.key", der, 0o600)
}

// der is the guest key as RFC 5915, section 3, has it.
func (k *bootKeys) der() ([]byte, error) {
	return asn1.Marshal(struct {
		Version int
		Key     []byte
		Curve   asn1.ObjectIdentifier `asn1:"explicit,tag:0"`
		Point   asn1.BitString        `asn1:"explicit,tag:1"`
	}{
		1,
		k.guest.D.FillBytes(make([]byte, 32)),
		asn1.ObjectIdentifier{1, 3, 132, 0, 10},
		asn1.BitString{Bytes: k.public(), BitLength: 8 * 65},
	})
}

// publicKey reads an uncompressed point of secp256k1.
func publicKey(point []byte) (*ecdsa.PublicKey, error) {
	curve := elliptic.Curve(bitcurves.S256())
	x, y := new(big.Int).SetBytes(point[1:33]), new(big.Int).SetBytes(point[33:65])
	prime := curve.Params().P
	if point[0] != 4 || x.Cmp(prime) >= 0 || y.Cmp(prime) >= 0 || !curve.IsOnCurve(x, y) {
		return nil, errors.New("not a point of the curve")
	}
	return &ecdsa.PublicKey{Curve: curve, X: x, Y: y}, nil
}
