package costs

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/timetable"
)

// randomRow has few values, so that some are equal, and it need not fall.
func randomRow(r *rand.Rand) (x row) {
	for k := range x {
		x[k] = []int32{0, noCost, r.Int32N(8) * 100, r.Int32N(noCost)}[r.IntN(4)]
	}
	return x
}

func randomRows(r *rand.Rand, n int) []row {
	rows := make([]row, n)
	for i := range rows {
		rows[i] = randomRow(r)
	}
	return rows
}

func TestOperationsOnRowsAreTheSameInGo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 20000 {
		a, b, useful, worth := randomRow(r), randomRow(r), randomRow(r), randomRow(r)
		more, blocks := r.Int32N(2000)-1000, 1+r.IntN(lanes/block)
		require.Equal(t, underGo(&a, &b, more, blocks), under(&a, &b, more, blocks))

		x, y := a, a
		require.Equal(t, lowerGo(&x, &b, blocks), lower(&y, &b, blocks))
		require.Equal(t, x, y)

		require.Equal(t, shiftGo(&x, &a, &worth, blocks), shift(&y, &a, &worth, blocks))
		require.Equal(t, x[:blocks*block], y[:blocks*block])

		u, v := useful, useful
		require.Equal(t, alightGo(&x, &b, &u, &worth, more, blocks), alight(&y, &b, &v, &worth, more, blocks))
		require.Equal(t, x, y)
		require.Equal(t, u, v)

		var less longRow
		for k := range less {
			less[k] = r.Int32N(noCost)
		}
		left := make([]int32, 1+r.IntN(timetable.FareRows))
		for i := range left {
			left[i] = r.Int32N(noCost)
		}
		skip := r.IntN(timetable.FareRows - len(left) + 1)
		var m, n [lanes + block]int32
		outlookGo(&m, &less, left, skip, blocks)
		outlook(&n, &less, left, skip, blocks)
		require.Equal(t, m, n)
	}
}

func TestTheFilterIsTheSameInGo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 5000 {
		stops, slots, n := 1+r.IntN(9), 1+r.Int32N(9), r.IntN(40)
		seated, live := make([]int32, slots), make([]uint8, stops+block)
		for i := range seated {
			seated[i] = r.Int32N(3) - 1
		}
		for i := range live {
			live[i] = uint8(r.IntN(3))
		}
		conns := make([]conn, n)
		for i := range conns {
			conns[i] = conn{from: uint16(r.IntN(stops)), to: uint16(r.IntN(stops)), slot: r.Int32N(slots), fare: r.Int32N(1000)}
		}
		plain, passed := make([]int32, n+block), make([]int32, n+block)
		k := filterRest(plain, 0, 0, conns, seated, live)
		require.Equal(t, plain[:k], passed[:filter(passed, conns, seated, live)])
	}
}

func TestDoorsAreTheSameInGo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	const stops = 5
	for range 5000 {
		blocks := 1 + r.IntN(lanes/block)
		doors := make([]door, r.IntN(10))
		for i := range doors {
			doors[i] = door{timetable.Stop(r.IntN(stops)), timetable.Stop(r.IntN(stops))}
		}
		able, paid, worth := randomRow(r), randomRow(r), randomRow(r)
		ready, useful := randomRows(r, stops), randomRows(r, stops)
		plainReady, plainUseful := slices.Clone(ready), slices.Clone(useful)
		plain, changed := make([]int32, len(doors)), make([]int32, len(doors)+1)
		n := enterGo(plain, doors, plainReady, plainUseful, &able, &paid, &worth, blocks)
		require.Equal(t, n, enter(changed, doors, ready, useful, &able, &paid, &worth, blocks))
		require.Equal(t, plain[:n], changed[:n])
		require.Equal(t, plainReady, ready)
		require.Equal(t, plainUseful, useful)
	}
}

func TestRidesAreTheSameInGo(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	const stops, slots = 5, 6
	for range 5000 {
		blocks := 1 + r.IntN(lanes/block)
		seated := make([]int32, slots)
		for i := range seated {
			seated[i] = r.Int32N(4)
		}
		conns, after := make([]conn, r.IntN(20)), make([]int32, 20)
		var list []int32
		for i := range conns {
			conns[i] = conn{uint16(r.IntN(stops)), uint16(r.IntN(stops)), r.Int32N(slots), r.Int32N(1000), r.Int32N(2) * 50}
			after[i] = r.Int32N(1000) | r.Int32N(2)*ended
			if r.IntN(3) > 0 {
				list = append(list, int32(i))
			}
		}
		runs, ready, useful := randomRows(r, 4), randomRows(r, stops), randomRows(r, stops)
		var less longRow
		for k := range less {
			less[k] = r.Int32N(3000)
		}
		plainRuns, plainList := slices.Clone(runs), slices.Clone(list)
		n := rideGo(plainList, conns, nil, after, seated, plainRuns, ready, useful, &less, blocks)
		require.Equal(t, n, ride(list, conns, make([]timetable.Ride, len(conns)), after, seated, runs, ready, useful, &less, blocks))
		require.Equal(t, plainList[:n], list[:n])
		require.Equal(t, plainRuns, runs)
	}
}
