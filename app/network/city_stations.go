package network

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
)

// stationHooks is what a person can do in the table of stations.
type stationHooks struct {
	set     func(row int, f StationField, text string)
	setMode func(row int, m model.Mode)
	insert  func(row int)
	remove  func(row int)
}

// modeColumn is the column of the kind of vehicle; the others are texts.
const modeColumn = 2

var stationColumns = []StationField{StationName, StationPinyin, "", StationCode, StationLon, StationLat}

// stationTable is the table of a city's stations.
type stationTable struct {
	tr      *i18n.Catalogue
	hooks   stationHooks
	grid    *widgets.Grid
	add     *widget.Button
	remove  *widget.Button
	buttons *fyne.Container
	root    *fyne.Container
}

func newStationTable(tr *i18n.Catalogue, h stationHooks) *stationTable {
	t := &stationTable{tr: tr, hooks: h}
	t.grid = widgets.NewGrid(
		widgets.GridColumn{Title: tr.T(keyStationName), Width: 112},
		widgets.GridColumn{Title: tr.T(keyCityPinyin), Width: 112},
		widgets.GridColumn{Title: tr.T(keyStationMode), Width: 72, Suggest: t.modes, Choice: true},
		widgets.GridColumn{Title: tr.T(keyStationCode), Width: 64},
		widgets.GridColumn{Title: tr.T(keyCityLon), Width: 80, Number: true},
		widgets.GridColumn{Title: tr.T(keyCityLat), Width: 80, Number: true},
	)
	t.grid.OnEdit = t.edit
	t.grid.OnChoose = func(row, _ int, it widgets.Item) {
		if m, ok := model.ParseMode(it.ID); ok {
			h.setMode(row, m)
		}
	}
	t.grid.OnInsert, t.grid.OnRemove = h.insert, h.remove
	t.add = widget.NewButtonWithIcon(tr.T(keyStationAdd), theme.ContentAddIcon(), func() { t.grid.InsertRow() })
	t.remove = widget.NewButtonWithIcon(tr.T(keyStationRemove), theme.ContentRemoveIcon(), func() { t.grid.RemoveRow() })
	t.add.Importance, t.remove.Importance = widget.LowImportance, widget.LowImportance
	t.buttons = container.NewHBox(t.add, t.remove)
	t.root = container.NewBorder(caption(tr.T(keyStationHint)), nil, nil, nil, framed(t.grid))
	return t
}

// modes offers the kinds of vehicle.
func (t *stationTable) modes(string) []widgets.Item {
	var out []widgets.Item
	for m := range model.Mode(model.NumModes) {
		out = append(out, widgets.Item{ID: m.String(), Label: t.tr.Mode(m)})
	}
	return out
}

// edit takes a typed cell. A kind of vehicle that is none leaves the cell as it was.
func (t *stationTable) edit(row, col int, text string) {
	if col != modeColumn {
		t.hooks.set(row, stationColumns[col], text)
		return
	}
	for m := range model.Mode(model.NumModes) {
		if fold(t.tr.Mode(m)) == fold(text) {
			t.hooks.setMode(row, m)
			return
		}
	}
	t.hooks.setMode(row, model.Mode(model.NumModes)) // none: the state keeps what it has
}

func (t *stationTable) show(stations []StationForm, problems []Problem, edit bool) {
	var rows [][]widgets.GridCell
	for i, s := range stations {
		cells := []widgets.GridCell{{Text: s.Name}, {Text: s.Pinyin}, {Text: t.tr.Mode(s.Mode)}, {Text: s.Code}, {Text: s.Lon}, {Text: s.Lat}}
		for _, p := range problems {
			for col, f := range stationColumns {
				if p.Field == fmt.Sprintf("stations[%d].%s", i, f) {
					cells[col].Problem = p.Text(t.tr)
				}
			}
		}
		rows = append(rows, cells)
	}
	t.grid.SetReadOnly(!edit)
	t.grid.SetCells(rows)
	enable(t.add, edit)
	enable(t.remove, edit && len(stations) > 1)
}

// locate moves the cursor to the first problem in the table.
func (t *stationTable) locate(problems []Problem) bool {
	return locateRow(problems, "stations[%d].%s", t.at)
}

// locateRow hands the row and the field of the first problem of that form to at.
func locateRow(problems []Problem, form string, at func(row int, field string)) bool {
	for _, p := range problems {
		var row int
		var field string
		if n, _ := fmt.Sscanf(p.Field, form, &row, &field); n == 2 {
			at(row, field)
			return true
		}
	}
	return false
}

// at moves the cursor to a station, and to its field if it has a column.
func (t *stationTable) at(row int, field string) {
	t.grid.SetCursor(row, max(0, slices.Index(stationColumns, StationField(field))))
	t.grid.Focus()
}
