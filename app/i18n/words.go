package i18n

// Words that stand on buttons all over the program.
const (
	OK     Key = "common.ok"
	Cancel Key = "common.cancel"
	Close  Key = "common.close"
)
