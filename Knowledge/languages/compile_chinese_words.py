#!/usr/bin/env python3
"""Compiles chinese-words.tsv from the word list of PyPI jieba (dict.txt: word, frequency, tag).

usage: compile_chinese_words.py DICT.txt > chinese-words.tsv

Kept: words of three characters or more, all Han, that the list has met at least five times and does not
take for a person's name. Shorter words are their own pair of characters in the search index.
"""
import sys

words = set()
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        word, frequency, tag = line.split()
        if len(word) >= 3 and int(frequency) >= 5 and not tag.startswith("nr"):
            if all("\u4e00" <= character <= "\u9fff" for character in word):
                words.add(word)
print("# Chinese words of three characters or more. Made by compile_chinese_words.py from jieba 0.42.1 (MIT); see README.md.")
for word in sorted(words):
    print(word)
