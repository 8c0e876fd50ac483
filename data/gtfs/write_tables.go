package gtfs

import (
	"cmp"
	"slices"
	"strconv"

	"tongtu/data/feed"
	"tongtu/data/model"
)

func writeStops(s *feed.Sheet, n model.Network) {
	s.Row("stop_id", "stop_name", "stop_lat", "stop_lon", "zone_id", "tongtu_latin", "tongtu_english", "tongtu_code", "tongtu_mode")
	for _, st := range n.Stations {
		s.Text(string(st.ID))
		s.Text(st.Name)
		s.Degrees(st.Pos.Lat)
		s.Degrees(st.Pos.Lon)
		s.Row(string(st.Zone), st.Pinyin, st.English, st.Code, st.Mode.String())
	}
}

func writeAreas(s *feed.Sheet, n model.Network) {
	s.Row("area_id", "area_name", "tongtu_lat", "tongtu_lon", "tongtu_latin", "tongtu_english", "tongtu_aliases", "tongtu_province", "tongtu_rank")
	for _, c := range n.Cities {
		s.Text(string(c.ID))
		s.Text(c.Name)
		s.Degrees(c.Pos.Lat)
		s.Degrees(c.Pos.Lon)
		s.Row(c.Pinyin, c.English, feed.JoinList(c.Aliases), c.Province, strconv.Itoa(int(c.Rank)))
	}
}

func writeStopAreas(s *feed.Sheet, n model.Network) {
	s.Row("area_id", "stop_id")
	for _, st := range n.Stations {
		s.Row(string(st.City), string(st.ID))
	}
}

func writeRoutes(s *feed.Sheet, n model.Network) {
	s.Row("route_id", "agency_id", "route_short_name", "route_long_name", "route_type", "tongtu_type")
	for _, r := range n.Routes {
		kind := r.Type
		if model.ModeOfRouteType(kind) != r.Mode || kind < 0 || kind > maxRouteType {
			kind = typeOfMode(r.Mode)
		}
		own := ""
		if kind != r.Type {
			own = strconv.Itoa(r.Type)
		}
		s.Row(string(r.ID), string(r.Operator), r.Number, r.Name, strconv.Itoa(kind), own)
	}
}

// typeOfMode is the plainest route_type of a mode.
func typeOfMode(m model.Mode) int {
	switch m {
	case model.Rail:
		return 2
	case model.Air:
		return 1100
	case model.Coach:
		return 200
	case model.Ferry:
		return 4
	}
	return 3
}

func writeWeeks(s *feed.Sheet, n model.Network) {
	s.Row(append([]string{"service_id"}, append(weekdayColumns[:], "start_date", "end_date")...)...)
	for _, c := range n.Calendars {
		if onlyDates(c) {
			continue
		}
		s.Text(string(c.ID))
		for i := range weekdayColumns {
			s.Int(int(c.Days >> i & 1))
		}
		s.Date(c.From)
		s.Date(c.To)
		s.End()
	}
}

// onlyDates reports whether calendar_dates.txt alone says all of c.
func onlyDates(c model.Calendar) bool {
	return c.Days == 0 && c.From == 0 && c.To == 0 && len(c.Added)+len(c.Removed) > 0
}

func writeDates(s *feed.Sheet, n model.Network) {
	s.Row("service_id", "date", "exception_type")
	for _, c := range n.Calendars {
		for kind, dates := range [][]model.Date{c.Added, c.Removed} {
			for _, d := range dates {
				s.Text(string(c.ID))
				s.Date(d)
				s.Int(kind + 1)
				s.End()
			}
		}
	}
}

func writeTrips(s *feed.Sheet, n model.Network) {
	shaped := slices.ContainsFunc(n.Trips, func(t model.Trip) bool { return t.Shape != "" })
	header := []string{"route_id", "service_id", "trip_id", "tongtu_classes", "tongtu_fee"}
	if shaped {
		header = slices.Insert(header, 3, "shape_id")
	}
	s.Row(header...)
	for _, t := range n.Trips {
		s.Text(string(t.Route))
		s.Text(string(t.Calendar))
		s.Text(string(t.ID))
		if shaped {
			s.Text(string(t.Shape))
		}
		if unnamedOnly(t) && slices.ContainsFunc(t.Calls, func(c model.Call) bool { return c.Fares != nil }) {
			s.Text("") // tongtu_fare says it
		} else {
			s.Text(feed.JoinList(t.Classes))
		}
		if t.Fee == 0 {
			s.Text("")
		} else {
			s.Decimal(int64(t.Fee), 2)
		}
		s.End()
	}
}

func writeShapes(s *feed.Sheet, n model.Network) {
	s.Row("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence")
	for _, sh := range n.Shapes {
		for i, p := range sh.Points {
			s.Text(string(sh.ID))
			s.Degrees(p.Lat)
			s.Degrees(p.Lon)
			s.Int(i + 1)
			s.End()
		}
	}
}

// unnamedOnly reports whether t has fares in the unnamed class alone.
func unnamedOnly(t model.Trip) bool { return len(t.Classes) == 1 && t.Classes[0] == "" }

func writeStopTimes(s *feed.Sheet, n model.Network) {
	s.Row("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence", "pickup_type", "drop_off_type",
		"shape_dist_traveled", "tongtu_fare", "tongtu_fares")
	for _, t := range n.Trips {
		for i, c := range t.Calls {
			s.Text(string(t.ID))
			s.Clock(c.Arr)
			s.Clock(c.Dep)
			s.Text(string(c.Station))
			s.Int(i + 1)
			s.Flag(c.NoBoard)
			s.Flag(c.NoAlight)
			if c.Dist == 0 {
				s.Text("")
			} else {
				s.Decimal(int64(c.Dist), 3)
			}
			if unnamedOnly(t) {
				writeFares(s, c.Fares)
				s.Text("")
			} else {
				s.Text("")
				writeFares(s, c.Fares)
			}
			s.End()
		}
	}
}

// writeFares writes cumulative fares, "-" for one that is unknown.
func writeFares(s *feed.Sheet, fares []model.Fen) {
	s.Comma()
	for i, f := range fares {
		if i > 0 {
			s.Buf = append(s.Buf, ';')
		}
		if f.Known() {
			s.Buf = feed.AppendDecimal(s.Buf, int64(f), 2)
		} else {
			s.Buf = append(s.Buf, '-')
		}
	}
}

func writeTransfers(s *feed.Sheet, n model.Network) {
	s.Row("from_stop_id", "to_stop_id", "from_route_id", "to_route_id", "from_trip_id", "to_trip_id", "transfer_type", "min_transfer_time")
	for _, r := range n.Changes {
		kind, seconds := transferMinimum, strconv.Itoa(int(r.Time))
		if r.Forbidden {
			kind, seconds = transferImpossible, ""
		}
		s.Row(string(r.From), string(r.To), string(r.FromRoute), string(r.ToRoute), string(r.FromTrip), string(r.ToTrip),
			strconv.Itoa(kind), seconds)
	}
}

// priced is what a fare_id stands for.
type priced struct {
	class model.Class
	price model.Fen
}

// fareIDs numbers the distinct fares of n in order of class and price.
func fareIDs(n model.Network) ([]priced, map[priced]string) {
	ids := make(map[priced]string)
	for _, t := range n.FareTables {
		for _, r := range t.Rules {
			ids[priced{r.Class, r.Price}] = ""
		}
	}
	list := make([]priced, 0, len(ids))
	for p := range ids {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b priced) int { return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.price, b.price)) })
	for i, p := range list {
		ids[p] = strconv.Itoa(i + 1)
	}
	return list, ids
}

func writeFareAttributes(s *feed.Sheet, n model.Network) {
	s.Row("fare_id", "price", "currency_type", "payment_method", "transfers", "tongtu_class")
	list, ids := fareIDs(n)
	for _, p := range list {
		s.Text(ids[p])
		s.Decimal(int64(p.price), 2)
		s.Row(cmp.Or(n.Info.Currency, defaultCurrency), "1", "0", string(p.class))
	}
}

func writeFareRules(s *feed.Sheet, n model.Network) {
	s.Row("fare_id", "route_id", "origin_id", "destination_id")
	_, ids := fareIDs(n)
	for _, t := range n.FareTables {
		for _, r := range slices.SortedFunc(slices.Values(t.Rules), model.FareRule.Compare) {
			s.Row(ids[priced{r.Class, r.Price}], string(t.Route), string(r.From), string(r.To))
		}
	}
}
