package account

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/data/model"
)

func TestPanelShowsEveryPhaseWithOneWayOn(t *testing.T) {
	const left = 4*time.Minute + 58*time.Second
	for _, tt := range []struct {
		phase     phase
		status    string
		tone      tone
		countdown string
		way       string
		canPick   bool
		canAnswer bool
	}{
		{waiting, "Waiting for a scan", quiet, "Code expires in 4:58", "", true, false},
		{scanned, "Scanned by bob. Confirm on the phone.", good, "Code expires in 4:58", "", true, true},
		{signingIn, "Allowed. Signing in…", good, "", "", false, false},
		{declined, "Declined on the phone. Nobody was signed in.", bad, "", "Try again", false, false},
		{lapsed, "The code has expired", bad, "", "Refresh the code", false, false},
		{blocked, "WeChat has blocked bob, who cannot sign in", bad, "", "Use another identity", false, false},
		{busy, "WeChat is busy. Try again in a moment.", bad, "", "Try again", false, false},
		{tooMany, "Too many attempts. Wait a moment and try again.", bad, "", "Try again", false, false},
		{failed, "Signing in did not work", bad, "", "Try again", false, false},
	} {
		t.Run(tt.status, func(t *testing.T) {
			s := state{phase: tt.phase, who: "bob", left: left}
			p := s.panel(i18n.New(i18n.En))
			require.NotEmpty(t, p.ask)
			p.ask = ""
			require.Equal(t, panel{status: tt.status, tone: tt.tone, countdown: tt.countdown, way: tt.way, canPick: tt.canPick, canAnswer: tt.canAnswer}, p)
		})
	}
}

func TestRequestMovesThePanel(t *testing.T) {
	for _, tt := range []struct {
		from  phase
		stage auth.Stage
		want  phase
	}{
		{waiting, auth.Waiting, waiting},
		{waiting, auth.Scanned, scanned},
		{scanned, auth.Confirmed, signingIn},
		{scanned, auth.Declined, declined},
		{scanned, auth.Lapsed, lapsed},
		{signingIn, auth.Confirmed, signingIn},
		{blocked, auth.Confirmed, blocked}, // the refusal came after the consent
		{busy, auth.Confirmed, busy},
		{tooMany, auth.Scanned, tooMany},
	} {
		s := state{phase: tt.from}
		s.observe(tt.stage, -time.Second)
		require.Equal(t, tt.want, s.phase, "from %d on stage %d", tt.from, tt.stage)
		require.Zero(t, s.left, "time never runs below zero")
	}
}

func TestFailuresWithWordsAreKnown(t *testing.T) {
	for _, tt := range []struct {
		err   error
		phase phase
		known bool
	}{
		{auth.ErrDeclined, declined, true},
		{auth.ErrChallengeExpired, lapsed, true},
		{auth.ErrCode, lapsed, true},
		{fmt.Errorf("sign in: %w", auth.ErrBlocked), blocked, true},
		{auth.ErrBusy, busy, true},
		{auth.ErrTooMany, tooMany, true},
		{errors.New("something else"), failed, false},
	} {
		var s state
		require.Equal(t, tt.known, s.fail(tt.err), tt.err)
		require.Equal(t, tt.phase, s.phase, tt.err)
	}
}

func TestCountdownRoundsUp(t *testing.T) {
	for want, left := range map[string]time.Duration{
		"5:00": 5 * time.Minute, "4:59": 4*time.Minute + 58*time.Second + time.Millisecond, "0:01": time.Millisecond, "0:00": 0,
	} {
		require.Equal(t, want, countdown(left))
	}
}

func TestProfileNamesRoleAndTimes(t *testing.T) {
	since := time.Date(2026, 12, 1, 8, 20, 0, 0, time.UTC)
	sess := auth.Session{
		User: auth.User{Name: "alice", Demo: true}, Role: auth.Editor,
		Since: since, Expires: since.Add(8 * time.Hour), Idle: 15 * time.Minute,
	}
	require.Equal(t, profile{name: "alice", initial: "a", demo: true, rows: [][2]string{
		{"角色", "编辑"}, {"登录时间", "12月1日 周二 08:20"}, {"最晚退出", "12月1日 周二 16:20"}, {"无操作自动退出", "15分"},
	}}, profileOf(sess, i18n.New(i18n.Zh)))
	for r := auth.Guest; r <= auth.Admin; r++ {
		require.NotEmpty(t, roleKeys[r])
	}
}

func TestDataLineSaysWhatNetworkThisIs(t *testing.T) {
	tr := i18n.New(i18n.En)
	for want, d := range map[string]Data{
		"No data loaded yet · offline": {},
		"Demonstration timetable, not for travel\n338 cities · 17\u00a0204 trips · offline": {Info: model.Info{Name: "x", Demo: true}, Cities: 338, Trips: 17204},
		"China 2019\n310 cities · 1 trips · offline":                                        {Info: model.Info{Name: "China 2019"}, Cities: 310, Trips: 1},
	} {
		require.Equal(t, want, d.line(tr))
	}
}
