package model

// Person is who did something, as far as is known; the zero value is nobody.
type Person struct {
	ID   string `cbor:"1,keyasint,omitempty"` // the same person has the same
	Name string `cbor:"2,keyasint,omitempty"` // for people to read
}

// Known reports whether p is anybody at all.
func (p Person) Known() bool { return p != Person{} }
