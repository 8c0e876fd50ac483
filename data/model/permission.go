package model

// Permission names one thing a session may be allowed to do. The service that
// owns the thing asks for it; widgets only hide what is denied.
type Permission uint8

// The permissions, from the least to the most powerful.
const (
	PermPlan  Permission = iota // plan trips and watch algorithms; everybody
	PermEdit                    // change cities, routes, calendars, import
	PermAdmin                   // users and roles, restore, kiosk
)
