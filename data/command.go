package data

import "time"

// Kind names what an Editor command did. The catalogue has a text for each.
type Kind = string

// The kinds of commands.
const (
	PutCityKind     Kind = "put-city"
	DeleteCityKind  Kind = "delete-city"
	PutRouteKind    Kind = "put-route"
	DeleteRouteKind Kind = "delete-route"
	ImportKind      Kind = "import"
)

// Command is one recorded edit.
type Command struct {
	Kind Kind
	Name string // of the city, the route's number, the network imported
	ID   string // of the city or route; also when the Editor assigned it
	At   time.Time
}
