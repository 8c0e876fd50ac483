package account

import "tongtu/app/i18n"

const (
	keyFlowTitle     i18n.Key = "flow.title"
	keyFlowLab       i18n.Key = "flow.source.lab"
	keyFlowLive      i18n.Key = "flow.source.live"
	keyFlowUser      i18n.Key = "flow.user"
	keyFlowFaults    i18n.Key = "flow.faults"
	keyFlowClock     i18n.Key = "flow.clock"       // {at}
	keyFlowAhead     i18n.Key = "flow.clock.ahead" // {time}
	keyFlowPicture   i18n.Key = "flow.as.picture"
	keyFlowText      i18n.Key = "flow.as.text"
	keyFlowCopy      i18n.Key = "flow.copy"
	keyFlowCopied    i18n.Key = "flow.copied"
	keyFlowPNG       i18n.Key = "flow.export.png"
	keyFlowJSON      i18n.Key = "flow.export.json"
	keyFlowBack      i18n.Key = "flow.back"
	keyFlowPlay      i18n.Key = "flow.play"
	keyFlowPause     i18n.Key = "flow.pause"
	keyFlowKeys      i18n.Key = "flow.keys"
	keyFlowAt        i18n.Key = "flow.at"      // {i} {of}
	keyFlowStep      i18n.Key = "flow.step"    // {i} {from} {to}
	keyFlowRefused   i18n.Key = "flow.refused" // {result}
	keyFlowBefore    i18n.Key = "flow.before"
	keyFlowBeforeWhy i18n.Key = "flow.before.why"
	keyFlowNone      i18n.Key = "flow.none"
	keyFlowNoneLab   i18n.Key = "flow.none.lab"
	keyFlowNoneLive  i18n.Key = "flow.none.live"
	keyFlowKnows     i18n.Key = "flow.knows"
	keyBoundary      i18n.Key = "flow.boundary"
	keyExpected      i18n.Key = "flow.expected" // {verdict}
	keyActual        i18n.Key = "flow.actual"   // {verdict}
	keyAsExpected    i18n.Key = "flow.as-expected"
	keyNotExpected   i18n.Key = "flow.not-as-expected"
	keyErrcode       i18n.Key = "flow.errcode"      // {code} {text}
	keyProofLine     i18n.Key = "flow.proof"        // {with} {all} {field}
	keyProofLength   i18n.Key = "flow.proof.length" // {n}
	keyProofHash     i18n.Key = "flow.proof.hash"   // {n} {hash}
	keySentence      i18n.Key = "flow.sentence"     // {i} {at} {from} {to} {what}
	keyTokens        i18n.Key = "flow.tokens"
	keyTokensDo      i18n.Key = "flow.tokens.do"
	keyTokensWhy     i18n.Key = "flow.tokens.why"
	keyTokenOpaque   i18n.Key = "flow.tokens.opaque"
	keyTokenJWT      i18n.Key = "flow.tokens.jwt"
	keyTokenYes      i18n.Key = "flow.tokens.yes"
	keyTokenNo       i18n.Key = "flow.tokens.no"
	keyWhatHappened  i18n.Key = "account.what-happened"
)
