#!/usr/bin/env python3
"""Compiles pinyin.tsv (characters) and pinyin-words.tsv (words read otherwise than character by character).

usage: compile_pinyin.py PYPINYIN.whl FOLDER

From the tables of PyPI pypinyin (MIT), which come from Unihan (kHanyuPinyin, kMandarin and others) and, for
words, from phrase-pinyin-data (MIT).
"""
import json
import sys
import zipfile
from pathlib import Path

wheel = zipfile.ZipFile(sys.argv[1])
folder = Path(sys.argv[2])
characters = json.loads(wheel.read("pypinyin/pinyin_dict.json"))
phrases = json.loads(wheel.read("pypinyin/phrases_dict.json"))
readings = {chr(int(code)): text.split(",") for code, text in characters.items()}
version = Path(sys.argv[1]).name.split("-")[1]


def write(name, head, rows):
    with open(folder / name, "w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Made by compile_pinyin.py from pypinyin {version} (MIT); see README.md.\n# {head}\n")
        out.writelines("\t".join(row) + "\n" for row in rows)


write(
    "pinyin.tsv",
    "character, its readings in Hanyu Pinyin with tone marks, the commonest first",
    ((character, " ".join(readings[character][:4])) for character in sorted(readings)),
)
words = {}
for phrase, syllables in phrases.items():
    if len(phrase) < 2 or any(character not in readings for character in phrase):
        continue
    # 一 and 不 keep the tone they have alone, as dictionaries write them.
    first = [
        readings[character][0] if character in "一不" else choices[0]
        for character, choices in zip(phrase, syllables)
    ]
    if first != [readings[character][0] for character in phrase]:
        words[phrase] = first
write(
    "pinyin-words.tsv",
    "word, its syllables",
    ((word, " ".join(words[word])) for word in sorted(words)),
)
