package network

import "tongtu/app/i18n"

// Texts of the views of a route's trips.
const (
	keyTabTimetable i18n.Key = "timetable.tab"
	keyTabSheet     i18n.Key = "timetable.tab.sheet"
	keyTabFares     i18n.Key = "timetable.tab.fares"
	keyReverse      i18n.Key = "timetable.reverse"

	keySheetDep  i18n.Key = "timetable.sheet.dep"  // {station}
	keySheetArr  i18n.Key = "timetable.sheet.arr"  // {station}
	keySheetHint i18n.Key = "timetable.sheet.hint" // {n} {all}
	keyFillFirst i18n.Key = "timetable.fill.first"
	keyFillLast  i18n.Key = "timetable.fill.last"
	keyFillEvery i18n.Key = "timetable.fill.every"
	keyFill      i18n.Key = "timetable.fill"
	keyFilled    i18n.Key = "timetable.filled"     // {n}
	keyPasteLeft i18n.Key = "timetable.paste.left" // {n}

	keyErrBackwards i18n.Key = "timetable.error.backwards"
	keyErrHeadway   i18n.Key = "timetable.error.headway"
	keyErrMany      i18n.Key = "timetable.error.many"
	keyErrNoTimes   i18n.Key = "timetable.error.no-times"
)

// Texts of the history of a draft.
const (
	keyStepUndo      i18n.Key = "timetable.step.undo" // {step}
	keyStepField     i18n.Key = "timetable.step.field"
	keyStepCell      i18n.Key = "timetable.step.cell"
	keyStepPaste     i18n.Key = "timetable.step.paste"
	keyStepRow       i18n.Key = "timetable.step.row"
	keyStepTrip      i18n.Key = "timetable.step.trip"
	keyStepShift     i18n.Key = "timetable.step.shift"
	keyStepFrequency i18n.Key = "timetable.step.frequency"
	keyStepReverse   i18n.Key = "timetable.step.reverse"
	keyStepClasses   i18n.Key = "timetable.step.classes"
	keyStepCalendar  i18n.Key = "timetable.step.calendar"
	keyStepFare      i18n.Key = "timetable.step.fare"
	keyStepDrag      i18n.Key = "timetable.step.drag"
)

// stepKeys are the words for the steps of a draft.
var stepKeys = map[Step]i18n.Key{
	StepField: keyStepField, StepCell: keyStepCell, StepPaste: keyStepPaste, StepRow: keyStepRow,
	StepTrip: keyStepTrip, StepShift: keyStepShift, StepFrequency: keyStepFrequency, StepReverse: keyStepReverse,
	StepClasses: keyStepClasses, StepCalendar: keyStepCalendar, StepFare: keyStepFare, StepFix: keyStepFix, StepDrag: keyStepDrag,
}

// Texts about unsaved work that survived.
const (
	keyLeft         i18n.Key = "timetable.left"         // {name} {at}
	keyLeftChanged  i18n.Key = "timetable.left.changed" // {name} {at}
	keyLeftGone     i18n.Key = "timetable.left.gone"    // {name} {at}
	keyLeftRestore  i18n.Key = "timetable.left.restore"
	keyLeftDiscard  i18n.Key = "timetable.left.discard"
	keyLeftDrop     i18n.Key = "timetable.left.drop"      // {name}
	keyLeftDropBody i18n.Key = "timetable.left.drop.body" // {name}
)

// Texts of the fares between pairs of stops, and of the days.
const (
	keyPairClass i18n.Key = "timetable.pair.class"
	keyPairFrom  i18n.Key = "timetable.pair.from"
	keyPairFill  i18n.Key = "timetable.pair.fill"
	keyPairClear i18n.Key = "timetable.pair.clear"
	keyPairHint  i18n.Key = "timetable.pair.hint"

	keyDays      i18n.Key = "timetable.days"
	keyDaysMonth i18n.Key = "timetable.days.month" // {year} {month}
	keyDaysFirst i18n.Key = "timetable.days.first"
	keyDaysLast  i18n.Key = "timetable.days.last"
)

// Texts of the time–distance chart.
const (
	keyTabChart  i18n.Key = "timetable.tab.chart"
	keyChartHint i18n.Key = "timetable.chart.hint"
)

// Texts about the impact of saving.
const (
	keyTabImpact     i18n.Key = "timetable.tab.impact"
	keyImpactFind    i18n.Key = "timetable.impact.find"
	keyImpactList    i18n.Key = "timetable.impact.list"
	keyImpactNone    i18n.Key = "timetable.impact.none"
	keyImpactRunning i18n.Key = "timetable.impact.running" // {n} {all}
	keyImpactStale   i18n.Key = "timetable.impact.stale"
	keyImpactNothing i18n.Key = "timetable.impact.nothing"
	keyImpactSays    i18n.Key = "timetable.impact"      // {fastest} {slower} {cheapest} {dearer}
	keyImpactFoot    i18n.Key = "timetable.impact.foot" // {date} {first} {last} {cities}
	keyImpactFrom    i18n.Key = "timetable.impact.from"
	keyImpactTo      i18n.Key = "timetable.impact.to"
	keyImpactAt      i18n.Key = "timetable.impact.at"
	keyImpactArrives i18n.Key = "timetable.impact.arrives"
	keyImpactFare    i18n.Key = "timetable.impact.fare"
	keyImpactEarlier i18n.Key = "timetable.impact.earlier" // {by}
	keyImpactLater   i18n.Key = "timetable.impact.later"   // {by}
	keyImpactCheaper i18n.Key = "timetable.impact.cheaper" // {by}
	keyImpactDearer  i18n.Key = "timetable.impact.dearer"  // {by}
	keyImpactNew     i18n.Key = "timetable.impact.new"
	keyImpactGone    i18n.Key = "timetable.impact.gone"
)

// Texts about what is wrong with a draft.
const (
	keyFindingAt     i18n.Key = "timetable.finding" // {trip} {station} {says}
	keyFindingLocate i18n.Key = "timetable.finding.locate"
	keyFixDay        i18n.Key = "timetable.fix.day"
	keyFixTime       i18n.Key = "timetable.fix.time" // {time}
	keyStepFix       i18n.Key = "timetable.step.fix"
)
