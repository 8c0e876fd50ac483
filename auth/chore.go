package auth

import (
	"time"

	"tongtu/data/model"
)

// chore is something to be written that nobody waits for: the end of a session
// must not wait for an import that it is to stop.
type chore struct {
	at           time.Time
	who          User
	what, target string // of the log; what may be empty
	err          error
	drop         model.UserID // forget the session key, if it was the last session
	forget       model.UserID // on this device
}

// leave does c soon, and before any other change of state.
func (s *Service) leave(c ...chore) {
	s.mu.Lock()
	for i := range c {
		c[i].at = s.now().Round(0).UTC()
	}
	s.chores = append(s.chores, c...)
	s.mu.Unlock()
	go s.Flush()
}

// Flush writes what was left to be written. The program calls it before it
// closes the data file.
func (s *Service) Flush() {
	s.begin()
	s.write.Unlock()
}

// settle writes all chores as one change. What cannot be written is given up:
// the sessions are over all the same, a line is missing from the log, and tidy
// drops the keys at the next start. Callers hold write.
func (s *Service) settle() {
	s.mu.Lock()
	chores := s.chores // which stay there until done: Remembered looks
	c := model.AuthChange{Accounts: map[model.UserID]*model.Account{}, Devices: map[string]*model.Device{}}
	last := s.state.Last
	for _, x := range chores {
		if x.what != "" {
			last = entryAfter(last, x.at, x.who, x.what, x.target, x.err)
			c.Log = append(c.Log, last)
		}
		if a, ok := s.state.Accounts[x.drop]; ok && a.Key != nil && !s.present(x.drop) {
			a.Key = nil
			c.Accounts[a.ID] = &a
		}
		for name, d := range s.state.Devices {
			if x.forget != "" && d.User == x.forget {
				c.Devices[name] = nil
			}
		}
	}
	s.mu.Unlock()
	if len(chores) == 0 {
		return
	}
	_ = s.commit(c)
	s.mu.Lock()
	s.chores = s.chores[len(chores):]
	s.mu.Unlock()
}
