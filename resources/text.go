package resources

import "embed"

// Text holds every text people read: text/<language>/<area>.json, each a flat
// object of key and text. Package app/i18n reads it.
//
//go:embed text
var Text embed.FS
