package cli

import "tongtu/app/i18n"

const (
	keyUsage          i18n.Key = "cli.usage"
	keyUnknownCommand i18n.Key = "cli.unknown-command" // {name}
	keyUnknownFlag    i18n.Key = "cli.unknown-flag"    // {flag}
	keyFlagNeedsValue i18n.Key = "cli.flag-needs-value"
	keyFlagValue      i18n.Key = "cli.flag-value"  // {flag} {value} {want}
	keyBadFlags       i18n.Key = "cli.bad-flags"   // {detail}
	keyArguments      i18n.Key = "cli.arguments"   // {want}
	keyBug            i18n.Key = "cli.bug"         // {detail}
	keyExclusive      i18n.Key = "cli.exclusive"   // {a} {b}
	keyNoData         i18n.Key = "cli.no-data"     // {path}
	keyEmptyData      i18n.Key = "cli.empty-data"  // {path}
	keyFileExists     i18n.Key = "cli.file-exists" // {path}

	keyWhichFormat i18n.Key = "cli.which-format" // {file}

	keyLeaveOut        i18n.Key = "cli.leave-out" // {problems}
	keyOverDemo        i18n.Key = "cli.over-demo"
	keyMerged          i18n.Key = "cli.merged"     // {kind} {added} {updated} {renamed} {unchanged}
	keyDifference      i18n.Key = "cli.difference" // {kind} {id} {field} {old} {new}
	keyMoreDifferences i18n.Key = "cli.more-differences"
	keyLost            i18n.Key = "cli.lost" // {n} {what}

	wantFiles     i18n.Key = "cli.want.files"
	wantColumn    i18n.Key = "cli.want.column"
	wantEncoding  i18n.Key = "cli.want.encoding"
	wantFormat    i18n.Key = "cli.want.format"
	wantDate      i18n.Key = "cli.want.date"
	wantDuration  i18n.Key = "cli.want.duration"
	wantCriterion i18n.Key = "cli.want.criterion"
	wantMode      i18n.Key = "cli.want.mode"
	wantClass     i18n.Key = "cli.want.class"
	wantSize      i18n.Key = "cli.want.size"
	wantTheme     i18n.Key = "cli.want.theme"
	wantLang      i18n.Key = "cli.want.lang"
	wantScale     i18n.Key = "cli.want.scale"
	wantAlgorithm i18n.Key = "cli.want.algorithm"
	wantOnePlace  i18n.Key = "cli.want.one-place"
	wantTwoPlaces i18n.Key = "cli.want.two-places"
	wantMoney     i18n.Key = "cli.want.money"
	wantChanges   i18n.Key = "cli.want.changes"
	wantNothing   i18n.Key = "cli.want.nothing"
	wantOneFile   i18n.Key = "cli.want.one-file"
	wantOneDir    i18n.Key = "cli.want.one-dir"

	keyLine      i18n.Key = "cli.batch.line" // {detail}
	keyLeg       i18n.Key = "cli.leg"
	keyWalk      i18n.Key = "cli.walk"
	keyTotal     i18n.Key = "cli.total"
	keyReached   i18n.Key = "cli.reached"
	keyExplained i18n.Key = "cli.explained"
	keyDemo      i18n.Key = "cli.demo"
	keyImported  i18n.Key = "cli.imported"
	keyExported  i18n.Key = "cli.exported"
	keyProblem   i18n.Key = "cli.problem" // {severity} {text} {code} {n}
	keyInfo      i18n.Key = "cli.severity.info"
	keyWarning   i18n.Key = "cli.severity.warning"
	keyError     i18n.Key = "cli.severity.error"
	keyDryRun    i18n.Key = "cli.dry-run"
	keyFinding   i18n.Key = "cli.finding"
	keyClean     i18n.Key = "cli.clean"
	keySampleOut i18n.Key = "cli.sample-out"
	keyBackedUp  i18n.Key = "cli.backed-up" // {file}
	keyRestored  i18n.Key = "cli.restored"  // {file} {path}
	keyKept      i18n.Key = "cli.kept"      // {path}
	keyNoBackup  i18n.Key = "cli.no-backup" // {detail}
	keyOlder     i18n.Key = "cli.older"     // {path}
	keyUndone    i18n.Key = "cli.undone"    // {edit}
	keyRedone    i18n.Key = "cli.redone"    // {edit}
	keyEntry     i18n.Key = "cli.entry"     // {n} {at} {who} {edit}
	keyTakenBack i18n.Key = "cli.taken-back"
	keyNobody    i18n.Key = "cli.nobody"
	keyNoHistory i18n.Key = "cli.no-history"
	keyReading   i18n.Key = "cli.reading"
	keyWriting   i18n.Key = "cli.writing"
)

// The texts of the questions beside plan.
const (
	wantThreePlaces i18n.Key = "questions.want.three-places"
	wantDays        i18n.Key = "questions.want.days"

	keyCell       i18n.Key = "questions.cell"        // {when} {fare} {cheap} {duration} {fast}
	keyCellEmpty  i18n.Key = "questions.cell.empty"  // {when}
	keyMissed     i18n.Key = "questions.missed"      // {number} {place} {late}
	keyMissedNone i18n.Key = "questions.missed.none" // {number} {place}
	keyThrough    i18n.Key = "questions.through"     // {place} {later} {dearer} {changes}
)
