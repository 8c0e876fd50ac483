package i18n

import (
	"errors"
	"strconv"
	"strings"

	"tongtu/data/feed"
)

const (
	keyFeedLine   Key = "errors.feed.at-line"   // {file} {line} {message}
	keyFeedColumn Key = "errors.feed.at-column" // and {column}
	keyFeedHead   Key = "errors.feed.at-head"   // {file} {column} {message}
	keyFeedFile   Key = "errors.feed.at-file"   // {file} {message}
	keyFeedValue  Key = "errors.feed.value"     // {message} {value}
	keyFeedMore   Key = "errors.feed.more"      // {n}
	keyFeedOther  Key = "errors.feed.other"
)

// maxProblems is how many problems of a feed one message names.
const maxProblems = 5

// feed names the first problems of a refused feed, one a line with its place.
func (c *Catalogue) feed(errs []*feed.Error) string {
	var lines []string
	for _, e := range errs[:min(len(errs), maxProblems)] {
		lines = append(lines, c.FeedProblem(e))
	}
	if more := len(errs) - maxProblems; more > 0 {
		lines = append(lines, c.T(keyFeedMore, A{"n": more}))
	}
	return strings.Join(lines, "\n")
}

// FeedProblem gives one problem of a feed: file, line, column, rule and value.
func (c *Catalogue) FeedProblem(e *feed.Error) string {
	message := c.FeedCode(e.Code)
	if e.Code == feed.CodeIO && e.Err != nil {
		if key, ok := sentinel(errors.Unwrap(e)); ok {
			message = c.T(key)
		}
	}
	return c.feedPlace(e.File, e.Line, e.Column, c.quoted(message, e.Value))
}

// FeedFinding gives one oddity of a feed that did not stop its import.
func (c *Catalogue) FeedFinding(f feed.Finding) string {
	return c.feedPlace(f.File, f.Line, f.Column, c.quoted(c.FeedCode(f.Code), f.Value))
}

// FeedCode puts the rule behind a code into words.
func (c *Catalogue) FeedCode(code feed.Code) string {
	key, ok := feedKeys[code]
	if !ok {
		key = keyFeedOther
	}
	return c.T(key)
}

func (c *Catalogue) quoted(message, value string) string {
	if value == "" {
		return message
	}
	return c.T(keyFeedValue, A{"message": message, "value": value})
}

// feedPlace puts a message behind its place in a file; line 0 is the whole file.
func (c *Catalogue) feedPlace(file string, line int, column, message string) string {
	a := A{"file": file, "line": strconv.Itoa(line), "column": column, "message": message}
	switch {
	case file == "":
		return message
	case line > 0 && column != "":
		return c.T(keyFeedColumn, a)
	case line > 0:
		return c.T(keyFeedLine, a)
	case column != "":
		return c.T(keyFeedHead, a)
	}
	return c.T(keyFeedFile, a)
}

var feedKeys = map[feed.Code]Key{
	feed.CodeCSVParsing:          "errors.feed.csv-parsing-failed",
	feed.CodeDuplicatedColumn:    "errors.feed.duplicated-column",
	feed.CodeDuplicateKey:        "errors.feed.duplicate-key",
	feed.CodeEmptyColumnName:     "errors.feed.empty-column-name",
	feed.CodeEmptyFile:           "errors.feed.empty-file",
	feed.CodeForeignKey:          "errors.feed.foreign-key-violation",
	feed.CodeIO:                  "errors.feed.i-o-error",
	feed.CodeAgencyZones:         "errors.feed.inconsistent-agency-timezone",
	feed.CodeCharacter:           "errors.feed.invalid-character",
	feed.CodeCurrency:            "errors.feed.invalid-currency",
	feed.CodeAmount:              "errors.feed.invalid-currency-amount",
	feed.CodeDate:                "errors.feed.invalid-date",
	feed.CodeFloat:               "errors.feed.invalid-float",
	feed.CodeSubfolder:           "errors.feed.invalid-input-files-in-subfolder",
	feed.CodeInteger:             "errors.feed.invalid-integer",
	feed.CodeRowLength:           "errors.feed.invalid-row-length",
	feed.CodeTime:                "errors.feed.invalid-time",
	feed.CodeTimezone:            "errors.feed.invalid-timezone",
	feed.CodeStopTimeLocation:    "errors.feed.location-with-unexpected-stop-time",
	feed.CodeNoCalendarFiles:     "errors.feed.missing-calendar-and-calendar-date-files",
	feed.CodeAgencyID:            "errors.feed.missing-required-agency-id",
	feed.CodeMissingColumn:       "errors.feed.missing-required-column",
	feed.CodeMissingField:        "errors.feed.missing-required-field",
	feed.CodeMissingFile:         "errors.feed.missing-required-file",
	feed.CodeStopName:            "errors.feed.missing-stop-name",
	feed.CodeTripEdge:            "errors.feed.missing-trip-edge",
	feed.CodeNewLine:             "errors.feed.new-line-in-value",
	feed.CodeRange:               "errors.feed.number-out-of-range",
	feed.CodeOverlap:             "errors.feed.overlapping-frequency",
	feed.CodeNearOrigin:          "errors.feed.point-near-origin",
	feed.CodeRouteName:           "errors.feed.route-both-short-and-long-name-missing",
	feed.CodeNeverRuns:           "errors.feed.service-has-no-active-day-of-the-week",
	feed.CodeRangeOrder:          "errors.feed.start-and-end-range-out-of-order",
	feed.CodeStationParent:       "errors.feed.station-with-parent-station",
	feed.CodeStopWithoutTimes:    "errors.feed.stop-without-stop-time",
	feed.CodeBackwards:           "errors.feed.stop-time-with-arrival-before-previous-departure-time",
	feed.CodeHalfTime:            "errors.feed.stop-time-with-only-arrival-or-departure-time",
	feed.CodeStopPosition:        "errors.feed.stop-without-location",
	feed.CodeTooManyRows:         "errors.feed.too-many-rows",
	feed.CodeTransferStop:        "errors.feed.transfer-with-invalid-stop-location-type",
	feed.CodeTranslationUnknown:  "errors.feed.translation-foreign-key-violation",
	feed.CodeEnum:                "errors.feed.unexpected-enum-value",
	feed.CodeUnknownColumn:       "errors.feed.unknown-column",
	feed.CodeUnknownFile:         "errors.feed.unknown-file",
	feed.CodeUnusableTrip:        "errors.feed.unusable-trip",
	feed.CodeUnusedTrip:          "errors.feed.unused-trip",
	feed.CodeParentType:          "errors.feed.wrong-parent-location-type",
	feed.CodeSameNameDescription: "errors.feed.route-long-name-contains-short-name",
	feed.CodeNotZip:              "errors.feed.not-a-zip",
	feed.CodeDamagedZip:          "errors.feed.damaged-zip",
	feed.CodeUnsafePath:          "errors.feed.unsafe-path",
	feed.CodeDuplicatedFile:      "errors.feed.duplicated-file",
	feed.CodeTooLarge:            "errors.feed.too-large",
	feed.CodeTooManyFiles:        "errors.feed.too-many-files",
	feed.CodeTooManyColumns:      "errors.feed.too-many-columns",
	feed.CodeNotUTF8:             "errors.feed.not-utf8",
	feed.CodeCutCharacter:        "errors.feed.cut-character",
	feed.CodeEncoding:            "errors.feed.encoding-recognised",
	feed.CodeTooLong:             "errors.feed.text-too-long",
	feed.CodeNoService:           "errors.feed.no-service",
	feed.CodeFareFalls:           "errors.feed.decreasing-fare",
	feed.CodeFareCount:           "errors.feed.fares-without-classes",
	feed.CodeContains:            "errors.feed.contains-id-skipped",
	feed.CodeInSeat:              "errors.feed.in-seat-transfer",
	feed.CodeCurrencyMixed:       "errors.feed.inconsistent-currency",
	feed.CodeFareUnused:          "errors.feed.unused-fare",
	feed.CodeUnknownZone:         "errors.feed.unknown-zone",
	feed.CodeRulePriority:        "errors.feed.rule-priority-ignored",
	feed.CodeRiderCategory:       "errors.feed.rider-category-skipped",
	feed.CodeTimeframe:           "errors.feed.timeframe-skipped",
	feed.CodeIgnoredFile:         "errors.feed.ignored-file",
	feed.CodeAreaUnused:          "errors.feed.unused-area",
	feed.CodeAreaAmbiguous:       "errors.feed.stop-in-several-areas",
	feed.CodeTransfersMerged:     "errors.feed.transfers-merged",
	feed.CodeInterpolated:        "errors.feed.interpolated-time",
	feed.CodeJSON:                "errors.feed.json-parsing-failed",
	feed.CodeJSONValue:           "errors.feed.invalid-json-value",
	feed.CodeUnknownField:        "errors.feed.unknown-field",
	feed.CodeNotSnapshot:         "errors.feed.not-a-snapshot",
	feed.CodeNewerVersion:        "errors.feed.newer-version",
	feed.CodeUnknownTable:        "errors.feed.unrecognised-table",
	feed.CodeHeaderRow:           "errors.feed.header-row-found",
	feed.CodeFullwidth:           "errors.feed.fullwidth-comma",
	feed.CodeNoRows:              "errors.feed.no-rows",
	feed.CodeExcel:               "errors.feed.spreadsheet-file",
	feed.CodeInvisible:           "errors.feed.invisible-character",
	feed.CodeMixedScripts:        "errors.feed.mixed-scripts",
	feed.CodeUnplaced:            "errors.feed.unknown-place",
	feed.CodeSelfLoop:            "errors.feed.same-place",
	feed.CodeTripGap:             "errors.feed.trip-not-continuous",
	feed.CodeDuration:            "errors.feed.duration-mismatch",
	feed.CodeNextDay:             "errors.feed.arrives-next-day",
	feed.CodeTimeEstimated:       "errors.feed.estimated-time",
	feed.CodeServicesMade:        "errors.feed.services-made",
	feed.CodeFrequencyExpands:    "errors.feed.frequency-expanded",
}
