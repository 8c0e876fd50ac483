package resources

import _ "embed"

// Land is the land of the background map: the coasts of the world without any
// border, fine in East Asia. package mapview reads it.
//
//go:embed land/land.bin
var Land []byte

//go:generate go run ./gen/land "$WORLD_ATLAS" land/land.bin
