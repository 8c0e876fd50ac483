package feed

// Rows splits CSV text into cells, header included; false when it is refused.
func Rows(data []byte) (rows [][]string, ok bool) {
	t := &Table{Prob: &Problems{}, comma: ',', data: data, after: 1}
	for t.scan() {
		var row []string
		for _, c := range t.cells {
			row = append(row, string(c.text))
		}
		rows = append(rows, row)
	}
	return rows, !t.broken
}

// CSVRow writes one row.
func CSVRow(cells ...string) []byte {
	var s Sheet
	s.Row(cells...)
	return s.Buf
}
