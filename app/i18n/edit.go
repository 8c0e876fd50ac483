package i18n

import "tongtu/data"

// editKeys are the sentences for recorded edits, with the placeholder {name}.
var editKeys = map[data.Kind]Key{
	data.PutCityKind:     "network.edit.put-city",
	data.DeleteCityKind:  "network.edit.delete-city",
	data.PutRouteKind:    "network.edit.put-route",
	data.DeleteRouteKind: "network.edit.delete-route",
	data.ImportKind:      "network.edit.import",
}

const keyEditOther Key = "network.edit.other"

// Edit names a recorded edit: "change of city Xi'an".
func (c *Catalogue) Edit(cmd data.Command) string {
	key, ok := editKeys[cmd.Kind]
	if !ok {
		key = keyEditOther
	}
	return c.T(key, A{"name": cmd.Name})
}
