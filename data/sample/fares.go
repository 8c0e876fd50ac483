package sample

import (
	"math"

	"tongtu/data/model"
)

// The fare classes.
const (
	second      model.Class = "second"
	firstClass  model.Class = "first"
	business    model.Class = "business"
	hardSeat    model.Class = "hard-seat"
	hardSleeper model.Class = "hard-sleeper"
	softSleeper model.Class = "soft-sleeper"
	economy     model.Class = "economy"
)

// halfYuan rounds an amount in yuan to the half yuan that rail fares are sold in.
func halfYuan(yuan float64) model.Fen { return model.Fen(math.Round(yuan*2)) * 50 }

// zone is a stretch of the way and the part of the full rate paid on it.
type zone struct {
	to   float64 // kilometres
	part float64
}

// highSpeedZones is how high-speed fares fall with distance, by the fares asked.
var highSpeedZones = []zone{{500, 1}, {1000, 0.9}, {1500, 0.8}, {math.Inf(1), 0.7}}

// tariffZones are those of the Railway Passenger Tariff Rules of 1997.
var tariffZones = []zone{{200, 1}, {500, 0.9}, {1000, 0.8}, {1500, 0.7}, {2500, 0.6}, {math.Inf(1), 0.5}}

// tapered is the part of the full rate that a ride of km kilometres pays on average.
func tapered(zones []zone, km float64) float64 {
	paid, from := 0.0, 0.0
	for _, z := range zones {
		if km <= from {
			break
		}
		paid += (min(km, z.to) - from) * z.part
		from = z.to
	}
	return paid / km
}

// usualRide is the part of a train's way that the rate of all its rides is
// taken from: fares that add up hop by hop cannot taper for each ride, and must
// cost the same both ways.
const usualRide = 0.75

// fare sets the classes of a train and the cumulative fares of its calls.
func (t *train) fare(trip *model.Trip) {
	if t.kind.multipleUnit() {
		t.fareHighSpeed(trip)
		return
	}
	// Yuan per kilometre hard seat by the rules of 1997, with half on top as for
	// all air-conditioned coaches of the new type.
	const base, newType = 0.05861, 1.5
	rates := []float64{base}
	trip.Classes = []model.Class{hardSeat}
	if t.kind != kindLocal {
		supplements := base * (0.4 + 0.25) // speed, air conditioning
		trip.Classes = []model.Class{hardSeat, hardSleeper, softSleeper}
		rates = []float64{
			newType * (base + supplements),
			newType * (base + supplements + 1.2*base),
			newType * (2*base + supplements + 1.85*base),
		}
	}
	taper := tapered(tariffZones, usualRide*float64(t.path.length()))
	for i := range trip.Calls {
		for _, rate := range rates {
			trip.Calls[i].Fares = append(trip.Calls[i].Fares, halfYuan(rate*taper*float64(t.km(i))))
		}
	}
}

func (t *train) fareHighSpeed(trip *model.Trip) {
	trip.Classes = []model.Class{second, firstClass}
	if t.kind == kindG {
		trip.Classes = append(trip.Classes, business)
	}
	yuan, taper := 0.0, tapered(highSpeedZones, usualRide*float64(t.path.length()))
	for i, call := range t.calls {
		if i > 0 {
			for _, h := range t.path.hops[t.calls[i-1]:call] {
				yuan += taper * float64(h.km) * t.kind.rate(h.class)
			}
		}
		trip.Calls[i].Fares = []model.Fen{halfYuan(yuan), halfYuan(1.6 * yuan)}
		if t.kind == kindG {
			trip.Calls[i].Fares = append(trip.Calls[i].Fares, halfYuan(3*yuan))
		}
	}
}

// rate is the second-class fare in yuan per kilometre.
func (k trainKind) rate(c lineClass) float64 {
	if k != kindD && c <= hsr300 {
		return 0.46
	}
	return 0.31
}
