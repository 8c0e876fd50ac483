package account

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/auth/wechat"
)

func labRun(t *testing.T, f wechat.Fault) *flowState {
	t.Helper()
	o, err := wechat.NewLab(1).Run(t.Context(), f, "alice")
	require.NoError(t, err)
	s := &flowState{user: "alice"}
	s.run(o)
	return s
}

func TestARecordingIsPlayedSteppedAndRewound(t *testing.T) {
	s := labRun(t, wechat.FaultNone)
	require.Zero(t, s.at)
	require.True(t, s.playing)
	s.tick()
	s.tick()
	require.Equal(t, 2, s.at)
	s.seek(s.at - 1)
	require.Equal(t, 1, s.at)
	require.False(t, s.playing, "a step pauses")
	s.tick()
	require.Equal(t, 1, s.at)
	s.seek(-5)
	require.Zero(t, s.at)
	s.seek(maxSeek)
	require.Equal(t, len(s.msgs), s.at)
	s.play()
	require.Zero(t, s.at, "from the beginning again")
	for range s.msgs {
		s.tick()
	}
	require.False(t, s.playing)
	require.Equal(t, len(s.msgs), s.at)
}

func TestGoingBackShowsWhatWasKnownThen(t *testing.T) {
	s := labRun(t, wechat.FaultNone)
	w := flowWords{i18n.New(i18n.En)}
	read := func(at int) string {
		s.seek(at)
		var out []string
		for _, l := range lanes {
			out = append(out, w.known(s.past(), l))
		}
		return strings.Join(out, "|") + w.mirror(s)
	}
	var forth, back []string
	for at := range len(s.msgs) + 1 {
		forth = append(forth, read(at))
	}
	for at := len(s.msgs); at >= 0; at-- {
		back = append([]string{read(at)}, back...)
	}
	require.Equal(t, forth, back)
	s.seek(0)
	require.Equal(t, "–", w.known(s.past(), auth.LaneService))
	s.seek(maxSeek)
	require.Contains(t, w.known(s.past(), auth.LaneService), "session_key ••••")
	require.NotContains(t, w.known(s.past(), auth.LaneApp), "session_key")
}

func TestTheProofCountsTheRealMessages(t *testing.T) {
	w := flowWords{i18n.New(i18n.En)}
	for _, f := range wechat.Faults() {
		s := labRun(t, f)
		s.seek(maxSeek)
		p := proofOf(s.past())
		require.Zero(t, p.Carried, f)
		require.NotZero(t, p.ToClient, f)
		require.Contains(t, w.proofLine(s.past()), "0 of ")
	}
	leak := []auth.Message{{From: auth.LaneService, To: auth.LaneApp, Fields: []auth.Field{auth.Sealed("session_key", "x")}}}
	require.Equal(t, "1 of 1 messages to the client carried session_key", w.proofLine(leak))
}

func TestLiveMessagesAreFollowedUntilSomebodyLooksBack(t *testing.T) {
	msg := func(seq ...int) (out []auth.Message) {
		for _, n := range seq {
			out = append(out, auth.Message{Seq: n})
		}
		return out
	}
	var s flowState
	s.follow(msg(1, 2))
	require.Equal(t, 2, s.at)
	s.follow(msg(1, 2, 3))
	require.Equal(t, 3, s.at)
	s.seek(1)
	s.follow(msg(1, 2, 3, 4))
	require.Equal(t, 1, s.at, "stays")
	s.seek(3)
	s.follow(msg(3, 4, 5)) // the feed forgot two
	require.Equal(t, 1, s.at, "at the same message")
	s.lab()
	require.Empty(t, s.msgs)
}

func TestEveryMessageAndVerdictHasWords(t *testing.T) {
	for _, lang := range i18n.Langs() {
		tr := i18n.New(lang)
		w := flowWords{tr}
		for _, f := range wechat.Faults() {
			s := labRun(t, f)
			require.NotEmpty(t, faultKeys[f][0], f)
			for at := range len(s.msgs) + 1 {
				s.seek(at)
				title, why := w.step(s)
				for _, text := range []string{title, why, w.mirror(s), w.verdict(s.outcome.Actual), w.verdict(s.outcome.Expected)} {
					require.NotEmpty(t, text)
					require.NotContains(t, text, "flow.", "a key without text")
					require.NotRegexp(t, `\{[a-z]+\}`, text)
				}
				if at > 0 {
					require.NotEmpty(t, stepKeys[s.msgs[at-1].Step][0], s.msgs[at-1].Step)
					_, known := resultKeys[s.msgs[at-1].Failed]
					require.True(t, known, s.msgs[at-1].Failed)
				}
			}
		}
	}
	require.Equal(t, "errcode 40163, code not valid", flowWords{i18n.New(i18n.En)}.verdict(wechat.Verdict{Code: 40163, Word: "bad-code"}))
}

func TestSecretsAreTaggedInTheReadersLanguage(t *testing.T) {
	w := flowWords{i18n.New(i18n.Zh)}
	f := auth.Masked("code", auth.NewSecret(strings.Repeat("x", 32)))
	require.Regexp(t, `^code •••• \(32 个字符，SHA-256 [0-9a-f]{8}…\)$`, w.proven(f))
	require.Equal(t, "code •••• (6 个字符)", w.proven(auth.Masked("code", auth.NewSecret("123456"))))
	require.Equal(t, "session_key •••• (AES-256-GCM)", w.proven(auth.Sealed("session_key", "AES-256-GCM")))
}

func TestTheExportIsWholeAndHoldsNoSecret(t *testing.T) {
	s := labRun(t, wechat.FaultReplay)
	s.seek(1) // wherever one looks
	raw, err := json.Marshal(s.export())
	require.NoError(t, err)
	var got flowExport
	require.NoError(t, json.Unmarshal(raw, &got))
	require.Len(t, got.Messages, len(s.msgs))
	require.Equal(t, 40163, got.Actual.Code)
	require.Equal(t, got.Expected, got.Actual)
	require.Zero(t, got.Proof.Carried)
	require.NotRegexp(t, `[A-Za-z0-9+/]{22}==|"[A-Za-z0-9_-]{32}"`, string(raw))
	require.NotContains(t, string(raw), wechat.DemoApps()[0].Secret.Reveal())
}
