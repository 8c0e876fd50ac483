package costs

// filter puts the positions of those connections into passed that run and in which
// somebody sits or may sit down. There is room for a block more in passed than there
// are connections, and for one more in live than there are stops.
func filter(passed []int32, conns []conn, seated []int32, live []uint8) int {
	n, whole := 0, 0
	if vectors {
		whole = len(conns) &^ (block - 1)
		n = filterAVX2(passed, conns[:whole], seated, live, &squeezed)
	}
	return filterRest(passed, n, whole, conns, seated, live)
}

// filterRest is filter for the connections from first on, where n have passed. It
// writes every position and moves on only after those that stay, because a branch
// would be mispredicted.
func filterRest(passed []int32, n, first int, conns []conn, seated []int32, live []uint8) int {
	for i := first; i < len(conns); i++ {
		c := &conns[i]
		passed[n] = int32(i)
		r := uint32(seated[c.slot])
		x := r | uint32(live[c.from])
		n += int((x | -x) >> 31 &^ (r >> 31))
	}
	return n
}

// squeezed has, for every set of lanes, their numbers, one in a byte.
var squeezed = func() (all [1 << block]uint64) {
	for set := range all {
		at := 0
		for k := range block {
			if set>>k&1 != 0 {
				all[set] |= uint64(k) << at
				at += 8
			}
		}
	}
	return all
}()
