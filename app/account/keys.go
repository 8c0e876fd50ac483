package account

import "tongtu/app/i18n"

const (
	keyProduct  i18n.Key = "account.product"
	keyTagline  i18n.Key = "account.tagline"
	keyWhy      i18n.Key = "account.why"
	keyMayEdit  i18n.Key = "account.why.edit"
	keyMayView  i18n.Key = "account.why.view"
	keyGuest    i18n.Key = "account.guest"
	keyData     i18n.Key = "account.data" // {name} {cities} {trips}
	keyDataDemo i18n.Key = "account.data.demo"
	keyDataNone i18n.Key = "account.data.none"

	keyTitle     i18n.Key = "account.title"
	keyMethod    i18n.Key = "account.method"
	keyCountdown i18n.Key = "account.countdown" // {time}

	keyWaiting   i18n.Key = "account.status.waiting"
	keyScanned   i18n.Key = "account.status.scanned" // {name}
	keySigningIn i18n.Key = "account.status.signing-in"
	keyDeclined  i18n.Key = "account.status.declined"
	keyLapsed    i18n.Key = "account.status.expired"
	keyBlocked   i18n.Key = "account.status.blocked" // {name}
	keyBusy      i18n.Key = "account.status.busy"
	keyTooMany   i18n.Key = "account.status.too-many"
	keyFailed    i18n.Key = "account.status.failed"

	keyRefresh i18n.Key = "account.refresh"
	keyAgain   i18n.Key = "account.again"
	keyOther   i18n.Key = "account.other"

	keyPhone     i18n.Key = "account.phone"
	keyPhoneApp  i18n.Key = "account.phone.app"
	keyPhoneNote i18n.Key = "account.phone.note"
	keyBanned    i18n.Key = "account.phone.banned" // {name}
	keyPick      i18n.Key = "account.phone.pick"
	keyAsk       i18n.Key = "account.phone.ask" // {name}
	keyPhoneDone i18n.Key = "account.phone.done"
	keyAllow     i18n.Key = "account.phone.allow"
	keyDecline   i18n.Key = "account.phone.decline"

	keySignedIn i18n.Key = "account.me"
	keyDemoMark i18n.Key = "account.me.demo"
	keyDemoNote i18n.Key = "account.me.demo.note"
	keyRole     i18n.Key = "account.me.role"
	keySince    i18n.Key = "account.me.since"
	keyUntil    i18n.Key = "account.me.until"
	keyIdle     i18n.Key = "account.me.idle"
	keySignOut  i18n.Key = "account.me.sign-out"
	keyGoPlan   i18n.Key = "account.me.plan"
	keyWelcome  i18n.Key = "account.welcome" // {name}

	keyGuestRole  i18n.Key = "account.role.guest"
	keyViewerRole i18n.Key = "account.role.viewer"
	keyEditorRole i18n.Key = "account.role.editor"
	keyAdminRole  i18n.Key = "account.role.admin"
)
