package gtfs

import (
	"cmp"
	"slices"

	"tongtu/data/feed"
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
			im.prob.Note(feed.SeverityInfo, feed.Error{File: t.File, Column: "fare_id", Code: feed.CodeFareUnused, Value: f.id})
		}
	}
	for route, rules := range tables {
		slices.SortFunc(rules, model.FareRule.Compare)
		im.net.FareTables = append(im.net.FareTables, model.FareTable{Route: route, Rules: slices.Compact(rules)})
	}
}

func (im *importer) fareAttributes(t *feed.Table) ([]fare, feed.Refs) {
	index := make(feed.Refs)
	if t == nil {
		return nil, index
	}
	id, price, currency, class := t.Column("fare_id"), t.Column("price"), t.Column("currency_type"), t.Column("tongtu_class")
	payment, transfers := t.Column("payment_method"), t.Column("transfers")
	var fares []fare
	for t.Next() {
		s, ok := t.ID(id, index)
		if !ok {
			continue
		}
		f := fare{id: s, class: model.Class(t.Text(class))}
		b := t.Get(price)
		if len(b) == 0 {
			t.Bad(price, feed.CodeMissingField, "")
			continue
		}
		if f.price, ok = feed.ParseMoney(b); !ok {
			t.Bad(price, feed.CodeAmount, string(b))
			continue
		}
		if _, ok = t.Enum(payment, maxPayment); !ok {
			continue
		}
		if _, ok = t.Enum(transfers, maxTransfers); !ok {
			continue
		}
		cur := string(t.Get(currency))
		switch {
		case !feed.CurrencyCode(cur):
			t.Bad(currency, feed.CodeCurrency, cur)
			continue
		case im.net.Info.Currency == "" && !im.own:
			im.net.Info.Currency = cur
		case cur != im.currency():
			t.Note(feed.SeverityWarning, currency, feed.CodeCurrencyMixed, cur)
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
func (im *importer) fareRules(t *feed.Table, fares []fare, index feed.Refs, tables map[model.RouteID][]model.FareRule) (any bool) {
	id, route, contains := t.Column("fare_id"), t.Column("route_id"), t.Column("contains_id")
	origin, destination := t.Column("origin_id"), t.Column("destination_id")
	zones := make(map[string]model.ZoneID, len(im.stations)) // one string for each
	for _, s := range im.stations {
		zones[string(s.Zone)] = s.Zone
	}
	for t.Next() {
		any = true
		i, ok := im.resolve(t, id, index)
		if !ok {
			continue
		}
		fares[i].used = true
		if len(t.Get(contains)) > 0 {
			t.Note(feed.SeverityWarning, contains, feed.CodeContains, string(t.Get(contains)))
			continue
		}
		rule := model.FareRule{Class: fares[i].class, Price: fares[i].price}
		rule.From, rule.To = zoneOf(t, origin, zones), zoneOf(t, destination, zones)
		var r model.RouteID
		if len(t.Get(route)) > 0 {
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

// zoneOf reads a zone id; one without stops can never match and is only noted.
func zoneOf(t *feed.Table, c feed.Column, zones map[string]model.ZoneID) model.ZoneID {
	b := t.Get(c)
	if len(b) == 0 {
		return ""
	}
	z, ok := zones[string(b)]
	if !ok {
		z = model.ZoneID(b)
		zones[string(b)] = z
		t.Note(feed.SeverityInfo, c, feed.CodeUnknownZone, string(b))
	}
	return z
}
