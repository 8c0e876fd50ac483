package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tongtu/auth"
	"tongtu/auth/keyring"
	"tongtu/auth/phone"
	"tongtu/auth/wechat"
	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/timetable"
	"tongtu/resources"
	"tongtu/widgets/mapview"
)

// core is the program without its window: the open data file, the timetable in
// force, and who is signed in.
type core struct {
	store  *data.Store
	editor *data.Editor
	engine *engine.Engine
	auth   *auth.Service
	wechat *wechat.Platform
	phone  *phone.Provider
	feed   *auth.Feed    // the messages of sign-ins
	land   *mapview.Land // of every map
}

// coreOptions say which file to open, and how.
type coreOptions struct {
	path   string
	how    openHow
	now    func() time.Time
	sample []byte         // the network of a first start; nil: the embedded one
	wechat wechat.Options // clock and randomness of the sign-in stand-in
	keys   auth.Keys      // where secrets are kept; nil: the keyring, or a file beside the data file
}

// openHow says how to open the data file beyond the ordinary.
type openHow struct {
	readOnly   bool
	anew       bool   // in the place of a file that is gone
	acceptLoss bool   // without its newest state
	restore    string // after putting this backup in its place
}

// stage is what opening is busy with.
type stage uint8

const (
	stageOpen    stage = iota // opening the data file
	stageSample               // reading the built-in sample network, once
	stageStore                // writing it into the data file
	stageCompile              // making the timetable
)

// progress tells how far opening is; share is of the whole, 0 … 1.
type progress struct {
	stage stage
	share float64
}

// The shares of a first start that its parts take, as measured.
const (
	shareRead  = 0.35
	shareStore = 0.60
)

// openCore opens the data file and makes the timetable. An empty file is filled
// with the sample network first. report is called on this goroutine.
func openCore(ctx context.Context, o coreOptions, report func(progress)) (*core, error) {
	report(progress{stage: stageOpen})
	if err := os.MkdirAll(filepath.Dir(o.path), 0o700); err != nil && !o.how.readOnly {
		return nil, fmt.Errorf("app: data folder: %w", err)
	}
	store, err := data.Open(o.path, data.Options{ReadOnly: o.how.readOnly, Now: o.now, New: o.how.anew, AcceptLoss: o.how.acceptLoss})
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	if err := store.Consistent(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("app: %w", err), store.Close())
	}
	c, err := newCore(store, o)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	landErr := make(chan error, 1)
	go func() {
		var err error
		c.land, err = mapview.DecodeLand(resources.Land)
		landErr <- err
	}()
	tt, err := c.load(ctx, o.sample, report)
	if err := errors.Join(err, <-landErr); err != nil {
		return nil, errors.Join(err, c.close())
	}
	c.engine.Swap(tt)
	return c, nil
}

func newCore(store *data.Store, o coreOptions) (*core, error) {
	c := &core{store: store, engine: engine.New(engine.Default(), nil), feed: auth.NewFeed(o.now)}
	var ledger auth.Ledger = store.Ledger()
	if store.ReadOnly() { // people sign in all the same; nothing of it lasts
		over, err := auth.Overlay(ledger)
		if err != nil {
			return nil, fmt.Errorf("app: %w", err)
		}
		ledger = over
	}
	if o.keys == nil {
		o.keys = keyring.Open(o.path, o.path+".keys")
	}
	o.wechat.Feed = c.feed
	c.wechat = wechat.NewPlatform(o.wechat)
	var err error
	c.phone, err = phone.New(phone.Options{Now: o.now, Ledger: ledger, Feed: c.feed, Log: func(what, target string, err error) {
		c.auth.Record(context.Background(), what, target, err)
	}})
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	c.auth, err = auth.Open(auth.Options{Now: o.now, Ledger: ledger, Keys: o.keys, Feed: c.feed},
		wechat.NewProvider(c.wechat), c.phone)
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	c.editor = data.NewEditor(store, c.auth)
	return c, nil
}

// close releases the data file.
func (c *core) close() error {
	if c.auth != nil {
		c.auth.Flush()
	}
	return c.store.Close()
}

// load makes the first timetable.
func (c *core) load(ctx context.Context, sample []byte, report func(progress)) (*timetable.Timetable, error) {
	if c.store.Empty() && !c.store.ReadOnly() {
		return c.firstStart(ctx, sample, report)
	}
	report(progress{stage: stageCompile, share: 0.1})
	return c.compile(ctx)
}

// compile makes the timetable of what is stored.
func (c *core) compile(ctx context.Context) (*timetable.Timetable, error) {
	n, err := c.store.Network(ctx)
	if err != nil {
		return nil, fmt.Errorf("app: read network: %w", err)
	}
	return compile(ctx, n)
}

func compile(ctx context.Context, n model.Network) (*timetable.Timetable, error) {
	tt, err := timetable.New(ctx, n)
	if err != nil {
		return nil, fmt.Errorf("app: compile: %w", err)
	}
	return tt, nil
}

// firstStart fills the empty data file with the sample network, and compiles it
// meanwhile: most of the writing waits for the disk.
func (c *core) firstStart(ctx context.Context, sample []byte, report func(progress)) (*timetable.Timetable, error) {
	if sample == nil {
		sample = resources.SampleZip
	}
	n, _, err := gtfs.ReadZip(ctx, bytes.NewReader(sample), int64(len(sample)), func(done, total int64) {
		report(progress{stageSample, shareRead * float64(done) / float64(max(total, 1))})
	})
	if err != nil {
		return nil, fmt.Errorf("app: sample network: %w", err)
	}
	n.Revision = c.store.Revision() + 1
	type compiled struct {
		tt  *timetable.Timetable
		err error
	}
	ahead := make(chan compiled, 1)
	go func() {
		tt, err := compile(ctx, n)
		ahead <- compiled{tt, err}
	}()
	err = data.NewEditor(c.store, installer{}).Replace(ctx, n, func(done, total int) {
		report(progress{stageStore, shareRead + shareStore*float64(done)/float64(max(total, 1))})
	})
	done := <-ahead
	if err := errors.Join(err, done.err); err != nil {
		return nil, fmt.Errorf("app: install sample network: %w", err)
	}
	if c.store.Revision() != n.Revision { // the store counted otherwise: what is stored counts
		report(progress{stageCompile, shareRead + shareStore})
		return c.compile(ctx)
	}
	return done.tt, nil
}

// installer lets the program itself fill its new data file.
type installer struct{}

// Authorize implements data.Authorizer.
func (installer) Authorize(ctx context.Context, _ model.Permission) error { return ctx.Err() }
