package data

import (
	bolt "go.etcd.io/bbolt"
)

// Schema is the current schema.
var Schema = len(migrations)

// SetSchema pretends that a closed file has schema v.
func SetSchema(path string, v int) error {
	return rewrite(path, func(tx *bolt.Tx) error { return meta.set(tx, keySchema, uint64(v)) })
}

// Spoil flips a bit in the stored record of a trip, with everything bbolt checks intact.
func Spoil(path, trip string) error {
	return rewrite(path, spoil(trip))
}

// SpoilOpen is Spoil while the file is open.
func SpoilOpen(s *Store, trip string) error { return s.db.Update(spoil(trip)) }

func spoil(trip string) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		raw := append([]byte(nil), trips.in(tx).Get([]byte(trip))...)
		raw[len(raw)/2] ^= 4
		return trips.in(tx).Put([]byte(trip), raw)
	}
}

func rewrite(path string, fn func(*bolt.Tx) error) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	if err := db.Update(fn); err != nil {
		return err
	}
	return db.Close()
}

// Limit makes commits fail that would grow the file beyond size, as a full disk
// does; the limit lasts until the file is opened again.
func (s *Store) Limit(size int) { s.db.MaxSize = size }

// Keep bounds what the file keeps for undo; bytes as in limits.
func (s *Store) Keep(commands, images, shelf int) { s.keep = limits{commands, images, shelf} }

// Superfluous is the rule by which backups are thinned out.
func Superfluous(list []KeptBackup, bytes int64) []KeptBackup { return superfluous(list, bytes) }

// Revisions are the fields that coalescing leaves out, by bucket.
var Revisions = revisions
