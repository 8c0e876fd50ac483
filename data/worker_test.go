package data_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/fxamacker/cbor/v2"

	"tongtu/data"
	"tongtu/data/model"
)

// The tests that kill processes and break disks run the test binary again as a
// child, which works on a data file and tells on its output what it is at.
const (
	childEnv = "TONGTU_DATA_CHILD" // what the child does
	pathEnv  = "TONGTU_DATA_PATH"
	seedEnv  = "TONGTU_DATA_SEED"
)

// worker does random commands.
type worker struct {
	*data.Store
	*data.Editor
}

// openWorker opens the file at path. Its clock depends on nothing but the state
// of the file, so that two files of one state stay alike, and moves on by more
// than the time between two backups with every edit.
func openWorker(path string) (w worker, err error) {
	start := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	now := func() time.Time {
		if w.Store == nil {
			return start
		}
		return start.Add(time.Duration(w.Revision()) * 2 * time.Hour)
	}
	if w.Store, err = data.Open(path, data.Options{Now: now, New: true}); err != nil {
		return w, err
	}
	w.Editor = data.NewEditor(w.Store, allow{model.PermEdit: true})
	return w, nil
}

// state is a sum of all the file says.
func (w worker) state(ctx context.Context) (string, error) {
	n, err := w.Network(ctx)
	if err != nil {
		return "", err
	}
	list, done, err := w.History(ctx)
	if err != nil {
		return "", err
	}
	ledger, err := w.Ledger().Load()
	if err != nil {
		return "", err
	}
	raw, err := cbor.Marshal([]any{n, list, done, ledger.Last})
	return fmt.Sprintf("%x", sha256.Sum256(raw)), err
}

// A command is something to do on a worker; it is the same on files of one state.
type command struct {
	name    string
	changes bool // for certain
	run     func(context.Context, worker) error
}

// pick chooses a command that can be done in the state w is in.
func (w worker) pick(ctx context.Context, r *rand.Rand) (command, error) {
	cities, err := w.Cities(ctx)
	if err != nil {
		return command{}, err
	}
	routes, err := w.Routes(ctx)
	if err != nil {
		return command{}, err
	}
	name := fmt.Sprint(r.Uint32())
	c := model.City{Name: name, Pos: model.LonLat{Lon: 110, Lat: 30}}
	stations := []model.Station{{Name: name, Pos: c.Pos}}
	put := func(ctx context.Context, w worker) error { _, err := w.PutCity(ctx, c, stations); return err }
	if len(cities) > 0 {
		c = cities[r.IntN(len(cities))]
		c.Name = name
		if stations, err = w.StationsOf(c.ID); err != nil {
			return command{}, err
		}
	}
	switch k := r.IntN(20); {
	case k < 8 && len(cities) < 200:
		if k < 3 {
			c, stations = model.City{Name: name}, []model.Station{{Name: name}}
		}
		return command{"put city", true, put}, nil
	case k < 10 && len(cities) > 1:
		return command{"delete city", true, func(ctx context.Context, w worker) error { return w.DeleteCity(ctx, c.ID) }}, nil
	case k < 11 && len(routes) > 0:
		id := routes[r.IntN(len(routes))].ID
		return command{"delete route", true, func(ctx context.Context, w worker) error { return w.DeleteRoute(ctx, id) }}, nil
	case k < 13:
		n := crowded(r.IntN(400))
		return command{"import", true, func(ctx context.Context, w worker) error { return w.Replace(ctx, n, nil) }}, nil
	case k < 15:
		return command{"undo", false, func(ctx context.Context, w worker) error {
			_, err := w.Undo(ctx)
			return unless(err, data.ErrNothingToUndo)
		}}, nil
	case k < 16:
		return command{"redo", false, func(ctx context.Context, w worker) error {
			_, err := w.Redo(ctx)
			return unless(err, data.ErrNothingToRedo)
		}}, nil
	case k < 18:
		return command{"log", true, func(_ context.Context, w worker) error {
			st, err := w.Ledger().Load()
			if err != nil {
				return err
			}
			return w.Ledger().Save(model.AuthChange{Log: []model.AuditEntry{{Seq: st.Last.Seq + 1, What: name}}})
		}}, nil
	}
	return command{"backup", false, func(ctx context.Context, w worker) error { _, err := w.Rotate(ctx); return err }}, nil
}

func unless(err, harmless error) error {
	if errors.Is(err, harmless) {
		return nil
	}
	return err
}

// crowded is line with more trips.
func crowded(trips int) model.Network {
	n := line()
	for len(n.Trips) < trips {
		t := n.Trips[1]
		t.ID = model.TripID(fmt.Sprintf("x%04d", len(n.Trips)))
		n.Trips = append(n.Trips, t)
	}
	return n
}

// killChild is the process that is killed: for ever it does a command on a twin of
// the file first, tells what state that leads to, does it on the file, and tells
// that it is done.
func killChild(path string, seed uint64) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp(filepath.Dir(filepath.Dir(path)), "twin-*")
	if err != nil {
		return err
	}
	twin := filepath.Join(dir, "twin.db")
	if raw, err := os.ReadFile(path); err == nil {
		if err := os.WriteFile(twin, raw, 0o600); err != nil {
			return err
		}
	}
	ahead, err := openWorker(twin)
	if err != nil {
		return fmt.Errorf("twin: %w", err)
	}
	w, err := openWorker(path)
	if err != nil {
		return err
	}
	for r := rand.New(rand.NewPCG(seed, 1)); ; {
		c, err := ahead.pick(ctx, r)
		if err != nil {
			return err
		}
		if err := c.run(ctx, ahead); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		state, err := ahead.state(ctx)
		if err != nil {
			return err
		}
		fmt.Println("will", state, c.name)
		if err := c.run(ctx, w); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		fmt.Println("did", state, c.name)
	}
}
