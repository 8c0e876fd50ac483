package mapview_test

import (
	"errors"
	"testing"

	"tongtu/resources"
	"tongtu/widgets/mapview"
)

func TestEmbeddedLandDecodes(t *testing.T) {
	if len(resources.Land) > 400<<10 {
		t.Errorf("land takes %d bytes, want at most 400 KB", len(resources.Land))
	}
	if _, err := mapview.DecodeLand(resources.Land); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedLandIsRefused(t *testing.T) {
	for _, row := range []struct {
		name string
		data string
	}{
		{"empty", ""},
		{"another file", "PNG\r\n\x1a\n"},
		{"no counts", "TTL1"},
		{"no unit", "TTL1\x00\x00"},
		{"more rings than bytes", "TTL1\x0a\xff\xff\xff\xff\x0f"},
		{"more points than bytes", "TTL1\x0a\x01\xff\xff\x03"},
		{"cut off", string(resources.Land[:len(resources.Land)/2])},
		{"something after the end", string(resources.Land) + "x"},
	} {
		if _, err := mapview.DecodeLand([]byte(row.data)); !errors.Is(err, mapview.ErrLand) {
			t.Errorf("%s: got %v, want ErrLand", row.name, err)
		}
	}
}

func FuzzDecodeLand(f *testing.F) {
	f.Add([]byte("TTL1\x0a\x01\x03\x02\x02\x02\x02\x02\x02"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = mapview.DecodeLand(data) // must not panic
	})
}
