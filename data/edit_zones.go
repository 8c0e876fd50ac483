package data

import (
	"fmt"
	"strings"

	"tongtu/data/model"
)

// putZones gives stations that have no fare zone the one the route brings, so
// that a rule can price rides to and from a single station. Such a zone is in
// nobody's rules yet: the fares of other routes stay what they are.
func (p *routePut) putZones(no *refused) error {
	for _, id := range sortedKeys(p.d.Zones) {
		zone, field := p.d.Zones[id], fmt.Sprintf("zones[%s]", id)
		st, found, err := stations.find(p.w.tx, id)
		switch {
		case err != nil:
			return err
		case !found:
			no.add(field, model.RuleUnknownRef, string(id))
		case strings.TrimSpace(string(zone)) == "":
			no.add(field, model.RuleRequired, "")
		case st.Zone == zone:
		case st.Zone != "":
			no.add(field, model.RuleMismatch, string(st.Zone))
		default:
			if err := p.putZone(st, zone); err != nil {
				return err
			}
		}
	}
	return nil
}

// putZone stores the station, and marks its city as changed: whoever edits that
// has read the station without its zone.
func (p *routePut) putZone(st model.Station, zone model.ZoneID) error {
	st.Zone, st.Rev = zone, p.w.rev
	if err := stations.put(p.w, st.ID, st); err != nil {
		return err
	}
	c, err := cities.need(p.w.tx, st.City)
	if err != nil {
		return err
	}
	c.Rev = p.w.rev
	return cities.put(p.w, c.ID, c)
}
