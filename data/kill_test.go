package data_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// childEnv makes the test binary the process that is killed.
const childEnv = "TONGTU_DATA_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		if err := child(path); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child edits for ever, and acknowledges each edit after its return. The name
// of the city counts the edits; every seventh time it imports a network as well
// and takes that back.
func child(path string) error {
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return err
	}
	e := data.NewEditor(s, allow{model.PermEdit: true})
	ctx := context.Background()
	n := line()
	for len(n.Trips) < 400 { // large enough to be hit in the middle
		t := n.Trips[1]
		t.ID = model.TripID(fmt.Sprintf("x%04d", len(n.Trips)))
		n.Trips = append(n.Trips, t)
	}
	for {
		c, stations, err := counter(s)
		if err != nil {
			return err
		}
		i, _ := strconv.Atoi(c.Name)
		c.Name = strconv.Itoa(i + 1)
		if _, err := e.PutCity(ctx, c, stations); err != nil {
			return err
		}
		fmt.Println("stored", c.Name)
		if i%7 != 0 {
			continue
		}
		if err := e.Replace(ctx, n, nil); err != nil {
			return err
		}
		if _, err := e.Undo(ctx); err != nil {
			return err
		}
	}
}

// counter is the city the child counts with.
func counter(s *data.Store) (model.City, []model.Station, error) {
	list, err := s.Cities(context.Background())
	if err != nil || len(list) == 0 {
		return model.City{Name: "0"}, []model.Station{{Name: "x"}}, err
	}
	if list[0].ID == "a" { // the imported network
		return model.City{}, nil, fmt.Errorf("an import was not taken back")
	}
	stations, err := s.StationsOf(list[0].ID)
	return list[0], stations, err
}

// TestAcknowledgedEditsSurviveKill kills a process that edits, in whatever it
// is at, and looks at what it left.
func TestAcknowledgedEditsSurviveKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "network.db")
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		acknowledged := kill(t, path, 1+r.IntN(40), r.IntN(20_000))
		s, err := data.Open(path, data.Options{}) // the lock died with the process
		require.NoError(t, err)
		c := settled(t, s)
		stored, err := strconv.Atoi(c.Name)
		require.NoError(t, err)
		require.GreaterOrEqual(t, stored, acknowledged)
		require.LessOrEqual(t, stored, acknowledged+1, "at most the edit under way may be there too")
		found, err := s.Check(t.Context())
		require.NoError(t, err)
		unbroken(t, found)
		require.NoError(t, s.Close())
	}
}

// settled takes an import back that the child was killed before undoing.
func settled(t *testing.T, s *data.Store) model.City {
	t.Helper()
	if last, ok := s.LastEdit(); ok && last.Kind == data.ImportKind {
		_, err := data.NewEditor(s, allow{model.PermEdit: true}).Undo(t.Context())
		require.NoError(t, err)
	}
	c, _, err := counter(s)
	require.NoError(t, err)
	return c
}

// kill starts a child, waits for some acknowledgements and a moment more, kills
// it, and returns the last acknowledged number.
func kill(t *testing.T, path string, acks, moment int) (last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+path)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		text, ok := strings.CutPrefix(lines.Text(), "stored ")
		require.True(t, ok, lines.Text())
		last, err = strconv.Atoi(text)
		require.NoError(t, err)
		if n == acks {
			for range moment { // a random stretch of the next edit
				runtime.Gosched()
			}
			require.NoError(t, cmd.Process.Kill())
		}
	}
	require.Error(t, cmd.Wait(), "killed")
	return last
}
