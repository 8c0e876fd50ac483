package netjson

import (
	"bufio"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"

	"tongtu/data/model"
)

// The head of the text. A reader refuses a version above its own.
const (
	format  = "tongtu-network"
	Version = 1
)

// Write writes n; the bytes depend on n alone.
func Write(w io.Writer, n model.Network) error {
	n = n.Sorted()
	out := &writer{w: bufio.NewWriterSize(w, 1<<16)}
	out.text("{\n\"format\": ")
	out.value(format)
	out.text(",\n\"version\": ")
	out.value(Version)
	out.text(",\n\"info\": ")
	out.value(infoOf(n.Info))
	out.text(",\n\"change_table\": ")
	out.value(tableOf(n.ChangeTable))
	list(out, "cities", n.Cities, cityOf)
	list(out, "stations", n.Stations, stationOf)
	list(out, "operators", n.Operators, operatorOf)
	list(out, "routes", n.Routes, routeOf)
	list(out, "calendars", n.Calendars, calendarOf)
	list(out, "trips", n.Trips, tripOf)
	list(out, "shapes", n.Shapes, shapeOf)
	list(out, "fare_tables", n.FareTables, fareTableOf)
	list(out, "changes", n.Changes, changeOf)
	out.text("\n}\n")
	if out.err == nil {
		out.err = out.w.Flush()
	}
	if out.err != nil {
		return fmt.Errorf("writing JSON: %w", out.err)
	}
	return nil
}

// writer keeps the first error.
type writer struct {
	w   *bufio.Writer
	err error
}

func (w *writer) text(s string) {
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}

func (w *writer) value(v any) {
	if w.err == nil {
		w.err = json.MarshalWrite(w.w, v, json.Deterministic(true))
	}
}

func list[V, J any](w *writer, name string, values []V, wire func(V) J) {
	w.text(",\n\"" + name + "\": [")
	for i, v := range values {
		if i > 0 {
			w.text(",")
		}
		w.text("\n")
		w.value(wire(v))
	}
	w.text("\n]")
}
