package prefs

import (
	"encoding/json"
	"fmt"
	"slices"

	"tongtu/data/model"
)

// A Setting is one preference of type T.
type Setting[T any] struct {
	key string
	def T
	ok  func(T) bool // nil: every value is valid
}

// Key is the setting's name in the file.
func (s Setting[T]) Key() string { return s.key }

// Get returns the stored value, or the default when it is missing or invalid.
func (s Setting[T]) Get(p *Store) T {
	raw, ok := p.raw(s.key)
	if !ok {
		return s.def
	}
	var v T
	if json.Unmarshal(raw, &v) != nil || (s.ok != nil && !s.ok(v)) {
		return s.def
	}
	return v
}

// Put stores v at once. An invalid value is refused.
func (s Setting[T]) Put(p *Store, v T) error {
	if s.ok != nil && !s.ok(v) {
		return fmt.Errorf("prefs: %s: %v: %w", s.key, v, ErrInvalid)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("prefs: %s: %w", s.key, err)
	}
	return p.put(s.key, raw)
}

// The values of Language and Theme.
const (
	Auto  = "auto" // as the system says
	Zh    = "zh"
	En    = "en"
	Light = "light"
	Dark  = "dark"

	Contrast = "contrast" // high contrast
)

// Size is the size of the window's content in device-independent pixels.
type Size struct {
	W int `json:"w"`
	H int `json:"h"`
}

// RecentQuery is a search as it is offered again: the ends by id, with the
// labels they had.
type RecentQuery struct {
	FromCity    model.CityID    `json:"from_city,omitempty"`
	FromStation model.StationID `json:"from_station,omitempty"`
	FromLabel   string          `json:"from"`
	ToCity      model.CityID    `json:"to_city,omitempty"`
	ToStation   model.StationID `json:"to_station,omitempty"`
	ToLabel     string          `json:"to"`
	By          string          `json:"by,omitempty"` // plan.Criterion.String
}

// MaxRecent is how many searches are remembered.
const MaxRecent = 8

// TextSizes are the steps of the text size, in percent.
func TextSizes() []int { return []int{100, 115, 130, 150, 175, 200} }

// The settings of the program.
var (
	Language = Setting[string]{"language", Auto, oneOf(Auto, Zh, En)}
	Theme    = Setting[string]{"theme", Auto, oneOf(Auto, Light, Dark, Contrast)}
	TextSize = Setting[int]{"text-size", 100, func(n int) bool { return slices.Contains(TextSizes(), n) }}
	Window   = Setting[Size]{"window", Size{1280, 800}, func(s Size) bool { return s.W >= 640 && s.H >= 480 && s.W <= 16384 && s.H <= 16384 }}
	Recent   = Setting[[]RecentQuery]{"recent-queries", nil, func(q []RecentQuery) bool { return len(q) <= MaxRecent }}
)

func oneOf(values ...string) func(string) bool {
	return func(s string) bool { return slices.Contains(values, s) }
}
