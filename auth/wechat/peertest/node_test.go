package peertest

import (
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth/wechat"
)

// TestNode runs node/peer.mjs; make peers installs what it needs and names the
// folder in PEERS_NPM.
func TestNode(t *testing.T) {
	npm := os.Getenv("PEERS_NPM")
	if npm == "" {
		t.Skip("PEERS_NPM names no folder with the libraries")
	}
	s, apps := newSite(t), wechat.DemoApps()
	cmd := exec.CommandContext(t.Context(), "node", "node/peer.mjs")
	cmd.Env = append(os.Environ(), "CACHE="+t.TempDir(), "BASE="+s.base, "APPID="+apps[0].ID, "SECRET="+apps[0].Secret.Reveal(),
		"OTHER_APPID="+apps[1].ID, "OTHER_SECRET="+apps[1].Secret.Reveal())
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	require.NoError(t, err)
	require.Contains(t, string(out), "node: everything passed")
}
