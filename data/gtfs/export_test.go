package gtfs

// What the fuzz tests hold against their oracles.
var (
	ParseTime     = parseTime
	ParseDate     = parseDate
	ParseMoney    = parseMoney
	ParseFloat    = parseFloat
	AppendDecimal = appendDecimal
	JoinList      = joinList[string]
	SplitList     = splitList[string]
)

// Rows splits CSV text into cells, header included; false when it is refused.
func Rows(data []byte) (rows [][]string, ok bool) {
	prob := &problems{}
	t := &table{prob: prob, data: data, after: 1}
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
	var s sheet
	s.row(cells...)
	return s.buf
}

// CountRows splits CSV text and counts its rows.
func CountRows(data []byte) (n int) {
	t := &table{prob: &problems{}, data: data, after: 1}
	for t.scan() {
		n++
	}
	return n
}
