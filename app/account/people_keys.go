package account

import "tongtu/app/i18n"

const (
	keyPeopleNeeds    i18n.Key = "people.needs"
	keyPeopleNeedsDo  i18n.Key = "people.needs.do"
	keyPeopleTab      i18n.Key = "people.tab"
	keyAuditTab       i18n.Key = "people.audit"
	keyPeopleSearch   i18n.Key = "people.search"
	keyPeopleNobody   i18n.Key = "people.nobody"
	keyPeoplePick     i18n.Key = "people.pick"
	keyColName        i18n.Key = "people.col.name"
	keyColRole        i18n.Key = "people.col.role"
	keyColEdit        i18n.Key = "people.col.approved"
	keyColSessions    i18n.Key = "people.col.sessions"
	keyColSeen        i18n.Key = "people.col.seen"
	keyPolicy         i18n.Key = "people.policy"
	keyPolicyAnyone   i18n.Key = "people.policy.anyone"
	keyPolicyApproved i18n.Key = "people.policy.approved"
	keyApproved       i18n.Key = "people.approved"
	keyNotApproved    i18n.Key = "people.approved.not"
	keyNameDemo       i18n.Key = "people.name.demo" // {name}
	keyRoleGive       i18n.Key = "people.role"
	keyRoleWarn       i18n.Key = "people.role.warn"
	keyNeverAdmin     i18n.Key = "people.never-admin"
	keyLocalAdmin     i18n.Key = "people.local-admin"
	keyLastAdmin      i18n.Key = "people.last-admin"
	keyRemove         i18n.Key = "people.remove"
	keyRemoveBody     i18n.Key = "people.remove.body" // {name}
	keyChanged        i18n.Key = "people.changed"     // {name}
	keyAddAdmin       i18n.Key = "people.add-admin"
	keyAddAdminName   i18n.Key = "people.add-admin.name"
	keyAddAdminDo     i18n.Key = "people.add-admin.do"

	keyAuditSearch i18n.Key = "people.audit.search"
	keyAuditNone   i18n.Key = "people.audit.none"
	keyAuditVerify i18n.Key = "people.audit.verify"
	keyAuditSave   i18n.Key = "people.audit.save"
	keyAuditSound  i18n.Key = "people.audit.sound"  // {n}
	keyAuditBroken i18n.Key = "people.audit.broken" // {n}
	keyAuditCount  i18n.Key = "people.audit.count"  // {n}
	keyColAt       i18n.Key = "people.audit.at"
	keyColWho      i18n.Key = "people.audit.who"
	keyColWhat     i18n.Key = "people.audit.what"
	keyColTarget   i18n.Key = "people.audit.target"
	keyColResult   i18n.Key = "people.audit.result"
	keyNoOne       i18n.Key = "people.audit.no-one"
)

// auditKeys put the log's words for what was done into a person's.
var auditKeys = map[string]i18n.Key{
	"sign-in": "people.did.sign-in", "sign-out": "people.did.sign-out", "expired": "people.did.expired",
	"end-session": "people.did.end-session", "elevate": "people.did.elevate", "step-down": "people.did.step-down",
	"set-passphrase": "people.did.set-passphrase", "change-passphrase": "people.did.change-passphrase",
	"recover": "people.did.recover", "add-admin": "people.did.add-admin", "set-role": "people.did.set-role",
	"approve": "people.did.approve", "disapprove": "people.did.disapprove", "remove": "people.did.remove",
	"policy-anyone": "people.did.policy-anyone", "policy-approved-only": "people.did.policy-approved-only",
	"kiosk-on": "people.did.kiosk-on", "kiosk-off": "people.did.kiosk-off", "audit": "people.did.audit",
	"verify-audit": "people.did.verify-audit", "export-audit": "people.did.export-audit",
	"remember": "people.did.remember", "resume": "people.did.resume",
	"send-code": "people.did.send-code", "check-code": "people.did.check-code",
}

// outcomeKeys put the log's results into a person's words.
var outcomeKeys = map[string]i18n.Key{
	"ok": "people.result.ok", "failed": "people.result.failed", "wrong-passphrase": "people.result.wrong-passphrase",
	"wrong-recovery-code": "people.result.wrong-recovery-code", "too-many": "people.result.too-many",
	"forbidden": "people.result.forbidden", "not-signed-in": "people.result.not-signed-in", "expired": "people.result.expired",
	"signed-out": "people.result.signed-out", "bad-code": "people.result.bad-code", "blocked": "people.result.blocked",
	"busy": "people.result.busy", "declined": "people.result.declined", "lapsed": "people.result.lapsed",
	"last-admin": "people.result.last-admin", "never-admin": "people.result.never-admin", "not-found": "people.result.not-found",
	"exists": "people.result.exists", "kiosk": "people.result.kiosk", "not-remembered": "people.result.not-remembered",
	"no-passphrase": "people.result.no-passphrase", "cancelled": "people.result.cancelled",
}
