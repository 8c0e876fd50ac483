package auth

import "tongtu/data/model"

// Role says how much a session may do. Each role may do what the lower ones may.
type Role uint8

// The roles, from the least to the most powerful.
const (
	Guest  Role = iota // nobody signed in
	Viewer             // signed in, changes nothing
	Editor             // changes the network
	Admin              // users, restore, kiosk
)

var roleNames = [...]string{"guest", "viewer", "editor", "admin"}

// String is the name of r in logs and on the wire.
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return "unknown"
}

// needs is the least role that holds a permission. What is not listed is denied
// to everybody.
var needs = map[model.Permission]Role{
	model.PermPlan:  Guest,
	model.PermEdit:  Editor,
	model.PermAdmin: Admin,
}

// Can reports whether r grants p. Unknown roles and permissions are denied.
func (r Role) Can(p model.Permission) bool {
	least, known := needs[p]
	return known && r >= least && r <= Admin
}

// ParseRole reads what String writes.
func ParseRole(name string) (r Role, ok bool) {
	for i, n := range roleNames {
		if n == name {
			return Role(i), true
		}
	}
	return Guest, false
}
