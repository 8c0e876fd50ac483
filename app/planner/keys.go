package planner

import (
	"tongtu/app/i18n"
	"tongtu/engine/plan"
)

const (
	keyFrom        i18n.Key = "planner.from"
	keyTo          i18n.Key = "planner.to"
	keyPlaceHint   i18n.Key = "planner.place-hint"
	keyStation     i18n.Key = "planner.station" // {detail}
	keyDepart      i18n.Key = "planner.depart"
	keyToday       i18n.Key = "planner.today"
	keyTomorrow    i18n.Key = "planner.tomorrow"
	keyNow         i18n.Key = "planner.now"
	keyMonth       i18n.Key = "planner.month" // {year} {month}
	keyCriterion   i18n.Key = "planner.criterion"
	keyFastest     i18n.Key = "planner.fastest"
	keyCheapest    i18n.Key = "planner.cheapest"
	keyFewest      i18n.Key = "planner.fewest"
	keyModes       i18n.Key = "planner.modes"
	keySearch      i18n.Key = "planner.search"
	keyRecent      i18n.Key = "planner.recent"
	keyRecentClear i18n.Key = "planner.recent.clear"
	keyPair        i18n.Key = "planner.pair" // {from} {to}

	keyTabResults i18n.Key = "planner.tab.results"
	keyTabMap     i18n.Key = "planner.tab.map"

	keyWelcome      i18n.Key = "planner.welcome"
	keyWelcomeHint  i18n.Key = "planner.welcome.hint"
	keyExamples     i18n.Key = "planner.examples"
	keyLoading      i18n.Key = "planner.loading"
	keyLoadingHint  i18n.Key = "planner.loading.hint"
	keyNetworkEmpty i18n.Key = "planner.network-empty"
	keyNetworkHint  i18n.Key = "planner.network-empty.hint"
	keySearching    i18n.Key = "planner.searching"

	keySince   i18n.Key = "planner.since" // {date} {time}
	keySummary i18n.Key = "planner.summary"
	keyLater   i18n.Key = "planner.later"

	keyDirect    i18n.Key = "planner.direct"
	keyChanges   i18n.Key = "planner.changes"  // {n}
	keyVia       i18n.Key = "planner.via"      // {places}
	keyRoute     i18n.Key = "planner.route"    // {from} {to}
	keyNextDay   i18n.Key = "planner.next-day" // {n}
	keyNoPrice   i18n.Key = "planner.no-price"
	keyPassing   i18n.Key = "planner.passing"    // {n}
	keyChangeAt  i18n.Key = "planner.change"     // {time}
	keyChangeTo  i18n.Key = "planner.change.to"  // {time} {station}
	keyWalkTo    i18n.Key = "planner.walk"       // {time} {station}
	keyTotal     i18n.Key = "planner.total"      // {duration} {price}
	keyTotalTime i18n.Key = "planner.total.time" // {duration}

	keyFromHere i18n.Key = "planner.from-here"
	keyToHere   i18n.Key = "planner.to-here"

	keyFaultFrom      i18n.Key = "planner.fault.from"
	keyFaultTo        i18n.Key = "planner.fault.to"
	keyFaultUnknown   i18n.Key = "planner.fault.unknown" // {text}
	keyFaultNear      i18n.Key = "planner.fault.near"    // {text}
	keyFaultAmbiguous i18n.Key = "planner.fault.ambiguous"
	keyFaultSame      i18n.Key = "planner.fault.same"
	keyFaultDate      i18n.Key = "planner.fault.date"
	keyFaultOutside   i18n.Key = "planner.fault.outside" // {first} {last}
	keyFaultClock     i18n.Key = "planner.fault.clock"
	keyJumpTo         i18n.Key = "planner.jump" // {date}

	keyNothing       i18n.Key = "planner.nothing"      // {from} {to}
	keyNothingHint   i18n.Key = "planner.nothing.hint" // {hours} {moment}
	keyNothingEver   i18n.Key = "planner.nothing.ever"
	keyNothingEnds   i18n.Key = "planner.nothing.ends" // {moment} {last}
	keyNothingBefore i18n.Key = "planner.nothing.before"
	keyLoosen        i18n.Key = "planner.loosen"
	keyReliefModes   i18n.Key = "planner.relief.modes"
	keyReliefCities  i18n.Key = "planner.relief.cities"
	keyReliefDay     i18n.Key = "planner.relief.day" // {date}
	keyReliefLong    i18n.Key = "planner.relief.long"
	keyReliefGives   i18n.Key = "planner.relief.gives" // {depart} {arrive}

	keyFailed i18n.Key = "planner.failed"
	keyRetry  i18n.Key = "planner.retry"
)

// criterionKeys names the criteria, in the order of the switch.
var criterionKeys = [...]i18n.Key{plan.Fastest: keyFastest, plan.Cheapest: keyCheapest, plan.Changes: keyFewest}
