package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"tongtu/app/i18n"
	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/resources"
)

// defaultZone is the zone of a network that names none.
const defaultZone = "Asia/Shanghai"

// network is what the reading commands ask.
type network struct {
	tt     *timetable.Timetable
	engine *engine.Engine
	places *place.Index
	zone   *time.Location
}

// dataPath is the file the command works on.
func (c *call) dataPath() (string, error) {
	if c.data != "" {
		return c.data, nil
	}
	return c.DataPath()
}

// network loads the sample or the data file and compiles it.
func (c *call) network(ctx context.Context) (*network, error) {
	n, err := c.read(ctx)
	if err != nil {
		return nil, err
	}
	tt, err := timetable.New(ctx, n)
	if err != nil {
		return nil, err
	}
	name := n.Info.Zone
	if name == "" {
		name = defaultZone
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	return &network{tt, engine.New(engine.Default(), tt), place.New(n.Cities, n.Stations), zone}, nil
}

func (c *call) read(ctx context.Context) (model.Network, error) {
	if c.sample {
		if c.data != "" {
			return model.Network{}, exclusive("--sample", "--data")
		}
		n, _, err := gtfs.ReadZip(ctx, bytes.NewReader(resources.SampleZip), int64(len(resources.SampleZip)), nil)
		return n, err
	}
	st, err := c.watched()
	if err != nil {
		return model.Network{}, err
	}
	defer closeQuietly(st)
	n, err := st.Network(ctx)
	if err == nil && len(n.Cities) == 0 {
		return model.Network{}, usage(keyEmptyData, i18n.A{"path": st.Path()})
	}
	return n, err
}

// edited opens the data file, which must be there.
func (c *call) edited() (*data.Store, error) {
	path, err := c.dataPath()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, usage(keyNoData, i18n.A{"path": path})
	}
	st, err := data.Open(path, data.Options{Now: c.Now})
	c.warnOlder(st)
	return st, err
}

// leave closes a data file that was edited, after a backup if one is due. That a
// backup could not be made is said, but what was edited is stored.
func (c *call) leave(ctx context.Context, st *data.Store) error {
	if _, err := st.Rotate(ctx); err != nil {
		text, _ := c.words(err)
		c.say(c.tr.T(keyNoBackup, i18n.A{"detail": text}))
	}
	return st.Close()
}

// watched opens the data file, which must be there, for reading.
func (c *call) watched() (*data.Store, error) {
	path, err := c.dataPath()
	if err != nil {
		return nil, err
	}
	st, err := data.Open(path, data.Options{ReadOnly: true})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage(keyNoData, i18n.A{"path": path})
	}
	c.warnOlder(st)
	return st, err
}

// warnOlder says when the data file is an older copy.
func (c *call) warnOlder(st *data.Store) {
	if st != nil && st.Older() {
		c.say(c.tr.T(keyOlder, i18n.A{"path": st.Path()}))
	}
}

// closeQuietly ends reading; there is nothing left to lose.
func closeQuietly(st *data.Store) { _ = st.Close() }

// place resolves a name or id.
func (n *network) place(text string) (plan.Place, error) {
	m, err := n.places.Resolve(text)
	if err != nil {
		return plan.Place{}, err
	}
	return plan.Place{City: m.City, Station: m.Station}, nil
}
