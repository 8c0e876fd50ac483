package resources

import _ "embed"

// FontRegular is Noto Sans CJK SC Regular, cut down to the characters of
// Chinese place names, Latin and the signs of the screens (see fonts/OFL.txt).
//
//go:embed fonts/tongtu-sans-sc-regular.otf
var FontRegular []byte

// FontBold is the bold weight of FontRegular.
//
//go:embed fonts/tongtu-sans-sc-bold.otf
var FontBold []byte
