#!/usr/bin/python3
# Copyright the Tongtu authors. SPDX-License-Identifier: Apache-2.0
"""Cuts the two embedded fonts out of Noto Sans CJK SC.

Needs (Debian): apt-get install python3-fonttools fonts-noto-cjk unicode-data
Usage:          resources/gen/font/subset.py resources/fonts [extra.txt ...]

Kept are GB 2312, the table of general standard characters (Unihan kTGH, 8105
characters: GB 2312 alone lacks place names such as 埇桥 and 浉河), Latin with
pinyin, and the signs the screens use. The fonts have no arrows that turn (↶ ↷),
no ⏱ ☾ ☑ ✕ ✖: icons stand for those. Every character of an extra file is
kept too. The result is CFF without hints: it parses in 2 ms, where TrueType
outlines would cost six times the time and twenty times the memory.
"""
import bz2
import os
import sys

from fontTools import subset

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
SIMPLIFIED = 2  # index of the SC face in the collection

# The line keeps its height, 1448 thousandths, but the base line moves up. The
# toolkit rounds the base line down the page and the height of a line to the
# nearest pixel, so that the font's own 288 left 3 pixels for the 4 of a g or y
# at 14 px. No descender ends below -284, no accent above 1132, and han now
# stand in the middle of their line.
ASCENT, DESCENT = 1120, -328

SIGNS = (
    "—–―‘’“”‹›…‥•·‧※†‡′″‰"
    "←↑→↓↔↕⇄⇅⇆⇐⇒⇔"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
    "、。〃《》〈〉「」『』【】〔〕〖〗！（），：；？［］～￥％＋－＝／"
    "¥€£℃°×÷±−√∞≈≠≤≥∅∆∑"
    "★☆●○◎◉◌◐◑■□▪▫▲△▶▷▼▽◀◁◆◇◊"
    "✓⚠☀№〒♀♂"
)


def gb2312():
    """Every character of GB 2312."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def general_standard():
    """Every character of the table of general standard characters."""
    with bz2.open(UNIHAN, "rt") as lines:
        for line in lines:
            fields = line.split("\t")
            if len(fields) > 2 and fields[1] == "kTGH":
                yield chr(int(fields[0][2:], 16))


def ranges(*spans):
    for first, last in spans:
        yield from map(chr, range(first, last + 1))


def wanted(extra):
    chars = set(gb2312()) | set(general_standard()) | set(SIGNS)
    # Space must be here: the shaper keeps it in the run of the han before it.
    chars |= set(ranges((0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x2002, 0x2003)))
    for name in extra:
        with open(name, encoding="utf8") as text:
            chars |= set(text.read())
    return {ord(c) for c in chars if c >= " "}


def cut(weight, chars, folder):
    options = subset.Options()
    options.font_number = SIMPLIFIED
    options.layout_features = ["kern"]
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GDEF", "DSIG"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    font = subset.load_font(FONT % weight, options)
    missing = chars - set(font.getBestCmap())
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=chars)
    subsetter.subset(font)
    font["hhea"].ascent, font["hhea"].descent = ASCENT, DESCENT
    path = os.path.join(folder, "tongtu-sans-sc-%s.otf" % weight.lower())
    subset.save_font(font, path, options)
    print(path, os.path.getsize(path), "bytes; not in the font:",
          " ".join("U+%04X" % c for c in sorted(missing)))


def main():
    folder, extra = sys.argv[1], sys.argv[2:]
    chars = wanted(extra)
    for weight in ("Regular", "Bold"):
        cut(weight, chars, folder)


if __name__ == "__main__":
    main()
