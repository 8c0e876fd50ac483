package screen

import "tongtu/data/model"

// SignIn asks the account screen to sign somebody in and to go back afterwards.
type SignIn struct{ Return Route }

// EditCity asks the cities screen to show one city.
type EditCity struct{ ID model.CityID }

// EditRoute asks the routes screen to show one route.
type EditRoute struct{ ID model.RouteID }
