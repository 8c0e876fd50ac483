package rules

import (
	"fmt"
	"strings"

	"tongtu/data/model"
)

// What a kilometre costs, in fen; far outside of it somebody confused units.
const (
	leastPerKm = 2
	mostPerKm  = 1000
	longRide   = 100_000.0 // metres from which the price of a kilometre tells something
	longHop    = 50_000.0  // metres from which a hop costs something
)

// prices looks at what the whole trip costs.
func (c *check) prices(v *model.Trip) {
	if len(v.Calls) < 2 {
		return
	}
	from, to := c.stations[v.Calls[0].Station], c.stations[v.Calls[len(v.Calls)-1].Station]
	if from == nil || to == nil {
		return
	}
	total, known := through(v)
	if !known && !c.pairPriced(v.Route, from.Zone, to.Zone) {
		c.add(Finding{Severity: Info, Code: PriceMissing, Field: "fares"})
		return
	}
	straight := from.Pos.Metres(to.Pos)
	if !known || straight < longRide || null(from.Pos) || null(to.Pos) || c.info.Currency != "" && c.info.Currency != "CNY" {
		return
	}
	if perKm := int(float64(total) / (straight / 1000)); perKm < leastPerKm || perKm > mostPerKm {
		limit := mostPerKm
		if perKm < leastPerKm {
			limit = leastPerKm
		}
		c.add(Finding{Severity: Info, Code: PriceOdd, Field: "fares", Value: model.Fen(perKm), Limit: model.Fen(limit)})
	}
}

// through is the lowest fare from the first call to the last.
func through(v *model.Trip) (lowest model.Fen, known bool) {
	a, b := v.Calls[0].Fares, v.Calls[len(v.Calls)-1].Fares
	for k := range min(len(a), len(b)) {
		if !a[k].Known() || !b[k].Known() {
			continue
		}
		if fare := b[k] - a[k] + v.Fee; !known || fare < lowest {
			lowest, known = fare, true
		}
	}
	return lowest, known
}

// pairPriced reports whether a pair rule prices a ride between the zones.
func (c *check) pairPriced(r model.RouteID, from, to model.ZoneID) bool {
	for _, table := range []model.RouteID{r, ""} {
		pairs := c.priced[table]
		for _, p := range []zonePair{{from, to}, {"", to}, {from, ""}, {"", ""}} {
			if pairs[p] {
				return true
			}
		}
	}
	return false
}

// fareOnHop reports a long hop after which the fare is what it was before.
func (c *check) fareOnHop(v *model.Trip, i int, straight float64) {
	a, b := v.Calls[i-1].Fares, v.Calls[i].Fares
	if straight < longHop {
		return
	}
	for k := range min(len(a), len(b)) {
		if a[k].Known() && a[k] == b[k] {
			c.add(Finding{Severity: Info, Code: FareFlat, Field: fmt.Sprintf("calls[%d].fares", i), Value: b[k]})
			return
		}
	}
}

func (c *check) fareTable(v *model.FareTable) {
	c.refers(Error, "route", string(v.Route), c.routes[v.Route] != nil)
	type key struct {
		zonePair
		class model.Class
	}
	seen := make(map[key]bool, len(v.Rules))
	told := map[key]bool{}
	zones := map[model.ZoneID]bool{"": true}
	for i, r := range v.Rules {
		if r.Price < 0 {
			c.add(Finding{Code: Range, Field: fmt.Sprintf("rules[%d].price", i), Value: fmt.Sprint(int64(r.Price))})
		}
		for k, z := range []model.ZoneID{r.From, r.To} {
			if !zones[z] {
				zones[z] = true // once is enough for each zone
				field := fmt.Sprintf("rules[%d].%s", i, [...]string{"from", "to"}[k])
				c.refers(Warning, field, string(z), len(c.linked[link{inZone, string(z), ""}]) > 0)
			}
		}
		k := key{zonePair{r.From, r.To}, r.Class}
		if seen[k] && !told[k] {
			told[k] = true
			field := fmt.Sprintf("rules[%d]", i)
			c.add(Finding{Severity: Info, Code: FareRuleTwice, Field: field, Value: strings.TrimSpace(string(r.From) + " – " + string(r.To)),
				Fix: Fix{Action: DropFareRules, Field: field, Value: ruleKey(r)}})
		}
		seen[k] = true
	}
}

// ruleKey is what two rules of a table must not have in common.
func ruleKey(r model.FareRule) string {
	return string(r.From) + "\x00" + string(r.To) + "\x00" + string(r.Class)
}
