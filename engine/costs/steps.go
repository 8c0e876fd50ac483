package costs

import "tongtu/engine/timetable"

// steps are, for every stop, the costs as time passed.
type steps struct {
	last []int32 // by Stop: one more than the index of the last step, 0: none
	list []step
}

// step is what a stop costs from a time on.
type step struct {
	time, cost int32
	stop       timetable.Stop
	before     int32 // the step before at the stop, one more than its index
}

func (x *steps) begin(stops int) {
	x.last = fill(x.last, stops, 0)
	x.list = x.list[:0]
}

func (x *steps) add(s timetable.Stop, time, cost int32) {
	x.list = append(x.list, step{time, cost, s, x.last[s]})
	x.last[s] = int32(len(x.list))
}

// at is the step in force at a stop at a time, -1 if there is none.
func (x *steps) at(s timetable.Stop, time int32) int32 {
	i := x.last[s] - 1
	for i >= 0 && x.list[i].time > time {
		i = x.list[i].before - 1
	}
	return i
}

// cost is what is in force at a stop at a time.
func (x *steps) cost(s timetable.Stop, time int32) int32 {
	if i := x.at(s, time); i >= 0 {
		return x.list[i].cost
	}
	return noCost
}
