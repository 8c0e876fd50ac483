package screen

import "tongtu/data/model"

// SignIn asks the account screen to sign somebody in and to go back afterwards;
// without a name in Return it stays.
type SignIn struct {
	Return Route
	By     SignInBy
}

// SignInBy is a way to sign in.
type SignInBy uint8

// The ways to sign in.
const (
	ByLast  SignInBy = iota // the one shown last
	ByScan                  // of a code, with WeChat
	ByText                  // a message to a phone
	ByAdmin                 // the administrator's passphrase, also asked of somebody signed in
)

// EditCity asks the cities screen to show one city.
type EditCity struct{ ID model.CityID }

// EditRoute asks the routes screen to show one route.
type EditRoute struct{ ID model.RouteID }
