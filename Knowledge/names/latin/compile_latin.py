"""Writes tokens.tsv and nicknames.tsv.

    python3 compile_latin.py --census names-0.3.0/names --nicknames nicknames/names.csv

--census: the US Census Bureau's name lists of 1990 (public domain) as carried by PyPI's names.
--nicknames: the list of PyPI's nicknames (Apache-2.0).
Names the Census lists hardly know are in rough-tokens.tsv: orders of magnitude, written for this project.
"""
import argparse, collections, csv
from pathlib import Path

HERE = Path(__file__).parent
arguments = argparse.ArgumentParser()
arguments.add_argument('--census', required=True)
arguments.add_argument('--nicknames', required=True)
options = arguments.parse_args()

given, surname = collections.Counter(), collections.Counter()
for name, table in (('female.first', given), ('male.first', given), ('all.last', surname)):
    for line in open(f'{options.census}/dist.{name}'):
        word, percent, *_ = line.split()
        table[word.lower()] += float(percent) * 1e4 * (0.5 if table is given else 1)
rough = []
for line in open(HERE / 'rough-tokens.tsv', encoding='utf-8'):
    if not line.startswith('#') and line.strip():
        word, first, last = line.rstrip('\n').split('\t')
        rough.append(word)
        given[word] = max(given[word], float(first))
        surname[word] = max(surname[word], float(last))
# The lists go down to one in 50,000 surnames; half that many of each kind are enough to tell common from rare.
words = {w for w, n in given.items()} | {w for w, n in surname.most_common(30000)}
with open(HERE / 'tokens.tsv', 'w', encoding='utf-8') as out:
    out.write('# word\tgiven names per million\tsurnames per million; made by compile_latin.py\n')
    for word in sorted(words):
        if word.isascii() and word.isalpha():
            out.write(f'{word}\t{given[word]:.4g}\t{surname[word]:.4g}\n')
groups = collections.defaultdict(list)
for row in csv.reader(open(options.nicknames)):
    row = [x.strip().lower() for x in row if x.strip()]
    if row and row[0] not in ('name1',):
        names = [x for x in (row[:1] + row[2:] if len(row) > 2 and row[1] == 'has_nickname' else row) if x.isalpha() and x.isascii()]
        groups[names[0]] += names[1:]
with open(HERE / 'nicknames.tsv', 'w', encoding='utf-8') as out:
    out.write('# name\tnames its bearers are called by; made by compile_latin.py\n')
    for name in sorted(groups):
        out.write('\t'.join([name] + sorted(set(groups[name]) - {name})) + '\n')
    out.write(open(HERE / 'more-nicknames.txt', encoding='utf-8').read())
