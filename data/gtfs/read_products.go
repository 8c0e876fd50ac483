package gtfs

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// The newer form of fares: a product has a price, a leg rule says for which
// network of routes and which areas it is. A station's zone is the set of its
// areas that rules name, so that a rule about an area is one about each zone
// with that area in it.

// product is one way to pay for a ride.
type product struct {
	price model.Fen
}

// legRule is one row of fare_leg_rules.txt.
type legRule struct {
	network, from, to string
	product           string
	priority          string
}

// elsewhere is the zone of stations in none of the areas that rules name.
const elsewhere model.ZoneID = "elsewhere"

// readProducts reads the newer fares of a feed without older ones.
func (im *importer) readProducts() {
	rules := im.tables["fare_leg_rules.txt"]
	if rules == nil || im.tables["fare_attributes.txt"] != nil || im.own {
		return
	}
	products := im.products()
	list := im.legRules(rules, products)
	if len(list) == 0 {
		return
	}
	b := legBuilder{im: im, rules: list, priorities: rules.Column("rule_priority").Present(), products: products,
		tables: make(map[model.RouteID][]model.FareRule)}
	b.setZones()
	b.sortRoutes()
	for _, r := range list {
		if !b.add(r) {
			im.prob.Refuse(feed.Error{File: rules.File, Code: feed.CodeTooManyRows})
			return
		}
	}
	if b.priorities && slices.ContainsFunc(list, func(r legRule) bool { return r.priority != list[0].priority }) {
		im.prob.Note(feed.SeverityWarning, feed.Error{File: rules.File, Column: "rule_priority", Code: feed.CodeRulePriority})
	}
	for route, rules := range b.tables {
		slices.SortFunc(rules, model.FareRule.Compare)
		im.net.FareTables = append(im.net.FareTables, model.FareTable{Route: route, Rules: slices.Compact(rules)})
	}
}

// products reads the prices for ordinary riders; of several ways to pay the
// cheapest will count.
func (im *importer) products() map[string][]product {
	out := make(map[string][]product)
	t := im.tables["fare_products.txt"]
	if t == nil {
		return out
	}
	ordinary := im.ordinaryRiders()
	id, amount, currency, rider := t.Column("fare_product_id"), t.Column("amount"), t.Column("currency"), t.Column("rider_category_id")
	for t.Next() {
		name := string(t.Get(id))
		if name == "" {
			t.Bad(id, feed.CodeMissingField, "")
			continue
		}
		price, ok := feed.ParseMoney(t.Get(amount))
		if !ok {
			t.Bad(amount, feed.CodeAmount, string(t.Get(amount)))
			continue
		}
		cur := string(t.Get(currency))
		if !feed.CurrencyCode(cur) {
			t.Bad(currency, feed.CodeCurrency, cur)
			continue
		}
		if _, known := out[name]; !known {
			out[name] = nil // known, if only to other riders
		}
		switch r := string(t.Get(rider)); {
		case r != "" && r != ordinary:
			t.Note(feed.SeverityInfo, rider, feed.CodeRiderCategory, r)
			continue
		case im.net.Info.Currency == "":
			im.net.Info.Currency = cur
		case cur != im.currency():
			t.Note(feed.SeverityWarning, currency, feed.CodeCurrencyMixed, cur)
			continue
		}
		out[name] = append(out[name], product{price})
	}
	return out
}

// ordinaryRiders is the rider category that prices are for when nothing else is
// said.
func (im *importer) ordinaryRiders() (ordinary string) {
	t := im.tables["rider_categories.txt"]
	if t == nil {
		return ""
	}
	id, byDefault := t.Column("rider_category_id"), t.Column("is_default_fare_category")
	for t.Next() {
		if string(t.Get(byDefault)) == "1" {
			ordinary = string(t.Get(id))
		}
	}
	return ordinary
}

func (im *importer) legRules(t *feed.Table, products map[string][]product) (out []legRule) {
	network, from, to := t.Column("network_id"), t.Column("from_area_id"), t.Column("to_area_id")
	id, priority := t.Column("fare_product_id"), t.Column("rule_priority")
	starts, ends := t.Column("from_timeframe_group_id"), t.Column("to_timeframe_group_id")
	for t.Next() {
		r := legRule{string(t.Get(network)), string(t.Get(from)), string(t.Get(to)), string(t.Get(id)), string(t.Get(priority))}
		if _, known := products[r.product]; !known {
			t.Bad(id, feed.CodeForeignKey, r.product)
			continue
		}
		unknown := false
		for _, a := range []struct {
			c    feed.Column
			area string
		}{{from, r.from}, {to, r.to}} {
			if _, known := im.areas[a.area]; a.area != "" && !known {
				t.Bad(a.c, feed.CodeForeignKey, a.area)
				unknown = true
			}
		}
		if unknown {
			continue
		}
		if len(t.Get(starts))+len(t.Get(ends)) > 0 {
			t.Note(feed.SeverityWarning, starts, feed.CodeTimeframe, string(t.Get(starts)))
			continue
		}
		out = append(out, r)
	}
	return out
}

// legBuilder turns leg rules into fare tables.
type legBuilder struct {
	im         *importer
	rules      []legRule
	priorities bool // an empty cell then means "any", else "any that no rule names"
	products   map[string][]product
	zones      map[model.ZoneID][]string // areas of each zone
	listed     [2]map[string]bool        // areas that rules name as from and to
	routes     map[string][]model.RouteID
	unlisted   []model.RouteID // routes of no network that rules name
	anyNetwork bool            // no rule names a network
	tables     map[model.RouteID][]model.FareRule
	made       int
}

// setZones gives every station its zone.
func (b *legBuilder) setZones() {
	b.listed = [2]map[string]bool{make(map[string]bool), make(map[string]bool)}
	for _, r := range b.rules {
		b.listed[0][r.from], b.listed[1][r.to] = r.from != "", r.to != ""
	}
	b.zones = make(map[model.ZoneID][]string)
	for i := range b.im.stations {
		var own []string
		for _, a := range b.im.inAreas[int32(i)] {
			if b.listed[0][a] || b.listed[1][a] {
				own = append(own, a)
			}
		}
		slices.Sort(own)
		own = slices.Compact(own)
		zone := model.ZoneID(strings.Join(own, "+"))
		if zone == "" {
			zone = elsewhere
		}
		b.zones[zone] = own
		b.im.stations[i].Zone = zone
	}
}

// sortRoutes finds the routes of each network.
func (b *legBuilder) sortRoutes() {
	b.routes = make(map[string][]model.RouteID)
	named := make(map[string]bool)
	for _, r := range b.rules {
		named[r.network] = true
	}
	b.anyNetwork = len(named) == 1 && named[""]
	networks := b.im.networkOf()
	for _, r := range b.im.net.Routes {
		n := networks[r.ID]
		b.routes[n] = append(b.routes[n], r.ID)
		if n == "" || !named[n] {
			b.unlisted = append(b.unlisted, r.ID)
		}
	}
}

// networkOf reads which network each route is in.
func (im *importer) networkOf() map[model.RouteID]string {
	out := maps.Clone(im.networks)
	t := im.tables["route_networks.txt"]
	if t == nil {
		return out
	}
	network, route := t.Column("network_id"), t.Column("route_id")
	for t.Next() {
		if i, ok := im.resolve(t, route, im.routes); ok {
			out[im.net.Routes[i].ID] = string(t.Get(network))
		}
	}
	return out
}

// add makes the fare rules of a leg rule; false when they would be too many.
func (b *legBuilder) add(r legRule) bool {
	routes := b.routes[r.network]
	switch {
	case r.network == "" && (b.anyNetwork || b.priorities):
		routes = []model.RouteID{""}
	case r.network == "":
		routes = b.unlisted
	}
	from, to := b.zonesOf(r.from, b.listed[0]), b.zonesOf(r.to, b.listed[1])
	if b.made += len(routes) * len(from) * len(to) * len(b.products[r.product]); b.made > feed.MaxRows {
		return false
	}
	for _, route := range routes {
		for _, f := range from {
			for _, t := range to {
				for _, p := range b.products[r.product] {
					b.tables[route] = append(b.tables[route], model.FareRule{From: f, To: t, Price: p.price})
				}
			}
		}
	}
	return true
}

// zonesOf lists the zones that a cell of a leg rule stands for.
func (b *legBuilder) zonesOf(area string, listed map[string]bool) (out []model.ZoneID) {
	if area == "" && (b.priorities || !hasAny(listed)) {
		return []model.ZoneID{""}
	}
	for zone, areas := range b.zones {
		if area != "" && slices.Contains(areas, area) ||
			area == "" && !slices.ContainsFunc(areas, func(a string) bool { return listed[a] }) {
			out = append(out, zone)
		}
	}
	slices.SortFunc(out, func(x, y model.ZoneID) int { return cmp.Compare(x, y) })
	return out
}

func hasAny(set map[string]bool) bool {
	for k, in := range set {
		if k != "" && in {
			return true
		}
	}
	return false
}
