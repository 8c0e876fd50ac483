package network_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/data/model"
)

func TestClockIsReadAsPeopleTypeIt(t *testing.T) {
	hm := func(h, m int) model.Second { return model.Second(h)*model.Hour + model.Second(m)*model.Minute }
	for _, c := range []struct {
		text string
		want model.Second
		err  error
	}{
		{"820", hm(8, 20), nil},
		{"0820", hm(8, 20), nil},
		{"8:20", hm(8, 20), nil},
		{"08:20", hm(8, 20), nil},
		{"8.20", hm(8, 20), nil},
		{" 8 : 20 ", hm(8, 20), nil},
		{"８：２０", hm(8, 20), nil},
		{"８。２０", hm(8, 20), nil},
		{"8", hm(8, 0), nil},
		{"0:40+1", hm(24, 40), nil},
		{"00:40 +1", hm(24, 40), nil},
		{"0:40＋1", hm(24, 40), nil},
		{"40+1", 0, network.ErrClock},
		{"25:10", hm(25, 10), nil},
		{"2510", hm(25, 10), nil},
		{"08:20:30", hm(8, 20) + 30, nil},
		{"120:00", hm(120, 0), nil},
		{"120:01", 0, network.ErrLate},
		{"8:60", 0, network.ErrMinute},
		{"25:61:00", 0, network.ErrMinute},
		{"8:2", 0, network.ErrClock},
		{"25:10+1", 0, network.ErrClock},
		{"12345", 0, network.ErrClock},
		{"-8:20", 0, network.ErrClock},
		{"8:20+", 0, network.ErrClock},
		{"8:20+12", 0, network.ErrClock},
		{"", 0, network.ErrClock},
		{"soon", 0, network.ErrClock},
		{"1:2:3:4", 0, network.ErrClock},
	} {
		got, err := network.ParseClock(c.text)
		if !errors.Is(err, c.err) || got != c.want {
			t.Errorf("ParseClock(%q) = %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
}

func TestEveryClockReadsBack(t *testing.T) {
	for at := model.Second(0); at <= model.MaxClock; at += 7 {
		got, err := network.ParseClock(network.FormatClock(at))
		if err != nil || got != at {
			t.Fatalf("ParseClock(%q) = %v, %v; want %v", network.FormatClock(at), got, err, at)
		}
	}
}

func TestMoneyIsExact(t *testing.T) {
	for _, c := range []struct {
		text string
		want model.Fen
		err  error
	}{
		{"553", 55300, nil},
		{"553.5", 55350, nil},
		{"553.50", 55350, nil},
		{"¥553", 55300, nil},
		{"￥553", 55300, nil},
		{"５５３．５", 55350, nil},
		{"0.29", 29, nil},
		{"1,234.5", 123450, nil},
		{"0", 0, nil},
		{"", model.UnknownFen, nil},
		{"–", model.UnknownFen, nil},
		{"1.005", 0, network.ErrFine},
		{"1.500", 150, nil},
		{"12,34", 0, network.ErrMoney},
		{",123", 0, network.ErrMoney},
		{"1e3", 0, network.ErrMoney},
		{"-5", 0, network.ErrMoney},
		{"NaN", 0, network.ErrMoney},
		{"5.", 0, network.ErrMoney},
		{".5", 0, network.ErrMoney},
		{"999999999999999999999", 0, network.ErrLarge},
	} {
		got, err := network.ParseFen(c.text)
		if !errors.Is(err, c.err) || got != c.want {
			t.Errorf("ParseFen(%q) = %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
}

func TestEveryAmountReadsBack(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range 20000 {
		f := model.Fen(i)
		if i > 9999 {
			f = model.Fen(r.Int64N(1e10))
		}
		got, err := network.ParseFen(network.FormatFen(f))
		require.NoError(t, err)
		require.Equalf(t, f, got, "seed %d", seed)
		got, err = network.ParseFen(fmt.Sprintf("%d.%02d", f/100, f%100))
		require.NoError(t, err)
		require.Equal(t, f, got)
	}
}

func TestDistances(t *testing.T) {
	for _, c := range []struct {
		text string
		want model.Metre
		err  error
	}{{"281", 281000, nil}, {"281.5", 281500, nil}, {"", 0, nil}, {"0.01", 10, nil}, {"x", 0, network.ErrNumber}, {"1.001", 0, network.ErrFine}, {"999999", 0, network.ErrLarge}} {
		got, err := network.ParseKm(c.text)
		if !errors.Is(err, c.err) || got != c.want {
			t.Errorf("ParseKm(%q) = %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
	for m := model.Metre(10); m < 3_000_000; m += 990 {
		got, err := network.ParseKm(network.FormatKm(m))
		require.NoError(t, err)
		require.Equal(t, m, got)
	}
}

func TestCoordinatesRefuseWhatIsNoNumber(t *testing.T) {
	for _, text := range []string{"", "NaN", "Inf", "0x10", "1e2", "12,5", "--1", "east"} {
		_, err := network.ParseDegrees(text)
		require.ErrorIs(t, err, network.ErrNumber, text)
	}
	for _, f := range []float64{0, -0.5, 116.407395, 180, 1e-7, math.Pi} {
		got, err := network.ParseDegrees(network.FormatDegrees(f))
		require.NoError(t, err)
		require.Equal(t, f, got)
	}
}

func TestShifts(t *testing.T) {
	for _, c := range []struct {
		text string
		want model.Second
		err  error
	}{{"30", 30 * model.Minute, nil}, {"+30", 30 * model.Minute, nil}, {"-5", -5 * model.Minute, nil}, {"1:05", 65 * model.Minute, nil}, {"−1:05", -65 * model.Minute, nil}, {"", 0, network.ErrClock}, {"x", 0, network.ErrClock}} {
		got, err := network.ParseShift(c.text)
		if !errors.Is(err, c.err) || got != c.want {
			t.Errorf("ParseShift(%q) = %v, %v; want %v, %v", c.text, got, err, c.want, c.err)
		}
	}
}

func TestListOfDates(t *testing.T) {
	d := func(s string) model.Date { v, _ := model.ParseDate(s); return v }
	got, err := network.ParseDates("2026-12-05，20261201、2026-12-05")
	require.NoError(t, err)
	require.Equal(t, []model.Date{d("2026-12-01"), d("2026-12-05")}, got)
	_, err = network.ParseDates("2026-02-30")
	require.ErrorIs(t, err, model.ErrDate)
	got, err = network.ParseDates(" ")
	require.NoError(t, err)
	require.Empty(t, got)
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"820", "8:20", "0:40+1", "25:10", "８：２０", "08:20:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := network.ParseClock(text)
		if err != nil {
			return
		}
		if at < 0 || at > model.MaxClock {
			t.Fatalf("ParseClock(%q) = %v, outside a trip", text, at)
		}
		if again, err := network.ParseClock(network.FormatClock(at)); err != nil || again != at {
			t.Fatalf("%q: %v does not read back: %v, %v", text, at, again, err)
		}
	})
}

func FuzzParseFen(f *testing.F) {
	for _, s := range []string{"553", "553.5", "¥1,234.50", "", "５５３"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fen, err := network.ParseFen(text)
		if err != nil {
			return
		}
		if fen < model.UnknownFen {
			t.Fatalf("ParseFen(%q) = %d", text, fen)
		}
		if again, err := network.ParseFen(network.FormatFen(fen)); err != nil || again != fen {
			t.Fatalf("%q: %d does not read back: %d, %v", text, fen, again, err)
		}
		if strings.Count(network.FormatFen(fen), ".") > 1 {
			t.Fatal(network.FormatFen(fen))
		}
	})
}
