package sample

import (
	"cmp"
	"math"
	"slices"
)

// relation is a pair of cities that trains run between.
type relation struct {
	a, b   int // cities, a < b by identifier
	demand float64
	trains int // a day and direction
	ways   []*path
}

// market says which relations a network serves.
type market struct {
	net    network
	demand func(a, b *city, minutes, km float64) float64
	slack  float64 // minutes that another pair of terminals of the same cities may be slower
	trains int     // wanted a day, both directions
	most   int     // of one relation and direction
}

// rankFactor says how much more (or less) often trains begin in a city than its weight tells.
func rankFactor(c *city) float64 { return [...]float64{1, 1.5, 1.35, 1, 0.3}[c.Rank] }

// kinship says how much more people of one province travel to each other.
func kinship(a, b *city) float64 {
	if a.Province == b.Province {
		return 3
	}
	return 1
}

// highSpeedMarket falls quickly after three hours, where flying wins.
func highSpeedMarket() market {
	return market{net: highSpeedNetwork, slack: 14, trains: 5900, most: 34,
		demand: func(a, b *city, minutes, km float64) float64 {
			if km < 45 || minutes > 15*60 {
				return 0
			}
			return math.Pow(a.weight*b.weight, 0.85) * rankFactor(a) * rankFactor(b) * kinship(a, b) / (1 + math.Pow(minutes/190, 2.4))
		}}
}

// conventionalMarket lives on long ways: cheap, and the night saves a hotel.
func conventionalMarket() market {
	return market{net: conventionalNetwork, slack: 25, trains: 2000, most: 4,
		demand: func(a, b *city, minutes, km float64) float64 {
			if km < 160 || minutes > 52*60 {
				return 0
			}
			return math.Pow(a.weight*b.weight, 0.55) * rankFactor(a) * rankFactor(b) * kinship(a, b) * math.Pow(km, 0.4) * math.Exp(-km/2400)
		}}
}

// relations returns the served relations of a market, the strongest first.
func (w *world) relations(m market) []relation {
	terminals := w.terminals(m.net)
	trees := make(map[int]*tree)
	for _, list := range terminals {
		for _, s := range list {
			trees[s] = w.graph.tree(s, m.net)
		}
	}
	var all []relation
	for a := range w.cities {
		for b := a + 1; b < len(w.cities); b++ {
			if w.cities[a].Rank == 4 && w.cities[b].Rank == 4 {
				continue
			}
			best := math.Inf(1)
			for _, s := range terminals[a] {
				for _, t := range terminals[b] {
					if v := trees[s].minutes[t]; v >= 0 {
						best = min(best, v)
					}
				}
			}
			if math.IsInf(best, 1) {
				continue
			}
			km := kilometres(w.cities[a].Pos, w.cities[b].Pos)
			if d := m.demand(&w.cities[a], &w.cities[b], best, km); d > 0 {
				all = append(all, relation{a: a, b: b, demand: d})
			}
		}
	}
	all = allocate(all, m.trains/2, m.most, w.atLeast)
	for i := range all {
		all[i].ways = w.ways(terminals[all[i].a], terminals[all[i].b], trees, m.slack)
	}
	return all
}

// terminals lists the stations of each city where trains of the network begin.
func (w *world) terminals(net network) [][]int {
	out := make([][]int, len(w.cities))
	for i, s := range w.stations {
		if !s.terminal {
			continue
		}
		for _, h := range w.graph.hops[i] {
			if _, ok := net(h); ok {
				out[s.city] = append(out[s.city], i)
				break
			}
		}
	}
	return out
}

// atLeast marks the relations, strongest first, that one train a day runs on
// whatever the demand: the two strongest of every city that is not a town, and
// those that join the capital to the seats of the provinces.
func (w *world) atLeast(all []relation) []int {
	least, strongest := make([]int, len(all)), make([]int, len(w.cities))
	for i, r := range all {
		a, b := &w.cities[r.a], &w.cities[r.b]
		if a.Rank+b.Rank == 3 {
			least[i] = 1
		}
		for _, c := range [2]int{r.a, r.b} {
			if w.cities[c].Rank <= 3 && strongest[c] < 2 {
				strongest[c]++
				least[i] = 1
			}
		}
	}
	return least
}

// allocate scales the demand so that about want trains run, and drops relations that get none.
func allocate(all []relation, want, most int, atLeast func([]relation) []int) []relation {
	slices.SortStableFunc(all, func(a, b relation) int { return cmp.Compare(b.demand, a.demand) })
	least := atLeast(all)
	count := func(scale float64) (n int) {
		for i := range all {
			all[i].trains = max(min(int(all[i].demand*scale+0.1), most), least[i])
			n += all[i].trains
		}
		return n
	}
	low, high := 0.0, 1.0
	for count(high) < want && high < 1e12 {
		high *= 2
	}
	for range 60 {
		if mid := (low + high) / 2; count(mid) < want {
			low = mid
		} else {
			high = mid
		}
	}
	count(high)
	return slices.DeleteFunc(all, func(r relation) bool { return r.trains == 0 })
}

// ways returns the paths between the terminals of two cities that are about as
// fast as the fastest one, at most one per first and one per last station.
func (w *world) ways(from, to []int, trees map[int]*tree, slack float64) []*path {
	type way struct {
		minutes float64
		s, t    int
	}
	var all []way
	for _, s := range from {
		for _, t := range to {
			if v := trees[s].minutes[t]; v >= 0 {
				all = append(all, way{v, s, t})
			}
		}
	}
	slices.SortFunc(all, func(a, b way) int {
		return cmp.Or(cmp.Compare(a.minutes, b.minutes), cmp.Compare(a.s, b.s), cmp.Compare(a.t, b.t))
	})
	var out []*path
	used := map[int]bool{}
	for _, v := range all {
		if v.minutes > all[0].minutes+min(slack, 3+0.2*all[0].minutes) || len(out) > 0 && used[v.s] && used[v.t] {
			continue
		}
		used[v.s], used[v.t] = true, true
		out = append(out, trees[v.s].to(v.t))
	}
	return out
}
