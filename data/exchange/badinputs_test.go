package exchange_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/exchange"
	"tongtu/data/feed"
	"tongtu/data/model"
)

// sharedData finds the folder of real feeds beside the module, or skips.
func sharedData(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		tb.Skip("no real feeds beside the module")
	}
	return dir
}

// badInputs says what the first problem of each file of the collection of
// broken files is: code, file (when not the file itself) and line; no code for a
// file that is read. Tables of other things than timetables are told as such.
var badInputs = []struct {
	name string
	code feed.Code
	file string
	line int
}{
	{"gtfs/transitfeed__bad_date_format.zip", "invalid_date", "calendar.txt", 2},
	{"gtfs/transitfeed__contains_null.zip", "invalid_character", "stops.txt", 9},
	{"gtfs/transitfeed__duplicate_stop.zip", "", "", 0},
	{"gtfs/transitfeed__empty_file.zip", "empty_file", "agency.txt", 0},
	{"gtfs/transitfeed__missing_row_cells.zip", "", "", 0},
	{"gtfs/transitfeed__invalid_agency_ids.zip", "missing_required_agency_id", "agency.txt", 3},
	{"gtfs/transitfeed__missing_calendar.zip", "missing_calendar_and_calendar_date_files", "calendar.txt", 0},
	{"gtfs/transitfeed__missing_departure_time.zip", "stop_time_with_only_arrival_or_departure_time", "stop_times.txt", 3},
	{"gtfs/transitfeed__missing_routes.zip", "missing_required_file", "routes.txt", 0},
	{"gtfs/transitfeed__missing_stops.zip", "missing_required_file", "stops.txt", 0},
	{"gtfs/transitfeed__missing_weekday_column.zip", "missing_required_column", "calendar.txt", 1},
	{"gtfs/transitfeed__only_calendar_dates.zip", "", "", 0},
	{"gtfs/transitfeed__same_short_long_name.zip", "", "", 0},
	{"gtfs/transitfeed__unknown_file.zip", "", "", 0},
	{"gtfs/transitfeed__unused_stop.zip", "", "", 0},
	{"gtfs/transitfeed__utf8bom.zip", "", "", 0},
	{"gtfs/transitfeed__bad_eol.zip", "", "", 0},
	{"gtfs/gtfsvtor__bad_coords.zip", "number_out_of_range", "stops.txt", 2},
	{"gtfs/gtfsvtor__timetravels.zip", "start_and_end_range_out_of_order", "stop_times.txt", 4},
	{"gtfs/gtfsvtor__aachener_74431429.zip", "", "", 0},
	{"gtfs/gtfsvtor__transilien_tinytrip.zip", "unusable_trip", "stop_times.txt", 2},
	{"gtfs/gtfsvtor__space_header.zip", "", "", 0},
	{"gtfs/gtfsvtor__interleaved_stoptimes.zip", "", "", 0},
	{"gtfs/gtfsvtor__duplicate_trips.zip", "", "", 0},
	{"gtfs/gtfsvtor__bogus_frequencies.zip", "start_and_end_range_out_of_order", "frequencies.txt", 4},
	{"gtfs/gtfsvtor__bogus_transfers.zip", "duplicate_key", "transfers.txt", 4},
	{"gtfs/gtfsvtor__bogus_shape.zip", "invalid_integer", "shapes.txt", 7},
	{"gtfs/gtfsvtor__noservice.zip", "no_service", "trips.txt", 0},
	{"gtfs/gtfsvtor__overlapping_blockid.zip", "duplicate_key", "stop_times.txt", 26},
	{"gtfs/gtfsvtor__stops_toofar.zip", "", "", 0},
	{"gtfs/gtfsvtor__route_colors.zip", "", "", 0},
	{"gtfs/gtfsvtor__invalid_translations.zip", "", "", 0},
	{"gtfs/gtfsvtor__deprecated_column.zip", "", "", 0},
	{"gtfs/gtfsvtor__split_or_joined_trips.zip", "", "", 0},
	{"gtfs/gtfsvtor__trip_transfers_type_45.zip", "duplicate_key", "transfers.txt", 3},
	{"gtfs/etalab__agency_multiple.zip", "missing_required_field", "stops.txt", 6},
	{"gtfs/etalab__check_name.zip", "missing_required_field", "agency.txt", 2},
	{"gtfs/etalab__duplicate_stops.zip", "wrong_parent_location_type", "stops.txt", 2},
	{"gtfs/etalab__duration_distance.zip", "missing_required_agency_id", "agency.txt", 3},
	{"gtfs/etalab__fare_attributes.zip", "foreign_key_violation", "stops.txt", 4},
	{"gtfs/etalab__interpolated_stop_times.zip", "missing_required_agency_id", "agency.txt", 3},
	{"gtfs/etalab__invalid_stop_file.zip", "invalid_float", "stops.txt", 13},
	{"gtfs/etalab__missing_mandatory_files.zip", "missing_required_file", "stop_times.txt", 0},
	{"gtfs/etalab__route_type_invalid.zip", "missing_required_agency_id", "agency.txt", 3},
	{"gtfs/etalab__shapes.zip", "number_out_of_range", "stops.txt", 12},
	{"gtfs/etalab__stop_times_location_type.zip", "station_with_parent_station", "stops.txt", 12},
	{"gtfs/etalab__sub_folder.zip", "foreign_key_violation", "stops.txt", 4},
	{"gtfs/etalab__unused_stop.zip", "route_both_short_and_long_name_missing", "routes.txt", 5},
	{"gtfs/conveyal__fake-agency-bad-calendar-date.zip", "invalid_date", "calendar.txt", 2},
	{"gtfs/conveyal__fake-agency-service-without-days.zip", "", "", 0},
	{"gtfs/conveyal__fake-agency-interpolated-stop-times.zip", "", "", 0},
	{"gtfs/conveyal__fake-agency-only-calendar-dates.zip", "", "", 0},
	{"gtfs/oba__badagency.zip", "missing_required_column", "agency.txt", 1},
	{"gtfs/oba__utf8-routes.txt", "unrecognised_table", "", 1},
	{"csv/messytables__utf-16le_encoded.csv", "unrecognised_table", "", 1},
	{"csv/messytables__211.csv", "not_utf8", "", 77},
	{"csv/messytables__null.csv", "duplicated_column", "", 1},
	{"csv/messytables__complex.csv", "unrecognised_table", "", 1},
	{"csv/messytables__begrotingsanalyse-2011.csv", "unrecognised_table", "", 1},
	{"csv/messytables__skip_initials.csv", "unrecognised_table", "", 1},
	{"csv/messytables__utf8bom.csv", "unrecognised_table", "", 1},
	{"csv/messytables__simple.ssv", "unrecognised_table", "", 1},
	{"csv/messytables__example.tsv", "unrecognised_table", "", 1},
	{"csv/spectrum__comma_in_quotes.csv", "unrecognised_table", "", 1},
	{"csv/spectrum__empty_crlf.csv", "unrecognised_table", "", 1},
	{"csv/spectrum__json.csv", "unrecognised_table", "", 1},
	{"csv/spectrum__newlines.csv", "unrecognised_table", "", 1},
	{"csv/spectrum__quotes_and_newlines.csv", "unrecognised_table", "", 1},
	{"csv/spectrum__simple_crlf.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__blank-headers.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__blank-cells.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__doublequote.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__duplicate-headers.csv", "duplicated_column", "", 1},
	{"csv/frictionless__encoding-issue-274.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__issue-1066-largecellsize.csv", "unrecognised_table", "", 1},
	{"csv/frictionless__latin1.csv", "not_utf8", "", 3},
	{"csv/frictionless__structure-errors.csv", "unrecognised_table", "", 1},
	{"zip/yauzl__End_of_central_directory_record_signature_not_found_Either_not_a_zip_file_or_file_is_truncated_1.zip", "empty_file", "", 0},
	{"zip/yauzl__absolute_path_C_xt.zip", "unsafe_path", "", 0},
	{"zip/yauzl__compressed_uncompressed_size_mismatch_for_stored_file_2147483647_5.zip", "missing_required_file", "agency.txt", 0},
	{"zip/yauzl__file_data_overflows_file_bounds_63_2147483647_308.zip", "missing_required_file", "agency.txt", 0},
	{"zip/yauzl__invalid_characters_in_fileName_a_txt.zip", "unsafe_path", "", 0},
	{"zip/yauzl__invalid_local_file_header_signature_0x3034b50.zip", "missing_required_file", "agency.txt", 0},
	{"zip/yauzl__invalid_zip64_end_of_central_directory_record_signature.zip", "damaged_zip", "", 0},
	{"zip/yauzl__not_enough_bytes_in_the_stream_expected_2048576_got_only_1000000.zip", "missing_required_file", "agency.txt", 0},
	{"zip/yauzl__too_many_bytes_in_the_stream_expected_82496_got_at_least_98304.zip", "missing_required_file", "agency.txt", 0},
	{"zip/yauzl__unexpected_EOF.zip", "damaged_zip", "", 0},
	{"zip/yauzl__zip64_extended_information_extra_field_does_not_include_compressed_size.zip", "damaged_zip", "", 0},
	{"zip/yauzl__zip64_extended_information_extra_field_does_not_include_uncompressed_size.zip", "damaged_zip", "", 0},
	{"zip/snyk__zip-slip.zip", "unsafe_path", "", 0},
	{"zip/gostd__symlink.zip", "unsafe_path", "", 0},
	{"zip/gostd__test-baddirsz.zip", "missing_required_file", "agency.txt", 0},
	{"zip/gostd__test-trailing-junk.zip", "missing_required_file", "agency.txt", 0},
	{"zip/gostd__dupdir.zip", "missing_required_file", "agency.txt", 0},
	{"zip/gostd__zip64-2.zip", "missing_required_file", "agency.txt", 0},
	{"zip/gostd__crc32-not-streamed.zip", "missing_required_file", "agency.txt", 0},
	{"encoding/GB2312__14.blog.westca.com.xml", "unrecognised_table", "", 1},
	{"encoding/GB2312___chromium_gb18030_with_no_encoding_specified.html.xml", "unrecognised_table", "", 1},
	{"encoding/GB2312__acnnewswire.net.xml", "unrecognised_table", "", 1},
	{"encoding/SHIFT_JIS__10e.org.xml", "unrecognised_table", "", 1},
	{"encoding/SHIFT_JIS___chromium_Shift-JIS_with_no_encoding_specified.html", "unrecognised_table", "", 1},
	{"encoding/SHIFT_JIS___ude_2.txt", "unrecognised_table", "", 1},
	{"made/gb18030_rare.csv", "", "", 0},
	{"made/gbk_cut_half_char.csv", "cut_character", "", 5},
	{"made/shiftjis_cities.csv", "", "", 0},
	{"made/utf8_double_encoded.csv", "unrecognised_table", "", 1},
	{"made/bom_only.csv", "empty_file", "", 0},
	{"made/header_only.csv", "no_rows", "", 0},
	{"made/mixed_eol.csv", "", "", 0},
	{"made/unclosed_quote.csv", "csv_parsing_failed", "", 2},
	{"made/semicolon_decimal_comma.csv", "", "", 0},
	{"made/fullwidth_commas.csv", "", "", 0},
	{"made/header_case_space.csv", "", "", 0},
	{"made/nan_inf_coords.csv", "invalid_float", "", 2},
	{"made/times.csv", "invalid_time", "", 3},
	{"made/prices.csv", "invalid_currency_amount", "", 3},
	{"made/csv_formula.csv", "", "", 0},
	{"made/invisible_names.csv", "invalid_character", "", 9},
	{"made/lone_surrogate.json", "json_parsing_failed", "", 1},
	{"made/json_big_numbers.json", "invalid_json_value", "", 1},
	{"made/json_wrong_case.json", "unknown_field", "", 1},
	{"made/json_future_version.json", "not_a_snapshot", "", 1},
	{"made/graph_self_loop.csv", "same_place", "", 2},
	{"made/many_columns_20k.csv", "too_many_columns", "", 1},
	{"made/binary_as.csv", "invalid_character", "", 1},
	{"made/xlsx_as.csv", "spreadsheet_file", "", 0},
	{"made/truncated_copy.csv", "missing_required_field", "", 1728},
	{"made/zip_dup_names.zip", "duplicated_file", "stops.txt", 0},
	{"made/zip_bomb_200MB.zip", "too_large", "stops.txt", 0},
	{"made/zip_many_entries.zip", "too_many_files", "", 0},
	{"made/zip_cut.zip", "damaged_zip", "", 0},
	{"made/gbk_zip_names.zip", "missing_required_file", "stops.txt", 0},
}

// otherVerdict explains where the index of the collection says otherwise.
var otherVerdict = map[string]string{
	"gtfs/gtfsvtor__invalid_translations.zip": "broken translations are noted and skipped; nothing hangs on them",
	"gtfs/gtfsvtor__overlapping_blockid.zip":  "a trip of it has each stop_sequence twice",
	"gtfs/etalab__duplicate_stops.zip":        "its platforms belong to a stop that is no station",
	"gtfs/etalab__sub_folder.zip":             "found in its folder, but its routes are of an operator that is not there",
	"gtfs/etalab__unused_stop.zip":            "a route of it has no name",
	"made/json_wrong_case.json":               "names match in their case only; the report names the first that does not",
	"csv/messytables__211.csv":                "its one foreign byte is in no encoding that is found out; --encoding reads it",
}

func TestEveryBrokenFileGetsItsCodeAndLine(t *testing.T) {
	dir := filepath.Join(sharedData(t), "badinputs")
	o := exchange.Options{From: model.NewDate(2026, 1, 1), To: model.NewDate(2027, 12, 31)}
	verdicts := index(t, dir)
	require.GreaterOrEqual(t, len(badInputs), 60)
	for _, want := range badInputs {
		t.Run(want.name, func(t *testing.T) {
			n, rep, err := exchange.Read(t.Context(), filepath.Join(dir, want.name), o)
			problems := feed.Errors(err)
			if want.code == "" {
				require.NoError(t, err)
				require.NotEmpty(t, n.Cities)
				checkVerdict(t, want.name, verdicts, false, rep)
				return
			}
			require.NotEmpty(t, problems, "accepted")
			require.Equal(t, model.Network{}, n, "all or nothing")
			file := want.file
			if file == "" {
				file = filepath.Base(want.name)
			}
			require.Equal(t, []any{want.code, file, want.line}, []any{problems[0].Code, problems[0].File, problems[0].Line}, "%v", err)
			if want.code != feed.CodeUnknownTable {
				checkVerdict(t, want.name, verdicts, true, rep)
			}
		})
	}
}

// checkVerdict holds the outcome against the index.
func checkVerdict(t *testing.T, name string, verdicts map[string]string, refused bool, rep feed.Report) {
	t.Helper()
	if otherVerdict[name] != "" || strings.HasPrefix(name, "zip/") || strings.HasSuffix(name, "_names.zip") {
		return // archives of other things are sound or damaged, but never a feed
	}
	verdict := verdicts[name]
	require.Equal(t, verdict == "REJECT" || verdict == "PARTIAL", refused, "the index says %s; %+v", verdict, rep.Findings)
}

func index(t *testing.T, dir string) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	out := make(map[string]string)
	for _, row := range rows[1:] {
		out[row[0]] = row[1]
	}
	return out
}

// TestNoTextOfAJSONCollectionIsANetwork: sound or broken, none is a snapshot of
// ours, and every refusal has a place.
func TestNoTextOfAJSONCollectionIsANetwork(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(sharedData(t), "badinputs", "json", "*.json"))
	require.NoError(t, err)
	require.Greater(t, len(names), 100)
	for _, name := range names {
		_, _, err := exchange.Read(t.Context(), name, exchange.Options{})
		problems := feed.Errors(err)
		require.NotEmpty(t, problems, name)
		switch problems[0].Code {
		case feed.CodeJSON, feed.CodeNotSnapshot, feed.CodeUnknownField, feed.CodeNotUTF8, feed.CodeEmptyFile, feed.CodeCharacter, feed.CodeDuplicateKey:
		default:
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEncodingsAreRecognised: the real texts of the collection, by their names.
func TestEncodingsAreRecognised(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(sharedData(t), "badinputs", "encoding", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		want, _, _ := strings.Cut(strings.ToLower(filepath.Base(name)), "__")
		if want == "gb2312" {
			want = "gb18030" // which it is a part of
		}
		_, from, _ := feed.Decode(name, b, feed.Encoding{})
		require.Equal(t, want, from.Name, name)
	}
}
