package model

import "time"

// UserID names an account: the provider and the person's identifier there.
type UserID string

// Account is somebody who signed in once, or a local administrator.
type Account struct {
	ID       UserID    `cbor:"1,keyasint"`
	Name     string    `cbor:"2,keyasint,omitempty"`
	Demo     bool      `cbor:"3,keyasint,omitempty"` // anybody can claim it
	Role     string    `cbor:"4,keyasint,omitempty"` // what an administrator decided; empty: the policy decides
	Approved bool      `cbor:"5,keyasint,omitempty"` // may edit where only approved identities may
	Since    time.Time `cbor:"6,keyasint"`
	Seen     time.Time `cbor:"7,keyasint"`           // newest sign-in
	Key      []byte    `cbor:"8,keyasint,omitempty"` // the provider's session key, encrypted
	Pass     string    `cbor:"9,keyasint,omitempty"` // of an administrator: argon2id in PHC form
	Recovery []byte    `cbor:"10,keyasint,omitempty"`
}

// Device remembers an account on this machine; its token is stored only as the
// hash that is the record's name.
type Device struct {
	User  UserID    `cbor:"1,keyasint"`
	Since time.Time `cbor:"2,keyasint"`
	Until time.Time `cbor:"3,keyasint"`
}

// Tries counts attempts that are limited.
type Tries struct {
	Failed int         `cbor:"1,keyasint,omitempty"`
	Until  time.Time   `cbor:"2,keyasint"`           // no attempt before then
	Times  []time.Time `cbor:"3,keyasint,omitempty"` // of the attempts that count
}

// AccessPolicy says who may edit.
type AccessPolicy struct {
	ApprovedOnly bool `cbor:"1,keyasint,omitempty"` // else whoever signed in
	Kiosk        bool `cbor:"2,keyasint,omitempty"` // nobody
}

// AuditEntry is one line of the audit log. Hash covers the line and Prev, the
// hash of the line before.
type AuditEntry struct {
	Seq    uint64    `cbor:"1,keyasint" json:"seq"`
	At     time.Time `cbor:"2,keyasint" json:"at"`
	Who    UserID    `cbor:"3,keyasint,omitempty" json:"who"`
	Name   string    `cbor:"4,keyasint,omitempty" json:"name,omitempty"`
	What   string    `cbor:"5,keyasint" json:"what"`
	Target string    `cbor:"6,keyasint,omitempty" json:"target,omitempty"`
	Result string    `cbor:"7,keyasint" json:"result"`
	Prev   []byte    `cbor:"8,keyasint,omitempty" json:"prev,omitempty"`
	Hash   []byte    `cbor:"9,keyasint" json:"hash"`
}

// AuthState is what the auth service keeps besides its log.
type AuthState struct {
	Accounts map[UserID]Account
	Devices  map[string]Device
	Tries    map[string]Tries
	Policy   AccessPolicy
	Last     AuditEntry // the newest line of the log; zero: none
}

// AuthChange is one atomic change of it. A nil value removes the record.
type AuthChange struct {
	Accounts map[UserID]*Account
	Devices  map[string]*Device
	Tries    map[string]*Tries
	Policy   *AccessPolicy
	Log      []AuditEntry
}
