package app

import (
	"errors"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"tongtu/app/i18n"
)

const keyFileSaved i18n.Key = "shell.file-saved" // {path}

// save asks where to save a file and writes it there.
func (p *Program) save(name string, write func(io.Writer) error) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		if err != nil || w == nil {
			p.shell.Report(err)
			return
		}
		if err := errors.Join(write(w), w.Close()); err != nil {
			p.shell.Report(err)
			return
		}
		p.shell.Toast(p.look.tr.T(keyFileSaved, i18n.A{"path": w.URI().Path()}))
	}, p.win)
	d.SetFileName(name)
	d.Show()
}
