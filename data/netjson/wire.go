package netjson

import (
	"errors"

	"github.com/go-json-experiment/json/jsontext"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// The types of this file are the text's; model knows nothing of JSON.

type infoJSON struct {
	Name     string `json:"name,omitempty"`
	Zone     string `json:"zone,omitempty"`
	Currency string `json:"currency,omitempty"`
	Demo     bool   `json:"demo,omitzero"`
	Source   string `json:"source,omitempty"`
}

type tableJSON struct {
	Same  map[string]model.Second            `json:"same"`
	Other map[string]map[string]model.Second `json:"other"`
}

type cityJSON struct {
	ID       model.CityID `json:"id"`
	Name     string       `json:"name"`
	Pinyin   string       `json:"pinyin,omitempty"`
	English  string       `json:"english,omitempty"`
	Aliases  []string     `json:"aliases,omitempty"`
	Province string       `json:"province,omitempty"`
	Lon      float64      `json:"lon"`
	Lat      float64      `json:"lat"`
	Rank     uint8        `json:"rank,omitzero"`
}

type stationJSON struct {
	ID      model.StationID `json:"id"`
	City    model.CityID    `json:"city"`
	Name    string          `json:"name"`
	Pinyin  string          `json:"pinyin,omitempty"`
	English string          `json:"english,omitempty"`
	Code    string          `json:"code,omitempty"`
	Lon     float64         `json:"lon"`
	Lat     float64         `json:"lat"`
	Zone    model.ZoneID    `json:"zone,omitempty"`
	Mode    mode            `json:"mode"`
}

type operatorJSON struct {
	ID   model.OperatorID `json:"id"`
	Name string           `json:"name"`
	URL  string           `json:"url,omitempty"`
}

type routeJSON struct {
	ID       model.RouteID    `json:"id"`
	Number   string           `json:"number"`
	Name     string           `json:"name,omitempty"`
	Operator model.OperatorID `json:"operator,omitempty"`
	Mode     mode             `json:"mode"`
	Type     int              `json:"type,omitzero"`
}

type calendarJSON struct {
	ID      model.CalendarID `json:"id"`
	Days    days             `json:"days,omitzero"`
	From    date             `json:"from,omitzero"`
	To      date             `json:"to,omitzero"`
	Added   []date           `json:"added,omitempty"`
	Removed []date           `json:"removed,omitempty"`
}

type tripJSON struct {
	ID       model.TripID     `json:"id"`
	Route    model.RouteID    `json:"route"`
	Calendar model.CalendarID `json:"calendar"`
	Classes  []model.Class    `json:"classes,omitempty"`
	Fee      model.Fen        `json:"fee_fen,omitzero"`
	Shape    model.ShapeID    `json:"shape,omitempty"`
	Calls    []callJSON       `json:"calls"`
}

type shapeJSON struct {
	ID     model.ShapeID `json:"id"`
	Points [][2]float64  `json:"points"` // longitude, latitude
}

type callJSON struct {
	Station  model.StationID `json:"station"`
	Arr      clock           `json:"arr"`
	Dep      clock           `json:"dep"`
	NoBoard  bool            `json:"no_board,omitzero"`
	NoAlight bool            `json:"no_alight,omitzero"`
	Fares    []fare          `json:"fares_fen,omitempty"`
	Dist     model.Metre     `json:"dist_m,omitzero"`
}

type fareTableJSON struct {
	Route model.RouteID  `json:"route,omitempty"`
	Rules []fareRuleJSON `json:"rules"`
}

type fareRuleJSON struct {
	From  model.ZoneID `json:"from,omitempty"`
	To    model.ZoneID `json:"to,omitempty"`
	Class model.Class  `json:"class,omitempty"`
	Price model.Fen    `json:"price_fen"`
}

type changeJSON struct {
	From      model.StationID `json:"from"`
	To        model.StationID `json:"to"`
	FromRoute model.RouteID   `json:"from_route,omitempty"`
	ToRoute   model.RouteID   `json:"to_route,omitempty"`
	FromTrip  model.TripID    `json:"from_trip,omitempty"`
	ToTrip    model.TripID    `json:"to_trip,omitempty"`
	Time      model.Second    `json:"time_s,omitzero"`
	Forbidden bool            `json:"forbidden,omitzero"`
}

// errForm is a text that is not of the form its member has.
var errForm = errors.New("not of the form wanted here")

type mode model.Mode

// MarshalText writes the name of the mode.
func (m mode) MarshalText() ([]byte, error) { return []byte(model.Mode(m).String()), nil }

// UnmarshalText is the inverse of MarshalText.
func (m *mode) UnmarshalText(b []byte) error {
	v, ok := model.ParseMode(string(b))
	*m = mode(v)
	return formed(ok)
}

// days are seven digits from Monday on, 1 for a day of service.
type days model.Weekdays

// MarshalText writes the digits.
func (d days) MarshalText() ([]byte, error) {
	b := []byte("0000000")
	for i := range b {
		b[i] += byte(d >> i & 1)
	}
	return b, nil
}

// UnmarshalText is the inverse of MarshalText.
func (d *days) UnmarshalText(b []byte) error {
	*d = 0
	for i, c := range b {
		if c != '0' && c != '1' {
			return errForm
		}
		*d |= days(c-'0') << i
	}
	return formed(len(b) == 7)
}

type date model.Date

// MarshalText writes YYYY-MM-DD.
func (d date) MarshalText() ([]byte, error) { return []byte(model.Date(d).String()), nil }

// UnmarshalText is the inverse of MarshalText.
func (d *date) UnmarshalText(b []byte) error {
	v, err := model.ParseDate(string(b))
	*d = date(v)
	return formed(err == nil && len(b) == len("2006-01-02"))
}

type clock model.Second

// MarshalText writes HH:MM:SS.
func (c clock) MarshalText() ([]byte, error) { return []byte(model.Second(c).String()), nil }

// UnmarshalText is the inverse of MarshalText.
func (c *clock) UnmarshalText(b []byte) error {
	v, ok := feed.ParseTime(b)
	*c = clock(v)
	return formed(ok)
}

func formed(ok bool) error {
	if ok {
		return nil
	}
	return errForm
}

// fare is an amount; null is an unknown one.
type fare model.Fen

// MarshalJSONTo writes a number or null.
func (f fare) MarshalJSONTo(e *jsontext.Encoder) error {
	if !model.Fen(f).Known() {
		return e.WriteToken(jsontext.Null)
	}
	return e.WriteToken(jsontext.Int(int64(f)))
}

// UnmarshalJSONFrom is the inverse of MarshalJSONTo.
func (f *fare) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	t, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch t.Kind() {
	case 'n':
		*f = fare(model.UnknownFen)
		return nil
	case '0':
		n, ok := feed.ParseDecimal([]byte(t.String()), 0)
		*f = fare(n)
		return formed(ok)
	}
	return errForm
}
