package network_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
)

func cityState() *network.CityState {
	n := small()
	s := &network.CityState{}
	s.SetRights(network.Rights{Edit: true})
	s.Load(network.CityData{Cities: n.Cities, Stations: n.Stations, Index: place.New(n.Cities, n.Stations)})
	return s
}

func names(s *network.CityState) []string {
	var out []string
	for _, r := range s.Rows() {
		out = append(out, r.Name)
	}
	return out
}

func fields(ps []network.Problem) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Field)
	}
	return out
}

func TestCitiesAreFoundInAnyScript(t *testing.T) {
	s := cityState()
	require.Equal(t, []string{"北京", "西安", "郑州"}, names(s), "in the order of their sound")
	for text, want := range map[string]string{"西安": "西安", "zhengzhou": "郑州", "bj": "北京", "Beijing": "北京", "首都机场": "北京"} {
		s.Search(text)
		require.NotEmpty(t, s.Rows(), text)
		require.Equal(t, want, s.Rows()[0].Name, text)
	}
	s.Search("火星")
	require.Empty(t, s.Rows())
}

func TestPinyinFollowsTheNameUntilTyped(t *testing.T) {
	s := cityState()
	s.New()
	s.Set(network.CityName, "重庆")
	require.Equal(t, "chong qing", s.Form().Pinyin)
	s.Set(network.CityName, "长沙")
	require.Equal(t, "chang sha", s.Form().Pinyin)
	s.Set(network.CityPinyin, "my own")
	s.Set(network.CityName, "厦门")
	require.Equal(t, "my own", s.Form().Pinyin)
	s.Set(network.CityPinyin, "")
	s.Set(network.CityName, "西安")
	require.Equal(t, "xi an", s.Form().Pinyin, "emptied, it is made again")
}

func TestANewCityHasOneStationCalledLikeIt(t *testing.T) {
	s := cityState()
	s.New()
	require.False(t, s.Dirty())
	s.Set(network.CityName, "洛阳")
	s.Place(model.LonLat{Lon: 112.45391, Lat: 34.61968})
	d, ok := s.Save()
	require.True(t, ok)
	require.Len(t, d.Stations, 1)
	require.Equal(t, "洛阳", d.Stations[0].Name)
	require.Equal(t, "luo yang", d.Stations[0].Pinyin)
	require.Equal(t, model.LonLat{Lon: 112.454, Lat: 34.62}, d.City.Pos)
	require.Equal(t, d.City.Pos, d.Stations[0].Pos)

	s.SetStation(0, network.StationName, "洛阳龙门")
	s.Set(network.CityName, "洛阳市")
	require.Equal(t, "洛阳龙门", s.Form().Stations[0].Name, "a name of its own stays")
}

func TestEveryBrokenRuleOfACityIsAtItsField(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(s *network.CityState)
		want []string
	}{
		{"empty name", func(s *network.CityState) { s.Set(network.CityName, " ") }, []string{"name"}},
		{"control character", func(s *network.CityState) { s.Set(network.CityEnglish, "a\x01b") }, []string{"english"}},
		{"no longitude", func(s *network.CityState) { s.Set(network.CityLon, "") }, []string{"lon"}},
		{"NaN", func(s *network.CityState) { s.Set(network.CityLat, "NaN") }, []string{"lat"}},
		{"beyond the pole", func(s *network.CityState) { s.Set(network.CityLat, "91") }, []string{"lat"}},
		{"beyond the date line", func(s *network.CityState) { s.Set(network.CityLon, "-180.1") }, []string{"lon"}},
		{"nameless station", func(s *network.CityState) { s.AddStation(1) }, []string{"stations[1].name"}},
		{"station with half a position", func(s *network.CityState) { s.SetStation(0, network.StationLon, "") }, []string{"stations[0].lon"}},
		{"station off the earth", func(s *network.CityState) { s.SetStation(0, network.StationLat, "-90.5") }, []string{"stations[0].lat"}},
		{"alias with a tab", func(s *network.CityState) { s.Set(network.CityAliases, "x, y\tz") }, []string{"aliases"}},
		{"all well", func(s *network.CityState) { s.Set(network.CityAliases, "长安，西京") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := cityState()
			require.True(t, s.Open("xa"))
			c.edit(s)
			require.Equal(t, c.want, fields(s.Problems()))
			require.Equal(t, c.want, fields(s.Visible()))
			_, ok := s.Save()
			require.Equal(t, c.want == nil, ok)
		})
	}
}

func TestANewFormComplainsOnlyAboutWhatWasTouched(t *testing.T) {
	s := cityState()
	s.New()
	s.Set(network.CityLon, "x")
	require.Equal(t, []string{"lon"}, fields(s.Visible()))
	_, ok := s.Save()
	require.False(t, ok)
	require.Equal(t, []string{"lon", "lat", "name", "stations[0].name"}, fields(s.Visible()), "saving asks for everything")
}

func TestAStationWithoutPositionGoesWithItsCity(t *testing.T) {
	s := cityState()
	s.Open("bj")
	s.SetStation(0, network.StationLon, "")
	s.SetStation(0, network.StationLat, "")
	s.Set(network.CityLat, "40")
	d, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, model.LonLat{Lon: 116.4, Lat: 40}, d.Stations[0].Pos)
	require.Equal(t, model.LonLat{Lon: 116.6, Lat: 40.08}, d.Stations[1].Pos)
	require.Equal(t, model.StationID("BJP"), d.Stations[0].ID)
}

func TestTheLastStationStays(t *testing.T) {
	s := cityState()
	s.Open("xa")
	require.False(t, s.RemoveStation(0))
	s.Open("bj")
	require.True(t, s.RemoveStation(1))
	require.Len(t, s.Form().Stations, 1)
	require.True(t, s.Dirty())
	s.Revert()
	require.Len(t, s.Form().Stations, 2)
}

func TestCityButtonsFollowTheRights(t *testing.T) {
	last := &data.Command{Kind: data.PutCityKind, Name: "x"}
	n := small()
	for _, c := range []struct {
		name   string
		rights network.Rights
		edit   func(s *network.CityState)
		want   network.Actions
	}{
		{"guest", network.Rights{}, func(s *network.CityState) { s.Open("bj") }, network.Actions{SignIn: true}},
		{"read-only file", network.Rights{Edit: true, ReadOnly: true}, func(s *network.CityState) { s.Open("bj") }, network.Actions{ReadOnly: true}},
		{"nothing open", network.Rights{Edit: true}, func(*network.CityState) {}, network.Actions{Add: true, Undo: true}},
		{"open", network.Rights{Edit: true}, func(s *network.CityState) { s.Open("bj") }, network.Actions{Edit: true, Add: true, Delete: true, Undo: true}},
		{"changed", network.Rights{Edit: true}, func(s *network.CityState) { s.Open("bj"); s.Set(network.CityName, "x") },
			network.Actions{Edit: true, Add: true, Save: true, Revert: true, Delete: true, Undo: true}},
		{"new", network.Rights{Edit: true}, func(s *network.CityState) { s.New() }, network.Actions{Edit: true, Add: true, Revert: true, Undo: true}},
		{"saving", network.Rights{Edit: true}, func(s *network.CityState) { s.Open("bj"); s.Set(network.CityName, "x"); s.SetBusy(true) },
			network.Actions{Edit: true, Revert: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &network.CityState{}
			s.SetRights(c.rights)
			s.Load(network.CityData{Cities: n.Cities, Stations: n.Stations, Index: place.New(n.Cities, n.Stations), Last: last})
			c.edit(s)
			require.Equal(t, c.want, s.Actions())
		})
	}
}

func TestWhatIsTypedWhileSavingIsKept(t *testing.T) {
	s := cityState()
	s.New()
	s.Set(network.CityName, "洛阳")
	s.Place(model.LonLat{Lon: 112, Lat: 34})
	s.AddStation(1)
	s.SetStation(1, network.StationName, "洛阳龙门")
	d, ok := s.Save()
	require.True(t, ok)
	s.Set(network.CityEnglish, "Luoyang")
	stored := d.City
	stored.ID, stored.Rev = "c1", 5
	s.Saved(d, stored, []model.Station{{ID: "s1", City: "c1", Name: "洛阳"}, {ID: "s2", City: "c1", Name: "洛阳龙门"}})
	require.True(t, s.Dirty())
	require.Equal(t, model.CityID("c1"), s.ID())
	again, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, uint64(5), again.City.Rev)
	require.Equal(t, "Luoyang", again.City.English)
	require.Equal(t, []model.StationID{"s1", "s2"}, []model.StationID{again.Stations[0].ID, again.Stations[1].ID}, "no second copy of the stations")
}

func TestReloadKeepsUnsavedText(t *testing.T) {
	s := cityState()
	n := small()
	d := network.CityData{Cities: n.Cities, Stations: n.Stations, Index: place.New(n.Cities, n.Stations)}
	s.Open("xa")
	s.Set(network.CityEnglish, "Sian")
	s.Load(d)
	require.Equal(t, "Sian", s.Form().English)
	s.Revert()
	d.Cities = d.Cities[:1]
	s.Load(d)
	require.False(t, s.Shown(), "a city that is gone is closed")
}

func TestRevertingNothingOpensNothing(t *testing.T) {
	s := cityState()
	s.Revert()
	require.False(t, s.Shown())
}
