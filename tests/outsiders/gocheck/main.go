// Command gocheck reads a log of ours with Go's own packages of the checksum database (golang.org/x/mod/sumdb): its notes, its
// tiles, its tree. Nothing of Tuopin is in it. It prints "ok" and exits 0, or says what does not hold and exits 1.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const usage = `gocheck sign SKEY TEXT               the note of a text, signed by Go, on standard output
gocheck open NOTE VKEY...            the text of a note whose every key has signed, on standard output
gocheck root FOLDER VKEY             the tiles lead to the signed root
gocheck history FOLDER OLD VKEY      the log in the folder begins with the one of the older note
gocheck given FOLDER OLD PROOF VKEY  the same by a proof made elsewhere: one hash a line, Base64
gocheck record PROOF RECORD VKEY...  the record, in canonical form, is in the log`

func main() {
	if len(os.Args) < 4 {
		fail(usage)
	}
	args := os.Args[2:]
	switch os.Args[1] {
	case "sign":
		sign(args[0], args[1])
	case "open":
		fmt.Print(open(args[0], args[1:]...))
	case "root":
		head, reader := log(args[0], args[1])
		hash, err := tlog.TreeHash(head.N, reader)
		check(err)
		same(hash, head.Hash)
	case "history":
		head, reader := log(args[0], args[2])
		old := tree(open(args[1], args[2]))
		proof, err := tlog.ProveTree(head.N, old.N, reader)
		check(err)
		check(tlog.CheckTree(proof, head.N, head.Hash, old.N, old.Hash))
	case "given":
		head, _ := log(args[0], args[3])
		old := tree(open(args[1], args[3]))
		check(tlog.CheckTree(hashes(read(args[2])), head.N, head.Hash, old.N, old.Hash))
	case "record":
		record(args[0], args[1], args[2:])
	default:
		fail(usage)
	}
	if os.Args[1] != "open" && os.Args[1] != "sign" {
		fmt.Println("ok")
	}
}

func sign(skey, text string) {
	signer, err := note.NewSigner(skey)
	check(err)
	signed, err := note.Sign(&note.Note{Text: read(text)}, signer)
	check(err)
	fmt.Print(string(signed))
}

// open gives the text of a note that every one of the keys has signed.
func open(file string, vkeys ...string) string {
	return opened([]byte(read(file)), vkeys)
}

func opened(text []byte, vkeys []string) string {
	var verifiers []note.Verifier
	for _, vkey := range vkeys {
		verifiers = append(verifiers, verifier(vkey))
	}
	signed, err := note.Open(text, note.VerifierList(verifiers...))
	check(err)
	if len(signed.Sigs) != len(vkeys) {
		fail(fmt.Sprintf("%d of %d keys have signed", len(signed.Sigs), len(vkeys)))
	}
	return signed.Text
}

// log is the newest checkpoint of a folder, and its hashes as Go reads and verifies them from the tiles.
func log(folder, vkey string) (tlog.Tree, tlog.HashReader) {
	head := tree(open(filepath.Join(folder, "checkpoint"), vkey))
	return head, tlog.TileHashReader(head, tiles{folder})
}

// tree reads the three lines of a checkpoint. Go's own format has a first line of its own, fixed by the checksum database.
func tree(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		fail("a checkpoint has three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	hash, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: hash}
}

// record follows a proof file from the record up to the signed root.
func record(proofFile, recordFile string, vkeys []string) {
	head, signed, _ := strings.Cut(read(proofFile), "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("not a proof")
	}
	salt, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err)
	top := tree(opened([]byte(signed), vkeys))
	inner := sha256.Sum256(append(salt, read(recordFile)...))
	leaf := tlog.RecordHash(append([]byte{1}, inner[:]...))
	check(tlog.CheckRecord(hashes(strings.Join(lines[3:], "\n")), top.N, top.Hash, index, leaf))
}

func hashes(text string) []tlog.Hash {
	var found []tlog.Hash
	for _, line := range strings.Fields(text) {
		hash, err := tlog.ParseHash(line)
		check(err)
		found = append(found, hash)
	}
	return found
}

// tiles are the files of our folder; Go's path names the height, ours leaves it out.
type tiles struct{ folder string }

func (t tiles) Height() int                    { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		content, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		found = append(found, content)
	}
	return found, nil
}

func same(found, wanted tlog.Hash) {
	if !bytes.Equal(found[:], wanted[:]) {
		fail("the tiles lead to another root")
	}
}

func read(path string) string {
	content, err := os.ReadFile(path)
	check(err)
	return string(content)
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
