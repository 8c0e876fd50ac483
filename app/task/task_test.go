package task_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/task"
)

// after returns work that gives v after d unless cancelled.
func after(d time.Duration, v int) func(context.Context) (int, error) {
	return func(ctx context.Context) (int, error) {
		select {
		case <-time.After(d):
			return v, nil
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

func TestTheNewestWorkOfASlotWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		var got []int
		add := func(v int, err error) { got = append(got, v) }
		task.Latest(g, "plan", after(time.Second, 1), add)
		task.Latest(g, "plan", after(time.Minute, 2), add)
		task.Latest(g, "other", after(time.Minute, 3), add)
		q.Settle(t.Context(), g)
		require.ElementsMatch(t, []int{2, 3}, got)
	})
}

func TestAFinishedAnswerIsDroppedWhenANewerQuestionCameBeforeItWasShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		var got []int
		add := func(v int, err error) { got = append(got, v) }
		task.Latest(g, "plan", after(0, 1), add)
		g.Wait() // the answer is queued, not shown
		task.Latest(g, "plan", after(time.Second, 2), add)
		q.Settle(t.Context(), g)
		require.Equal(t, []int{2}, got)
	})
}

func TestClosingCancelsWorkAndSilencesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		task.Latest(g, "plan", after(time.Hour, 1), func(int, error) { t.Error("called after Close") })
		g.Every(time.Second, func() { t.Error("ticked after Close") })
		g.After("later", time.Second, func() { t.Error("fired after Close") })
		start := time.Now()
		g.Close()
		g.Wait()
		time.Sleep(time.Minute)
		q.Drain()
		require.Less(t, time.Since(start), time.Hour)
		task.Latest(g, "plan", after(0, 1), func(int, error) { t.Error("started after Close") })
		g.Wait()
		q.Drain()
	})
}

func TestPanicOfWorkBecomesItsError(t *testing.T) {
	var q task.Queue
	g := task.NewGroup(t.Context(), q.Post)
	cause := errors.New("broken")
	var got error
	task.Latest(g, "x", func(context.Context) (int, error) { panic(cause) }, func(_ int, err error) { got = err })
	q.Settle(t.Context(), g)
	var p *task.PanicError
	require.ErrorAs(t, got, &p)
	require.ErrorIs(t, got, cause)
	require.Contains(t, string(p.Stack), "task_test.go")
}

func TestProgressIsCoalescedButEndsWithTheLastReport(t *testing.T) {
	var q task.Queue
	g := task.NewGroup(t.Context(), q.Post)
	var shown []int
	ended := false
	task.LatestProgress(g, "import",
		func(_ context.Context, report func(int)) (struct{}, error) {
			for i := 1; i <= 1000; i++ {
				report(i)
			}
			return struct{}{}, nil
		},
		func(i int) { require.False(t, ended); shown = append(shown, i) },
		func(struct{}, error) { ended = true })
	g.Wait() // nothing was shown meanwhile: the queue holds one report
	q.Drain()
	require.True(t, ended)
	require.Equal(t, []int{1000}, shown)
}

func TestEveryTicksUntilStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		defer g.Close()
		n := 0
		stop := g.Every(time.Second, func() { n++ })
		for range 3 {
			time.Sleep(1100 * time.Millisecond)
			synctest.Wait()
			q.Drain()
		}
		require.Equal(t, 3, n)
		stop()
		time.Sleep(time.Minute)
		synctest.Wait()
		q.Drain()
		require.Equal(t, 3, n)
	})
}

func TestAfterIsReplacedByANewerOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		defer g.Close()
		var got []string
		for _, s := range []string{"b", "be", "bei"} {
			g.After("typing", 150*time.Millisecond, func() { got = append(got, s) })
			time.Sleep(50 * time.Millisecond)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		q.Drain()
		require.Equal(t, []string{"bei"}, got)
	})
}

func TestAClockThatStandsStillNeverTicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post, task.WithTicks(task.NoTicks))
		defer g.Close()
		g.Every(time.Second, func() { t.Error("ticked") })
		time.Sleep(time.Hour)
		synctest.Wait()
		q.Drain()
	})
}

func TestBusyFollowsTheSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		g := task.NewGroup(t.Context(), q.Post)
		require.False(t, g.Busy("plan"))
		task.Latest(g, "plan", after(time.Second, 1), func(int, error) {})
		require.True(t, g.Busy("plan"))
		q.Settle(t.Context(), g)
		require.False(t, g.Busy("plan"))
		task.Latest(g, "plan", after(time.Second, 1), func(int, error) { t.Error("cancelled work answered") })
		g.Cancel("plan")
		require.False(t, g.Busy("plan"))
		q.Settle(t.Context(), g)
	})
}

func TestSettleFollowsWorkThatStartsWork(t *testing.T) {
	var q task.Queue
	g := task.NewGroup(t.Context(), q.Post)
	var got []int
	task.Latest(g, "a", after(0, 1), func(v int, _ error) {
		task.Latest(g, "b", after(time.Millisecond, 2), func(w int, _ error) { got = append(got, v, w) })
	})
	q.Settle(t.Context(), g)
	require.Equal(t, []int{1, 2}, got)
}
