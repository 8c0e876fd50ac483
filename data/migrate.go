package data

import (
	"fmt"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// A migration takes a file one schema further.
type migration func(*bolt.Tx) error

// migrations[i] leads from schema i to i+1. Append; never edit or reorder, and
// keep a file of the old schema in testdata.
var migrations = []migration{
	createNetwork, // 0→1: the network
	createJournal, // 1→2: undo, and counted records
	createLedger,  // 2→3: accounts and the audit log
}

func createNetwork(tx *bolt.Tx) error {
	if _, err := tx.CreateBucket([]byte(meta.name)); err != nil {
		return err
	}
	return emptyNetwork(tx)
}

// emptyNetwork makes the network's buckets. The network of a new file has the
// default change table and nothing else.
func emptyNetwork(tx *bolt.Tx) error {
	root, err := tx.CreateBucket([]byte(networkRoot))
	if err != nil {
		return err
	}
	for _, name := range networkBuckets {
		if _, err := root.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	if err := infos.set(tx, keyInfo, model.Info{}); err != nil {
		return err
	}
	return tables.set(tx, keyTable, model.DefaultChangeTable())
}

func createJournal(tx *bolt.Tx) error {
	for _, name := range []string{journal.name, images.name, shelfRoot} {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return recount(tx)
}

// recount counts the records of the network.
func recount(tx *bolt.Tx) error {
	n := map[string]int{}
	for _, name := range append([]string{shapes.name}, counted...) {
		b := nested(tx, networkRoot, name)
		if b == nil && name == shapes.name {
			continue
		}
		if err := b.ForEach(func(_, _ []byte) error { n[name]++; return nil }); err != nil {
			return err
		}
	}
	return counts.set(tx, keyCounts, n)
}

// migrate runs each missing step and records it in the same transaction, so a
// crash leaves the file at a whole version.
func migrate(db *bolt.DB, steps []migration) error {
	from, err := schemaOf(db)
	if err != nil {
		return err
	}
	for v := from; v < len(steps); v++ {
		err := db.Update(func(tx *bolt.Tx) error {
			if err := steps[v](tx); err != nil {
				return err
			}
			return meta.set(tx, keySchema, uint64(v+1))
		})
		if err != nil {
			return fmt.Errorf("schema %d to %d: %w", v, v+1, err)
		}
	}
	return nil
}

// schemaOf returns the schema of the file, 0 for one that has none of our buckets.
func schemaOf(db *bolt.DB) (int, error) {
	var v uint64
	err := db.View(func(tx *bolt.Tx) (err error) {
		if tx.Bucket([]byte(meta.name)) != nil {
			v, err = number(tx, keySchema)
		}
		return err
	})
	return int(v), err
}
