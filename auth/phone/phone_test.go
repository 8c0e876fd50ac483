package phone_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/phone"
	"tongtu/data"
)

const number = "13800138000"

var start = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

// handset is a provider with its on-screen phone.
type handset struct {
	*testing.T
	*phone.Provider
	clock *auth.Clock
	got   []phone.SMS
	log   []string
}

func newHandset(t *testing.T, ledger auth.Ledger) *handset {
	t.Helper()
	h := &handset{T: t, clock: auth.StoppedClock(start)}
	h.restart(ledger)
	return h
}

func (h *handset) restart(ledger auth.Ledger) {
	h.Helper()
	p, err := phone.New(phone.Options{Now: h.clock.Now, Ledger: ledger, Log: func(what, target string, err error) {
		h.log = append(h.log, fmt.Sprint(what, " ", target, " ", err))
	}})
	require.NoError(h, err)
	p.Inbox().Subscribe(func(m phone.SMS) { h.got = append(h.got, m) })
	h.Provider = p
}

// ask answers the picture, as its hand on the answer allows, and asks for a code.
func (h *handset) ask(number string) (phone.State, error) {
	h.Helper()
	c, err := h.Captcha()
	require.NoError(h, err)
	_, err = png.Decode(bytes.NewReader(c.PNG))
	require.NoError(h, err)
	return h.Send(context.Background(), number, c.ID, phone.AnswerOf(h.Provider, c.ID))
}

func (h *handset) code() string { return h.got[len(h.got)-1].Code.Reveal() }

func (h *handset) redeem(number, code string) (auth.Identity, error) {
	return h.Redeem(context.Background(), phone.Proof(number, code))
}

func TestNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	for _, text := range []string{"13800138000", " 138 0013 8000 ", "138-0013-8000", "+86 138 0013 8000", "+8613800138000",
		"008613800138000", "１３８００１３８０００", "＋８６　１３８００１３８０００", "(+86)13800138000"} {
		got, err := phone.Normalize(text)
		require.NoError(t, err, text)
		require.Equal(t, number, got, text)
	}
	for _, text := range []string{"", "1380013800", "138001380000", "12800138000", "+1 13800138000", "1380013800a", "０",
		"86138001380000", "+86", "+86+8613800138000", strings.Repeat("1", 100), "13800138000\x00"} {
		_, err := phone.Normalize(text)
		require.ErrorIs(t, err, phone.ErrNumber, "%q", text)
	}
	require.Equal(t, "138****8000", phone.Mask(number))
}

func TestCodeSignsInOnceAndNeverAsAdmin(t *testing.T) {
	h := newHandset(t, nil)
	st, err := h.ask("+86 138 0013 8000")
	require.NoError(t, err)
	require.Equal(t, phone.State{Resend: time.Minute, Expires: 5 * time.Minute, Tries: 5}, st)
	require.Regexp(t, `^[0-9]{6}$`, h.code())
	s := auth.NewService(auth.Options{Now: h.clock.Now}, h.Provider)
	_, err = s.Begin(t.Context(), phone.ProviderName)
	require.Error(t, err)
	sess, err := s.SignIn(t.Context(), phone.ProviderName, phone.Proof("138 0013 8000", h.code()))
	require.NoError(t, err)
	require.Equal(t, "138****8000", sess.User.Name)
	require.True(t, sess.User.Demo)
	require.NotContains(t, string(sess.User.ID), number)
	_, err = s.SignIn(t.Context(), phone.ProviderName, phone.Proof(number, h.code()))
	require.ErrorIs(t, err, auth.ErrCode, "used")
	require.NotContains(t, strings.Join(h.log, "\n"), number)
	require.NotContains(t, strings.Join(h.log, "\n"), h.code())
	require.Contains(t, strings.Join(h.log, "\n"), "138****8000")
}

func TestCodeDiesOfAgeOfTriesAndOfTheNextOne(t *testing.T) {
	h := newHandset(t, nil)
	_, err := h.ask(number)
	require.NoError(t, err)
	first := h.code()
	_, err = h.redeem("13900139000", first)
	require.ErrorIs(t, err, auth.ErrCode, "another number's")
	wrong := "000000"
	if first == wrong {
		wrong = "000001"
	}
	for left := 4; left >= 0; left-- {
		_, err = h.redeem(number, wrong)
		require.Equal(t, &phone.CodeError{Left: left}, err)
	}
	_, err = h.redeem(number, first)
	require.ErrorIs(t, err, auth.ErrCode, "right, but the sixth try")

	h.clock.Advance(time.Minute)
	_, err = h.ask(number)
	require.NoError(t, err)
	second := h.code()
	h.clock.Advance(time.Minute)
	_, err = h.ask(number)
	require.NoError(t, err)
	if h.code() != second {
		_, err = h.redeem(number, second)
		require.ErrorIs(t, err, auth.ErrCode, "a newer one was sent")
	}
	h.clock.Advance(5 * time.Minute)
	require.Zero(t, h.State(number).Expires)
	_, err = h.redeem(number, h.code())
	require.ErrorIs(t, err, auth.ErrCode, "too old")
}

func TestCodeMayBeTypedInFullWidth(t *testing.T) {
	h := newHandset(t, nil)
	_, err := h.ask(number)
	require.NoError(t, err)
	wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, h.code())
	_, err = h.redeem(number, wide[:9]+" "+wide[9:])
	require.NoError(t, err)
}

func TestMessagesAreLimitedAlsoAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tongtu.db")
	open := func() *data.Store {
		st, err := data.Open(path, data.Options{})
		require.NoError(t, err)
		return st
	}
	st := open()
	h := newHandset(t, st.Ledger())
	wait := func(want time.Duration) {
		t.Helper()
		_, err := h.ask(number)
		var w *auth.WaitError
		require.ErrorAs(t, err, &w)
		require.ErrorIs(t, err, auth.ErrTooMany)
		require.Equal(t, want, w.Wait)
		require.Equal(t, want, h.State(number).Resend)
	}
	sent := func() {
		t.Helper()
		_, err := h.ask(number)
		require.NoError(t, err)
	}
	sent()
	h.clock.Advance(20 * time.Second)
	wait(40 * time.Second)
	require.NoError(t, st.Close())
	st = open()
	h.restart(st.Ledger())
	wait(40 * time.Second)
	_, err := h.ask("13900139000")
	require.NoError(t, err, "another number")
	h.clock.Advance(40 * time.Second)
	for range 4 { // at minutes 1 to 4
		sent()
		h.clock.Advance(time.Minute)
	}
	wait(55 * time.Minute) // five within the hour
	for range 5 {
		h.clock.Advance(time.Hour)
		sent()
	}
	require.NoError(t, st.Close())
	st = open()
	defer func() { _ = st.Close() }()
	h.restart(st.Ledger())
	h.clock.Advance(time.Hour)
	wait(24*time.Hour - 6*time.Hour - 5*time.Minute) // ten within the day
	h.clock.Advance(-48 * time.Hour)                 // set back: nobody waits for days
	require.LessOrEqual(t, h.State(number).Resend, 24*time.Hour)
}

func TestPictureComesBeforeTheMessage(t *testing.T) {
	h := newHandset(t, nil)
	c, err := h.Captcha()
	require.NoError(t, err)
	right := phone.AnswerOf(h.Provider, c.ID)
	_, err = h.Send(t.Context(), "1", c.ID, right)
	require.ErrorIs(t, err, phone.ErrNumber)
	_, err = h.Send(t.Context(), number, c.ID, right+"0")
	require.ErrorIs(t, err, phone.ErrCaptcha)
	_, err = h.Send(t.Context(), number, c.ID, right)
	require.ErrorIs(t, err, phone.ErrCaptcha, "a wrong answer spent it")
	_, err = h.Send(t.Context(), number, "nothing", "")
	require.ErrorIs(t, err, phone.ErrCaptcha)
	c, err = h.Captcha()
	require.NoError(t, err)
	h.clock.Advance(3 * time.Minute)
	_, err = h.Send(t.Context(), number, c.ID, phone.AnswerOf(h.Provider, c.ID))
	require.ErrorIs(t, err, phone.ErrCaptcha, "too old")
	require.Empty(t, h.got)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = h.Send(ctx, number, "", "")
	require.ErrorIs(t, err, context.Canceled)
	for range 20 {
		_, err = h.Captcha()
		require.NoError(t, err)
	}
	require.LessOrEqual(t, phone.Waiting(h.Provider), 16, "pictures do not pile up")
}

func TestFullLedgerSendsNothing(t *testing.T) {
	st, err := data.Open(filepath.Join(t.TempDir(), "tongtu.db"), data.Options{})
	require.NoError(t, err)
	h := newHandset(t, st.Ledger())
	require.NoError(t, st.Close())
	_, err = h.ask(number)
	require.Error(t, err)
	require.Empty(t, h.got, "what cannot be counted is not sent")
}

func FuzzRedeem(f *testing.F) {
	p, err := phone.New(phone.Options{})
	require.NoError(f, err)
	f.Add(number, "123456")
	f.Add("＋８６", "１２３")
	f.Add("", "\x00\x00")
	f.Fuzz(func(t *testing.T, number, code string) {
		_, err := p.Redeem(t.Context(), phone.Proof(number, code))
		require.Error(t, err)
		if n, err := phone.Normalize(number); err == nil {
			require.Len(t, n, 11)
		}
	})
}
