package gtfs

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

// fare is one row of fare_attributes.txt.
type fare struct {
	id      string
	price   model.Fen
	class   model.Class
	used    bool
	skipped bool // in another currency than the network's
}

// Limits of the enumerations of fare_attributes.txt.
const (
	maxPayment   = 1
	maxTransfers = 5 // the reference stops at 2, published feeds do not
)

// readFares reads the pair fares. Without any rule in the feed every fare
// applies everywhere.
func (im *importer) readFares() {
	t := im.tables["fare_attributes.txt"]
	rules := im.tables["fare_rules.txt"]
	fares, index := im.fareAttributes(t)
	tables := make(map[model.RouteID][]model.FareRule)
	any := false
	if rules != nil {
		any = im.fareRules(rules, fares, index, tables)
	}
	for _, f := range fares {
		switch {
		case f.skipped:
		case !any:
			tables[""] = append(tables[""], model.FareRule{Class: f.class, Price: f.price})
		case !f.used:
			im.prob.note(SeverityInfo, Error{File: t.file, Column: "fare_id", Code: CodeFareUnused, Value: f.id})
		}
	}
	for route, rules := range tables {
		slices.SortFunc(rules, compareRules)
		im.net.FareTables = append(im.net.FareTables, model.FareTable{Route: route, Rules: slices.Compact(rules)})
	}
	slices.SortFunc(im.net.FareTables, byID(func(f model.FareTable) model.RouteID { return f.Route }))
}

func (im *importer) fareAttributes(t *table) ([]fare, refs) {
	index := make(refs)
	if t == nil {
		return nil, index
	}
	id, price, currency, class := t.column("fare_id"), t.column("price"), t.column("currency_type"), t.column("tongtu_class")
	payment, transfers := t.column("payment_method"), t.column("transfers")
	var fares []fare
	for t.next() {
		s, ok := t.id(id, index)
		if !ok {
			continue
		}
		f := fare{id: s, class: model.Class(t.text(class))}
		b := t.get(price)
		if len(b) == 0 {
			t.bad(price, CodeMissingField, "")
			continue
		}
		if f.price, ok = parseMoney(b); !ok {
			t.bad(price, CodeAmount, string(b))
			continue
		}
		if _, ok = t.enum(payment, maxPayment); !ok {
			continue
		}
		if _, ok = t.enum(transfers, maxTransfers); !ok {
			continue
		}
		cur := string(t.get(currency))
		switch {
		case !currencyCode(cur):
			t.bad(currency, CodeCurrency, cur)
			continue
		case im.net.Info.Currency == "" && !im.own:
			im.net.Info.Currency = cur
		case cur != im.currency():
			t.note(SeverityWarning, currency, CodeCurrencyMixed, cur)
			f.skipped = true
		}
		index[s] = int32(len(fares))
		fares = append(fares, f)
	}
	return fares, index
}

// currency is the network's currency with its default made explicit.
func (im *importer) currency() string { return cmp.Or(im.net.Info.Currency, defaultCurrency) }

// Defaults that model.Info leaves implicit.
const (
	defaultCurrency = "CNY"
	defaultZone     = "Asia/Shanghai"
)

// fareRules sorts the rules into tables by route and reports whether there was any.
func (im *importer) fareRules(t *table, fares []fare, index refs, tables map[model.RouteID][]model.FareRule) (any bool) {
	id, route, contains := t.column("fare_id"), t.column("route_id"), t.column("contains_id")
	origin, destination := t.column("origin_id"), t.column("destination_id")
	zones := make(map[string]model.ZoneID, len(im.stations)) // one string for each
	for _, s := range im.stations {
		zones[string(s.Zone)] = s.Zone
	}
	for t.next() {
		any = true
		i, ok := im.resolve(t, id, index)
		if !ok {
			continue
		}
		fares[i].used = true
		if len(t.get(contains)) > 0 {
			t.note(SeverityWarning, contains, CodeContains, string(t.get(contains)))
			continue
		}
		rule := model.FareRule{Class: fares[i].class, Price: fares[i].price}
		rule.From, rule.To = t.zone(origin, zones), t.zone(destination, zones)
		var r model.RouteID
		if len(t.get(route)) > 0 {
			k, ok := im.resolve(t, route, im.routes)
			if !ok {
				continue
			}
			r = im.net.Routes[k].ID
		}
		if !fares[i].skipped {
			tables[r] = append(tables[r], rule)
		}
	}
	return any
}

// zone reads a zone id; one without stops can never match and is only noted.
func (t *table) zone(c column, zones map[string]model.ZoneID) model.ZoneID {
	b := t.get(c)
	if len(b) == 0 {
		return ""
	}
	z, ok := zones[string(b)]
	if !ok {
		z = model.ZoneID(b)
		zones[string(b)] = z
		t.note(SeverityInfo, c, CodeUnknownZone, string(b))
	}
	return z
}

func compareRules(a, b model.FareRule) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Price, b.Price))
}
