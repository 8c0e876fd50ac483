package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ListRow is what one row of a ListPanel shows.
type ListRow struct {
	Title  string
	Badge  string // small print right of the title, at the far end
	Detail string
	Icon   fyne.Resource // before the title; nil: none

	Cells   []string // of a table, one for each column, in place of the above
	Checked bool     // see OnCheck
}

// ListPanel is a searchable list: a search field, the number of hits, and rows
// that are made only while they are seen. ↓ and ↑ move the mark from the search
// field, Enter opens the marked row; a click opens a row at once. Delete
// asks for the open row to go. With SetColumns it is a table; with OnCheck its
// rows can be chosen, by a click on the box or with Space.
//
// Setters fire no hooks.
type ListPanel struct {
	widget.BaseWidget

	OnSearch func(text string) // the user changed the search text
	OnOpen   func(row int)     // the user opened a row
	OnDelete func()            // the user pressed Delete outside a text
	OnCheck  func(row int)     // the user wants a row chosen, or no longer; nil: there are no boxes

	search *listSearch
	count  *widget.Label
	empty  *widget.Label
	list   *listBody
	head   *tableHead // nil: not a table
	dense  bool
	rows   int
	row    func(i int) ListRow
	opened int // -1: none
	marked int // -1: none
}

// NewListPanel makes an empty list.
func NewListPanel() *ListPanel {
	p := &ListPanel{opened: -1, marked: -1, row: func(int) ListRow { return ListRow{} }}
	p.ExtendBaseWidget(p)
	p.search = newListSearch(p)
	p.count = widget.NewLabel("")
	p.count.SizeName, p.count.Importance = theme.SizeNameCaptionText, widget.LowImportance
	p.count.Hide()
	p.empty = widget.NewLabel("")
	p.empty.Wrapping, p.empty.Importance, p.empty.Alignment = fyne.TextWrapWord, widget.LowImportance, fyne.TextAlignCenter
	p.empty.Hide()
	p.list = newListBody(p)
	return p
}

// SetPlaceHolder sets the grey text of the empty search field.
func (p *ListPanel) SetPlaceHolder(text string) { p.search.SetPlaceHolder(text) }

// SetSearch shows text in the search field.
func (p *ListPanel) SetSearch(text string) { p.search.SetText(text) }

// SetColumns makes the list a table. It is called once, before the panel shows.
func (p *ListPanel) SetColumns(columns ...ListColumn) { p.head = newTableHead(p, columns) }

// SetDense puts title and detail side by side. It is called once, before the
// panel shows.
func (p *ListPanel) SetDense() { p.dense = true }

// SetRows shows n rows; row is asked for those in view.
func (p *ListPanel) SetRows(n int, row func(i int) ListRow) {
	p.rows, p.row = n, row
	if p.marked >= n {
		p.marked = n - 1
	}
	p.list.Refresh()
}

// SetCount sets the line below the search field.
func (p *ListPanel) SetCount(text string) {
	if p.count.Text != text {
		p.count.SetText(text)
	}
	if text == "" {
		p.count.Hide()
		return
	}
	p.count.Show()
}

// SetEmpty shows text in place of the rows; "" shows the rows.
func (p *ListPanel) SetEmpty(text string) {
	if p.empty.Text != text {
		p.empty.SetText(text)
	}
	if text == "" {
		p.empty.Hide()
		p.list.Show()
		return
	}
	p.list.Hide()
	p.empty.Show()
}

// SetOpen marks the row whose value is shown beside the list; -1 for none. It
// is brought into view.
func (p *ListPanel) SetOpen(row int) {
	if row == p.opened {
		return
	}
	p.opened, p.marked = row, row
	if row >= 0 {
		p.list.ScrollTo(row)
	}
	p.list.Refresh()
}

// Reveal brings the open row into view, after the panel changed its size.
func (p *ListPanel) Reveal() {
	if p.opened >= 0 {
		p.list.ScrollTo(p.opened)
	}
}

// FocusSearch gives the keyboard to the search field.
func (p *ListPanel) FocusSearch() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p.search)
	}
}

// Input is the part of the panel that takes the keyboard.
func (p *ListPanel) Input() fyne.Focusable { return p.search }

func (p *ListPanel) mark(row int) {
	if p.rows == 0 {
		return
	}
	p.marked = clamp(row, p.rows)
	p.list.ScrollTo(p.marked)
	p.list.Refresh()
}

func (p *ListPanel) open(row int) {
	if row < 0 || row >= p.rows {
		return
	}
	p.marked = row
	if p.OnOpen != nil {
		p.OnOpen(row)
	}
}

// CreateRenderer is for Fyne.
func (p *ListPanel) CreateRenderer() fyne.WidgetRenderer {
	top := container.NewVBox(p.search, p.count)
	if p.head != nil {
		top.Add(p.head)
	}
	return widget.NewSimpleRenderer(container.NewBorder(top, nil, nil, nil, container.NewStack(p.list, p.empty)))
}

// listSearch is the search field; it moves the mark in the list.
type listSearch struct {
	FieldText
	p *ListPanel
}

func newListSearch(p *ListPanel) *listSearch {
	e := &listSearch{p: p}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.Icon = theme.SearchIcon()
	e.OnChanged = e.changed
	e.OnEdited = func(text string) {
		if p.OnSearch != nil {
			p.OnSearch(text)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey lets the list have its keys before the text.
func (e *listSearch) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyDelete && e.Text != "" || !e.p.key(k.Name) {
		e.FieldText.TypedKey(k)
	}
}

// key handles the keys of the list, whichever part of the panel has the
// keyboard; false leaves the key to that part.
func (p *ListPanel) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown:
		p.mark(p.marked + 1)
	case fyne.KeyUp:
		p.mark(p.marked - 1)
	case fyne.KeyPageDown:
		p.mark(p.marked + p.inView())
	case fyne.KeyPageUp:
		p.mark(p.marked - p.inView())
	case fyne.KeyReturn, fyne.KeyEnter:
		p.open(max(0, p.marked))
	case fyne.KeyEscape:
		if p.search.Text != "" {
			p.search.SetText("")
			p.search.OnEdited("")
		}
	case fyne.KeyDelete:
		if p.OnDelete != nil {
			p.OnDelete()
		}
	default:
		return false
	}
	return true
}

// TypedShortcut gives what the entry does not know to the window.
func (e *listSearch) TypedShortcut(s fyne.Shortcut) {
	if !forwardShortcut(e.p, s) {
		e.Entry.TypedShortcut(s)
	}
}

// inView is how many rows a page has.
func (p *ListPanel) inView() int { return max(1, int(p.list.Size().Height/p.pitch())) }

// pitch is the height of a row with the gap widget.List puts below it.
func (p *ListPanel) pitch() float32 {
	if p.head != nil || p.dense {
		return scaled(tablePitch)
	}
	return scaled(listPitch)
}

func (p *ListPanel) check(row int) bool {
	if p.OnCheck == nil || row < 0 || row >= p.rows {
		return false
	}
	p.mark(row)
	p.OnCheck(row)
	return true
}
