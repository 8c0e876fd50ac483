package data

import (
	"encoding/binary"
	"strings"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// The file: what is true of the file itself is in meta; the network's buckets
// are nested in one, so that an import swaps a whole network by moving it; the
// journal is a list of commands, what each changed, and the networks that
// imports put aside.
const (
	networkRoot = "network"
	shelfRoot   = "shelf"
)

var (
	meta      = bucket[string, uint64]{"", "meta"}
	cities    = bucket[model.CityID, model.City]{networkRoot, "cities"}
	stations  = bucket[model.StationID, model.Station]{networkRoot, "stations"}
	operators = bucket[model.OperatorID, model.Operator]{networkRoot, "operators"}
	routes    = bucket[model.RouteID, model.Route]{networkRoot, "routes"}
	trips     = bucket[model.TripID, model.Trip]{networkRoot, "trips"}
	calendars = bucket[model.CalendarID, model.Calendar]{networkRoot, "calendars"}
	fares     = bucket[fareKey, model.FareTable]{networkRoot, "fares"}
	changes   = bucket[changeKey, model.ChangeRecord]{networkRoot, "changes"}
	infos     = bucket[string, model.Info]{networkRoot, "about"}
	tables    = bucket[string, model.ChangeTable]{networkRoot, "about"}
	journal   = bucket[entryKey, Command]{"", "journal"}
	images    = bucket[entryKey, []image]{"", "images"}

	// counts holds how many records each bucket has: a page that has lost some is
	// whole to every checksum.
	counts = bucket[string, map[string]int]{networkRoot, "about"}

	// shapes are there only where an import brought some: a network without is as
	// good, and files from before have no such bucket.
	shapes = bucket[model.ShapeID, model.Shape]{networkRoot, "shapes"}

	// byRoute is an index: it has a record for each trip of each route.
	byRoute = bucket[routeTrip, struct{}]{networkRoot, "trips-of-route"}
)

// counted are the buckets whose records are counted.
var counted = []string{
	cities.name, stations.name, operators.name, routes.name, trips.name, calendars.name,
	fares.name, changes.name, byRoute.name,
}

// networkBuckets are the buckets nested in networkRoot.
var networkBuckets = append([]string{infos.name}, counted...)

// The keys of meta and about.
const (
	keySchema   = "schema"
	keyRevision = "revision"
	keyDone     = "done"   // the newest journal entry that is not undone; 0: none
	keyImages   = "images" // bytes of all images
	keyInfo     = "info"
	keyTable    = "change-table"
	keyCounts   = "counts"
)

type (
	fareKey   string // see fareKeyOf
	changeKey string // see changeKeyOf
	routeTrip string // route NUL trip
	entryKey  string // big-endian number
)

// fareKeyOf prefixes the route, since the table of all routes has no name and
// bbolt no empty key.
func fareKeyOf(r model.RouteID) fareKey { return fareKey("/" + r) }

func changeKeyOf(r model.ChangeRecord) changeKey { return changeKey(r.Key()) }

func routeTripOf(r model.RouteID, t model.TripID) routeTrip {
	return routeTrip(string(r) + "\x00" + string(t))
}

func (k routeTrip) trip() model.TripID {
	_, t, _ := strings.Cut(string(k), "\x00")
	return model.TripID(t)
}

func entryKeyOf(n uint64) entryKey { return entryKey(binary.BigEndian.AppendUint64(nil, n)) }

func (k entryKey) number() uint64 { return binary.BigEndian.Uint64([]byte(k)) }

// number reads a value of meta; a missing one is 0.
func number(tx *bolt.Tx, key string) (uint64, error) {
	v, _, err := meta.find(tx, key)
	return v, err
}
