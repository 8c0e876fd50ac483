package resources_test

import (
	"testing"

	"golang.org/x/image/font/sfnt"

	"tongtu/resources"
)

// signs are what the screens write besides han, Latin and pinyin.
const signs = " 0123456789:¥→←↑↓⇄⇅✓⚠★☆●○◎◐▲▼▶◀·…–—×±−≤≥≠∞°′″āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

// places have characters that GB 2312 lacks.
const places = "埇桥浉河甪直垟瀍堎祊镕喆重庆厦门乌鲁木齐"

func TestFontsHaveWhatScreensWrite(t *testing.T) {
	for name, data := range map[string][]byte{"regular": resources.FontRegular, "bold": resources.FontBold} {
		f, err := sfnt.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var buf sfnt.Buffer
		for _, r := range signs + places {
			if g, err := f.GlyphIndex(&buf, r); err != nil || g == 0 {
				t.Errorf("%s has no %q U+%04X (%v)", name, r, r, err)
			}
		}
	}
}
