"""Writes tokens.tsv, western-given.tsv, nicknames.tsv and equivalents.tsv.

    python3 compile_latin.py --census names-0.3.0/names --nicknames nicknames/names.csv --rigour rigour/_core.cpython-311-x86_64-linux-gnu.so

--census: the US Census Bureau's name lists of 1990 (public domain) as carried by PyPI's names 0.3.0.
--nicknames: the list of PyPI's nicknames 1.0.1 (Apache-2.0).
--rigour: the compiled part of PyPI's rigour 2.6.1 (MIT), whose list of person name parts (from Wikidata, CC0) is a zstd frame in it;
  needs the zstd command. Only groups with a given name are taken, split where the spellings do not sound alike.
Written for this project: rough-tokens.tsv (orders of magnitude), more-nicknames.txt, equivalents-written.txt.
"""
import argparse, collections, csv, re, subprocess, unicodedata
from pathlib import Path

HERE = Path(__file__).parent
arguments = argparse.ArgumentParser()
for option in ('census', 'nicknames', 'rigour'): arguments.add_argument('--' + option, required=True)
options = arguments.parse_args()

def lines(name):
    return [l.rstrip('\n') for l in open(HERE / name, encoding='utf-8') if l.strip() and not l.startswith('#')]

# ---- tokens.tsv
given, surname = collections.Counter(), collections.Counter()
for name, table in (('female.first', given), ('male.first', given), ('all.last', surname)):
    for line in open(f'{options.census}/dist.{name}'):
        word, percent, *_ = line.split()
        table[word.lower()] += float(percent) * 1e4 * (0.5 if table is given else 1)
# Shares below a thousandth of a per cent are printed 0.000: give those names a small one.
for line in open(f'{options.census}/dist.all.last'):
    word, percent, *_ = line.split()
    if float(percent) == 0: surname[word.lower()] = 3
rough = set()
for line in lines('rough-tokens.tsv'):
    word, first, last, *_ = line.split('\t')
    if float(first) > given[word] or float(last) > surname[word]: rough.add(word)
    given[word] = max(given[word], float(first))
    surname[word] = max(surname[word], float(last))
words = {w for w, n in given.items()} | {w for w, n in surname.most_common(30000)}
with open(HERE / 'tokens.tsv', 'w', encoding='utf-8') as out:
    out.write('# word | given names per million | surnames per million | rough: an order of magnitude over the world, written for this project; made by compile_latin.py\n')
    for word in sorted(words):
        if word.isascii() and word.isalpha():
            out.write(f'{word}\t{given[word]:.4g}\t{surname[word]:.4g}' + ('\trough' if word in rough else '') + '\n')

# ---- western-given.tsv: those written down, and the commonest of the Census lists that are not first of all surnames.
western = {w for line in lines('western-given-written.txt') for w in line.split()}
census = collections.Counter()
for name in ('female.first', 'male.first'):
    for line in open(f'{options.census}/dist.{name}'):
        word, percent, *_ = line.split()
        census[word.lower()] += float(percent)
SYLLABLES = set('an chang chi ching dong hang jin kai kim lan lang lee li lin long man ming na pei sang sun sung tai tang tong wan wei wen wing yan yang ying yong young yu yuan yun zheng see so son song ha hai han ho hoa hong hue hung in jae jan ji jong jung kum la lai le lien loan lu lue ma mai mei mi min ming mui my nan nu ok pa phung qiana rui sau shan shu sin soo su sue ta te thi thu tien tu tuan un van vi wai wan xuan yee yen yi yon yuk'.split())
for word, _ in sorted(census.items(), key=lambda x: (-x[1], x[0])):
    if len(western) >= 1500: break
    if word not in SYLLABLES and surname[word] < 3 * given[word]: western.add(word)
with open(HERE / 'western-given.tsv', 'w', encoding='utf-8') as out:
    out.write('# Western given names such as people with Chinese names put beside them: western-given-written.txt and the commonest of the Census lists; made by compile_latin.py\n')
    for word in sorted(western): out.write(word + '\n')

# ---- nicknames.tsv
pairs = set()
for row in csv.reader(open(options.nicknames)):
    if len(row) > 2 and row[1] == 'has_nickname':
        pairs.add((row[0].strip().lower(), row[2].strip().lower()))
for line in lines('more-nicknames.txt'):
    first, *others = line.split()
    pairs |= {(first, x) for x in others}
with open(HERE / 'nicknames.tsv', 'w', encoding='utf-8') as out:
    out.write("# name | a name its bearers are called by, a pair a line; Apache-2.0 list and this project's; made by compile_latin.py\n")
    for a, b in sorted(pairs):
        if a != b and re.fullmatch('[a-z]+', a) and re.fullmatch('[a-z]+', b): out.write(f'{a}\t{b}\n')

# ---- equivalents.tsv
seen, groups = set(), []
# Two Chinese syllables are two names, however alike: the romanisation tables tell which are one.
SYLLABLES = {f[2] for f in (l.split('\t') for l in open(HERE / '../romanisation/spellings.tsv', encoding='utf-8'))
             if len(f) > 3 and f[0] in ('pinyin', 'wade-giles', 'taiwan', 'hong-kong') and float(f[3]) > 0.01}
def add(group):
    if sum(word in SYLLABLES for word in group) > 1: return
    fresh = []
    for word in group:
        if re.fullmatch('[a-z]{2,}', word) and word not in seen:
            seen.add(word)
            fresh.append(word)
    if len(fresh) > 1: groups.append(fresh)
    else: seen.difference_update(fresh)
for line in lines('equivalents-written.txt'): add(line.split())
written = len(groups)

PLAIN = {'ı': 'i', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ß': 'ss', 'æ': 'ae', 'ð': 'd', 'þ': 'th', 'ə': 'a', 'œ': 'oe'}
def plain(text):
    text = ''.join(PLAIN.get(c, c) for c in text)
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c))
SOUNDS = [('tsch', 'C'), ('tch', 'C'), ('sch', 'S'), ('sz', 'S'), ('cz', 'C'), ('ch', 'C'), ('sh', 'S'), ('ph', 'f'), ('th', 't'), ('kh', 'h'),
          ('gh', 'g'), ('dh', 'd'), ('ck', 'k'), ('x', 'ks'), ('q', 'k'), ('w', 'v'), ('z', 's'), ('ce', 'se'), ('ci', 'si'), ('cy', 'si'), ('c', 'k')]
def skeleton(word):
    end = word[-1] if word[-1] in 'ao' else ''
    for a, b in SOUNDS: word = word.replace(a, b)
    start = word[0] if word[0] in 'jy' else 'a' if word[0] in 'aeiou' else ''
    word = re.sub('[aeiouyj]', '', word)
    word = re.sub(r'(.)\1+', r'\1', word)
    return start + word.replace('h', '') + end
def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]

binary = open(options.rigour, 'rb').read()
text = ''
for match in re.finditer(rb'\x28\xb5\x2f\xfd', binary):
    done = subprocess.run(['zstd', '-dc'], input=binary[match.start():], capture_output=True)
    if b' => Q' in done.stdout[:4000]:
        text = done.stdout.decode('utf-8')
        break
found = []
for line in text.split('\n'):
    if ' => ' not in line: continue
    forms = sorted({plain(f) for f in line.rsplit(' => ', 1)[0].split(', ')})
    forms = [f for f in forms if re.fullmatch('[a-z]{4,16}', f)]
    known = [f for f in forms if f in words]
    # Names of people of the West and Middle East with given names among them; Chinese ones are other tables' matter.
    if sum(given[f] for f in known) < 4 or sum(given[f] for f in known) < 0.3 * sum(surname[f] for f in known): continue
    clusters = collections.defaultdict(list)
    for f in forms: clusters[skeleton(f)].append(f)
    for bones, cluster in clusters.items():
        head = max(cluster, key=lambda f: (given[f], f))
        cluster = [f for f in cluster if distance(f, head) <= max(1, len(head) // 3)]
        if len(bones) >= 3 and len(cluster) > 1 and given[head] > 0:
            found.append((-given[head], [head] + [f for f in cluster if f != head]))
NOT = set('sung seung dong dung gheorghe lauria january januar liberty liberte grace gracie illa'.split())
where = {word: group for group in groups for word in group}
for _, group in sorted(found):
    group = [w for w in group if w not in NOT]
    host = next((where[w] for w in group if w in where), None)
    if host is None:
        before = len(groups)
        add(group[:14])
        for g in groups[before:]: where.update((w, g) for w in g)
    else:
        for w in group:
            if w not in seen and len(host) < 30:
                seen.add(w)
                host.append(w)
                where[w] = host
with open(HERE / 'equivalents.tsv', 'w', encoding='utf-8') as out:
    out.write(f'# spellings of one name, a group a line: {written} written for this project, then those taken from rigour (MIT); made by compile_latin.py\n')
    for group in groups: out.write('\t'.join(group) + '\n')
print(f'tokens {len(words)}, nickname pairs {len(pairs)}, groups {len(groups)} ({written} written), words in groups {len(seen)}')
