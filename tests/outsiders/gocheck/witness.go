package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const (
	witnessKey = 4 // C2SP tlog-cosignature, Ed25519
	stampBytes = 8
)

// witness verifies cosignatures: Go's package knows keys of kind 1 only, and takes others through its interface.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != stampBytes+ed25519.SignatureSize {
		return false
	}
	stamp := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", stamp, text)
	return ed25519.Verify(w.key, []byte(message), signature[stampBytes:])
}

// verifier is Go's own for keys of logs, ours for keys of witnesses.
func verifier(vkey string) note.Verifier {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		fail("not a key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if len(key) != 1+ed25519.PublicKeySize || key[0] != witnessKey {
		known, err := note.NewVerifier(vkey)
		check(err)
		return known
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	check(err)
	return witness{parts[0], uint32(hash), key[1:]}
}
