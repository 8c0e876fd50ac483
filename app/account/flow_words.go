package account

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/auth/wechat"
)

// lanes in the order of the picture. The trust boundary is after the first.
var lanes = []auth.Lane{auth.LaneApp, auth.LaneService, auth.LanePlatform, auth.LaneStore}

var laneKeys = map[auth.Lane]i18n.Key{
	auth.LaneApp: "flow.lane.app", auth.LaneService: "flow.lane.service",
	auth.LanePlatform: "flow.lane.platform", auth.LaneStore: "flow.lane.store",
}

// stepKeys name a step in a word or two, and say what it does and why.
var stepKeys = map[auth.Step][2]i18n.Key{
	auth.StepConnect: {"flow.step.connect", "flow.why.connect"},
	auth.StepLogin:   {"flow.step.login", "flow.why.login"},
	auth.StepCode:    {"flow.step.code", "flow.why.code"},
	auth.StepRedeem:  {"flow.step.redeem", "flow.why.redeem"},
	auth.StepOpen:    {"flow.step.open", "flow.why.open"},
	auth.StepKeep:    {"flow.step.keep", "flow.why.keep"},
	auth.StepSession: {"flow.step.session", "flow.why.session"},
	auth.StepUse:     {"flow.step.use", "flow.why.use"},
	auth.StepCheck:   {"flow.step.check", "flow.why.check"},
	auth.StepProfile: {"flow.step.profile", "flow.why.profile"},
	auth.StepEnd:     {"flow.step.end", "flow.why.end"},
	auth.StepSMS:     {"flow.step.sms", "flow.why.sms"},
}

// faultKeys name a button, and say what goes wrong.
var faultKeys = map[wechat.Fault][2]i18n.Key{
	wechat.FaultNone:        {"flow.fault.none", "flow.fault.none.what"},
	wechat.FaultReplay:      {"flow.fault.replay", "flow.fault.replay.what"},
	wechat.FaultExpiry:      {"flow.fault.expiry", "flow.fault.expiry.what"},
	wechat.FaultSecret:      {"flow.fault.secret", "flow.fault.secret.what"},
	wechat.FaultOtherApp:    {"flow.fault.other-app", "flow.fault.other-app.what"},
	wechat.FaultState:       {"flow.fault.state", "flow.fault.state.what"},
	wechat.FaultDoubleLogin: {"flow.fault.double-login", "flow.fault.double-login.what"},
	wechat.FaultBusy:        {"flow.fault.busy", "flow.fault.busy.what"},
	wechat.FaultRate:        {"flow.fault.rate", "flow.fault.rate.what"},
	wechat.FaultTampered:    {"flow.fault.tampered", "flow.fault.tampered.what"},
}

// resultKeys put the log's words for a refusal into a person's.
var resultKeys = map[string]i18n.Key{
	"": "flow.result.ok", "ok": "flow.result.ok", "bad-code": "flow.result.bad-code", "failed": "flow.result.failed",
	"state": "flow.result.state", "busy": "flow.result.busy", "too-many": "flow.result.too-many",
	"tampered": "flow.result.tampered", "blocked": "flow.result.blocked", "declined": "flow.result.declined",
	"lapsed": "flow.result.lapsed", "not-signed-in": "flow.result.not-signed-in", "expired": "flow.result.expired",
}

var momentKeys = map[wechat.Moment]i18n.Key{
	wechat.MomentSignedIn: "flow.moment.signed-in", wechat.MomentSignedOut: "flow.moment.signed-out",
	wechat.MomentExpired: "flow.moment.expired",
}

// flowWords puts messages into the words of a language.
type flowWords struct{ tr *i18n.Catalogue }

func (w flowWords) lane(l auth.Lane) string { return w.tr.T(laneKeys[l]) }

func (w flowWords) result(word string, code int) string {
	text := word
	if key, ok := resultKeys[word]; ok {
		text = w.tr.T(key)
	}
	if code != 0 {
		text = w.tr.T(keyErrcode, i18n.A{"code": strconv.Itoa(code), "text": text})
	}
	return text
}

func (w flowWords) verdict(v wechat.Verdict) string { return w.result(v.Word, v.Code) }

// field is one value a message carries: masked if it is a secret.
func (w flowWords) field(f auth.Field) string { return f.Name + " " + f.Value }

// proven is field with what can be said of a secret without telling it.
func (w flowWords) proven(f auth.Field) string {
	if f.Proof == "" {
		return w.field(f)
	}
	return w.field(f) + " (" + w.proof(f.Proof) + ")"
}

var measured = regexp.MustCompile(`^(\d+) characters(, SHA-256 (\w+))?$`)

// proof words what auth.Masked says of a secret.
func (w flowWords) proof(text string) string {
	m := measured.FindStringSubmatch(text)
	switch {
	case m == nil:
		return text
	case m[3] == "":
		return w.tr.T(keyProofLength, i18n.A{"n": m[1]})
	}
	return w.tr.T(keyProofHash, i18n.A{"n": m[1], "hash": m[3]})
}

// arrow is one message in the picture.
type arrow struct {
	from, to int // lanes
	label    string
	failed   bool
}

func (w flowWords) arrow(m auth.Message) arrow {
	a := arrow{from: max(slices.Index(lanes, m.From), 0), to: max(slices.Index(lanes, m.To), 0), failed: m.Failed != ""}
	a.label = w.tr.T(stepKeys[m.Step][0])
	if a.failed {
		a.label = "✕ " + a.label + " · " + w.result(m.Failed, m.Code)
	}
	var fields []string
	for _, f := range m.Fields {
		name := f.Name
		if f.Secret {
			name = w.field(f)
		}
		fields = append(fields, name)
	}
	if len(fields) > 0 {
		a.label += " · " + strings.Join(fields, ", ")
	}
	return a
}

// sentence is a message in the text that mirrors the picture.
func (w flowWords) sentence(i int, m auth.Message) string {
	what := w.tr.T(stepKeys[m.Step][0])
	var fields []string
	for _, f := range m.Fields {
		fields = append(fields, w.proven(f))
	}
	if len(fields) > 0 {
		what += " · " + strings.Join(fields, ", ")
	}
	if m.Failed != "" {
		what += " – " + w.result(m.Failed, m.Code)
	}
	return w.tr.T(keySentence, i18n.A{"i": strconv.Itoa(i + 1), "at": clockOf(m.At), "from": w.lane(m.From), "to": w.lane(m.To), "what": what})
}

// mirror is the whole recording as text.
func (w flowWords) mirror(s *flowState) string {
	var lines []string
	for i, m := range s.past() {
		lines = append(lines, w.sentence(i, m))
	}
	lines = append(lines, "", w.proofLine(s.past()))
	return strings.Join(lines, "\n")
}

func (w flowWords) proofLine(msgs []auth.Message) string {
	p := proofOf(msgs)
	return w.tr.T(keyProofLine, i18n.A{"with": strconv.Itoa(p.Carried), "all": strconv.Itoa(p.ToClient), "field": p.Field})
}

// known is what a lane has learned, one line for each value, the newest of each
// name; a dash for nothing.
func (w flowWords) known(msgs []auth.Message, l auth.Lane) string {
	fields := auth.Known(msgs)[l]
	var out []string
	for _, f := range fields {
		out = append(out, w.field(f))
	}
	slices.Sort(out)
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, "\n")
}

// step is the message at the cursor: its title and what it is good for.
func (w flowWords) step(s *flowState) (title, why string) {
	if s.at == 0 {
		switch {
		case len(s.msgs) > 0:
			return w.tr.T(keyFlowBefore), w.tr.T(keyFlowBeforeWhy)
		case s.live:
			return w.tr.T(keyFlowNone), w.tr.T(keyFlowNoneLive)
		}
		return w.tr.T(keyFlowNone), w.tr.T(keyFlowNoneLab)
	}
	m := s.msgs[s.at-1]
	title = w.tr.T(keyFlowStep, i18n.A{"i": strconv.Itoa(s.at), "from": w.lane(m.From), "to": w.lane(m.To)})
	why = w.tr.T(stepKeys[m.Step][1])
	if m.Failed != "" {
		why = w.tr.T(keyFlowRefused, i18n.A{"result": w.result(m.Failed, m.Code)})
	}
	return title, why
}
