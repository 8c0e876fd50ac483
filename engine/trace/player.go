package trace

// State folds events into what a viewer shows. Fold must be pure in (state, event).
type State interface {
	Reset()
	Fold(Event)
}

// Player moves a cursor over a trace, forwards or backwards.
type Player struct {
	t   Trace
	pos int
	st  State
}

// NewPlayer returns a player at position 0 with a reset state.
func NewPlayer(t Trace, st State) *Player { st.Reset(); return &Player{t: t, st: st} }

// Pos is the number of events folded into the state.
func (p *Player) Pos() int { return p.pos }

// Seek makes the state equal to the fold of the first i events; i is clamped to the trace.
func (p *Player) Seek(i int) {
	i = max(0, min(i, p.t.Len()))
	if i < p.pos {
		p.st.Reset()
		p.pos = 0
	}
	for ; p.pos < i; p.pos++ {
		p.st.Fold(p.t.At(p.pos))
	}
}
