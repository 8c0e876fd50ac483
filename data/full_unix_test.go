//go:build unix

package data_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// fullChild works with a limit on the size of files, which needs no rights: a
// write beyond it is cut short and the next one refused. After some refusals
// there is room again.
func fullChild(path string, seed uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	r := rand.New(rand.NewPCG(seed, 1))
	w, err := openWorker(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	room := limit
	limit.Cur = uint64(info.Size()) + uint64(r.IntN(1<<16))
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		fmt.Println("skip", err)
		return nil
	}
	return faulty(w, r, 40, func(refused int) {
		if refused == 3 {
			_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &room)
		}
	})
}

func TestFaultOfAFullDisk(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	refused, stored, after := 0, 0, 0
	for i := range effort(t, 12) {
		told := faultyRun(t, "full", workedFile(t), seed+uint64(i))
		refused += count(told, "no")
		stored += count(told, "did")
		if count(told, "no") == 3 { // room again: all others went through
			after++
		}
	}
	t.Logf("seed %d: %d commands refused, %d stored, %d times there was room again", seed, refused, stored, after)
	require.Greater(t, refused, 10)
	require.Greater(t, stored, refused)
	require.Positive(t, after)
}
