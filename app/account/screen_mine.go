package account

import (
	"context"

	"tongtu/app/task"
	"tongtu/auth"
)

const (
	slotRemember = "remember"
	slotPlace    = "place"
)

// lookUp takes over the person's sessions and what this device remembers. Where
// secrets are kept is asked in the background: a keyring may take its time.
func (s *Screen) lookUp() {
	sess := s.d.Shell.Session()
	if !sess.SignedIn() || s.group == nil {
		return
	}
	list, err := s.d.Visits.Sessions(s.group.Context())
	if err != nil {
		return // it just ended; the shell says so
	}
	s.mine.sessions = list
	s.mine.remembered = s.d.Visits.Remembered(sess.User.ID)
	s.mine.kiosk = s.d.Visits.Policy().Kiosk
	s.drawMine()
	if s.mine.place == nil {
		task.Latest(s.group, slotPlace,
			func(context.Context) (auth.Place, error) { return s.d.Visits.KeyPlace(), nil },
			func(p auth.Place, _ error) {
				s.mine.place = &p
				s.drawMine()
			})
	}
}

func (s *Screen) drawMine() {
	if s.profile != nil {
		s.profile.show(s.mine.panel(s.d.Shell.Tr(), s.d.Shell.Session()))
	}
}

// remember keeps who is signed in on this device, or forgets them.
func (s *Screen) remember(on bool) {
	do := s.d.Visits.Forget
	if on {
		do = s.d.Visits.Remember
	}
	s.mine.busy = true
	s.drawMine()
	task.Latest(s.group, slotRemember,
		func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) },
		func(_ struct{}, err error) {
			s.mine.busy = false
			s.d.Shell.Report(err)
			s.lookUp()
		})
}

// endSession ends one of the person's sessions elsewhere.
func (s *Screen) endSession(id string) {
	if err := s.d.Visits.EndSession(s.group.Context(), id); !gone(err) {
		s.d.Shell.Report(err)
	}
	s.lookUp()
}

func (s *Screen) endOthers() {
	s.d.Shell.Report(s.d.Visits.EndOthers(s.group.Context()))
	s.lookUp()
}
