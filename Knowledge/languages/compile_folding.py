"""Compiles folding.tsv and letters.tsv from Python's copy of the Unicode Character Database.

usage: compile_folding.py OUTPUT_FOLDER

folding.tsv: scalar (hexadecimal), its folded form keeping diacritics, its folded form for search.
Both forms are hexadecimal scalars joined by spaces, `-` for nothing at all; the third column is
left out where it equals the second. The form is the compatibility decomposition, case-folded;
for search it also loses the diacritics of Latin, Greek and Cyrillic and the points of Hebrew and
Arabic, and digits become ASCII. Han is left to traditional-to-simplified.tsv, Hangul syllables stay composed.

letters.tsv: first and last scalar (hexadecimal) and what the range is made of: `letter`, `digit`,
`mark`, `ideograph` (Han and kana) or `syllable` (other scripts written without spaces between
words). What is not listed separates words.
"""

import sys
import unicodedata

IDEOGRAPHS = [
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C),
    (0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F), (0x20000, 0x3FFFD),
]
# Bopomofo, Hangul, Yi, Thai, Lao, Myanmar, Khmer, Tai scripts, Balinese, Javanese.
SYLLABLES = [
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x1950, 0x19DF),
    (0x1A20, 0x1AAF), (0x1B00, 0x1B7F), (0x3105, 0x318F), (0x31A0, 0x31BF), (0xA000, 0xA4CF),
    (0xA960, 0xA97F), (0xA980, 0xA9DF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xAA80, 0xAADF),
    (0xAC00, 0xD7FF),
]
STRIPPED = [
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0xFE20, 0xFE2F),
]
# Default ignorable code points, which NFKC case folding removes.
IGNORED = [
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
# Latin letters that carry no decomposition.
PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ŧ": "t", "ƀ": "b", "ɨ": "i", "ŀ": "l", "ĸ": "k", "ŋ": "n", "ɖ": "d", "ʼ": "'", "ʻ": "'",
}


def within(scalar, ranges):
    return any(first <= scalar <= last for first, last in ranges)


def left_alone(scalar):
    """Surrogates, private use, Han that is its own normal form, Hangul syllables."""
    return (0xD800 <= scalar <= 0xF8FF or 0xAC00 <= scalar <= 0xD7A3
            or 0x3400 <= scalar <= 0x9FFF or 0x20000 <= scalar <= 0x2F7FF or scalar >= 0x30000)


def closure(text):
    """Decomposed and case-folded, until neither changes it any more."""
    while True:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        folded = "".join(c for c in folded if not within(ord(c), IGNORED))
        if folded == text:
            return compose_hangul(text)
        text = folded


def compose_hangul(text):
    if any(0x1100 <= ord(c) <= 0x11FF for c in text):
        return unicodedata.normalize("NFC", text)
    return text


def plain(text):
    text = "".join(PLAIN.get(c, c) for c in text)
    text = "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
    return "".join(c for c in text if not within(ord(c), STRIPPED))


def spelled(text):
    return " ".join(f"{ord(c):X}" for c in text) or "-"


def write_folding(path):
    with open(path, "w", encoding="ascii") as out:
        for scalar in range(0x110000):
            if within(scalar, IGNORED):
                print(f"{scalar:X}", "-", sep="\t", file=out)
                continue
            if left_alone(scalar):
                continue
            own = chr(scalar)
            kept = closure(own)
            search = plain(kept)
            if kept == own and search == own:
                continue
            row = [f"{scalar:X}", spelled(kept)]
            if search != kept:
                row.append(spelled(search))
            print("\t".join(row), file=out)


def kind(scalar):
    if 0xD800 <= scalar <= 0xF8FF:
        return None
    category = unicodedata.category(chr(scalar))
    if category[0] == "M":
        return "mark"
    if category[0] not in "LN":
        return None
    if within(scalar, IDEOGRAPHS):
        return "ideograph"
    if category[0] == "N":
        return "digit"
    if within(scalar, SYLLABLES):
        return "syllable"
    return "letter"


def write_letters(path):
    with open(path, "w", encoding="ascii") as out:
        start, current = 0, None
        for scalar in range(0x110001):
            next_kind = kind(scalar) if scalar < 0x110000 else None
            if next_kind != current:
                if current:
                    print(f"{start:X}", f"{scalar - 1:X}", current, sep="\t", file=out)
                start, current = scalar, next_kind


folder = sys.argv[1]
write_folding(folder + "/folding.tsv")
write_letters(folder + "/letters.tsv")
