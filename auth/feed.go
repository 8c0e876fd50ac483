package auth

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"tongtu/data/topic"
)

// Lane is one of the four sides of a sign-in.
type Lane string

// The lanes. Between App and Service runs the trust boundary: what the app
// learns, anybody at the screen may learn.
const (
	LaneApp      Lane = "app"
	LaneService  Lane = "service"
	LanePlatform Lane = "platform" // WeChat and the phone in somebody's hand
	LaneStore    Lane = "store"
)

// Step says what a message is about.
type Step string

// The steps, in the order of a sign-in.
const (
	StepConnect Step = "connect" // app asks for a code to scan
	StepLogin   Step = "login"   // app hands the code to the service; "code" comes from the platform
	StepCode    Step = "code"    // platform gives the app a temporary code, or the refusal
	StepRedeem  Step = "redeem"  // service asks code2Session
	StepOpen    Step = "open"    // platform answers with openid and session_key
	StepKeep    Step = "keep"    // service stores what it needs
	StepSession Step = "session" // service gives the app its own token
	StepUse     Step = "use"     // app carries the token
	StepCheck   Step = "check"   // service asks whether a session_key is still good
	StepProfile Step = "profile" // data the platform signed, by way of the app
	StepEnd     Step = "end"     // a session ends
	StepSMS     Step = "sms"     // a text message to the on-screen phone
)

// Field is one value a message carries. A secret's text is never in it: Value is
// then a mask and Proof what can be said without telling it.
type Field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Secret bool   `json:"secret,omitempty"`
	Proof  string `json:"proof,omitempty"`
}

const mask = "••••"

// Shown is a field that everybody may read.
func Shown(name, value string) Field { return Field{Name: name, Value: value} }

// Masked is a secret field: its length, and the start of its hash where that
// gives nothing away. A number and a short code, joined by NUL, could be guessed
// from it.
func Masked(name string, s Secret) Field {
	text := s.Reveal()
	f := Field{Name: name, Value: mask, Secret: true, Proof: fmt.Sprintf("%d characters", utf8.RuneCountInString(text))}
	if len(text) >= 16 && !strings.Contains(text, "\x00") {
		f.Proof += ", SHA-256 " + digest(text)
	}
	return f
}

// Hashed is a secret of which only the hash is passed on.
func Hashed(name string, s Secret) Field {
	return Field{Name: name + "_sha256", Value: digest(s.Reveal()) + "…"}
}

// Sealed is a secret that is passed on encrypted.
func Sealed(name, how string) Field {
	return Field{Name: name, Value: mask, Secret: true, Proof: how}
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:4])
}

// Message is one message of a sign-in as it happened. It holds no secret.
type Message struct {
	Seq    int       `json:"seq"`
	At     time.Time `json:"at"`
	From   Lane      `json:"from"`
	To     Lane      `json:"to"`
	Step   Step      `json:"step"`
	Fields []Field   `json:"fields,omitempty"`
	Code   int       `json:"errcode,omitempty"` // the platform's, of a refusal
	Failed string    `json:"failed,omitempty"`  // the log's word for a refusal
}

// Feed hands on the messages of sign-ins and keeps the newest. A nil Feed is
// told nothing.
type Feed struct {
	now   func() time.Time
	topic topic.Topic[Message]

	mu   sync.Mutex
	seq  int
	kept []Message
}

// feedKeeps bounds what a feed remembers.
const feedKeeps = 500

// NewFeed returns a feed that stamps messages by now; nil: time.Now.
func NewFeed(now func() time.Time) *Feed {
	if now == nil {
		now = time.Now
	}
	return &Feed{now: now}
}

// Topic is where messages are published, on the goroutine that sent them.
func (f *Feed) Topic() *topic.Topic[Message] { return &f.topic }

// Messages are the newest messages, the oldest of them first.
func (f *Feed) Messages() []Message {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Message(nil), f.kept...)
}

// Send publishes one message.
func (f *Feed) Send(m Message) {
	if f == nil {
		return
	}
	f.mu.Lock()
	f.seq++
	m.Seq, m.At = f.seq, f.now().Round(0)
	if f.kept = append(f.kept, m); len(f.kept) > feedKeeps {
		f.kept = f.kept[1:]
	}
	f.mu.Unlock()
	f.topic.Publish(m)
}

func (f *Feed) send(from, to Lane, step Step, fields ...Field) {
	f.Send(Message{From: from, To: to, Step: step, Fields: fields})
}

// coded is an error of the platform.
type coded interface{ Errcode() int }

func (f *Feed) refuse(from, to Lane, step Step, err error) { f.Send(Refusal(from, to, step, err)) }

// Refusal is the message that tells of an error: its word in the log, and the
// platform's code if it has one.
func Refusal(from, to Lane, step Step, err error) Message {
	m := Message{From: from, To: to, Step: step, Failed: resultOf(err)}
	var c coded
	if errors.As(err, &c) {
		m.Code = c.Errcode()
	}
	return m
}

// Known is what each lane has learned from msgs, by the name of the field: the
// receiver learns, and so has the sender.
func Known(msgs []Message) map[Lane]map[string]Field {
	out := map[Lane]map[string]Field{LaneApp: {}, LaneService: {}, LanePlatform: {}, LaneStore: {}}
	for _, m := range msgs {
		for _, f := range m.Fields {
			out[m.From][f.Name], out[m.To][f.Name] = f, f
		}
	}
	return out
}

// Carried counts the messages to a lane, and those of them with a field.
func Carried(msgs []Message, to Lane, field string) (with, all int) {
	for _, m := range msgs {
		if m.To != to {
			continue
		}
		all++
		for _, f := range m.Fields {
			if f.Name == field {
				with++
				break
			}
		}
	}
	return with, all
}
