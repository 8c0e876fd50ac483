package cli

import (
	"context"
	"errors"
	"io/fs"

	"tongtu/app/i18n"
	"tongtu/data"
)

func runBackup(ctx context.Context, c *call) error {
	args, err := c.operands(1, wantOneFile, nil)
	if err != nil {
		return err
	}
	st, err := c.watched()
	if err != nil {
		return err
	}
	defer closeQuietly(st)
	if err := st.Backup(ctx, args[0]); errors.Is(err, fs.ErrExist) {
		return usage(keyFileExists, i18n.A{"path": args[0]})
	} else if err != nil {
		return err
	}
	c.print(c.tr.T(keyBackedUp, i18n.A{"file": args[0]}))
	return nil
}

func runRestore(ctx context.Context, c *call) error {
	args, err := c.operands(1, wantOneFile, nil)
	if err != nil {
		return err
	}
	path, err := c.dataPath()
	if err != nil {
		return err
	}
	kept, err := data.Restore(ctx, path, args[0], c.Now())
	if err != nil {
		return err
	}
	c.print(c.tr.T(keyRestored, i18n.A{"file": args[0], "path": path}))
	if kept != "" {
		c.print(c.tr.T(keyKept, i18n.A{"path": kept}))
	}
	return nil
}
