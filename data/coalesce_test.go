package data_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// typist is a fixture in which somebody edits by a clock.
type typist struct {
	*fixture
	now *time.Time
}

func newTypist(t *testing.T) *typist {
	t.Helper()
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	f := clocked(t, &now)
	f.load(line())
	y := &typist{fixture: f, now: &now}
	y.as("lilei")
	return y
}

// as lets another person take over.
func (y *typist) as(id string) {
	y.Editor = data.NewEditor(y.store, named{allow{model.PermEdit: true}, model.Person{ID: id}})
}

// city changes one thing about city a, this long after the last edit.
func (y *typist) city(after time.Duration, change func(*model.City)) {
	y.Helper()
	*y.now = y.now.Add(after)
	c, err := y.store.City("a")
	require.NoError(y, err)
	stations, err := y.store.StationsOf("a")
	require.NoError(y, err)
	change(&c)
	_, err = y.PutCity(context.Background(), c, stations)
	require.NoError(y, err)
}

func name(s string) func(*model.City) { return func(c *model.City) { c.Name = s } }

// entries is how many commands stand behind the import.
func (y *typist) entries() int {
	y.Helper()
	list, done, err := y.store.History(y.Context())
	require.NoError(y, err)
	require.Len(y, list, done)
	return done - 1
}

func TestTypingIsOneEntry(t *testing.T) {
	y := newTypist(t)
	before := dump(t, y.network())
	for i := range 20 {
		y.city(3*time.Second, name(fmt.Sprint("name", i)))
	}
	require.Equal(t, 1, y.entries())
	after := dump(t, y.network())
	last, ok := y.store.LastEdit()
	require.True(t, ok)
	require.Equal(t, "name19", last.Name)
	require.Equal(t, *y.now, last.At)
	_, err := y.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, string(before), string(dump(t, y.network())))
	_, err = y.Redo(t.Context())
	require.NoError(t, err)
	require.Equal(t, string(after), string(dump(t, y.network())))
	y.sound()
}

func TestOnlyTypingIsOneEntry(t *testing.T) {
	const soon = time.Second
	for what, second := range map[string]func(y *typist){
		"a pause":          func(y *typist) { y.city(11*time.Second, name("two")) },
		"a clock set back": func(y *typist) { y.city(-time.Second, name("two")) },
		"another field":    func(y *typist) { y.city(soon, func(c *model.City) { c.English = "Two" }) },
		"a field more":     func(y *typist) { y.city(soon, func(c *model.City) { c.Name, c.English = "two", "Two" }) },
		"another person":   func(y *typist) { y.as("hanmeimei"); y.city(soon, name("two")) },
		"nobody known": func(y *typist) {
			y.Editor = data.NewEditor(y.store, allow{model.PermEdit: true})
			y.city(soon, name("two"))
		},
		"another city": func(y *typist) {
			c, err := y.store.City("c")
			require.NoError(y, err)
			stations, err := y.store.StationsOf("c")
			require.NoError(y, err)
			c.Name = "two"
			_, err = y.PutCity(y.Context(), c, stations)
			require.NoError(y, err)
		},
		"a station more": func(y *typist) {
			c, err := y.store.City("a")
			require.NoError(y, err)
			stations, err := y.store.StationsOf("a")
			require.NoError(y, err)
			_, err = y.PutCity(y.Context(), c, append(stations, model.Station{Name: "new"}))
			require.NoError(y, err)
		},
		"a deletion": func(y *typist) { require.NoError(y, y.DeleteRoute(y.Context(), "D7")) },
	} {
		t.Run(what, func(t *testing.T) {
			y := newTypist(t)
			y.city(0, name("one"))
			before := dump(t, y.network())
			second(y)
			require.Equal(t, 2, y.entries())
			_, err := y.Undo(t.Context())
			require.NoError(t, err)
			require.Equal(t, string(before), string(dump(t, y.network())))
			y.sound()
		})
	}
}

func TestTypingAfterAnUndoIsNew(t *testing.T) {
	y := newTypist(t)
	y.city(0, name("one"))
	y.city(time.Minute, name("two"))
	_, err := y.Undo(t.Context())
	require.NoError(t, err)
	before := dump(t, y.network())
	*y.now = y.now.Add(-time.Minute)
	y.city(time.Second, name("three"))
	require.Equal(t, 2, y.entries())
	_, err = y.Undo(t.Context())
	require.NoError(t, err)
	require.Equal(t, string(before), string(dump(t, y.network())))
}

func TestTimesTypedIntoOneCellAreOneEntry(t *testing.T) {
	y := newTypist(t)
	edit := func(call int, at model.Second) {
		*y.now = y.now.Add(time.Second)
		d, err := y.store.Route("G1")
		require.NoError(t, err)
		d.Trips[0].Calls[call].Arr = at
		require.NoError(t, y.PutRoute(t.Context(), d))
	}
	for i := range model.Second(5) {
		edit(1, 9*model.Hour+i)
	}
	require.Equal(t, 1, y.entries())
	edit(2, 11*model.Hour-5)
	require.Equal(t, 2, y.entries(), "another cell")
	require.Equal(t, 3, undoAll(t, y.fixture))
	y.sound()
}

// TestRevisionsAreThoseOfTheModel holds the numbers against the model's tags.
func TestRevisionsAreThoseOfTheModel(t *testing.T) {
	for bucket, v := range map[string]any{
		"cities": model.City{}, "stations": model.Station{}, "routes": model.Route{}, "trips": model.Trip{}, "calendars": model.Calendar{},
	} {
		f, ok := reflect.TypeOf(v).FieldByName("Rev")
		require.True(t, ok, bucket)
		require.True(t, strings.HasPrefix(f.Tag.Get("cbor"), fmt.Sprint(data.Revisions[bucket], ",")), bucket)
	}
}
