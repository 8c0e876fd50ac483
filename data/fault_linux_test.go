//go:build linux && amd64 && !race

package data_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// A disk that fails: the system calls that write are handed to this process
// itself (seccomp's user notification, which needs no rights), and some are
// refused instead of being made.
const (
	sysSeccomp      = 317
	seccompFilter   = 1
	flagsListener   = 1 | 1<<3 | 1<<4 // all threads, listener, both together
	retNotify       = 0x7fc00000
	retAllow        = 0x7fff0000
	ioctlReceive    = 0xc0502100
	ioctlSend       = 0xc0182101
	respondContinue = 1
	prNoNewPrivs    = 38
)

// faults are the refusals there are, by system call.
var faults = []struct {
	name  string
	call  uint32
	errno syscall.Errno
	short bool // half of it is written first
}{
	{"pwrite EIO", syscall.SYS_PWRITE64, syscall.EIO, false},
	{"pwrite ENOSPC", syscall.SYS_PWRITE64, syscall.ENOSPC, false},
	{"short pwrite, then ENOSPC", syscall.SYS_PWRITE64, syscall.ENOSPC, true},
	{"fdatasync EIO", syscall.SYS_FDATASYNC, syscall.EIO, false},
	{"fsync EIO", syscall.SYS_FSYNC, syscall.EIO, false},
	{"ftruncate ENOSPC", syscall.SYS_FTRUNCATE, syscall.ENOSPC, false},
	{"rename EIO", syscall.SYS_RENAMEAT, syscall.EIO, false},
	{"open EMFILE", syscall.SYS_OPENAT, syscall.EMFILE, false},
	{"write ENOSPC", syscall.SYS_WRITE, syscall.ENOSPC, false},
	{"mmap ENOMEM", syscall.SYS_MMAP, syscall.ENOMEM, false},
}

// notification and response are the kernel's struct seccomp_notif and
// seccomp_notif_resp.
type notification struct {
	id          uint64
	pid, flags  uint32
	call        int32
	arch        uint32
	instruction uint64
	args        [6]uint64
}

type response struct {
	id    uint64
	value int64
	errno int32
	flags uint32
}

// notified hands calls to decide, from now on. Go's runtime makes some calls of its
// own without making room for others meanwhile, so these are left alone: memory
// of no file, and writes of a few bytes.
func notified(decide func(*notification) response, calls ...uint32) error {
	type instruction struct {
		code   uint16
		jt, jf uint8
		k      uint32
	}
	const load, equal, atLeast, give = 0x20, 0x15, 0x35, 0x06
	prog := []instruction{{load, 0, 0, 0}}
	for i, c := range calls {
		prog = append(prog, instruction{equal, uint8(len(calls) - i), 0, c})
	}
	prog = append(prog, instruction{give, 0, 0, retAllow})
	switch calls[0] {
	case syscall.SYS_MMAP:
		prog = append(prog, instruction{load, 0, 0, 16 + 4*8}, instruction{equal, 0, 1, 0xffffffff}, instruction{give, 0, 0, retAllow})
	case syscall.SYS_WRITE:
		prog = append(prog, instruction{load, 0, 0, 16 + 2*8}, instruction{atLeast, 1, 0, 2048}, instruction{give, 0, 0, retAllow})
	}
	prog = append(prog, instruction{give, 0, 0, retNotify})
	program := struct {
		n    uint16
		_    [6]byte
		list *instruction
	}{n: uint16(len(prog)), list: &prog[0]}
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, prNoNewPrivs, 1, 0, 0, 0, 0); e != 0 {
		return e
	}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		fd, _, e := syscall.RawSyscall(sysSeccomp, seccompFilter, flagsListener, uintptr(unsafe.Pointer(&program)))
		if e != 0 {
			started <- e
			return
		}
		close(started)
		for {
			var n notification
			if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, fd, ioctlReceive, uintptr(unsafe.Pointer(&n))); e != 0 {
				continue
			}
			resp := decide(&n)
			resp.id = n.id
			_, _, _ = syscall.Syscall(syscall.SYS_IOCTL, fd, ioctlSend, uintptr(unsafe.Pointer(&resp)))
		}
	}()
	return <-started
}

// pointer is an address a call was made with, in this process.
func pointer(arg *uint64) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(arg)) }

// target is the file a call is about.
func (n *notification) target() string {
	switch n.call {
	case syscall.SYS_OPENAT, syscall.SYS_RENAMEAT:
		p := (*byte)(pointer(&n.args[1]))
		var name []byte
		for ; *p != 0; p = (*byte)(unsafe.Add(unsafe.Pointer(p), 1)) {
			name = append(name, *p)
		}
		return string(name)
	case syscall.SYS_MMAP:
		return link(n.args[4])
	}
	return link(n.args[0])
}

func link(fd uint64) string {
	name, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", int32(fd)))
	return name
}

// faultChild works on a disk that fails once or for a while.
func faultChild(path string, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 1))
	f := faults[seed%uint64(len(faults))]
	skip, times := r.IntN(30), []int{1, 2, 6, 1000}[r.IntN(4)]
	switch f.call {
	case syscall.SYS_PWRITE64, syscall.SYS_FDATASYNC, syscall.SYS_FSYNC:
	default: // rarer ones
		skip = r.IntN(2)
	}
	w, err := openWorker(path)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	hits, halved := 0, false
	err = notified(func(n *notification) response {
		if !strings.HasPrefix(n.target(), dir) {
			return response{flags: respondContinue}
		}
		if skip > 0 {
			skip--
			return response{flags: respondContinue}
		}
		if f.short && !halved && n.args[2] > 1 {
			halved = true
			half := unsafe.Slice((*byte)(pointer(&n.args[1])), n.args[2])[:n.args[2]/2]
			vec := syscall.Iovec{Base: &half[0], Len: uint64(len(half))}
			_, _, e := syscall.Syscall6(syscall.SYS_PWRITEV, uintptr(n.args[0]), uintptr(unsafe.Pointer(&vec)), 1, uintptr(n.args[3]), 0, 0)
			if e == 0 {
				return response{value: int64(len(half))}
			}
		}
		if hits++; hits > times {
			return response{flags: respondContinue}
		}
		return response{errno: -int32(f.errno)}
	}, f.call)
	if err != nil {
		fmt.Println("skip", "no seccomp notification here:", err)
		return nil
	}
	err = faulty(w, r, 40, func(int) {})
	fmt.Println("try", min(hits, times), f.name)
	return err
}

// TestFaultsOfADiskLoseNothing makes the calls that write fail, at a random
// moment, once or for a while.
func TestFaultsOfADiskLoseNothing(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64() / 2
	hits, refused := map[string]int{}, 0
	for i := range effort(t, 66) {
		told := faultyRun(t, "fault", workedFile(t), seed+uint64(i))
		refused += count(told, "no")
		f := strings.SplitN(told[len(told)-1], " ", 3)
		n := 0
		_, err := fmt.Sscan(f[1], &n)
		require.NoError(t, err, told)
		hits[f[2]] += n
	}
	t.Logf("seed %d: %d commands refused; calls that failed: %v", seed, refused, hits)
	require.Greater(t, refused, 20)
	for _, f := range faults {
		require.Positive(t, hits[f.name], "seed %d: never failed: %s", seed, f.name)
	}
}
