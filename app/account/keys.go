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

	keyTabScan  i18n.Key = "account.tab.scan"
	keyTabText  i18n.Key = "account.tab.text"
	keyTabAdmin i18n.Key = "account.tab.admin"

	keyNumber     i18n.Key = "account.text.number"
	keyNumberHint i18n.Key = "account.text.number.hint"
	keyPicture    i18n.Key = "account.text.picture"
	keyPictureNew i18n.Key = "account.text.picture.new"
	keySend       i18n.Key = "account.text.send"
	keyResend     i18n.Key = "account.text.resend"
	keyResendIn   i18n.Key = "account.text.resend-in" // {time}
	keyCode       i18n.Key = "account.text.code"
	keyCodeHint   i18n.Key = "account.text.code.hint"
	keyCodeLives  i18n.Key = "account.text.code.lives" // {time} {n}
	keySignIn     i18n.Key = "account.text.sign-in"
	keyTextApp    i18n.Key = "account.text.app"
	keyTextNone   i18n.Key = "account.text.none"
	keyTextTo     i18n.Key = "account.text.to"  // {number}
	keyText       i18n.Key = "account.text.sms" // {code}
	keyTextUse    i18n.Key = "account.text.use"
	keyTextNote   i18n.Key = "account.text.note"

	keyPass           i18n.Key = "account.admin.pass"
	keyPassNew        i18n.Key = "account.admin.pass.new"
	keyPassAgain      i18n.Key = "account.admin.pass.again"
	keyRecovery       i18n.Key = "account.admin.recovery"
	keyAdminAsk       i18n.Key = "account.admin.ask"
	keyAdminEnter     i18n.Key = "account.admin.enter"
	keyAdminSet       i18n.Key = "account.admin.set"
	keyAdminSetDo     i18n.Key = "account.admin.set.do"
	keyAdminRecover   i18n.Key = "account.admin.recover"
	keyAdminRecoverDo i18n.Key = "account.admin.recover.do"
	keyForgot         i18n.Key = "account.admin.forgot"
	keyBackToPass     i18n.Key = "account.admin.back-to-pass"
	keyWeak           i18n.Key = "account.admin.weak"
	keyUnlike         i18n.Key = "account.admin.unlike"
	keyAdminWait      i18n.Key = "account.admin.wait" // {time}
	keyAdminWhat      i18n.Key = "account.admin.what"
	keyAdminCan       i18n.Key = "account.admin.can"
	keyAdminRules     i18n.Key = "account.admin.rules"
	keyAdminBack      i18n.Key = "account.admin.back"
	keyCodeTitle      i18n.Key = "account.admin.code"
	keyCodeBody       i18n.Key = "account.admin.code.body"
	keyCodeCopy       i18n.Key = "account.admin.code.copy"
	keyCodeCopied     i18n.Key = "account.admin.code.copied"
	keyCodeKept       i18n.Key = "account.admin.code.kept"
	keyWelcomeAdmin   i18n.Key = "account.welcome.admin"
	keyElevate        i18n.Key = "account.me.elevate"
	keyStepDown       i18n.Key = "account.me.step-down"

	keyPeople         i18n.Key = "account.me.people"
	keyDevice         i18n.Key = "account.device"
	keyRemember       i18n.Key = "account.remember"
	keyRememberNever  i18n.Key = "account.remember.never"
	keyRememberAsking i18n.Key = "account.remember.asking"
	keyRememberRing   i18n.Key = "account.remember.keyring"
	keyRememberFile   i18n.Key = "account.remember.file" // {path}
	keyRememberMemory i18n.Key = "account.remember.memory"
	keySessions       i18n.Key = "account.sessions"
	keySessionOwn     i18n.Key = "account.sessions.own" // {since}
	keySessionEnd     i18n.Key = "account.sessions.end"
	keySessionOthers  i18n.Key = "account.sessions.others"
)
