package i18n

import (
	"tongtu/data"
	"tongtu/data/rules"
)

// editKeys are the sentences for recorded edits, with the placeholders {name}
// and {n}.
var editKeys = map[data.Kind]Key{
	data.PutCityKind:     "network.edit.put-city",
	data.DeleteCityKind:  "network.edit.delete-city",
	data.PutRouteKind:    "network.edit.put-route",
	data.DeleteRouteKind: "network.edit.delete-route",
	data.ImportKind:      "network.edit.import",
	data.FixKind:         "network.edit.fix",
	data.PatchCitiesKind: "network.edit.patch-cities",
	data.MergeCitiesKind: "network.edit.merge-cities",
}

const (
	keyEditOther        Key = "network.edit.other"
	keyEditDeleteCities Key = "network.edit.delete-cities" // {n}
)

// Edit names a recorded edit: "change of city Xi'an".
func (c *Catalogue) Edit(cmd data.Command) string {
	key, ok := editKeys[cmd.Kind]
	if !ok {
		key = keyEditOther
	}
	name := cmd.Name
	switch {
	case cmd.Kind == data.FixKind:
		name = c.FindingTitle(rules.Code(name))
	case cmd.Kind == data.DeleteCityKind && cmd.N > 1:
		key = keyEditDeleteCities
	case cmd.Kind == data.PatchCitiesKind && cmd.N < 2:
		key = editKeys[data.PutCityKind]
	}
	return c.T(key, A{"name": name, "n": cmd.N})
}
