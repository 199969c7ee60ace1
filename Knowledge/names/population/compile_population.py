"""Writes surnames.tsv, given.tsv and given-pairs.tsv.

    python3 compile_population.py --jieba jieba/dict.txt > report.txt

Sources: published-counts.tsv beside this script (facts, each with its source); the full names among the entries marked
`nr` of jieba's word list (MIT) for how given-name characters are distributed. The word list holds famous people of all
times, so its counts are corrected towards the published counts of living people.
"""
import argparse, collections, math
from pathlib import Path

HERE = Path(__file__).parent
arguments = argparse.ArgumentParser()
arguments.add_argument('--jieba', required=True)
options = arguments.parse_args()

def rows(path):
    for line in open(path, encoding='utf-8'):
        if not line.startswith('#') and line.strip():
            yield line.rstrip('\n').split('\t')

simplified = {}
for fields in rows(HERE / '../../languages/traditional-to-simplified.tsv'):
    simplified[fields[0]] = fields[1]
for fields in rows(HERE / '../romanisation/variants.tsv'):
    simplified[fields[0]] = fields[1]
def fold(text):
    return ''.join(simplified.get(c, c) for c in text)

ranked = [(fold(f[0]), float(f[1])) for f in rows(HERE / 'surname-shares.tsv')]
surnames = dict(ranked)
names = collections.Counter()
for line in open(options.jieba, encoding='utf-8'):
    word, number, kind = line.split()
    if kind.startswith('nr'):
        names[fold(word)] += 1

two = [s for s in surnames if len(s) == 2]
# Surnames below the published ranks: as often as jieba's names have them, scaled to the last published share.
seen = collections.Counter(n[0] for n in names if len(n) in (2, 3) and n[:2] not in two)
known_total = sum(seen[s] for s in surnames if len(s) == 1)
published = sum(v for s, v in surnames.items() if len(s) == 1)
for character, number in seen.items():
    if character not in surnames and number >= 3 and '\u3400' <= character <= '\u9fff':
        surnames[character] = min(60.0, number / known_total * published * 0.25)
total = sum(surnames.values())
surnames = {s: v / total * 1e6 for s, v in surnames.items()}

FIRST, SECOND, SINGLE = (collections.Counter() for _ in range(3))
PAIR = collections.Counter()
for name in names:
    surname = name[:2] if name[:2] in two and len(name) > 2 else name[:1]
    if surnames.get(surname, 0) < 20:
        continue
    given = name[len(surname):]
    if len(given) == 1:
        SINGLE[given] += 1
    elif len(given) == 2:
        FIRST[given[0]] += 1
        SECOND[given[1]] += 1
        PAIR[given] += 1

# Characters that published reports name as the commonest in given names; they are raised where the word list has too few.
floor = {fold(f[0]): float(f[1]) for f in rows(HERE / 'given-characters.tsv')}
def per_million(counts, add=0.3):
    either = FIRST + SECOND
    whole = sum(counts.values()) + add * len(either)
    return {c: (counts[c] + add * min(1, either[c] / 4)) / whole * 1e6 for c in set(either) | set(counts)}
first, second, single = per_million(FIRST), per_million(SECOND), per_million(SINGLE, 0.1)
for c, share in floor.items():
    # A share of all given-name characters; most stand in either place.
    have = (first.get(c, 1) + second.get(c, 1)) / 2
    if have < share:
        scale = share / have
        first[c] = first.get(c, 1) * scale
        second[c] = second.get(c, 1) * scale
for table in (first, second, single):
    total = sum(table.values())
    for c in table: table[c] *= 1e6 / total

# Whole given names: published counts of full names, divided by the bearers of the surname, averaged over surnames.
POPULATION = {'cn': 1.4e9, 'tw': 23.5e6}
ONE_CHARACTER = 0.14
published_names = [(fold(f[0]), float(f[1]), f[2]) for f in rows(HERE / 'fullnames.tsv')]
sums = collections.defaultdict(list)
for name, persons, where in published_names:
    if where != 'cn': continue
    surname, given = name[:1], name[1:]
    bearers = POPULATION[where] * surnames[surname] / 1e6 * (ONE_CHARACTER if len(given) == 1 else 1 - ONE_CHARACTER)
    sums[given].append(persons / bearers * 1e6)
pairs = {g: math.exp(sum(map(math.log, v)) / len(v)) for g, v in sums.items()}
# A given name seen several times in the word list, oftener than its characters explain.
n = sum(PAIR.values())
for given, number in PAIR.items():
    expected = first[given[0]] / 1e6 * second[given[1]] / 1e6
    if number >= 4 and number / n > 3 * expected and given not in pairs:
        pairs[given] = (number / n * 0.5 + expected * 0.5) * 1e6
for given in list(pairs):
    if len(given) == 1:
        single[given] = max(single.get(given, 0), pairs.pop(given))

def write(name, header, table):
    with open(HERE / name, 'w', encoding='utf-8') as out:
        out.write(header)
        for row in table:
            out.write('\t'.join(row) + '\n')
write('surnames.tsv', '# surname\tbearers per million; made by compile_population.py\n',
      [(s, f'{v:.4g}') for s, v in sorted(surnames.items(), key=lambda x: (-x[1], x[0]))])
write('given.tsv', '# character\tfirst of two, per million\tsecond of two\tthe only one; made by compile_population.py\n',
      [(c, f'{first.get(c, .5):.4g}', f'{second.get(c, .5):.4g}', f'{single.get(c, .5):.4g}') for c in sorted(set(first) | set(second) | set(single), key=lambda c: (-first.get(c, 0) - second.get(c, 0), c))])
write('given-pairs.tsv', '# given name of two characters\tper million such; where the product of its characters is far off. Made by compile_population.py\n',
      [(g, f'{v:.4g}') for g, v in sorted(pairs.items(), key=lambda x: (-x[1], x[0]))])

ratios = []
for name, persons, where in published_names:
    surname, given = name[:1], name[1:]
    if len(given) == 1:
        share = ONE_CHARACTER * single.get(given, .5) / 1e6
    else:
        share = (1 - ONE_CHARACTER) * (pairs[given] / 1e6 if given in pairs else first.get(given[0], .5) * second.get(given[1], .5) / 1e12)
    expected = POPULATION[where] * surnames[surname] / 1e6 * share
    ratios.append((expected / persons, name, where, persons, expected))
for ratio, name, where, persons, expected in sorted(ratios):
    print(f'{name} {where} published {persons:.0f} expected {expected:.0f} ratio {ratio:.2f}')
within = sum(0.5 <= r[0] <= 2 for r in ratios)
print(f'{within} of {len(ratios)} within a factor of two')
