package planner_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/planner"
	"tongtu/app/prefs"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/widgets"
)

var wide = fyne.NewSize(1280, 800)

// all collects the visible objects of one type below o.
func all[T any](o fyne.CanvasObject) (out []T) {
	if !o.Visible() {
		return nil
	}
	if v, ok := o.(T); ok {
		out = append(out, v)
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			out = append(out, all[T](c)...)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			out = append(out, all[T](c)...)
		}
	}
	return out
}

// says reports whether a visible text contains part.
func (d *desk) says(part string) bool {
	for _, t := range all[*canvas.Text](d.window.Content()) {
		if strings.Contains(t.Text, part) {
			return true
		}
	}
	return false
}

func (d *desk) cards() []*widgets.Card { return all[*widgets.Card](d.window.Content()) }

func (d *desk) chip(label string) *widgets.Chip {
	for _, c := range all[*widgets.Chip](d.window.Content()) {
		if c.Label() == label {
			return c
		}
	}
	d.t.Fatalf("no chip %q", label)
	return nil
}

func (d *desk) ends() (from, to *widgets.Complete) {
	c := all[*widgets.Complete](d.window.Content())
	return c[0], c[1]
}

func (d *desk) enter(text string, keys ...fyne.KeyName) {
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
	for _, k := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func at(hour, minute int) model.Moment {
	return model.NewDate(2026, 11, 24).At(model.Second(hour)*model.Hour + model.Second(minute)*model.Minute)
}

func TestPlanningWithTheKeyboardAlone(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	from, to := d.ends()
	d.FocusSearch()
	d.enter("bj", fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, "北京", from.Text())
	d.enter("shanghai", fyne.KeyReturn)
	require.Equal(t, "上海", to.Text(), "choosing the origin led on to the destination")
	d.enter("", fyne.KeyReturn)
	d.settle()
	require.True(t, d.says("北京 → 上海"))
	require.True(t, d.says("¥1130"))
	require.True(t, d.says("MU1"))
	cards := d.cards()
	require.GreaterOrEqual(t, len(cards), 4)
	require.True(t, cards[0].Selected())

	cards[0].Focus()
	d.enter("", fyne.KeyDown)
	require.True(t, d.cards()[1].Selected())
	require.False(t, d.cards()[0].Selected())
	require.Equal(t, 2, len(d.shown("K5", "¥177.5")), "the cheapest is the second card")
	require.Len(t, prefs.Recent.Get(d.prefs), 1)
	require.Empty(t, d.errs)
}

// shown tells which of the texts are shown.
func (d *desk) shown(texts ...string) (out []string) {
	for _, s := range texts {
		if d.says(s) {
			out = append(out, s)
		}
	}
	return out
}

func TestWinnersCarryTheirBadges(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(7, 0), Run: true})
	first := all[*canvas.Text](d.cards()[0])
	require.Equal(t, d.tr.T("planner.fastest"), first[0].Text)
	second := all[*canvas.Text](d.cards()[1])
	require.Equal(t, d.tr.T("planner.cheapest"), second[0].Text)
	require.True(t, d.says(d.tr.T("planner.later")))
	require.Equal(t, []string{"08:00", "10:15", "18:00", "08:00"}, []string{first[2].Text, first[4].Text, second[1].Text, second[3].Text})
}

func TestCourseTellsTheChangeInWords(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(10, 30), Run: true})
	require.True(t, d.says("换乘 40分"))
	require.True(t, d.says("郑州东"))
	require.True(t, d.says("–"), "the second ride has no known price")
	d.tr.Set(i18n.En)
	d.rebuild()
	require.True(t, d.says("40m to change"))
	require.True(t, d.says("Zhengzhou East"))
}

func TestBadInputIsSaidBesideTheField(t *testing.T) {
	for _, tt := range []struct {
		name    string
		args    planner.Args
		want    string
		english string
	}{
		{"unknown", planner.Args{From: "乌有", To: "上海", At: at(8, 0)}, "没有叫“乌有”的", "is called “乌有”"},
		{"near", planner.Args{From: "北经", To: "上海", At: at(8, 0)}, "您要找的是", "Did you mean"},
		{"same", planner.Args{From: "北京", To: "北京", At: at(8, 0)}, "出发地和目的地相同", "are the same"},
		{"outside", planner.Args{From: "北京", To: "上海", At: model.NewDate(2019, 11, 24).At(0)}, "时刻表只有 2026-11-01 到 2026-11-30", "runs from 2026-11-01 to"},
		{"no start", planner.Args{To: "上海", At: at(8, 0)}, "请填出发地", "Where do you start?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, compile(t, network()), wide)
			tt.args.Run = true
			d.visit(tt.args)
			require.True(t, d.says(tt.want))
			require.Empty(t, prefs.Recent.Get(d.prefs))
			require.Empty(t, d.errs, "never a dialog")
			d.tr.Set(i18n.En)
			d.rebuild()
			require.True(t, d.says(tt.english), "said again after a change of language")
		})
	}
}

func TestOneClickMendsADayOutside(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: model.NewDate(2019, 11, 24).At(8 * model.Hour), Run: true})
	test.Tap(d.chip("改为 11月1日 周日"))
	d.settle()
	require.True(t, d.says("¥1130"))
}

func TestNearPlacesCanBeClicked(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北经", To: "上海", At: at(7, 0), Run: true})
	test.Tap(d.chip("北京"))
	from, _ := d.ends()
	require.Equal(t, "北京", from.Text())
	require.False(t, d.says("您要找的是"))
}

func TestNoConnectionOffersWhatWouldHelp(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "兰州", To: "西安", At: at(8, 0), Run: true}) // Tuesday; the train runs on Saturday
	require.True(t, d.says("没有从兰州到西安的方案"))
	require.True(t, d.says("改为 11月28日 周六"))
	test.Tap(d.cards()[0])
	d.settle()
	require.True(t, d.says("D5"))
	require.True(t, d.says("兰州 → 西安"))
}

func TestAfterTheLastTrainTheTimetablesEndIsSaid(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: model.NewDate(2026, 11, 30).At(23 * model.Hour), Run: true})
	require.True(t, d.says("时刻表到 2026-11-30 为止"))
	require.True(t, d.says("改为 11月30日 周一"))
	test.Tap(d.cards()[0])
	d.settle()
	require.True(t, d.says("MU1"))
}

func TestWhereTheChosenVehiclesDoNotGoOthersAreOffered(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "西安", At: at(8, 0), Modes: model.ModesOf(model.Air), Run: true})
	require.True(t, d.says("不限交通方式"))
	test.Tap(d.cards()[0])
	d.settle()
	require.True(t, d.says("G7"))
}

func TestAPlaceNothingGoesToSaysSo(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "拉萨", At: at(8, 0), Run: true})
	require.True(t, d.says("没有从北京到拉萨的方案"))
	require.True(t, d.says("两地之间可能没有线路"))
	require.Empty(t, d.cards())
}

func TestSwitchingTheLanguageKeepsInputsAndAnswers(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(8, 30), By: 1, Run: true})
	before := len(d.cards())
	from, _ := d.ends()
	from.Focus()
	d.tr.Set(i18n.En)
	d.rebuild()
	from, to := d.ends()
	require.Equal(t, "Beijing", from.Text())
	require.Equal(t, "Shanghai", to.Text())
	require.Equal(t, "08:30", all[*widgets.TimeField](d.window.Content())[0].Text())
	require.Equal(t, 1, all[*widgets.Segmented](d.window.Content())[0].Selected())
	require.Len(t, d.cards(), before)
	require.True(t, d.says("Beijing → Shanghai"))
}

func TestTypedTextSurvivesARebuild(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.FocusSearch()
	d.enter("zhengz")
	d.rebuild()
	from, _ := d.ends()
	require.Equal(t, "zhengz", from.Text())
}

func TestFormCanBeFilledBeforeThereIsATimetable(t *testing.T) {
	d := newDesk(t, nil, wide)
	require.True(t, d.says("正在准备时刻表"))
	d.FocusSearch()
	d.enter("北京")
	d.window.Canvas().FocusNext()
	d.enter("上海", fyne.KeyReturn)
	d.settle()
	require.True(t, d.engine.Swap(compile(t, network())))
	d.NetworkChanged()
	d.settle()
	require.True(t, d.says("北京 → 上海"), "the question asked meanwhile is answered")
}

func TestNewNetworkDropsOldAnswersAndKeepsTheForm(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(8, 0), Run: true})
	n := network()
	n.Revision = 2
	require.True(t, d.engine.Swap(compile(t, n)))
	d.NetworkChanged()
	d.settle()
	require.Empty(t, d.cards())
	from, _ := d.ends()
	require.Equal(t, "北京", from.Text())
}

func TestADeletedCityIsAskedForByName(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "兰州", To: "西安", At: model.NewDate(2026, 11, 28).At(0), Run: true})
	n := network()
	n.Revision = 2
	n.Trips = slices.DeleteFunc(n.Trips, func(t model.Trip) bool { return t.ID == "D5" })
	n.Stations = slices.DeleteFunc(n.Stations, func(s model.Station) bool { return s.City == "lz" })
	n.Cities = slices.DeleteFunc(n.Cities, func(c model.City) bool { return c.ID == "lz" })
	require.True(t, d.engine.Swap(compile(t, n)))
	d.NetworkChanged()
	d.settle()
	from, _ := d.ends()
	require.Equal(t, "兰州", from.Text())
	d.Search()
	d.settle()
	require.True(t, d.says("没有叫“兰州”的"))
}

func TestTabOrderGoesFromTheFormToTheAnswers(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(8, 0), Run: true})
	from, _ := d.ends()
	from.Focus()
	card := d.cards()[0]
	for range 20 {
		d.window.Canvas().FocusNext()
		if d.window.Canvas().Focused() == fyne.Focusable(card) {
			return
		}
		require.NotEqual(t, from.Input(), d.window.Canvas().Focused())
	}
	t.Error("the first card is not reached")
}

func TestEmptyNetworkIsADesignedState(t *testing.T) {
	d := newDesk(t, compile(t, model.Network{Revision: 1}), wide)
	require.True(t, d.says("还没有时刻表"))
}

func TestFirstUseOffersExamplesThatWork(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	rows := all[*widgets.Row](d.window.Content())
	require.Len(t, rows, 2, "four cities have traffic")
	test.Tap(rows[0])
	d.settle()
	require.NotEmpty(t, d.cards())
}

func TestNarrowWindowHasTheMapAsATab(t *testing.T) {
	d := newDesk(t, compile(t, network()), fyne.NewSize(1000, 700))
	d.visit(planner.Args{From: "北京", To: "上海", At: at(8, 0), Run: true})
	require.NotEmpty(t, d.cards())
	tabs := all[*widgets.Segmented](d.window.Content())
	require.Len(t, tabs, 2)
	tabs[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.Empty(t, d.cards(), "the map covers the results")
	d.window.Resize(wide)
	require.NotEmpty(t, d.cards(), "a wide window shows both")
}

func TestSwapExchangesTheEnds(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(8, 0), Run: true})
	d.Swap()
	from, to := d.ends()
	require.Equal(t, "上海", from.Text())
	require.Equal(t, "北京", to.Text())
}

// A search that goes on when the visitor leaves is asked again when he returns.
func TestLeavingDuringASearch(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.Enter(d.group, planner.Args{From: "北京", To: "上海", At: at(8, 0), Run: true})
	d.group.Close()
	d.group.Wait()
	d.queue.Drain()
	require.Empty(t, d.cards())
	d.visit(nil)
	require.NotEmpty(t, d.cards())
}

var _ planner.Router = (*engine.Engine)(nil)
