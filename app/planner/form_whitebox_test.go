package planner

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine/plan"
)

var (
	november = span{model.NewDate(2026, 11, 1), model.NewDate(2026, 11, 30)}
	tuesday  = time.Date(2026, 11, 24, 7, 3, 0, 0, time.UTC)
)

// names knows 北京 and 上海, and two towns called 朝阳.
func names() *place.Index {
	return place.New([]model.City{
		{ID: "bj", Name: "北京", Pinyin: "bei jing", English: "Beijing"},
		{ID: "cy1", Name: "朝阳", Pinyin: "chao yang", Province: "辽宁"},
		{ID: "cy2", Name: "朝阳", Pinyin: "chao yang", Province: "吉林"},
		{ID: "sh", Name: "上海", Pinyin: "shang hai", English: "Shanghai"},
	}, []model.Station{{ID: "bjn", City: "bj", Name: "北京南", Pinyin: "bei jing nan"}})
}

func TestQuestionOfAForm(t *testing.T) {
	good := form{from: end{text: "北京"}, to: end{text: "Shanghai"}, date: "1124", clock: "820", by: plan.Cheapest}
	with := func(change func(*form)) form {
		f := good
		change(&f)
		return f
	}
	for _, tt := range []struct {
		name   string
		form   form
		faults []fault
		at     []field
	}{
		{"names, short date and time", good, nil, nil},
		{"nothing typed", with(func(f *form) { f.from, f.to = end{}, end{} }), []fault{faultEmpty, faultEmpty}, []field{fieldFrom, fieldTo}},
		{"unknown city", with(func(f *form) { f.from.text = "北经" }), []fault{faultUnknown}, []field{fieldFrom}},
		{"two of that name", with(func(f *form) { f.to.text = "朝阳" }), []fault{faultAmbiguous}, []field{fieldTo}},
		{"same city", with(func(f *form) { f.to.text = "beijing" }), []fault{faultSame}, []field{fieldTo}},
		{"city and its station", with(func(f *form) { f.to.text = "北京南" }), []fault{faultSame}, []field{fieldTo}},
		{"no date", with(func(f *form) { f.date = "someday" }), []fault{faultDate}, []field{fieldDate}},
		{"day before the timetable", with(func(f *form) { f.date = "2019-11-24" }), []fault{faultOutside}, []field{fieldDate}},
		{"no time", with(func(f *form) { f.clock = "25:61" }), []fault{faultClock}, []field{fieldClock}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q, f, faults := tt.form.question(names(), november, tuesday)
			require.Len(t, faults, len(tt.faults))
			for i, p := range faults {
				require.Equal(t, tt.faults[i], p.fault)
				require.Equal(t, tt.at[i], p.field)
			}
			if len(faults) == 0 {
				require.Equal(t, plan.Query{From: plan.Place{City: "bj"}, To: plan.Place{City: "sh"}, By: plan.Cheapest,
					At: model.NewDate(2026, 11, 24).At(8*model.Hour + 20*model.Minute)}, q)
				require.Equal(t, plan.Place{City: "sh"}, f.to.place, "the form now holds the place")
			}
		})
	}
}

func TestProblemsOfferWhatMendsThem(t *testing.T) {
	f := form{from: end{text: "朝阳"}, to: end{text: "上海"}, date: "2019-11-24", clock: "8"}
	_, _, faults := f.question(names(), november, tuesday)
	require.Len(t, faults[0].near, 2)
	require.Equal(t, november.first, faults[1].day)
	f.date = "2031-01-01"
	_, _, faults = f.question(names(), november, tuesday)
	require.Equal(t, november.last, faults[1].day)
}

func TestFirstFormLeavesNowOrOnTheFirstDayThereIs(t *testing.T) {
	for _, tt := range []struct {
		name        string
		now         time.Time
		date, clock string
	}{
		{"now, in whole five minutes", tuesday, "2026-11-24", "07:05"},
		{"just before midnight", time.Date(2026, 11, 24, 23, 58, 0, 0, time.UTC), "2026-11-25", "00:00"},
		{"before the timetable", time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC), "2026-11-01", "08:00"},
		{"after the timetable", time.Date(2027, 5, 1, 12, 0, 0, 0, time.UTC), "2026-11-30", "08:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := startForm(november, tt.now)
			require.Equal(t, tt.date, f.date)
			require.Equal(t, tt.clock, f.clock)
		})
	}
}

func TestModesNeverAllOff(t *testing.T) {
	present := []model.Mode{model.Rail, model.Air}
	onlyAir := toggled(0, model.Rail, present)
	require.Equal(t, model.ModesOf(model.Air), onlyAir)
	require.Equal(t, onlyAir, toggled(onlyAir, model.Air, present), "the last one stays")
	require.Equal(t, model.ModeSet(0), toggled(onlyAir, model.Rail, present), "all on is no limit")
}

func TestMendingAnEndMendsTheSamePlace(t *testing.T) {
	s := state{faults: []problem{{field: fieldTo, fault: faultSame}, {field: fieldClock, fault: faultClock}}}
	s.mend(fieldFrom)
	require.Equal(t, []problem{{field: fieldClock, fault: faultClock}}, s.faults)
	s.mend(fieldClock)
	require.Empty(t, s.faults)
}

func TestRecentSearchesHaveNoDoublesAndAnEnd(t *testing.T) {
	f := form{from: end{"北京", plan.Place{City: "bj"}}, to: end{"上海", plan.Place{City: "sh"}}}
	list := remember(nil, recent(f))
	list = remember(list, recent(f.swapped()))
	list = remember(list, recent(f))
	require.Len(t, list, 2)
	require.Equal(t, "北京", list[0].FromLabel)
	for i := range 20 {
		list = remember(list, recent(form{from: end{place: plan.Place{City: model.CityID(rune('a' + i))}}}))
	}
	require.Len(t, list, 8)
	require.Equal(t, f, again(form{}, recent(f)))
}
