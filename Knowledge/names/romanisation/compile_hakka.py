"""Writes hakka.tsv: Hakka readings by the regular correspondences with Cantonese and Mandarin.

    python3 compile_hakka.py --unihan /usr/share/unicode

No table of Hakka readings under a usable licence was found. What is written here is what the sound laws give (Norman,
Chinese, 1988, ch. 9; MacIver, A Chinese-English Dictionary: Hakka-dialect, 1926, for the spelling without its marks):
Middle Chinese voiced stops are aspirated whatever the tone, m- and final stops are kept, w- is v-, ng- before i stays.
Readings are therefore likely, not certain; surnames are in surname-spellings.tsv.
"""
import argparse, bz2, collections
from pathlib import Path

HERE = Path(__file__).parent
arguments = argparse.ArgumentParser()
arguments.add_argument('--unihan', required=True)
options = arguments.parse_args()
FINALS = {'aa': 'a', 'aai': 'ai', 'aau': 'au', 'aam': 'am', 'aan': 'an', 'aang': 'ang', 'aap': 'ap', 'aat': 'at', 'aak': 'ak|et', 'ai': 'i|ai', 'au': 'iu|eu', 'am': 'im', 'an': 'in|un', 'ang': 'en', 'ap': 'ip', 'at': 'it|ut', 'ak': 'et|it', 'e': 'ia|a', 'ei': 'i', 'eng': 'iang', 'ek': 'iak', 'i': 'i|u', 'iu': 'eu|iau', 'im': 'iam', 'in': 'ien', 'ing': 'in|en', 'ip': 'iap', 'it': 'iet', 'ik': 'it|et', 'o': 'o', 'oi': 'oi', 'ou': 'u|o', 'on': 'on', 'ong': 'ong', 'ot': 'ot', 'ok': 'ok', 'oeng': 'iong|ong', 'oek': 'iok', 'eoi': 'ui|i', 'eon': 'un', 'eot': 'ut|it', 'u': 'u', 'ui': 'oi|ui', 'un': 'on', 'ung': 'ung|iung', 'ut': 'ut', 'uk': 'uk|iuk', 'yu': 'i|u', 'yun': 'ien|on', 'yut': 'iet', 'm': 'm', 'ng': 'ng'}
INITIALS = {'gw': 'k', 'kw': 'kh', 'b': 'p', 'p': 'ph', 'd': 't', 't': 'th', 'g': 'k', 'k': 'kh', 'z': 'ch|ts', 'c': 'chh|tsh', 's': 's', 'h': 'h|kh|f', 'f': 'f|kh', 'w': 'v|f', 'j': 'y|ngi', 'ng': 'ng', 'm': 'm', 'n': 'n', 'l': 'l', '': ''}
ASPIRATED = {'b': 'ph', 'd': 'th', 'g': 'kh', 'gw': 'kh', 'z': 'chh|tsh'}
def readings(jyutping):
    tone, word = jyutping[-1], jyutping[:-1]
    initial = next(i for i in sorted(INITIALS, key=len, reverse=True) if word.startswith(i)) if word not in ('m', 'ng') else ''
    final = word[len(initial):]
    onsets = INITIALS[initial]
    if tone in '36' and initial in ASPIRATED:
        onsets = ASPIRATED[initial] + ('|' + onsets if tone == '3' else '')
    found = {}
    for place, onset in enumerate(onsets.split('|')):
        for number, rest in enumerate(FINALS.get(final, '').split('|')):
            if not rest: continue
            if onset == 'ngi': rest = rest.removeprefix('i') or 'i'
            if onset == 'y': rest = {'i': 'i', 'in': 'in', 'im': 'im', 'it': 'it', 'ip': 'ip'}.get(rest, rest.removeprefix('i') or 'i')
            if onset == 'y' and rest.startswith('i'): rest = rest
            if initial in ('gw', 'kw') and rest[0] not in 'uo': rest = 'u' + rest
            found[onset + rest] = found.get(onset + rest, 0) + 0.6 ** place * 0.6 ** number
    total = sum(found.values())
    return {s: w / total for s, w in found.items()}

canonical = {}
for name in ('../../languages/traditional-to-simplified.tsv', 'variants.tsv'):
    for line in open(HERE / name, encoding='utf-8'):
        if not line.startswith('#') and line.strip():
            fields = line.rstrip('\n').split('\t')
            canonical[fields[0]] = fields[1]
merged = collections.defaultdict(collections.Counter)
for line in bz2.open(f'{options.unihan}/Unihan_Readings.txt.bz2', 'rt', encoding='utf-8'):
    if '\tkCantonese\t' in line:
        code, _, value = line.rstrip('\n').split('\t')
        character = chr(int(code[2:], 16))
        if ord(character) > 0x9FFF: continue
        for syllable, weight in readings(value.split()[0]).items():
            merged[canonical.get(character, character)][syllable] += weight
with open(HERE / 'hakka.tsv', 'w', encoding='utf-8') as out:
    out.write('# character\tHakka readings that the sound laws give, reading:share; made by compile_hakka.py\n')
    for character in sorted(merged):
        total = sum(merged[character].values())
        kept = [(s, w / total) for s, w in merged[character].most_common(6) if w / total > .03]
        out.write(character + '\t' + ' '.join(f'{s}:{w:.2f}' for s, w in kept) + '\n')
