package cli

import (
	"os"
	"strings"

	"tongtu/app/i18n"
)

const barWidth = 30

// terminal reports whether messages go to a person's terminal.
func (c *call) terminal() bool {
	f, ok := c.Stderr.(*os.File)
	if !ok {
		return false
	}
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}

// bytesProgress draws a bar for work counted in bytes; nil off a terminal.
func (c *call) bytesProgress(what i18n.Key) func(done, total int64) {
	if !c.terminal() {
		return nil
	}
	last := -1
	return func(done, total int64) {
		percent := 0
		if total > 0 {
			percent = int(done * 100 / total)
		}
		if percent == last {
			return
		}
		last = percent
		bar := strings.Repeat("#", percent*barWidth/100)
		c.draw("\r%s [%-*s] %3d %%", c.tr.T(what), barWidth, bar, percent)
	}
}

func (c *call) stepProgress(what i18n.Key) func(done, total int) {
	draw := c.bytesProgress(what)
	if draw == nil {
		return nil
	}
	return func(done, total int) { draw(int64(done), int64(total)) }
}

// endProgress clears the bar's line.
func (c *call) endProgress() {
	if c.terminal() {
		c.draw("\r%*s\r", barWidth+30, "")
	}
}
