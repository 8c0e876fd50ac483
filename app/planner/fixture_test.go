package planner_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/planner"
	"tongtu/app/prefs"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/timetable"
	"tongtu/widgets/look"
)

// The network of these tests; every trip runs daily in November 2026.
//
//	北京 ─┬─ 08:00 MU1 10:15 ¥1130 ──────────────┬─ 上海        拉萨 has no trips
//	      ├─ 09:00 G1 13:30 ¥553 ────────────────┤             兰州 ─ 10:00 D5 12:00 ─ 西安 on Saturdays
//	      ├─ 10:00 G3 14:30 ¥553 ────────────────┤
//	      ├─ 18:00 K5 08:00+1 ¥177.5 ────────────┤
//	      └─ 11:00 G7 郑州 13:20/13:25 ─ 西安 15:30 ¥515
//	                   郑州 14:00 X9 上海 18:00 (price unknown)
func network() model.Network {
	n := model.Network{Revision: 1, Info: model.Info{Zone: "UTC"}, ChangeTable: model.DefaultChangeTable()}
	city := func(id, name, pinyin, english string, lon, lat float64, rank uint8) {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(id), Name: name, Pinyin: pinyin, English: english, Pos: model.LonLat{Lon: lon, Lat: lat}, Rank: rank})
	}
	city("bj", "北京", "bei jing", "Beijing", 116.4, 39.9, 1)
	city("lz", "兰州", "lan zhou", "Lanzhou", 103.8, 36.06, 2)
	city("ls", "拉萨", "la sa", "Lhasa", 91.1, 29.65, 2)
	city("sh", "上海", "shang hai", "Shanghai", 121.47, 31.23, 2)
	city("xa", "西安", "xi an", "Xi'an", 108.95, 34.27, 2)
	city("zz", "郑州", "zheng zhou", "Zhengzhou", 113.65, 34.76, 2)
	station := func(id, city, name, english string, lon, lat float64) {
		n.Stations = append(n.Stations, model.Station{ID: model.StationID(id), City: model.CityID(city), Name: name, English: english, Pos: model.LonLat{Lon: lon, Lat: lat}})
	}
	station("bjn", "bj", "北京南", "Beijing South", 116.38, 39.86)
	station("pek", "bj", "首都机场", "Capital Airport", 116.58, 40.08)
	station("lz1", "lz", "兰州西", "Lanzhou West", 103.75, 36.07)
	station("ls1", "ls", "拉萨", "Lhasa", 91.1, 29.65)
	station("shh", "sh", "上海虹桥", "Shanghai Hongqiao", 121.32, 31.19)
	station("xab", "xa", "西安北", "Xi'an North", 108.93, 34.38)
	station("zzd", "zz", "郑州东", "Zhengzhou East", 113.77, 34.76)
	n.Calendars = []model.Calendar{
		{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, 11, 1), To: model.NewDate(2026, 11, 30)},
		{ID: "saturday", Days: 1 << 5, From: model.NewDate(2026, 11, 1), To: model.NewDate(2026, 11, 30)},
	}
	trip := func(number string, mode model.Mode, class model.Class, calendar model.CalendarID, calls ...model.Call) {
		n.Routes = append(n.Routes, model.Route{ID: model.RouteID(number), Number: number, Mode: mode})
		t := model.Trip{ID: model.TripID(number), Route: model.RouteID(number), Calendar: calendar, Calls: calls}
		if len(calls[0].Fares) > 0 {
			t.Classes = []model.Class{class}
		}
		n.Trips = append(n.Trips, t)
	}
	trip("D5", model.Rail, "second", "saturday", call("lz1", 10, 0, 0), call("xab", 12, 0, 17450))
	trip("G1", model.Rail, "second", "daily", call("bjn", 9, 0, 0), call("shh", 13, 30, 55300))
	trip("G3", model.Rail, "second", "daily", call("bjn", 10, 0, 0), call("shh", 14, 30, 55300))
	g7 := call("zzd", 13, 20, 30900)
	g7.Dep += 5 * model.Minute
	trip("G7", model.Rail, "second", "daily", call("bjn", 11, 0, 0), g7, call("xab", 15, 30, 51500))
	trip("K5", model.Rail, "hard-seat", "daily", call("bjn", 18, 0, 0), call("shh", 32, 0, 17750))
	trip("MU1", model.Air, "economy", "daily", call("pek", 8, 0, 0), call("shh", 10, 15, 113000))
	trip("X9", model.Rail, "", "daily", model.Call{Station: "zzd", Arr: 14 * model.Hour, Dep: 14 * model.Hour}, model.Call{Station: "shh", Arr: 18 * model.Hour, Dep: 18 * model.Hour})
	slices.SortFunc(n.Stations, func(a, b model.Station) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(n.Cities, func(a, b model.City) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return n
}

func call(station string, hour, minute int, fare model.Fen) model.Call {
	at := model.Second(hour)*model.Hour + model.Second(minute)*model.Minute
	return model.Call{Station: model.StationID(station), Arr: at, Dep: at, Fares: []model.Fen{fare}}
}

// desk is the query view in a test window, with the shell it may ask.
type desk struct {
	*planner.Screen
	t      *testing.T
	tr     *i18n.Catalogue
	engine *engine.Engine
	prefs  *prefs.Store
	queue  task.Queue
	group  *task.Group
	window fyne.Window
	errs   []error
}

func now() time.Time { return time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC) }

func compile(t *testing.T, n model.Network) *timetable.Timetable {
	t.Helper()
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return tt
}

// newDesk shows the query view on tt, which may be nil, in a window of that size.
func newDesk(t *testing.T, tt *timetable.Timetable, size fyne.Size) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light, 1))
	d := &desk{t: t, tr: i18n.New(i18n.Zh), engine: engine.New(engine.Default(), tt), prefs: prefs.Memory()}
	d.Screen = planner.New(planner.Deps{Shell: d, Router: d.engine, Prefs: d.prefs, Now: now})
	d.window = test.NewTempWindow(t, d.Screen.Build())
	d.window.SetPadded(false)
	d.window.Resize(size)
	d.visit(nil)
	return d
}

// visit enters the screen and waits for what that starts.
func (d *desk) visit(args any) {
	if d.group != nil {
		d.group.Close()
	}
	d.group = task.NewGroup(d.t.Context(), d.queue.Post, task.WithTicks(task.NoTicks))
	d.Enter(d.group, args)
	d.settle()
}

func (d *desk) settle() {
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Minute)
	defer cancel()
	d.queue.Settle(ctx, d.group)
}

// rebuild is what the shell does when language or theme change.
func (d *desk) rebuild() { d.window.SetContent(d.Screen.Build()) }

func (d *desk) Open(screen.Route)                   {}
func (d *desk) Report(err error)                    { d.errs = append(d.errs, err) }
func (d *desk) Tr() *i18n.Catalogue                 { return d.tr }
func (d *desk) Session() auth.Session               { return auth.Session{} }
func (d *desk) Confirm(_, _, _ string, then func()) { then() }
func (d *desk) Toast(string)                        {}
