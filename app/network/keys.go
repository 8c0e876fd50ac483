package network

import "tongtu/app/i18n"

// keyNone stands for no text.
const keyNone i18n.Key = ""

// Texts of both screens.
const (
	keySave        i18n.Key = "network.save"
	keySaving      i18n.Key = "network.saving"
	keyRevert      i18n.Key = "network.revert"
	keyDelete      i18n.Key = "network.delete"
	keyUnsaved     i18n.Key = "network.unsaved"
	keyProblems    i18n.Key = "network.problems" // {n}
	keySignIn      i18n.Key = "network.sign-in"
	keySignInFirst i18n.Key = "network.sign-in.first"
	keyReadOnly    i18n.Key = "network.read-only"
	keyUndoNothing i18n.Key = "network.undo.nothing"
	keyUndo        i18n.Key = "network.undo"   // {edit}
	keyUndone      i18n.Key = "network.undone" // {edit}
	keyRedone      i18n.Key = "network.redone" // {edit}
	keyHistory     i18n.Key = "network.history"
	keySaved       i18n.Key = "network.saved"   // {name}
	keyDeleted     i18n.Key = "network.deleted" // {name}
	keyConflict    i18n.Key = "network.conflict"
	keyGone        i18n.Key = "network.gone"
	keyReload      i18n.Key = "network.reload"
	keyInUse       i18n.Key = "network.in-use" // {name} {n}
	keyDiscard     i18n.Key = "network.discard"
	keyDiscardBody i18n.Key = "network.discard.body" // {name}
	keyDiscardYes  i18n.Key = "network.discard.yes"
	keyLoading     i18n.Key = "network.loading"
	keyNoHit       i18n.Key = "network.no-hit" // {text}
	keyUnnamed     i18n.Key = "network.unnamed"
)

// Texts of the findings panel of both screens.
const (
	keyFindings        i18n.Key = "network.findings" // {errors} {warnings} {infos}
	keyFindingsTab     i18n.Key = "network.findings.tab"
	keyFindingsSearch  i18n.Key = "network.findings.search"
	keyFindingsLooking i18n.Key = "network.findings.looking"
	keyFindingsNone    i18n.Key = "network.findings.none"
	keyFindingsLocate  i18n.Key = "network.findings.locate"
	keyFindingsFixAll  i18n.Key = "network.findings.fix-all" // {n}
	keyFindingsFixed   i18n.Key = "network.findings.fixed"   // {n}
)

// Texts of the cities screen.
const (
	keyCities          i18n.Key = "network.cities"
	keyCitySearch      i18n.Key = "network.city.search"
	keyCityCount       i18n.Key = "network.city.count" // {n} {total}
	keyCityEmpty       i18n.Key = "network.city.empty"
	keyCityNone        i18n.Key = "network.city.none"
	keyCityAdd         i18n.Key = "network.city.add"
	keyCityNew         i18n.Key = "network.city.new"
	keyCityName        i18n.Key = "network.city.name"
	keyCityPinyin      i18n.Key = "network.city.pinyin"
	keyCityPinyinHint  i18n.Key = "network.city.pinyin.hint"
	keyCityEnglish     i18n.Key = "network.city.english"
	keyCityProvince    i18n.Key = "network.city.province"
	keyCityAliases     i18n.Key = "network.city.aliases"
	keyCityAliasesHint i18n.Key = "network.city.aliases.hint"
	keyCityLon         i18n.Key = "network.city.lon"
	keyCityLat         i18n.Key = "network.city.lat"
	keyCityPick        i18n.Key = "network.city.pick"
	keyCityDelete      i18n.Key = "network.city.delete"      // {name}
	keyCityDeleteBody  i18n.Key = "network.city.delete.body" // {name} {stations} {routes} {trips}
	keyCityDeleteFree  i18n.Key = "network.city.delete.free" // {name} {stations}
	keyCityDeleteYes   i18n.Key = "network.city.delete.yes"

	keyCityOther       i18n.Key = "network.city.other" // the name in the other script
	keyCityTrips       i18n.Key = "network.city.trips"
	keyCityRank        i18n.Key = "network.city.rank"
	keyCityNudge       i18n.Key = "network.city.nudge"
	keyCityPinyinDoubt i18n.Key = "network.city.pinyin.doubt" // {pinyin}
	keyReadingOf       i18n.Key = "network.city.reading"      // {char}
	keyRankNone        i18n.Key = "network.rank.none"
	keyRankCapital     i18n.Key = "network.rank.capital"
	keyRankSeat        i18n.Key = "network.rank.seat"
	keyRankPrefecture  i18n.Key = "network.rank.prefecture"
	keyRankTown        i18n.Key = "network.rank.town"

	keySeveralCount       i18n.Key = "network.several.count" // {n}
	keySeveralAll         i18n.Key = "network.several.all"
	keySeveralNone        i18n.Key = "network.several.none"
	keySeveralAsIs        i18n.Key = "network.several.as-is"
	keySeveralApply       i18n.Key = "network.several.apply"
	keySeveralInto        i18n.Key = "network.several.into"
	keySeveralMerge       i18n.Key = "network.several.merge"
	keySeveralDelete      i18n.Key = "network.several.delete"
	keySeveralDeleteTitle i18n.Key = "network.several.delete.title" // {n}
	keySeveralDeleted     i18n.Key = "network.several.deleted"      // {n}
	keySeveralPatched     i18n.Key = "network.several.patched"      // {n}
	keyMergeTitle         i18n.Key = "network.merge.title"          // {n} {name}
	keyMergeBody          i18n.Key = "network.merge.body"           // {names} {name} {stations}
	keyMergeYes           i18n.Key = "network.merge.yes"
	keyMerged             i18n.Key = "network.merged" // {names} {name}

	keyChanges       i18n.Key = "network.changes"
	keyChangeHint    i18n.Key = "network.change.hint"
	keyChangeAdd     i18n.Key = "network.change.add"
	keyChangeFrom    i18n.Key = "network.change.from"
	keyChangeTo      i18n.Key = "network.change.to"
	keyChangeTime    i18n.Key = "network.change.time"
	keyChangeDefault i18n.Key = "network.change.default"
	keyChangeAllowed i18n.Key = "network.change.allowed"
	keyChangeYes     i18n.Key = "network.change.yes"
	keyChangeNo      i18n.Key = "network.change.no"

	keyStations      i18n.Key = "network.stations"
	keyStationHint   i18n.Key = "network.station.hint"
	keyStationName   i18n.Key = "network.station.name"
	keyStationMode   i18n.Key = "network.station.mode"
	keyStationCode   i18n.Key = "network.station.code"
	keyStationAdd    i18n.Key = "network.station.add"
	keyStationRemove i18n.Key = "network.station.remove"
)

// Texts of the routes screen.
const (
	keyRoutes          i18n.Key = "network.routes"
	keyRouteSearch     i18n.Key = "network.route.search"
	keyRouteCount      i18n.Key = "network.route.count" // {n} {total}
	keyRouteEmpty      i18n.Key = "network.route.empty"
	keyRouteNone       i18n.Key = "network.route.none"
	keyRouteAdd        i18n.Key = "network.route.add"
	keyRouteNew        i18n.Key = "network.route.new"
	keyRouteNumber     i18n.Key = "network.route.number"
	keyRouteName       i18n.Key = "network.route.name"
	keyRouteOperator   i18n.Key = "network.route.operator"
	keyRouteNewOp      i18n.Key = "network.route.operator.new"
	keyRouteMode       i18n.Key = "network.route.mode"
	keyRouteDelete     i18n.Key = "network.route.delete"      // {number}
	keyRouteDeleteBody i18n.Key = "network.route.delete.body" // {number} {n}
	keyRouteDeleteYes  i18n.Key = "network.route.delete.yes"

	keyTrips         i18n.Key = "network.trips"
	keyTripNoTimes   i18n.Key = "network.trip.no-times"
	keyTripAdd       i18n.Key = "network.trip.add"
	keyTripDuplicate i18n.Key = "network.trip.duplicate"
	keyTripDelete    i18n.Key = "network.trip.delete"
	keyTripShift     i18n.Key = "network.trip.shift"
	keyTripShiftNow  i18n.Key = "network.trip.shift.now"

	keyCalendar        i18n.Key = "network.calendar"
	keyCalendarOwn     i18n.Key = "network.calendar.own"
	keyCalendarShared  i18n.Key = "network.calendar.shared" // {n}
	keyCalendarDays    i18n.Key = "network.calendar.days"
	keyCalendarFrom    i18n.Key = "network.calendar.from"
	keyCalendarTo      i18n.Key = "network.calendar.to"
	keyCalendarAdded   i18n.Key = "network.calendar.added"
	keyCalendarRemoved i18n.Key = "network.calendar.removed"
	keyCalendarDaily   i18n.Key = "network.calendar.daily"
	keyCalendarSingle  i18n.Key = "network.calendar.single"
	keyWeekdays        i18n.Key = "network.weekdays" // seven letters, Monday first

	keyTimetable     i18n.Key = "network.timetable"
	keyTimetableHint i18n.Key = "network.timetable.hint"
	keyPairFares     i18n.Key = "network.pair-fares" // {n}
	keyCallAdd       i18n.Key = "network.call.add"
	keyCallRemove    i18n.Key = "network.call.remove"
	keyCallStation   i18n.Key = "network.call.station"
	keyCallArr       i18n.Key = "network.call.arr"
	keyCallDep       i18n.Key = "network.call.dep"
	keyCallKm        i18n.Key = "network.call.km"
	keyCallFare      i18n.Key = "network.call.fare" // {class}
	keyClasses       i18n.Key = "network.classes"
	keyClassesHint   i18n.Key = "network.classes.hint"
	keyFee           i18n.Key = "network.fee"
)

// Why a field is refused; the rules of the model have their words in i18n.
const (
	keyErrClock      i18n.Key = "network.error.clock"
	keyErrMinute     i18n.Key = "network.error.minute"
	keyErrLate       i18n.Key = "network.error.late"
	keyErrMoney      i18n.Key = "network.error.money"
	keyErrFine       i18n.Key = "network.error.fine"
	keyErrNumber     i18n.Key = "network.error.number"
	keyErrLarge      i18n.Key = "network.error.large"
	keyErrStation    i18n.Key = "network.error.station"
	keyErrAmbiguous  i18n.Key = "network.error.ambiguous"
	keyErrNoStations i18n.Key = "network.error.no-stations"
	keyErrElsewhere  i18n.Key = "network.error.elsewhere"
	keyErrDate       i18n.Key = "network.error.date"
	keyErrLon        i18n.Key = "network.error.lon"
	keyErrLat        i18n.Key = "network.error.lat"
	keyErrArrOrder   i18n.Key = "network.error.arr-order"
	keyErrDepOrder   i18n.Key = "network.error.dep-order"
)
