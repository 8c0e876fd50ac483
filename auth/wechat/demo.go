package wechat

import "tongtu/auth"

// App is a program registered with the platform.
type App struct {
	ID     string
	Secret auth.Secret
	Bound  bool // to the open-platform account, which makes a unionid known
}

// User is somebody with the demonstration phone in hand.
type User struct {
	Name    string
	Phone   string // digits, without the country's code
	Blocked bool   // by the platform: consents, but the code is refused
}

// DemoApps returns the registered apps: two of one open-platform account, one unbound.
func DemoApps() []App {
	return []App{
		{ID: "wxlocal0000000001", Secret: auth.NewSecret("secret-one-0123456789abcdef0123456"), Bound: true},
		{ID: "wxlocal0000000002", Secret: auth.NewSecret("secret-two-0123456789abcdef0123456"), Bound: true},
		{ID: "wxlocal0000000003", Secret: auth.NewSecret("secret-three-0123456789abcdef01234")},
	}
}

// DemoUsers returns the demonstration identities, the blocked one last.
func DemoUsers() []User {
	return []User{
		{Name: "alice", Phone: "13800138000"}, {Name: "bob", Phone: "13800138001"}, {Name: "carol", Phone: "13800138002"},
		{Name: "dave", Phone: "13800138003"}, {Name: "erin", Phone: "13800138004"},
		{Name: "mallory", Phone: "13800138005", Blocked: true},
	}
}
