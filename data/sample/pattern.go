package sample

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// style is how often a train calls.
type style uint8

const (
	styleExpress style = iota
	styleUsual
	styleFrequent
	styleAll
)

// spacing is the mean distance of calls in kilometres.
func spacing(k trainKind, s style) float64 {
	usual := [numKinds]float64{kindG: 95, kindD: 70, kindC: 40, kindZ: 260, kindT: 150, kindK: 95, kindLocal: 30}[k]
	switch s {
	case styleExpress:
		return 3 * usual
	case styleFrequent:
		return 0.65 * usual
	case styleAll:
		return 1
	}
	return usual
}

// pattern chooses where a train on the path calls: the places that weigh most,
// taking turns by chance and after how many trains call there already.
func (w *world) pattern(p *path, k trainKind, s style, rng *rand.Rand) []int {
	last := len(p.nodes) - 1
	type candidate struct {
		node  int
		score float64
	}
	var all []candidate
	for i := 1; i < last; i++ {
		st := w.stations[p.nodes[i]]
		score := w.cities[st.city].weight
		if !st.terminal {
			score /= 5
		}
		if s != styleExpress {
			score *= (0.35 + 1.3*rng.Float64()) * (1 + 12/float64(1+w.served[p.nodes[i]]))
		}
		if st.city == w.stations[p.nodes[0]].city || st.city == w.stations[p.nodes[last]].city {
			score /= 6
		}
		all = append(all, candidate{i, score})
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.node, b.node))
	})
	apart := spacing(k, s)
	if k.multipleUnit() { // long ways are for long rides
		apart *= 1 + max(0, float64(p.length()-600))/2000
	}
	want := int(float64(p.length())/apart - 0.5)
	if s == styleAll {
		want = last
	}
	calls := []int{0, last}
	for _, c := range all {
		if len(calls)-2 >= want {
			break
		}
		near := slices.ContainsFunc(calls, func(o int) bool {
			return float64(abs(p.km[o]-p.km[c.node])) < 0.3*apart
		})
		if !near {
			calls = append(calls, c.node)
		}
	}
	slices.Sort(calls)
	for _, c := range calls {
		w.served[p.nodes[c]]++
	}
	return calls
}

func abs(n int) int { return max(n, -n) }
