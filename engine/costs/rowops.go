package costs

// The operations on rows, by lane and on so many blocks. Their results have a bit
// for every lane.

// underGo tells where a and so much more are less than b.
func underGo(a, b *row, more int32, blocks int) (lanes uint32) {
	for k := range blocks * block {
		if a[k]+more < b[k] {
			lanes |= 1 << k
		}
	}
	return lanes
}

// lowerGo lowers a to b. It tells where b was less.
func lowerGo(a, b *row, blocks int) (lanes uint32) {
	for k := range blocks * block {
		if b[k] < a[k] {
			lanes |= 1 << k
			a[k] = b[k]
		}
	}
	return lanes
}

// shiftGo sets b to a, a lane further. It tells where a is less than worth.
func shiftGo(b, a, worth *row, blocks int) (lanes uint32) {
	last := noCost
	for k := range blocks * block {
		if a[k] < worth[k] {
			lanes |= 1 << k
		}
		b[k], last = last, a[k]
	}
	return lanes
}

// enterGo lowers what is ready behind doors to able, where there is a lane in which
// that is less than both what is ready and worth, and what alighting there is useful
// for to paid. It leaves in changed which doors these are.
func enterGo(changed []int32, doors []door, ready, useful []row, able, paid, worth *row, blocks int) (n int) {
	for i, d := range doors {
		r, u, any := &ready[d.stop], &useful[d.alight], false
		for k := range blocks * block {
			any = any || able[k] < min(r[k], worth[k])
			u[k] = min(u[k], paid[k])
		}
		if any {
			lowerGo(r, able, blocks)
			changed[n] = int32(i)
			n++
		}
	}
	return n
}

// alightGo sets a to paid and so much more. It tells where that is less than both
// useful and worth; where it is less than useful only, useful is lowered to it.
func alightGo(a, paid, useful, worth *row, more int32, blocks int) (lanes uint32) {
	for k := range blocks * block {
		a[k] = paid[k] + more
		switch {
		case a[k] >= useful[k]:
		case a[k] < worth[k]:
			lanes |= 1 << k
		default:
			useful[k] = a[k]
		}
	}
	return lanes
}

// outlookGo finds what one must have paid less than, by rides, to make a journey
// that costs less than less with one ride more than skip, or more rides, which cost
// left.
func outlookGo(most *[lanes + block]int32, less *longRow, left []int32, skip, blocks int) {
	for k := range (blocks + 1) * block {
		most[k] = -noCost
		for i, l := range left {
			most[k] = max(most[k], less[k+skip+i]-l)
		}
	}
}
