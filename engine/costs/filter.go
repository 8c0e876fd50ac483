package costs

// filter puts the positions of those connections into passed that run and in which
// somebody sits or may sit down. There is room for a block more in passed than there
// are connections, and for one more in live than there are stops.
func filter(passed []int32, conns []conn, seated []int32, live []uint8) int {
	n, whole := filterBlocks(passed, conns, seated, live)
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
