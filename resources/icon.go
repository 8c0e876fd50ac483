package resources

import "embed"

// Icon is the program's icon, icons/tongtu.svg drawn at 512 pixels, as PNG.
//
//go:embed icons/tongtu.png
var Icon []byte

// Icons holds the icons of the screens as icons/<name>.svg. Each is one filled
// path on a 24 by 24 grid, holes wound the other way round, so that a theme can
// give it a colour.
//
//go:embed icons/*.svg
var Icons embed.FS
