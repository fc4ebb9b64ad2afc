// Command audit checks an unpacked audit bundle with the tools of Go's checksum database, golang.org/x/mod/sumdb/note and tlog:
// an implementation of signed notes and Merkle trees that shares nothing with the program that made the bundle.
//
//	go run . BUNDLE
//
// It says what it accepts and ends with 0, or says what it refuses and ends with 1.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkpoint is a signed tree head: origin, size and root.
type checkpoint struct {
	origin string
	size   int64
	root   tlog.Hash
}

type proofs struct {
	Size        int64               `json:"size"`
	Hashes      [][]json.RawMessage `json:"hashes"`
	Consistency []struct {
		Size  int64    `json:"size"`
		Proof []string `json:"proof"`
	} `json:"consistency"`
}

type event struct {
	position int64
	leaf     []byte
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: audit BUNDLE")
		os.Exit(2)
	}
	if err := check(os.Args[1]); err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}

func check(folder string) error {
	keys, err := readKeys(filepath.Join(folder, "key.txt"))
	if err != nil {
		return err
	}
	head, err := readCheckpoint(filepath.Join(folder, "checkpoint.note"), keys)
	if err != nil {
		return err
	}
	fmt.Printf("note accepts the checkpoint of %s with %d events\n", head.origin, head.size)
	var given proofs
	if err := readJSON(filepath.Join(folder, "proofs.json"), &given); err != nil {
		return err
	}
	events, err := readEvents(filepath.Join(folder, "events.ndjson"))
	if err != nil {
		return err
	}
	if err := checkInclusion(head, given, events); err != nil {
		return err
	}
	fmt.Printf("tlog accepts the inclusion proofs of %d events\n", len(events))
	count, err := checkConsistency(folder, keys, head, given)
	if err != nil {
		return err
	}
	fmt.Printf("tlog accepts the consistency proofs of %d earlier checkpoints\n", count)
	return nil
}

// readKeys takes the keys of the ledger; cosignatures of witnesses are beyond what Go's package knows.
func readKeys(file string) (note.Verifiers, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []note.Verifier
	for _, line := range strings.Split(string(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] != "ledger" {
			continue
		}
		verifier, err := note.NewVerifier(fields[1])
		if err != nil {
			return nil, fmt.Errorf("key.txt: %w", err)
		}
		list = append(list, verifier)
	}
	return note.VerifierList(list...), nil
}

func readCheckpoint(file string, keys note.Verifiers) (checkpoint, error) {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return checkpoint{}, err
	}
	opened, err := note.Open(bytes, keys)
	if err != nil {
		return checkpoint{}, fmt.Errorf("%s: %w", filepath.Base(file), err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 {
		return checkpoint{}, fmt.Errorf("%s: no checkpoint", filepath.Base(file))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return checkpoint{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return checkpoint{origin: lines[0], size: size, root: root}, err
}

func readJSON(file string, into any) error {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(bytes, into)
}

func readEvents(file string) ([]event, error) {
	opened, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	var events []event
	for reader := bufio.NewReader(opened); ; {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return events, nil
		}
		if err != nil {
			return nil, fmt.Errorf("events.ndjson: %w", err)
		}
		leaf := line[:len(line)-1]
		var said struct {
			Position int64 `json:"position"`
		}
		if err := json.Unmarshal(leaf, &said); err != nil {
			return nil, fmt.Errorf("events.ndjson: %w", err)
		}
		events = append(events, event{said.Position, leaf})
	}
}

func checkConsistency(folder string, keys note.Verifiers, head checkpoint, given proofs) (int, error) {
	files, err := filepath.Glob(filepath.Join(folder, "checkpoints", "*.note"))
	if err != nil {
		return 0, err
	}
	for _, file := range files {
		older, err := readCheckpoint(file, keys)
		if err != nil {
			return 0, err
		}
		if older.origin != head.origin {
			return 0, fmt.Errorf("%s: another ledger", filepath.Base(file))
		}
		var proof tlog.TreeProof
		for _, one := range given.Consistency {
			if one.Size != older.size {
				continue
			}
			for _, text := range one.Proof {
				bytes, err := base64.StdEncoding.DecodeString(text)
				if err != nil || len(bytes) != tlog.HashSize {
					return 0, errors.New("proofs.json: no hash")
				}
				var hash tlog.Hash
				copy(hash[:], bytes)
				proof = append(proof, hash)
			}
		}
		if err := tlog.CheckTree(proof, head.size, head.root, older.size, older.root); err != nil {
			return 0, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	return len(files), nil
}
