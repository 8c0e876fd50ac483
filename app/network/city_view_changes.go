package network

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
)

// changeHooks is what a person can do in the table of change times.
type changeHooks struct {
	set     func(row int, f ChangeField, text string)
	choose  func(row int, f ChangeField, id model.StationID)
	forbid  func(row int, on bool)
	insert  func(row int)
	remove  func(row int)
	suggest func(text string) []StopMatch
}

// The columns of the table of change times that are no texts.
const (
	defaultColumn = 3
	allowedColumn = 4
)

var changeColumns = []ChangeField{ChangeFrom, ChangeTo, ChangeTime}

// changesTable is the table of a city's change times.
type changesTable struct {
	tr      *i18n.Catalogue
	hooks   changeHooks
	grid    *widgets.Grid
	add     *widget.Button
	remove  *widget.Button
	buttons *fyne.Container
	root    *fyne.Container
}

func newChangesTable(tr *i18n.Catalogue, h changeHooks) *changesTable {
	t := &changesTable{tr: tr, hooks: h}
	t.grid = widgets.NewGrid(
		widgets.GridColumn{Title: tr.T(keyChangeFrom), Width: 128, Suggest: t.stations},
		widgets.GridColumn{Title: tr.T(keyChangeTo), Width: 128, Suggest: t.stations},
		widgets.GridColumn{Title: tr.T(keyChangeTime), Width: 64, Number: true},
		widgets.GridColumn{Title: tr.T(keyChangeDefault), Width: 64, Number: true},
		widgets.GridColumn{Title: tr.T(keyChangeAllowed), Width: 80, Suggest: t.allowed, Choice: true},
	)
	t.grid.OnEdit = t.edit
	t.grid.OnChoose = func(row, col int, it widgets.Item) {
		if col == allowedColumn {
			h.forbid(row, it.ID == "no")
			return
		}
		h.choose(row, changeColumns[col], model.StationID(it.ID))
	}
	t.grid.OnInsert, t.grid.OnRemove = h.insert, h.remove
	t.add = widget.NewButtonWithIcon(tr.T(keyChangeAdd), theme.ContentAddIcon(), func() { t.grid.InsertRow() })
	t.remove = widget.NewButtonWithIcon(tr.T(keyStationRemove), theme.ContentRemoveIcon(), func() { t.grid.RemoveRow() })
	t.add.Importance, t.remove.Importance = widget.LowImportance, widget.LowImportance
	t.buttons = container.NewHBox(t.add, t.remove)
	t.root = container.NewBorder(caption(tr.T(keyChangeHint)), nil, nil, nil, framed(t.grid))
	return t
}

func (t *changesTable) stations(text string) (out []widgets.Item) {
	for _, m := range t.hooks.suggest(text) {
		out = append(out, widgets.Item{ID: string(m.ID), Label: m.Name, Detail: m.Detail})
	}
	return out
}

func (t *changesTable) allowed(string) []widgets.Item {
	return []widgets.Item{{ID: "yes", Label: t.tr.T(keyChangeYes)}, {ID: "no", Label: t.tr.T(keyChangeNo)}}
}

func (t *changesTable) edit(row, col int, text string) {
	switch {
	case col < len(changeColumns):
		t.hooks.set(row, changeColumns[col], text)
	case col == allowedColumn:
		t.hooks.forbid(row, fold(text) == fold(t.tr.T(keyChangeNo)))
	}
}

func (t *changesTable) show(s *CityState, problems []Problem, edit bool) {
	var rows [][]widgets.GridCell
	for i, c := range s.Form().Changes {
		allowed := t.tr.T(keyChangeYes)
		if c.Forbidden {
			allowed = t.tr.T(keyChangeNo)
		}
		cells := []widgets.GridCell{{Text: c.From}, {Text: c.To}, {Text: c.Time, Locked: c.Forbidden}, {Text: s.DefaultChange(i), Locked: true}, {Text: allowed}}
		for _, p := range problems {
			for col, f := range changeColumns {
				if p.Field == changePath(i, f) {
					cells[col].Problem = p.Text(t.tr)
				}
			}
		}
		rows = append(rows, cells)
	}
	t.grid.SetReadOnly(!edit)
	t.grid.SetCells(rows)
	enable(t.add, edit)
	enable(t.remove, edit && len(rows) > 0)
}

// locate moves the cursor to the first problem in the table.
func (t *changesTable) locate(problems []Problem) bool {
	return locateRow(problems, "changes[%d].%s", func(row int, field string) {
		t.grid.SetCursor(row, max(0, slices.Index(changeColumns, ChangeField(field))))
		t.grid.Focus()
	})
}

// at moves the cursor to the record with a key.
func (t *changesTable) at(s *CityState, key string) {
	for i, c := range s.Form().Changes {
		if (model.ChangeRecord{From: c.from, To: c.to}).Key() == key {
			t.grid.SetCursor(i, len(changeColumns)-1)
			t.grid.Focus()
		}
	}
}
