package i18n

import (
	"errors"
	"strconv"
	"strings"

	"tongtu/data/gtfs"
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
func (c *Catalogue) feed(errs []*gtfs.Error) string {
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
func (c *Catalogue) FeedProblem(e *gtfs.Error) string {
	message := c.FeedCode(e.Code)
	if e.Code == gtfs.CodeIO && e.Err != nil {
		if key, ok := sentinel(errors.Unwrap(e)); ok {
			message = c.T(key)
		}
	}
	return c.feedPlace(e.File, e.Line, e.Column, c.quoted(message, e.Value))
}

// FeedFinding gives one oddity of a feed that did not stop its import.
func (c *Catalogue) FeedFinding(f gtfs.Finding) string {
	return c.feedPlace(f.File, f.Line, f.Column, c.quoted(c.FeedCode(f.Code), f.Value))
}

// FeedCode puts the rule behind a code into words.
func (c *Catalogue) FeedCode(code gtfs.Code) string {
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

var feedKeys = map[gtfs.Code]Key{
	gtfs.CodeCSVParsing:          "errors.feed.csv-parsing-failed",
	gtfs.CodeDuplicatedColumn:    "errors.feed.duplicated-column",
	gtfs.CodeDuplicateKey:        "errors.feed.duplicate-key",
	gtfs.CodeEmptyColumnName:     "errors.feed.empty-column-name",
	gtfs.CodeEmptyFile:           "errors.feed.empty-file",
	gtfs.CodeForeignKey:          "errors.feed.foreign-key-violation",
	gtfs.CodeIO:                  "errors.feed.i-o-error",
	gtfs.CodeAgencyZones:         "errors.feed.inconsistent-agency-timezone",
	gtfs.CodeCharacter:           "errors.feed.invalid-character",
	gtfs.CodeCurrency:            "errors.feed.invalid-currency",
	gtfs.CodeAmount:              "errors.feed.invalid-currency-amount",
	gtfs.CodeDate:                "errors.feed.invalid-date",
	gtfs.CodeFloat:               "errors.feed.invalid-float",
	gtfs.CodeSubfolder:           "errors.feed.invalid-input-files-in-subfolder",
	gtfs.CodeInteger:             "errors.feed.invalid-integer",
	gtfs.CodeRowLength:           "errors.feed.invalid-row-length",
	gtfs.CodeTime:                "errors.feed.invalid-time",
	gtfs.CodeTimezone:            "errors.feed.invalid-timezone",
	gtfs.CodeStopTimeLocation:    "errors.feed.location-with-unexpected-stop-time",
	gtfs.CodeNoCalendarFiles:     "errors.feed.missing-calendar-and-calendar-date-files",
	gtfs.CodeAgencyID:            "errors.feed.missing-required-agency-id",
	gtfs.CodeMissingColumn:       "errors.feed.missing-required-column",
	gtfs.CodeMissingField:        "errors.feed.missing-required-field",
	gtfs.CodeMissingFile:         "errors.feed.missing-required-file",
	gtfs.CodeStopName:            "errors.feed.missing-stop-name",
	gtfs.CodeTripEdge:            "errors.feed.missing-trip-edge",
	gtfs.CodeNewLine:             "errors.feed.new-line-in-value",
	gtfs.CodeRange:               "errors.feed.number-out-of-range",
	gtfs.CodeOverlap:             "errors.feed.overlapping-frequency",
	gtfs.CodeNearOrigin:          "errors.feed.point-near-origin",
	gtfs.CodeRouteName:           "errors.feed.route-both-short-and-long-name-missing",
	gtfs.CodeNeverRuns:           "errors.feed.service-has-no-active-day-of-the-week",
	gtfs.CodeRangeOrder:          "errors.feed.start-and-end-range-out-of-order",
	gtfs.CodeStationParent:       "errors.feed.station-with-parent-station",
	gtfs.CodeStopWithoutTimes:    "errors.feed.stop-without-stop-time",
	gtfs.CodeBackwards:           "errors.feed.stop-time-with-arrival-before-previous-departure-time",
	gtfs.CodeHalfTime:            "errors.feed.stop-time-with-only-arrival-or-departure-time",
	gtfs.CodeStopPosition:        "errors.feed.stop-without-location",
	gtfs.CodeTooManyRows:         "errors.feed.too-many-rows",
	gtfs.CodeTransferStop:        "errors.feed.transfer-with-invalid-stop-location-type",
	gtfs.CodeTranslationUnknown:  "errors.feed.translation-foreign-key-violation",
	gtfs.CodeEnum:                "errors.feed.unexpected-enum-value",
	gtfs.CodeUnknownColumn:       "errors.feed.unknown-column",
	gtfs.CodeUnknownFile:         "errors.feed.unknown-file",
	gtfs.CodeUnusableTrip:        "errors.feed.unusable-trip",
	gtfs.CodeUnusedTrip:          "errors.feed.unused-trip",
	gtfs.CodeParentType:          "errors.feed.wrong-parent-location-type",
	gtfs.CodeSameNameDescription: "errors.feed.route-long-name-contains-short-name",
	gtfs.CodeNotZip:              "errors.feed.not-a-zip",
	gtfs.CodeDamagedZip:          "errors.feed.damaged-zip",
	gtfs.CodeUnsafePath:          "errors.feed.unsafe-path",
	gtfs.CodeDuplicatedFile:      "errors.feed.duplicated-file",
	gtfs.CodeTooLarge:            "errors.feed.too-large",
	gtfs.CodeTooManyFiles:        "errors.feed.too-many-files",
	gtfs.CodeTooManyColumns:      "errors.feed.too-many-columns",
	gtfs.CodeNotUTF8:             "errors.feed.not-utf8",
	gtfs.CodeTooLong:             "errors.feed.text-too-long",
	gtfs.CodeNoService:           "errors.feed.no-service",
	gtfs.CodeFareFalls:           "errors.feed.decreasing-fare",
	gtfs.CodeFareCount:           "errors.feed.fares-without-classes",
	gtfs.CodeContains:            "errors.feed.contains-id-skipped",
	gtfs.CodeInSeat:              "errors.feed.in-seat-transfer",
	gtfs.CodeCurrencyMixed:       "errors.feed.inconsistent-currency",
	gtfs.CodeFareUnused:          "errors.feed.unused-fare",
	gtfs.CodeUnknownZone:         "errors.feed.unknown-zone",
	gtfs.CodeAreaUnused:          "errors.feed.unused-area",
	gtfs.CodeAreaAmbiguous:       "errors.feed.stop-in-several-areas",
	gtfs.CodeTransfersMerged:     "errors.feed.transfers-merged",
	gtfs.CodeInterpolated:        "errors.feed.interpolated-time",
	gtfs.CodeFrequencyExpands:    "errors.feed.frequency-expanded",
}
