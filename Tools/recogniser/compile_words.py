#!/usr/bin/env python3
"""Compiles the word tables that the recogniser's trainer reads.

    compile_words.py --lookups spacy_lookups_data-1.0.5-py2.py3-none-any.whl --jieba jieba/dict.txt

english-words.tsv: word in small letters, its Brown cluster in small letters and with a capital
(0: none), and how it is mostly written (1 nearly always small … 7 nearly always with a capital).
chinese-words.tsv: word, frequency, part of speech. The same input gives the same bytes.
"""
import argparse
import collections
import gzip
import json
import math
import pathlib
import zipfile

ENGLISH_WORDS = 110_000
HERE = pathlib.Path(__file__).parent


def english(wheel):
    archive = zipfile.ZipFile(wheel)

    def table(name):
        return json.loads(gzip.decompress(archive.read(f"spacy_lookups_data/data/{name}.json.gz")))

    clusters, logs = table("en_lexeme_cluster"), table("en_lexeme_prob")
    forms = collections.defaultdict(dict)
    for word, log in logs.items():
        if word and len(word) <= 24 and word[0].isalpha() and all(c.isalpha() or c in "'.&" for c in word):
            forms[word.lower()][word] = math.exp(log)
    ranked = sorted(forms, key=lambda w: (-sum(forms[w].values()), w))[:ENGLISH_WORDS]
    rows = []
    for word in sorted(ranked):
        shares = forms[word]
        small = shares.get(word, 0)
        ratio = 1 - small / sum(shares.values())
        usual = 1 + sum(ratio >= limit for limit in (0.12, 0.25, 0.45, 0.65, 0.82, 0.94))
        capital = max((f for f in shares if f != word), key=lambda f: (shares[f], f), default=word)
        rows.append(f"{word}\t{clusters.get(word, 0)}\t{clusters.get(capital, 0)}\t{usual}")
    (HERE / "english-words.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def chinese(path):
    rows = []
    for line in open(path, encoding="utf-8"):
        word, frequency, sort = line.split()
        frequency = int(frequency)
        if len(word) > 10 or not all("\u3400" <= c <= "\u9fff" for c in word):
            continue
        if sort[0] in "il" and (frequency < 5 or len(word) > 4):
            continue
        if sort[0] in "zmx" and frequency < 5 and len(word) > 2:
            continue
        rows.append(f"{word}\t{frequency}\t{sort}")
    (HERE / "chinese-words.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lookups", required=True)
    parser.add_argument("--jieba", required=True)
    options = parser.parse_args()
    english(options.lookups)
    chinese(options.jieba)
