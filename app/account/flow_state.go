package account

import (
	"tongtu/auth"
	"tongtu/auth/wechat"
)

// flowState is a recorded sign-in and a cursor over it, without the widgets. It
// is recorded whole and then only looked at, so going back is free.
type flowState struct {
	live     bool // the program's own sign-ins; else the lab's
	msgs     []auth.Message
	at       int // how many messages have happened: 0 … len(msgs)
	playing  bool
	text     bool // the text is shown in place of the picture
	user     string
	outcome  *wechat.Outcome // of the lab's run; nil: none yet
	compared []wechat.Compared
}

// run takes over what the lab recorded and plays it from the beginning.
func (s *flowState) run(o wechat.Outcome) {
	s.live, s.outcome, s.msgs = false, &o, o.Messages
	s.at, s.playing = 0, true
}

// lab shows the lab again.
func (s *flowState) lab() {
	if s.live {
		s.live, s.msgs, s.at, s.playing = false, nil, 0, false
		if s.outcome != nil {
			s.msgs = s.outcome.Messages
			s.at = len(s.msgs)
		}
	}
}

// follow shows the program's own sign-ins as they happen. Whoever looks at an
// earlier message stays there.
func (s *flowState) follow(msgs []auth.Message) {
	atEnd := !s.live || s.at == len(s.msgs)
	var first int
	if s.live && len(s.msgs) > 0 {
		first = s.msgs[0].Seq
	}
	if !s.live {
		s.playing = false
	}
	s.live, s.msgs = true, msgs
	switch {
	case atEnd:
		s.at = len(msgs)
	case len(msgs) > 0 && first > 0: // the oldest may have been forgotten
		s.at = max(0, s.at-(msgs[0].Seq-first))
	}
	s.at = min(s.at, len(msgs))
}

// seek moves the cursor and pauses.
func (s *flowState) seek(at int) {
	s.playing = false
	s.at = min(max(at, 0), len(s.msgs))
}

// play starts or pauses; at the end it starts anew.
func (s *flowState) play() {
	if s.playing = !s.playing && len(s.msgs) > 0; s.playing && s.at == len(s.msgs) {
		s.at = 0
	}
}

// tick goes on by one message while it plays.
func (s *flowState) tick() {
	if !s.playing {
		return
	}
	s.at = min(s.at+1, len(s.msgs))
	s.playing = s.at < len(s.msgs)
}

// past are the messages that have happened.
func (s *flowState) past() []auth.Message { return s.msgs[:s.at] }

// flowExport is a recording as JSON. Messages hold no secret, so neither does it.
type flowExport struct {
	Source   string          `json:"source"`
	Fault    wechat.Fault    `json:"fault,omitempty"`
	User     string          `json:"user,omitempty"`
	Expected *wechat.Verdict `json:"expected,omitempty"`
	Actual   *wechat.Verdict `json:"actual,omitempty"`
	Proof    flowProof       `json:"proof"`
	Messages []auth.Message  `json:"messages"`
}

// flowProof counts the messages to the client, and those that carried the key.
type flowProof struct {
	Field    string `json:"field"`
	Carried  int    `json:"carried"`
	ToClient int    `json:"to_client"`
}

// provenField is the secret that must never reach the client.
const provenField = "session_key"

func proofOf(msgs []auth.Message) flowProof {
	with, all := auth.Carried(msgs, auth.LaneApp, provenField)
	return flowProof{provenField, with, all}
}

func (s *flowState) export() flowExport {
	e := flowExport{Source: "program", Proof: proofOf(s.msgs), Messages: s.msgs}
	if !s.live {
		e.Source = "lab"
		if o := s.outcome; o != nil {
			e.Fault, e.User, e.Expected, e.Actual = o.Fault, s.user, &o.Expected, &o.Actual
		}
	}
	return e
}
