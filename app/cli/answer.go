package cli

import (
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// answer is the JSON of `plan --json` and of a line of `plan --batch`. Absent
// fields are unknown.
type answer struct {
	Query       answerQuery       `json:"query"`
	Itineraries []answerItinerary `json:"itineraries"`
	Stats       answerStats       `json:"stats"`
}

type answerQuery struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Depart string `json:"depart,omitempty"`
	Arrive string `json:"arrive,omitempty"`
	By     string `json:"by"`
}

type answerItinerary struct {
	Depart   string      `json:"depart"`
	Arrive   string      `json:"arrive"`
	Duration int64       `json:"duration_s"`
	Fare     *model.Fen  `json:"fare_fen,omitempty"`
	Changes  int         `json:"changes"`
	Legs     []answerLeg `json:"legs"`
}

type answerLeg struct {
	Mode   string      `json:"mode"`
	Route  string      `json:"route,omitempty"`
	Trip   string      `json:"trip,omitempty"`
	Class  model.Class `json:"class,omitempty"`
	From   answerPlace `json:"from"`
	To     answerPlace `json:"to"`
	Depart string      `json:"depart"`
	Arrive string      `json:"arrive"`
	Fare   *model.Fen  `json:"fare_fen,omitempty"`
	Calls  int         `json:"calls,omitempty"`
}

type answerPlace struct {
	City    string `json:"city"`
	Station string `json:"station"`
	ID      string `json:"id"`
}

type answerStats struct {
	Algorithm string `json:"algorithm"`
	Elapsed   int64  `json:"elapsed_us"`
	Settled   int    `json:"settled"`
	Relaxed   int    `json:"relaxed"`
	Revision  uint64 `json:"revision"`
}

func (n *network) answer(from, to string, q plan.Query, res plan.Result) answer {
	a := answer{Query: n.query(from, to, q), Itineraries: []answerItinerary{}, Stats: n.stats(res.Stats)}
	for _, it := range res.Itineraries {
		a.Itineraries = append(a.Itineraries, n.itinerary(it))
	}
	return a
}

func (n *network) query(from, to string, q plan.Query) answerQuery {
	a := answerQuery{From: from, To: to, By: q.By.String()}
	if q.Arrive {
		a.Arrive = n.rfc3339(q.At)
	} else {
		a.Depart = n.rfc3339(q.At)
	}
	return a
}

func (n *network) itinerary(it plan.Itinerary) answerItinerary {
	depart, arrive := it.Depart.In(n.zone), it.Arrive.In(n.zone)
	out := answerItinerary{
		Depart: depart.Format(time.RFC3339), Arrive: arrive.Format(time.RFC3339),
		Duration: int64(arrive.Sub(depart) / time.Second), Fare: known(it.Fare), Changes: it.Changes,
	}
	for _, l := range it.Legs {
		out.Legs = append(out.Legs, n.leg(l))
	}
	return out
}

func (n *network) leg(l plan.Leg) answerLeg {
	leg := answerLeg{
		Mode: "walk", From: n.placeOf(l.From), To: n.placeOf(l.To),
		Depart: n.rfc3339(l.Depart), Arrive: n.rfc3339(l.Arrive),
	}
	if !l.Walk {
		leg.Mode, leg.Route, leg.Trip, leg.Class = l.Mode.String(), l.Number, string(l.Trip), l.Class
		leg.Fare, leg.Calls = known(l.Fare), l.Calls()
	}
	return leg
}

func (n *network) stats(s plan.Stats) answerStats {
	return answerStats{s.Algorithm, s.Elapsed.Microseconds(), s.Settled, s.Relaxed, n.tt.Revision()}
}

func known(f model.Fen) *model.Fen {
	if !f.Known() {
		return nil
	}
	return &f
}

func (n *network) placeOf(id model.StationID) answerPlace {
	s, _ := n.tt.Station(id)
	c, _ := n.tt.City(s.City)
	return answerPlace{c.Name, s.Name, string(id)}
}

func (n *network) rfc3339(m model.Moment) string { return m.In(n.zone).Format(time.RFC3339) }
