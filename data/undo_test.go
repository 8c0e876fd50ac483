package data_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

func TestEveryCommandCanBeUndoneAndRedone(t *testing.T) {
	kinds := map[string]data.Kind{
		"PutCity": data.PutCityKind, "DeleteCity": data.DeleteCityKind, "PutRoute": data.PutRouteKind,
		"DeleteRoute": data.DeleteRouteKind, "Replace": data.ImportKind,
	}
	for name, do := range commands() {
		for _, restart := range []bool{false, true} {
			f := open(t)
			f.load(line())
			before := f.network()
			require.NoError(t, do(t.Context(), f.Editor), name)
			after := f.network()
			require.NotEqual(t, before, after, name)
			if restart {
				f.reopen()
			}
			last, ok := f.store.LastEdit()
			require.True(t, ok)
			require.Equal(t, kinds[name], last.Kind)
			undone, err := f.Undo(t.Context())
			require.NoError(t, err)
			require.Equal(t, last, undone)
			require.Equal(t, before, f.network(), name)
			f.sound()
			if restart {
				f.reopen()
			}
			next, ok := f.store.NextRedo()
			require.True(t, ok)
			require.Equal(t, last, next)
			_, err = f.Redo(t.Context())
			require.NoError(t, err)
			require.Equal(t, after, f.network(), name)
			f.sound()
		}
	}
}

func TestUndoGoesBackToTheStartAndRedoToTheEnd(t *testing.T) {
	f := open(t)
	empty := f.network()
	states := []string{string(dump(t, empty))}
	f.load(line())
	states = append(states, string(dump(t, f.network())))
	for _, name := range []string{"PutCity", "DeleteCity", "PutRoute", "DeleteRoute", "Replace", "PutCity"} {
		do := commands()[name]
		if name == "PutRoute" {
			do = func(ctx context.Context, e *data.Editor) error { // b is gone by now
				d := shuttle()
				d.Trips = d.Trips[:1]
				d.Trips[0].Calls[0].Station, d.Trips[0].Calls[1].Station = "a1", "c1"
				d.Fares.Rules = nil
				return e.PutRoute(ctx, d)
			}
		}
		require.NoError(t, do(t.Context(), f.Editor), name)
		states = append(states, string(dump(t, f.network())))
	}
	commands, done, err := f.store.History(t.Context())
	require.NoError(t, err)
	require.Len(t, commands, len(states)-1)
	require.Equal(t, len(commands), done)
	for round := range 2 {
		for i := len(states) - 2; i >= 0; i-- {
			_, err := f.Undo(t.Context())
			require.NoError(t, err)
			require.Equal(t, states[i], string(dump(t, f.network())), "round %d, state %d", round, i)
		}
		_, err = f.Undo(t.Context())
		require.ErrorIs(t, err, data.ErrNothingToUndo)
		_, ok := f.store.LastEdit()
		require.False(t, ok)
		f.reopen()
		for i := 1; i < len(states); i++ {
			_, err := f.Redo(t.Context())
			require.NoError(t, err)
			require.Equal(t, states[i], string(dump(t, f.network())), "round %d, state %d", round, i)
		}
		_, err = f.Redo(t.Context())
		require.ErrorIs(t, err, data.ErrNothingToRedo)
		f.sound()
	}
}

func TestANewCommandEndsRedo(t *testing.T) {
	f := open(t)
	f.load(line())
	f.load(line())
	_, err := f.Undo(t.Context())
	require.NoError(t, err)
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	_, ok := f.store.NextRedo()
	require.False(t, ok)
	_, err = f.Redo(t.Context())
	require.ErrorIs(t, err, data.ErrNothingToRedo)
	f.sound()
}

func TestTheJournalIsBounded(t *testing.T) {
	f := open(t)
	f.store.Keep(200, 1<<20, 1)
	put := func(name string) {
		_, err := f.PutCity(t.Context(), model.City{Name: name}, []model.Station{{Name: "x"}})
		require.NoError(t, err)
	}
	for range 210 {
		put("x")
	}
	history, done, err := f.store.History(t.Context())
	require.NoError(t, err)
	require.Len(t, history, 200)
	require.Equal(t, 200, done)

	// By bytes: only what fits is kept, and the newest in any case.
	f.store.Keep(200, 1000, 1)
	put("y")
	history, _, err = f.store.History(t.Context())
	require.NoError(t, err)
	require.Less(t, len(history), 10)
	require.Greater(t, len(history), 1)
	f.store.Keep(200, 1, 1)
	put("z")
	history, _, err = f.store.History(t.Context())
	require.NoError(t, err)
	require.Len(t, history, 1)

	// Networks put aside are dropped with what was edited in them.
	for range 4 {
		f.store.Keep(200, 1<<20, 1)
		f.load(line())
		require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	}
	require.Equal(t, 3, undoAll(t, f), "the last import, whatever its size, the edit after it and the one before")
	f.sound()
}

// undoAll undoes everything and returns how many commands that were.
func undoAll(t *testing.T, f *fixture) int {
	t.Helper()
	for n := 0; ; n++ {
		if _, err := f.Undo(t.Context()); err != nil {
			require.ErrorIs(t, err, data.ErrNothingToUndo)
			return n
		}
	}
}

// TestAHundredImportsAreUndone is within the limits a real file has.
func TestAHundredImportsAreUndone(t *testing.T) {
	f := open(t)
	want := dump(t, f.network())
	for range 100 {
		f.load(line())
		require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	}
	require.Equal(t, 200, undoAll(t, f))
	require.Equal(t, string(want), string(dump(t, f.network())))
	f.sound()
}

func TestTheFileDoesNotGrowWithEveryImport(t *testing.T) {
	f := open(t)
	f.store.Keep(200, 1<<20, 1<<20)
	n := national(2000)
	var sizes []int64
	for range 6 {
		f.load(n)
		info, err := os.Stat(f.path)
		require.NoError(t, err)
		sizes = append(sizes, info.Size())
	}
	require.LessOrEqual(t, sizes[5], sizes[3], "%v", sizes)
}

func TestSeedingTheDemonstrationIsNoEdit(t *testing.T) {
	f := open(t)
	n := line()
	n.Info.Demo = true
	f.load(n)
	_, ok := f.store.LastEdit()
	require.False(t, ok)
	require.Len(t, f.network().Cities, 3)
	f.load(n) // laid over something, it is one
	_, ok = f.store.LastEdit()
	require.True(t, ok)
	f.sound()
}

func TestUndoneRevisionIsNotTakenForTheNewerOne(t *testing.T) {
	f := open(t)
	f.load(line())
	c, err := f.store.City("a")
	require.NoError(t, err)
	stations, err := f.store.StationsOf("a")
	require.NoError(t, err)
	edited := c
	edited.Name = "new"
	edited, err = f.PutCity(t.Context(), edited, stations)
	require.NoError(t, err)
	_, err = f.Undo(t.Context())
	require.NoError(t, err)
	edited.Name = "newer"
	_, err = f.PutCity(t.Context(), edited, stations)
	require.ErrorIs(t, err, model.ErrConflict, "it was read from a state that was taken back")
	_, err = f.PutCity(t.Context(), c, append(stations, model.Station{Name: "y"}))
	require.NoError(t, err, "this one was read from the state that is in force")
}

// named is an Authorizer that knows who it lets in.
type named struct {
	allow
	who model.Person
}

func (n named) Actor(context.Context) model.Person { return n.who }

func TestCommandsCarryWhoAndWhen(t *testing.T) {
	at := time.Date(2026, 12, 1, 8, 0, 0, 5e6, time.UTC)
	who := model.Person{ID: "wechat:1", Name: "李雷"}
	s, err := data.Open(t.TempDir()+"/db", data.Options{Now: func() time.Time { return at }})
	require.NoError(t, err)
	defer func() { _ = s.Close() }()
	require.NoError(t, data.NewEditor(s, named{allow{model.PermEdit: true}, who}).Replace(t.Context(), line(), nil))
	last, ok := s.LastEdit()
	require.True(t, ok)
	require.Equal(t, data.Command{Kind: data.ImportKind, Name: "line", At: at, Who: who}, last)
}

// TestFiveHundredRandomEditsUndone does edits, deletions and imports at random,
// undoes them all over restarts, and does them all again. Every network on the
// way is byte for byte the one that was there before.
func TestFiveHundredRandomEditsUndone(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	f := open(t)
	network := func() string {
		raw, err := cbor.Marshal(f.network())
		require.NoError(t, err)
		return fmt.Sprintf("%x", sha256.Sum256(raw))
	}
	states := []string{network()}
	for n := effort(t, 500); len(states) <= n; {
		c, err := worker{f.store, f.Editor}.pick(t.Context(), r)
		require.NoError(t, err)
		if !c.changes || c.name == "log" {
			continue
		}
		require.NoError(t, c.run(t.Context(), worker{f.store, f.Editor}), "seed %d, %s", seed, c.name)
		states = append(states, network())
	}
	travel := func(to int, step func(context.Context) (data.Command, error)) {
		_, err := step(t.Context())
		require.NoError(t, err, "seed %d, to %d", seed, to)
		if r.IntN(25) == 0 {
			f.reopen()
		}
		require.Equal(t, states[to], network(), "seed %d, to %d", seed, to)
	}
	for to := len(states) - 2; to >= 0; to-- {
		travel(to, func(ctx context.Context) (data.Command, error) { return f.Undo(ctx) })
	}
	_, err := f.Undo(t.Context())
	require.ErrorIs(t, err, data.ErrNothingToUndo)
	f.sound()
	for to := 1; to < len(states); to++ {
		travel(to, func(ctx context.Context) (data.Command, error) { return f.Redo(ctx) })
	}
	f.sound()
}
