package auth

import "time"

// Limits bound a session's life.
type Limits struct {
	Idle  time.Duration // between two uses
	Total time.Duration // from the sign-in
}

// DefaultLimits are 15 minutes and 8 hours; for an admin 5 minutes and 1 hour,
// for a guest at a kiosk 2 minutes and a day.
func DefaultLimits(r Role) Limits {
	switch r {
	case Admin:
		return Limits{Idle: 5 * time.Minute, Total: time.Hour}
	case Guest:
		return Limits{Idle: 2 * time.Minute, Total: 24 * time.Hour}
	}
	return Limits{Idle: 15 * time.Minute, Total: 8 * time.Hour}
}

// stepBack is how far the wall clock may fall behind what it once showed before
// a session expires: room for a time server's correction, not for a person's.
const stepBack = time.Second

// span measures a session's life on both clocks. Time passed is the larger of
// what the monotonic and the wall clock say: the first cannot be set back, the
// second also counts while the machine sleeps.
type span struct {
	start, used time.Time // with monotonic readings where the clock has them
	latest      time.Time // wall clock only: the latest reading seen
}

func newSpan(now time.Time) span { return span{now, now, now.Round(0)} }

// left is how long the session lasts if it is not used; ≤ 0 when it is over.
func (s *span) left(now time.Time, l Limits) time.Duration {
	wall := now.Round(0) // Round strips the monotonic reading
	if wall.Before(s.latest.Add(-stepBack)) {
		return 0
	}
	if wall.After(s.latest) {
		s.latest = wall
	}
	return min(l.Idle-passed(s.used, now), l.Total-passed(s.start, now))
}

// use marks a use at now; false means the session is over.
func (s *span) use(now time.Time, l Limits) bool {
	if s.left(now, l) <= 0 {
		return false
	}
	s.used = now
	return true
}

func passed(since, now time.Time) time.Duration {
	return max(now.Sub(since), now.Round(0).Sub(since.Round(0)))
}
