package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"golang.org/x/mod/sumdb/tlog"
)

// stored has the hashes of complete subtrees, by tlog's own numbering.
type stored map[int64]tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hash, ok := s[index]
		if !ok {
			level, n := tlog.SplitStoredHashIndex(index)
			return nil, fmt.Errorf("no hash of subtree %d at level %d: an event or a proof is missing", n, level)
		}
		hashes[i] = hash
	}
	return hashes, nil
}

// checkInclusion has tlog prove and check each event by itself: the given hashes, and those of the events, are all it gets.
func checkInclusion(head checkpoint, given proofs, events []event) error {
	known := stored{}
	filled := map[int][]int64{}
	put := func(level int, n int64, hash tlog.Hash) {
		known[tlog.StoredHashIndex(level, n)] = hash
		filled[level] = append(filled[level], n)
	}
	for _, one := range given.Hashes {
		level, n, hash, err := subtreeOf(one)
		if err != nil {
			return err
		}
		put(level, n, hash)
	}
	for _, one := range events {
		put(0, one.position-1, tlog.RecordHash(one.leaf))
	}
	for level := 0; int64(1)<<level <= head.size; level++ {
		sort.Slice(filled[level], func(i, j int) bool { return filled[level][i] < filled[level][j] })
		for i := 1; i < len(filled[level]); i++ {
			left, right := filled[level][i-1], filled[level][i]
			if left%2 == 0 && right == left+1 {
				put(level+1, left/2, tlog.NodeHash(known[tlog.StoredHashIndex(level, left)], known[tlog.StoredHashIndex(level, right)]))
			}
		}
	}
	root, err := tlog.TreeHash(head.size, known)
	if err != nil {
		return err
	}
	if root != head.root {
		return errors.New("the events do not lead to the root of the checkpoint")
	}
	for _, one := range events {
		proof, err := tlog.ProveRecord(head.size, one.position-1, known)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, head.size, head.root, one.position-1, tlog.RecordHash(one.leaf)); err != nil {
			return fmt.Errorf("position %d: %w", one.position, err)
		}
	}
	return nil
}

func subtreeOf(one []json.RawMessage) (level int, n int64, hash tlog.Hash, err error) {
	var text string
	if len(one) != 3 {
		return 0, 0, hash, errors.New("proofs.json: no subtree")
	}
	if err = json.Unmarshal(one[0], &level); err == nil {
		if err = json.Unmarshal(one[1], &n); err == nil {
			err = json.Unmarshal(one[2], &text)
		}
	}
	if err == nil {
		hash, err = tlog.ParseHash(text)
	}
	return level, n, hash, err
}
