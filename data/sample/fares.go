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

// tariffZones are those of the Railway Passenger Tariff Rules of 1997.
func tariffZones() []zone {
	return []zone{{200, 1}, {500, 0.9}, {1000, 0.8}, {1500, 0.7}, {2500, 0.6}, {math.Inf(1), 0.5}}
}

// highSpeedZones is how high-speed fares fall with distance, by the fares asked.
func highSpeedZones() []zone { return []zone{{500, 1}, {1000, 0.9}, {1500, 0.8}, {math.Inf(1), 0.7}} }

// paid is the distance at the full rate that a ride of km kilometres costs.
func paid(zones []zone, km float64) (sum float64) {
	from := 0.0
	for _, z := range zones {
		if km <= from {
			break
		}
		sum += (min(km, z.to) - from) * z.part
		from = z.to
	}
	return sum
}

// straight is the line through a tapering tariff at two distances: a fixed part
// for each ride and a part per kilometre, both in kilometres at the full rate.
// Fares that add up call by call cannot taper, but this comes within 10 % of the
// tariff from 200 to 2,300 km, costs the same both ways, and makes no ride
// cheaper by changing trains on the way.
func straight(zones []zone, from, to float64) (fixed, perKm float64) {
	perKm = (paid(zones, to) - paid(zones, from)) / (to - from)
	return paid(zones, from) - perKm*from, perKm
}

// fare sets the classes of a train, its fixed part per boarding, and the cumulative fares of its calls.
func (t *train) fare(trip *model.Trip) {
	if t.kind.multipleUnit() {
		t.fareHighSpeed(trip)
		return
	}
	// Yuan per kilometre by the rules of 1997: the hard seat, its supplements for
	// speed and air conditioning, the berths; half on top as in all coaches of
	// the new type.
	const hard, supplements, newType = 0.05861, 0.05861 * (0.4 + 0.25), 1.5
	fixed, _ := straight(tariffZones(), 200, 1500)
	trip.Fee = halfYuan(newType * (hard + supplements) * fixed)
	trip.Classes = []model.Class{hardSeat}
	rates := []float64{newType * (hard + supplements)}
	if t.kind != kindLocal {
		trip.Classes = []model.Class{hardSeat, hardSleeper, softSleeper}
		rates = append(rates, newType*(hard+supplements+1.2*hard), newType*(2*hard+supplements+1.85*hard))
	}
	const exact = 1500 // km, where fares are those of the tariff
	for i := range trip.Calls {
		for _, rate := range rates {
			perKm := (rate*paid(tariffZones(), exact) - float64(trip.Fee)/100) / exact
			trip.Calls[i].Fares = append(trip.Calls[i].Fares, halfYuan(perKm*float64(t.km(i))))
		}
	}
}

func (t *train) fareHighSpeed(trip *model.Trip) {
	fixed, perKm := straight(highSpeedZones(), 200, 1300)
	if t.kind == kindC { // no ride is long enough to taper
		fixed, perKm = 0, 1
	}
	trip.Fee = halfYuan(fixed * t.kind.rate(hsr350))
	trip.Classes = []model.Class{second, firstClass}
	if t.kind == kindG {
		trip.Classes = append(trip.Classes, business)
	}
	yuan := 0.0
	for i, call := range t.calls {
		if i > 0 {
			for _, h := range t.path.hops[t.calls[i-1]:call] {
				yuan += perKm * float64(h.km) * t.kind.rate(h.class)
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
