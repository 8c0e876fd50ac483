package feed

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxErrors is how many errors are collected before reading stops.
const MaxErrors = 20

// Code names a problem of a feed. Where the GTFS validator has a notice for
// the case (https://gtfs-validator.mobilitydata.org/rules.html) it has the
// notice's name; the rest are this package's own.
type Code string

// The notices of the GTFS validator that are raised here.
const (
	CodeCSVParsing          Code = "csv_parsing_failed"
	CodeDuplicatedColumn    Code = "duplicated_column"
	CodeDuplicateKey        Code = "duplicate_key"
	CodeEmptyColumnName     Code = "empty_column_name"
	CodeEmptyFile           Code = "empty_file"
	CodeForeignKey          Code = "foreign_key_violation"
	CodeIO                  Code = "i_o_error"
	CodeAgencyZones         Code = "inconsistent_agency_timezone"
	CodeCharacter           Code = "invalid_character"
	CodeCurrency            Code = "invalid_currency"
	CodeAmount              Code = "invalid_currency_amount"
	CodeDate                Code = "invalid_date"
	CodeFloat               Code = "invalid_float"
	CodeSubfolder           Code = "invalid_input_files_in_subfolder"
	CodeInteger             Code = "invalid_integer"
	CodeRowLength           Code = "invalid_row_length"
	CodeTime                Code = "invalid_time"
	CodeTimezone            Code = "invalid_timezone"
	CodeStopTimeLocation    Code = "location_with_unexpected_stop_time"
	CodeNoCalendarFiles     Code = "missing_calendar_and_calendar_date_files"
	CodeAgencyID            Code = "missing_required_agency_id"
	CodeMissingColumn       Code = "missing_required_column"
	CodeMissingField        Code = "missing_required_field"
	CodeMissingFile         Code = "missing_required_file"
	CodeStopName            Code = "missing_stop_name"
	CodeTripEdge            Code = "missing_trip_edge"
	CodeNewLine             Code = "new_line_in_value"
	CodeRange               Code = "number_out_of_range"
	CodeOverlap             Code = "overlapping_frequency"
	CodeNearOrigin          Code = "point_near_origin"
	CodeRouteName           Code = "route_both_short_and_long_name_missing"
	CodeNeverRuns           Code = "service_has_no_active_day_of_the_week"
	CodeRangeOrder          Code = "start_and_end_range_out_of_order"
	CodeStationParent       Code = "station_with_parent_station"
	CodeStopWithoutTimes    Code = "stop_without_stop_time"
	CodeBackwards           Code = "stop_time_with_arrival_before_previous_departure_time"
	CodeHalfTime            Code = "stop_time_with_only_arrival_or_departure_time"
	CodeStopPosition        Code = "stop_without_location"
	CodeTooManyRows         Code = "too_many_rows"
	CodeTransferStop        Code = "transfer_with_invalid_stop_location_type"
	CodeTranslationUnknown  Code = "translation_foreign_key_violation"
	CodeEnum                Code = "unexpected_enum_value"
	CodeUnknownColumn       Code = "unknown_column"
	CodeUnknownFile         Code = "unknown_file"
	CodeUnusableTrip        Code = "unusable_trip"
	CodeUnusedTrip          Code = "unused_trip"
	CodeParentType          Code = "wrong_parent_location_type"
	CodeSameNameDescription Code = "route_long_name_contains_short_name"
)

// The codes of this package's own.
const (
	CodeNotZip           Code = "not_a_zip"              // the file is no zip archive at all
	CodeDamagedZip       Code = "damaged_zip"            // cut short, or its checksums fail
	CodeUnsafePath       Code = "unsafe_path"            // an entry that points outside, or a link
	CodeDuplicatedFile   Code = "duplicated_file"        // one table twice
	CodeTooLarge         Code = "too_large"              // beyond the limits of the archive
	CodeTooManyFiles     Code = "too_many_files"         // more than MaxEntries
	CodeTooManyColumns   Code = "too_many_columns"       // more than MaxColumns
	CodeNotUTF8          Code = "not_utf8"               // the text is in another encoding
	CodeCutCharacter     Code = "cut_character"          // the file ends within a character
	CodeEncoding         Code = "encoding_recognised"    // the text was not UTF-8; the value is its encoding
	CodeTooLong          Code = "text_too_long"          // beyond model.MaxName characters
	CodeNoService        Code = "no_service"             // no trip runs on any day
	CodeFareFalls        Code = "decreasing_fare"        // a cumulative fare falls along the trip
	CodeFareCount        Code = "fares_without_classes"  // tongtu_fares does not fit tongtu_classes
	CodeContains         Code = "contains_id_skipped"    // fare rules by zones passed are not supported
	CodeInSeat           Code = "in_seat_transfer"       // transfer types 4 and 5 are not supported
	CodeCurrencyMixed    Code = "inconsistent_currency"  // prices in a second currency
	CodeFareUnused       Code = "unused_fare"            // a fare that no rule uses
	CodeUnknownZone      Code = "unknown_zone"           // a fare rule for a zone without stops
	CodeRulePriority     Code = "rule_priority_ignored"  // of the rules that match, the cheapest counts
	CodeRiderCategory    Code = "rider_category_skipped" // a price for children, the old …
	CodeTimeframe        Code = "timeframe_skipped"      // a price at some times only
	CodeIgnoredFile      Code = "ignored_file"           // a file of the reference that is of no use here
	CodeAreaUnused       Code = "unused_area"            // an area without stations
	CodeAreaAmbiguous    Code = "stop_in_several_areas"  // the first one counts
	CodeTransfersMerged  Code = "transfers_merged"       // platforms of one station differ; the longer time counts
	CodeInterpolated     Code = "interpolated_time"      // a missing time was estimated
	CodeJSON             Code = "json_parsing_failed"    // not JSON from here on
	CodeJSONValue        Code = "invalid_json_value"     // a member has another type or form
	CodeUnknownField     Code = "unknown_field"          // a member nobody knows
	CodeNotSnapshot      Code = "not_a_snapshot"         // JSON, but not a network of this program
	CodeNewerVersion     Code = "newer_version"          // written by a later version of this program
	CodeUnknownTable     Code = "unrecognised_table"     // columns of none of the kinds of tables
	CodeHeaderRow        Code = "header_row_found"       // the header was not the first line
	CodeFullwidth        Code = "fullwidth_comma"        // cells are separated by the comma of Chinese keyboards
	CodeNoRows           Code = "no_rows"                // a header and nothing more
	CodeExcel            Code = "spreadsheet_file"       // an Excel or OpenDocument file, not text
	CodeInvisible        Code = "invisible_character"    // characters without width, taken out
	CodeMixedScripts     Code = "mixed_scripts"          // Latin letters beside look-alikes
	CodeUnplaced         Code = "unknown_place"          // nobody knows where this name is
	CodeSelfLoop         Code = "same_place"             // from a place to itself
	CodeTripGap          Code = "trip_not_continuous"    // a row does not start where the trip's last ended
	CodeDuration         Code = "duration_mismatch"      // the duration is not the time between the clocks
	CodeNextDay          Code = "arrives_next_day"       // an arrival before the departure
	CodeTimeEstimated    Code = "estimated_time"         // an edge without a time
	CodeServicesMade     Code = "services_made"          // an edge list got services of this headway
	CodeFrequencyExpands Code = "frequency_expanded"     // runs were made from frequencies.txt
)

// Error is one problem of a feed at its place. File and Line may be missing
// when the archive as a whole is at fault.
type Error struct {
	File   string // "stops.txt", or the archive's name
	Line   int    // 1 is the header; 0 means the whole file
	Column string // "stop_lat"; may be empty
	Code   Code
	Value  string // what was there, shortened; may be empty
	Err    error  // the cause, when the system gave one
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Column != "" {
		b.WriteString(": " + e.Column)
	}
	b.WriteString(": " + string(e.Code))
	if e.Value != "" {
		fmt.Fprintf(&b, " (%q)", e.Value)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errors returns every *Error joined in err, in order.
func Errors(err error) []*Error {
	if u, ok := err.(interface{ Unwrap() []error }); ok {
		var out []*Error
		for _, e := range u.Unwrap() {
			out = append(out, Errors(e)...)
		}
		return out
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}

// maxValue is the longest quotation in an error, in characters.
const maxValue = 60

// Shorten makes text of a file fit for an error.
func Shorten(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if utf8.RuneCountInString(s) <= maxValue {
		return s
	}
	return string([]rune(s)[:maxValue-1]) + "…"
}
