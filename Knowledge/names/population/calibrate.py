"""Compares the persons that the tables predict for a full name with the published figures of fullnames.tsv.

    python3 calibrate.py

Predicted: bearers of Chinese names × share of the surname × share of one- or two-character given names × share of the given name.
The published counts are no input of the tables (compile_population.py does not read them), so this is a test.
The rows of Taiwan are counted there alone; the prediction is for the whole world and is shown for comparison only.
"""
import math
from pathlib import Path

HERE = Path(__file__).parent
N, ONE, TWO = 1.4e9, 0.140, 0.843

def rows(name):
    for line in open(HERE / name, encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            yield line.rstrip('\n').split('\t')

surnames = {f[0]: float(f[1]) / 1e6 for f in rows('surnames.tsv')}
given = {f[0]: [float(x) / 1e6 for x in f[1:4]] for f in rows('given.tsv')}
pairs = {f[0]: float(f[1]) / 1e6 for f in rows('given-pairs.tsv')}

def persons(name):
    surname = name[:2] if len(name) > 2 and name[:2] in surnames else name[0]
    rest = name[len(surname):]
    if len(rest) == 1: share = ONE * given[rest][2]
    else: share = TWO * pairs.get(rest, given[rest[0]][0] * given[rest[1]][1])
    return N * surnames[surname] * share

if __name__ == '__main__':
    ratios = {}
    for name, published, where, *_ in rows('fullnames.tsv'):
        ratio = persons(name) / float(published)
        ratios.setdefault(where, []).append((ratio, name))
        print(f'{name}\t{where}\tpublished {int(published)}\tpredicted {persons(name):.0f}\tratio {ratio:.2f}')
    for where, found in sorted(ratios.items()):
        found.sort()
        values = [r for r, _ in found]
        middle = math.exp(sum(map(math.log, values)) / len(values))
        within = sum(0.5 <= v <= 2 for v in values)
        print(f'{where}: {len(values)} names, ratio least {values[0]:.2f} ({found[0][1]}), quartiles {values[len(values)//4]:.2f} {values[len(values)//2]:.2f} {values[3*len(values)//4]:.2f},'
              f' greatest {values[-1]:.2f} ({found[-1][1]}), geometric mean {middle:.2f}; within a factor of two: {within}')
