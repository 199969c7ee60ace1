"""Writes spellings.tsv: how each reading is spelled under each convention, and how often.

    python3 compile_spellings.py

Rules, not lists of names. Sources of the rules: GB/T 28039-2011 (pinyin of names), Wade & Giles (1912) without its marks,
the passport practice of Taiwan's Ministry of Foreign Affairs (WG, Tongyong, MPS II, pinyin side by side), the Hong Kong
government's romanisation as in street and personal names, the Portuguese-based practice of Macau, Tai-lo (Ministry of
Education, Taiwan 2006) and Pe̍h-ōe-jī, and the English-based habits of Singapore and Malaysia. Weights are judged.
"""
import collections
import second_rules
from pathlib import Path

HERE = Path(__file__).parent

def table(name):
    for line in open(HERE / name, encoding='utf-8'):
        if not line.startswith('#') and line.strip():
            yield line.rstrip('\n').split('\t')

def syllables(field):
    return [part.split(':')[0] for part in field.split()]

COLUMNS = ('mandarin', 'cantonese', 'hokkien', 'hakka', 'teochew', 'korean', 'vietnamese')
LANGUAGES = collections.defaultdict(set)
for row in table('readings.tsv'):
    for language, field in zip(COLUMNS, row[1:]):
        LANGUAGES[language].update(syllables(field))
for row in table('hokkien.tsv'):
    LANGUAGES['hokkien'].update(syllables(row[1]))
for row in table('surname-readings.tsv'):
    LANGUAGES[row[1]].update(s for field in row[2:] for s in syllables(field))

def spread(options):
    """Options from (spelling, weight) pairs or plain spellings, summing to one."""
    counts = collections.Counter()
    for option in options:
        spelling, weight = option if isinstance(option, tuple) else (option, 1)
        if spelling:
            counts[spelling] += weight
    total = sum(counts.values())
    return {s: w / total for s, w in counts.items()}

def product(*parts):
    """All ways to put together options for each part."""
    result = {'': 1.0}
    for part in parts:
        part = part if isinstance(part, dict) else spread(part)
        result = spread([(a + b, x * y) for a, x in result.items() for b, y in part.items()]) if part else result
    return result

# ---- Mandarin --------------------------------------------------------------------------------
INITIALS = ['zh', 'ch', 'sh', 'b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'j', 'q', 'x', 'r', 'z', 'c', 's', 'y', 'w', '']
def cut(pinyin):
    initial = next(i for i in INITIALS if pinyin.startswith(i))
    return initial, pinyin[len(initial):]

def wade(pinyin):
    """Wade–Giles without marks and apostrophes."""
    initial, final = cut(pinyin)
    whole = {'zi': 'tzu', 'ci': 'tzu', 'si': 'ssu', 'zhi': 'chih', 'chi': 'chih', 'shi': 'shih', 'ri': 'jih', 'er': 'erh',
             'yi': 'i', 'yan': 'yen', 'ye': 'yeh', 'you': 'yu', 'yong': 'yung', 'e': 'o', 'ge': 'ko', 'ke': 'ko', 'he': 'ho',
             'weng': 'weng', 'yue': 'yueh', 'yo': 'yo', 'yai': 'yai'}
    if pinyin in whole:
        return whole[pinyin]
    onset = {'zh': 'ch', 'b': 'p', 'd': 't', 'g': 'k', 'j': 'ch', 'q': 'ch', 'x': 'hs', 'r': 'j', 'z': 'ts', 'c': 'ts'}.get(initial, initial)
    rest = {'ian': 'ien', 'ie': 'ieh', 'ong': 'ung', 'iong': 'iung', 've': 'ueh', 'v': 'u', 'van': 'uan', 'vn': 'un', 'uo': 'o'}.get(final, final)
    if initial in 'jqx' and initial:
        rest = {'ue': 'ueh', 'u': 'u', 'uan': 'uan', 'un': 'un'}.get(final, rest)
    if final == 'uo' and initial in ('g', 'k', 'h', 'sh'):
        rest = 'uo'
    if final == 'ui' and initial in ('g', 'k'):
        rest = 'uei'
    if final == 'e':
        rest = 'e'
    return onset + rest

def tongyong(pinyin):
    whole = {'zi': 'zih', 'ci': 'cih', 'si': 'sih', 'zhi': 'jhih', 'chi': 'chih', 'shi': 'shih', 'ri': 'rih', 'wen': 'wun', 'weng': 'wong', 'feng': 'fong'}
    if pinyin in whole:
        return whole[pinyin]
    initial, final = cut(pinyin)
    onset = {'zh': 'jh', 'q': 'c', 'x': 's'}.get(initial, initial)
    rest = {'iu': 'iou', 'ui': 'uei', 'v': 'yu', 've': 'yue'}.get(final, final)
    if initial in 'jqx' and initial:
        rest = {'u': 'yu', 'ue': 'yue', 'uan': 'yuan', 'un': 'yun', 'iong': 'yong'}.get(final, rest)
    return onset + rest

def mps2(pinyin):
    whole = {'zi': 'tz', 'ci': 'tsz', 'si': 'sz', 'zhi': 'jr', 'chi': 'chr', 'shi': 'shr', 'ri': 'r', 'wen': 'wen', 'yong': 'yung'}
    if pinyin in whole:
        return whole[pinyin]
    initial, final = cut(pinyin)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sh', 'z': 'tz', 'c': 'ts'}.get(initial, initial)
    rest = {'iu': 'iou', 'ui': 'uei', 'ong': 'ung', 'ao': 'au', 'v': 'iu', 've': 'iue'}.get(final, final)
    if initial in 'jqx' and initial:
        rest = {'u': 'iu', 'ue': 'iue', 'uan': 'iuan', 'un': 'iun', 'iong': 'iung'}.get(final, rest)
    return onset + rest

def yale(pinyin):
    whole = {'zi': 'dz', 'ci': 'tsz', 'si': 'sz', 'zhi': 'jr', 'chi': 'chr', 'shi': 'shr', 'ri': 'r'}
    if pinyin in whole:
        return whole[pinyin]
    initial, final = cut(pinyin)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sy', 'z': 'dz', 'c': 'ts'}.get(initial, initial)
    rest = {'ao': 'au', 'ong': 'ung', 'iu': 'you', 'ui': 'wei', 'uo': 'wo', 'ie': 'ye', 'ian': 'yan', 'iang': 'yang', 'iao': 'yau', 'ia': 'ya'}.get(final, final)
    if initial in 'jqx' and initial:
        rest = {'u': 'yu', 'ue': 'ywe', 'uan': 'ywan', 'un': 'yun', 'iong': 'yung', **{k: v.removeprefix('y') if onset == 'sy' else v for k, v in
                {'ie': 'ye', 'ian': 'yan', 'iang': 'yang', 'iao': 'yau', 'ia': 'ya', 'iu': 'you'}.items()}}.get(final, rest)
    return onset + rest

# How Taiwan's names depart from Wade–Giles: each change alone, then some two together.
CHANGES = [('hs', 'sh', 3), ('hs', 's', 2), ('hs', 'h', .3), ('ch', 'j', 3), ('ch', 'c', .4), ('ch', 'jh', 1), ('ch', 'zh', 1.5), ('ch', 'tz', .3), ('chih', 'chi', 3),
           ('chih', 'chr', .5), ('chih', 'jyh', 1), ('shih', 'shi', 3), ('shih', 'shyh', .5), ('ien', 'ian', 3), ('ien', 'en', .8), ('yen', 'yan', 3), ('ien', 'ienn', .2), ('eh', 'e', 2), ('eh', 'ei', .5), ('ueh', 'ueh', 1), ('iu', 'iou', 2),
           ('iu', 'iu', 1), ('ui', 'uei', 3), ('ui', 'uey', .3), ('ui', 'wei', .5), ('ung', 'ong', 3), ('ung', 'oong', .5), ('iung', 'yong', 1), ('jen', 'ren', 3), ('jen', 'zen', .3), ('jung', 'rong', 3), ('jung', 'zong', .5), ('jui', 'rui', 2), ('jui', 'ruei', 2), ('ju', 'ru', 3), ('jo', 'ruo', 2), ('jo', 'ro', 1), ('jih', 'ri', 1),
           ('k', 'g', 2), ('p', 'b', 2), ('t', 'd', 2), ('ts', 'z', 1.5), ('ts', 'c', .6), ('tz', 'z', 1), ('tzu', 'tz', 1), ('tzu', 'tsu', .7), ('tzu', 'tze', 1), ('tzu', 'zi', 1), ('ssu', 'szu', 3), ('ssu', 'sze', 1), ('ssu', 'su', 1), ('ssu', 'si', 1), ('erh', 'er', 3), ('ko', 'ke', 2), ('ko', 'ker', 1), ('ho', 'he', 2), ('ho', 'her', .7),
           ('te', 'der', .7), ('te', 'teh', 1), ('te', 'de', 1), ('che', 'cheh', .5), ('che', 'je', 1), ('che', 'jer', .3), ('un', 'uen', 1), ('un', 'oon', .4), ('en', 'un', .3), ('eng', 'ong', .6), ('eng', 'ung', .2), ('u', 'oo', .5), ('u', 'uu', .1), ('ou', 'o', .8), ('ou', 'ow', .5), ('ao', 'au', 2), ('ao', 'aw', .3), ('ao', 'aur', .1), ('ai', 'ay', .4), ('i', 'ee', .7), ('i', 'y', .2), ('ia', 'ya', .3), ('ua', 'wa', .5), ('uo', 'wo', .2), ('uo', 'o', .6), ('o', 'uo', .6), ('uang', 'wang', .4), ('uan', 'wan', .3), ('ing', 'in', .2), ('ing', 'yng', .4), ('ing', 'eng', .2), ('in', 'ing', .1), ('ang', 'arng', .1), ('iang', 'yang', .3), ('iang', 'ang', .3), ('iao', 'iau', 1), ('iao', 'yao', .3), ('feng', 'fong', 2), ('meng', 'mong', 1), ('wen', 'wun', 1), ('yu', 'yuh', .5), ('yu', 'yue', .3), ('yu', 'yi', .1), ('yu', 'iu', .2), ('yun', 'yuin', .3), ('i', 'yi', 0),
           # Taiwan's Mandarin runs zh and z, ch and c, sh and s together, and -n and -ng after i and e.
           ('ts', 'ch', 1), ('sh', 's', .7), ('ssu', 'shih', .2), ('su', 'shu', .3), ('ing', 'in', .3), ('in', 'ing', .4), ('eng', 'en', .4), ('en', 'eng', .3)]
def taiwan(pinyin):
    base = wade(pinyin)
    options = [(base, 20)]
    if pinyin == 'yi':
        options += [('yi', 25), ('ie', 1), ('yih', 1), ('ee', 1)]
    if pinyin in ('ying', 'yin', 'ya', 'yao', 'yang', 'yung'):
        options += [(base[1:] if base[1] == 'i' else 'i' + base[1:], 2)]
    if pinyin == 'you':
        options += [('you', 8), ('yiu', 1), ('yeou', .5)]
    if pinyin in ('lv', 'nv'):
        options += [(base[0] + 'yu', 3), (base[0] + 'iu', .5)]
    once = []
    for old, new, weight in CHANGES:
        if weight and old in base:
            if old == 'i' and ('in' in base or 'ia' in base or 'ie' in base or 'iu' in base or 'ai' in base or 'ei' in base or 'ui' in base or 'ih' in base):
                continue
            if old in ('u',) and any(x in base for x in ('un', 'ua', 'ue', 'uo', 'ui', 'iu', 'ou', 'ao', 'ung', 'au')):
                continue
            if old == 'o' and any(x in base for x in ('ou', 'uo', 'ao', 'ong')):
                continue
            if old in ('k', 'p', 't') and (pinyin[0] == old or base.startswith('ts') or base.startswith('tz')):
                continue
            if old == 'ch' and new in ('j', 'jh', 'zh') and pinyin[0] not in 'jz':
                continue
            if old == 'ch' and new == 'zh' and pinyin[0] == 'j':
                continue
            if old in ('en', 'in', 'ien') and base.endswith('g'):
                continue
            once.append((base.replace(old, new, 1), weight, old, new))
    options += [(s, w) for s, w, _, _ in once]
    for s, w, old, _ in once:
        for other, new, weight in CHANGES:
            if weight >= 1 and other in s and other not in (old,) and len(other) > 1 and w >= 1:
                if other in ('ch',) and pinyin[0] not in 'jz': continue
                if other in ('en', 'in', 'eng', 'ien') and s.endswith('g') and other[-1] != 'g': continue
                options.append((s.replace(other, new, 1), w * weight / 40))
    total = sum(w for _, w in options)
    # The other official systems are conventions of their own; a little of each is mixed in here.
    return spread(options + [(tongyong(pinyin), total * .05), (mps2(pinyin), total * .05), (pinyin.replace('v', 'u'), total * .07)])

def pinyin_spellings(pinyin):
    if 'v' in pinyin:
        return spread([(pinyin.replace('v', 'u'), .62), (pinyin, .2), (pinyin.replace('v', 'yu') if pinyin.endswith('v') else pinyin.replace('v', 'u'), .18)])
    return {pinyin: 1}

POSTAL = {'jiang': 'kiang', 'jing': 'king', 'xi': 'si', 'qing': 'tsing', 'xin': 'sin', 'jin': 'tsin', 'tian': 'tien', 'guang': 'kwang', 'gui': 'kwei', 'hui': 'hwei', 'hua': 'hwa', 'huai': 'hwai', 'guan': 'kwan', 'song': 'soong', 'kong': 'kung', 'xiao': 'siao', 'xu': 'hsu', 'jiu': 'kiu', 'qi': 'tsi', 'ji': 'tsi', 'xiang': 'siang', 'zhang': 'chang', 'gu': 'koo', 'wu': 'woo', 'du': 'doo', 'lu': 'loo', 'zhu': 'chu', 'zhou': 'chow', 'mao': 'mao', 'hao': 'how', 'bai': 'pai', 'guo': 'kuo', 'cai': 'tsai', 'zeng': 'tseng', 'cui': 'tsui', 'sun': 'sun', 'xie': 'hsieh', 'shao': 'shao', 'tao': 'tao', 'zhao': 'chao', 'kui': 'kwei', 'juan': 'kuan', 'qiang': 'kiang', 'xing': 'hsing'}
def postal(pinyin):
    return spread([(POSTAL[pinyin], 3), (wade(pinyin), 1)]) if pinyin in POSTAL else {wade(pinyin): 1}

GWOYEU_FINALS = {'a': 'ar aa ah', 'ai': 'air ae ay', 'ao': 'aur ao aw', 'an': 'arn aan ann', 'ang': 'arng aang anq', 'ou': 'our oou ow', 'en': 'ern een enn', 'eng': 'erng eeng enq', 'i': 'yi ii ih', 'in': 'yn iin inn', 'ing': 'yng iing inq', 'u': 'wu uu uh', 'un': 'wen oen uen', 'ui': 'wei oei uey', 'ong': 'orng oong onq', 'uang': 'wang oang uang', 'iang': 'yang eang ianq', 'ian': 'yan ean iann', 'iao': 'yau eau iaw', 'iu': 'you eou iow', 'ie': 'ye iee ieh', 'uo': 'wo uoo uoh', 'e': 'er ee eh', 'uan': 'wan oan uann', 'ua': 'wa oa uah', 'ei': 'eir eei ey'}
def gwoyeu(pinyin):
    initial, final = cut(pinyin)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sh', 'z': 'tz', 'c': 'ts'}.get(initial, initial)
    if initial in 'jqx' and initial and final in ('u', 'un', 'uan', 'ue'):
        final = 'i' + final
    return spread([(onset + f, 1) for f in GWOYEU_FINALS.get(final, '').split()] + [(mps2(pinyin), 1)])

# ---- Cantonese -------------------------------------------------------------------------------
C_INITIALS = ['gw', 'kw', 'ng', 'b', 'p', 'm', 'f', 'd', 't', 'n', 'l', 'g', 'k', 'h', 'w', 'z', 'c', 's', 'j', '']
def c_cut(jyutping):
    if jyutping in ('m', 'ng', 'hng', 'hm'):
        return '', jyutping
    initial = next(i for i in C_INITIALS if jyutping.startswith(i))
    return initial, jyutping[len(initial):]

HK_ONSET = {'gw': [('kw', 8), ('gw', 1)], 'kw': [('kw', 8), ('qu', .3)], 'b': [('p', 7), ('b', 3)], 'd': [('t', 8), ('d', 2)], 'g': [('k', 9), ('g', 1)],
            'z': [('ch', 7), ('ts', 3), ('j', .7), ('tz', .3), ('c', .2)], 'c': [('ch', 7), ('ts', 3), ('c', .1)], 'j': [('y', 9), ('i', .4), ('j', .2)],
            'ng': [('ng', 8), ('', 2)], '': [('', 8), ('ng', 1), ('o', 0)], 's': [('s', 9), ('sh', 2.5)], 'n': [('n', 9), ('l', .6)], 'l': [('l', 9), ('n', .2)]}
HK_FINAL = {'aa': [('a', 7), ('ah', 2), ('ar', 2)], 'aai': [('ai', 8), ('aai', .5), ('ay', .5)], 'aau': [('au', 6), ('aau', 1), ('ao', 1)], 'aam': [('am', 8), ('aam', 1)], 'aan': [('an', 8), ('aan', 1)], 'aang': [('ang', 8), ('aang', 1)], 'aap': [('ap', 8), ('aap', 1)], 'aat': [('at', 8), ('aat', 1)], 'aak': [('ak', 8), ('aak', 1), ('ark', .3)],
            'a': [('a', 8)], 'ai': [('ai', 9), ('ay', .3), ('ei', .2)], 'au': [('au', 8), ('ou', 1), ('ow', .5)], 'am': [('am', 4), ('um', 5), ('em', .1)], 'an': [('an', 5), ('un', 4), ('en', .2), ('ean', .1)], 'ang': [('ang', 8), ('ung', .7), ('eng', .3)], 'ap': [('ap', 7), ('up', 2)], 'at': [('at', 7), ('ut', .6)], 'ak': [('ak', 9), ('uk', .5), ('ack', .3)],
            'e': [('e', 6), ('eh', 1), ('er', .2)], 'ei': [('ei', 5), ('i', 2), ('ee', 3), ('ay', .3), ('y', .2)], 'eng': [('eng', 7), ('ing', 2)], 'ek': [('ek', 7), ('ik', 2), ('eck', 1)], 'eu': [('eu', 1)], 'em': [('em', 1)], 'ep': [('ep', 1)], 'et': [('et', 1)], 'en': [('en', 1)], 'eot': [('ut', 5), ('eut', 1), ('uet', 1)],
            'i': [('i', 6), ('ee', 3), ('ie', .4), ('e', .3), ('z', 0)], 'iu': [('iu', 9), ('ew', .7), ('ieu', .2), ('iew', .4)], 'im': [('im', 9), ('eem', .1)], 'in': [('in', 9), ('een', .2)], 'ing': [('ing', 9.5), ('eng', .3)], 'ip': [('ip', 9), ('ipp', .1)], 'it': [('it', 9)], 'ik': [('ik', 8), ('ick', 2), ('ek', .2)],
            'o': [('o', 9), ('or', 1), ('oh', .2), ('aw', .2)], 'oi': [('oi', 9), ('oy', .3)], 'ou': [('o', 7), ('ou', 1.5), ('oo', .3), ('u', .5), ('ow', .2), ('ao', .1)], 'on': [('on', 9), ('orn', .2)], 'ong': [('ong', 9.5)], 'ot': [('ot', 9)], 'ok': [('ok', 9), ('ock', .5)],
            'oe': [('oe', 1)], 'oeng': [('eung', 8), ('eong', 1.5), ('oeng', .2)], 'oek': [('euk', 6), ('eok', 1), ('eark', .2)], 'oet': [('oet', 1)], 'eoi': [('ui', 7), ('oi', 1.5), ('eui', .5), ('oy', .2)], 'eon': [('un', 8), ('eun', .5), ('on', .3)],
            'u': [('u', 7), ('oo', 2), ('wu', 0)], 'ui': [('ui', 7), ('oi', 1), ('ooi', .5)], 'un': [('un', 6), ('oon', 3)], 'ung': [('ung', 9), ('oong', .2)], 'ut': [('ut', 6), ('oot', 2)], 'uk': [('uk', 8), ('ook', .4), ('uck', .2)], 'um': [('um', 1)], 'up': [('up', 1)],
            'yu': [('yu', 4), ('u', 4), ('ue', 1), ('yue', .3)], 'yun': [('uen', 7), ('un', 2), ('yuen', .2)], 'yut': [('uet', 7), ('ut', 1.5), ('yut', .1)], 'm': [('m', 1)], 'ng': [('ng', 9), ('ung', .2), ('eng', .1)]}
HK_WHOLE = {'zi': [('chi', 6), ('tsz', 3), ('tze', .7), ('tse', .3), ('chee', .8), ('gi', .2), ('ji', .3), ('jee', .1)], 'ci': [('chi', 6), ('tsz', 2.5), ('tse', .3), ('chee', .5)], 'si': [('sze', 4), ('si', 3), ('see', 1), ('szeto', 0), ('shi', .8), ('sz', .6), ('sy', .1), ('c', 0)],
            'ze': [('che', 3), ('tse', 2), ('je', .3)], 'ce': [('che', 4), ('tse', 1)], 'ji': [('yi', 6), ('yee', 4), ('i', 1), ('ee', .3)], 'jyu': [('yu', 8), ('yue', 1.5), ('yee', .2)], 'jyun': [('yuen', 8), ('yuan', .3), ('un', .1), ('yun', .4)], 'jyut': [('yuet', 8), ('yut', .5)], 'jan': [('yan', 8), ('yun', .7), ('ian', .2), ('yen', .2)], 'jau': [('yau', 8), ('yow', .2), ('you', .3)], 'jam': [('yam', 6), ('yum', 1.5)],
            'jin': [('yin', 8), ('in', .3), ('yeen', .1)], 'jing': [('ying', 9), ('yeng', .1)], 'jat': [('yat', 9)], 'jip': [('yip', 8), ('ip', 4)], 'jim': [('yim', 8), ('im', .2)], 'jiu': [('yiu', 9), ('iu', .8)], 'jung': [('yung', 9)], 'juk': [('yuk', 9)], 'jeng': [('yeng', 1)], 'jeoi': [('yui', 8)], 'jeon': [('yun', 8)], 'joeng': [('yeung', 8), ('young', 1), ('yeong', 1)], 'joek': [('yeuk', 6), ('yuk', 1)], 'jik': [('yik', 9), ('yick', 2)],
            'wu': [('wu', 9), ('woo', 3), ('oo', .2)], 'wui': [('wui', 9), ('wooi', .1)], 'wun': [('wun', 4), ('woon', 3), ('oon', .1)], 'wan': [('wan', 9), ('wun', .2)], 'waa': [('wa', 7), ('wah', 5)], 'waan': [('wan', 9)], 'ng': [('ng', 9)], 'ou': [('o', 8), ('au', 1), ('ou', .5)], 'ngo': [('ngo', 9), ('o', .5)],
            'sau': [('sau', 9), ('shau', .5)], 'syu': [('shu', 7), ('sue', 1), ('su', .5)], 'syun': [('suen', 7), ('shuen', 1), ('sun', 1)], 'seon': [('shun', 6), ('sun', 3), ('seun', .2)], 'seoi': [('sui', 6), ('shui', 2), ('soi', .2)], 'seot': [('sut', 1)], 'zeon': [('chun', 9), ('tsun', 1)], 'zeot': [('chut', 1)], 'sing': [('sing', 9), ('shing', 8)], 'san': [('san', 8), ('shan', 2), ('sun', 4)], 'saan': [('shan', 8), ('san', 2)], 'sam': [('sam', 8), ('sum', 5), ('shum', 3)], 'zou': [('cho', 5), ('tso', 3), ('jo', .2)], 'zau': [('chau', 6), ('chow', 5), ('tsau', .5), ('jau', .1)], 'ziu': [('chiu', 9), ('jiu', .2), ('chew', .3)], 'ciu': [('chiu', 9), ('chew', .2)], 'zeoi': [('chui', 4), ('tsui', 4), ('jui', .1)], 'ceoi': [('chui', 5), ('tsui', 5)], 'zoi': [('choi', 5), ('tsoi', 4)], 'coi': [('choi', 6), ('tsoi', 4)], 'zung': [('chung', 9), ('tsung', .3), ('jung', .1)], 'zing': [('ching', 9), ('jing', .3), ('tsing', .3)], 'cing': [('ching', 9), ('tsing', 1.5)], 'zang': [('tsang', 8), ('chang', 1), ('jang', .1)], 'cang': [('tsang', 3), ('chang', 2)], 'zaang': [('chang', 1), ('tsang', 1)], 'zan': [('chan', 7), ('tsan', .5), ('chun', 1.5), ('jan', .1), ('jean', .1)], 'can': [('chan', 9), ('chun', .3), ('tan', .05)]}
def hong_kong(jyutping):
    if jyutping in HK_WHOLE:
        return spread(HK_WHOLE[jyutping])
    initial, final = c_cut(jyutping)
    if final not in HK_FINAL:
        return {}
    return {s: w for s, w in product(HK_ONSET.get(initial, [(initial, 1)]), HK_FINAL[final]).items() if w > .004}

MO_ONSET = {'gw': [('ku', 6), ('kw', 4)], 'kw': [('ku', 5), ('kw', 4)], 'b': [('p', 9)], 'd': [('t', 9)], 'g': [('k', 9)], 'z': [('ch', 9), ('ts', 1), ('j', .3)], 'c': [('ch', 9), ('ts', 1)], 'j': [('i', 8), ('y', 3)], 'w': [('v', 5), ('w', 5), ('u', 1)], 'ng': [('ng', 8), ('', 2)], 's': [('s', 9), ('sh', .3)]}
MO_FINAL = {**HK_FINAL, 'aai': [('ai', 1)], 'aau': [('ao', 8), ('au', 2)], 'au': [('ao', 8), ('au', 3)], 'am': [('am', 8), ('um', .5)], 'an': [('an', 9), ('un', .3)], 'ei': [('ei', 8), ('i', 2)], 'ing': [('eng', 8), ('ing', 2)], 'ik': [('ek', 7), ('ik', 3)], 'iu': [('io', 7), ('iu', 3)], 'oeng': [('eong', 8), ('eung', 1)], 'oek': [('eok', 8)], 'ou': [('ou', 7), ('o', 3)], 'yun': [('un', 6), ('uen', 2), ('iun', .3)], 'yu': [('u', 8), ('iu', .5)], 'eon': [('on', 4), ('un', 4), ('eon', 1)], 'eoi': [('oi', 5), ('ui', 4), ('eoi', .3)], 'yut': [('ut', 6), ('uet', 2)], 'i': [('i', 9), ('ei', .3)], 'ung': [('ong', 8), ('ung', 2)], 'uk': [('ok', 6), ('uk', 3)], 'u': [('u', 9), ('ou', .2)], 'aa': [('a', 9)], 'eng': [('eng', 9), ('iang', .5)], 'ek': [('ek', 9)], 'ang': [('ang', 9), ('eng', .3)]}
MO_WHOLE = {'ng': [('ng', 9)], 'ji': [('i', 9), ('yi', 2)], 'jyu': [('u', 7), ('iu', .5), ('yu', 2)], 'wu': [('wu', 5), ('vu', 3), ('u', 1)], 'jyun': [('un', 7), ('iun', 1), ('yuen', 1)], 'zi': [('chi', 9), ('tsz', .5), ('tze', .2)], 'ci': [('chi', 9)], 'si': [('si', 7), ('sze', 1), ('sz', .5)], 'waa': [('va', 5), ('wa', 4), ('vah', .3)], 'jau': [('iao', 7), ('yau', 1), ('iau', .5)], 'jing': [('ieng', 7), ('ying', 2), ('ieng', .5)], 'jung': [('iong', 7), ('yung', 1)]}
def macau(jyutping):
    if jyutping in MO_WHOLE:
        return spread(MO_WHOLE[jyutping])
    initial, final = c_cut(jyutping)
    if final not in MO_FINAL:
        return {}
    return {s: w for s, w in product(MO_ONSET.get(initial, [(initial, 1)]), MO_FINAL[final]).items() if w > .004}

def yale_cantonese(jyutping):
    initial, final = c_cut(jyutping)
    onset = {'z': 'j', 'c': 'ch', 'j': 'y'}.get(initial, initial)
    rest = {'oe': 'eu', 'oeng': 'eung', 'oek': 'euk', 'eoi': 'eui', 'eon': 'eun', 'eot': 'eut', 'aa': 'a'}.get(final, final)
    word = onset + rest
    return {word.replace('yyu', 'yu'): .8, word.replace('yyu', 'yu') + ('h' if rest[-1] in 'aeiou' else ''): .2}

# ---- Hokkien ---------------------------------------------------------------------------------
T_INITIALS = ['tsh', 'ph', 'th', 'kh', 'ng', 'ts', 'p', 'b', 'm', 't', 'n', 'l', 'k', 'g', 'h', 's', 'j', '']
def t_cut(tailo):
    if tailo in ('m', 'ng', 'hng', 'hm', 'sng', 'tng', 'png', 'nng', 'mng', 'kng', 'khng', 'tsng', 'tshng', 'thng', 'phng'):
        initial = next(i for i in T_INITIALS if tailo.startswith(i) and i != 'ng' and len(tailo) > len(i))
        return initial, tailo[len(initial):]
    initial = next(i for i in T_INITIALS if tailo.startswith(i))
    return initial, tailo[len(initial):]

def poj(tailo):
    initial, final = t_cut(tailo)
    onset = {'tsh': 'chh', 'ts': 'ch'}.get(initial, initial)
    rest = final
    for old, new in (('ua', 'oa'), ('ue', 'oe'), ('ing', 'eng'), ('ik', 'ek'), ('oo', 'o'), ('nn', 'n')):
        rest = rest.replace(old, new)
    return spread([(onset + rest, .8), (onset + final, .1), (onset + rest.replace('n', 'nn', 1) if 'nn' in final else onset + rest, .1)])

SG_ONSET = {'tsh': [('ch', 8), ('chh', .3), ('c', .5), ('tsh', .1)], 'ts': [('ch', 7), ('j', 1.5), ('ts', 1), ('c', .3)], 'ph': [('p', 8), ('ph', 3), ('f', .2)], 'th': [('t', 6), ('th', 5)], 'kh': [('k', 7), ('kh', 4), ('q', .3), ('c', .3)], 'p': [('p', 8), ('b', 1.5)], 't': [('t', 8.5), ('d', 1)], 'k': [('k', 8), ('g', 2.5), ('c', .3), ('q', .2)], 'j': [('j', 7), ('y', 1.5), ('l', .7)], 'g': [('g', 7), ('ng', 1), ('gn', .1)], 'ng': [('ng', 9)], 'h': [('h', 9), ('hw', 0)], 'l': [('l', 9), ('n', .4)], 'b': [('b', 9), ('m', .5)], 's': [('s', 9), ('sh', .6)], '': [('', 9)]}
SG_FINAL = {'a': [('a', 7), ('ah', 2.5), ('ar', .2)], 'ai': [('ai', 7), ('ye', 1), ('ay', .4)], 'au': [('au', 6), ('ow', 1), ('ao', 1)], 'e': [('e', 3), ('eh', 3), ('ay', 2.5), ('ei', .5), ('ey', .4)], 'i': [('i', 4), ('ee', 5), ('ie', .4), ('y', .4), ('ih', .1)], 'o': [('o', 5), ('oh', 4), ('or', .4), ('oe', .2)], 'oo': [('oh', 4), ('o', 3), ('oo', 3), ('ou', .4), ('ow', .4), ('aw', .1)], 'u': [('u', 4), ('oo', 5), ('oe', .3), ('ue', .2)], 'ia': [('ia', 6), ('iah', 2), ('ea', .5), ('eah', .7), ('ya', .3)], 'iau': [('iau', 3), ('iow', 1.5), ('iao', 3), ('eow', 1), ('eau', .2), ('iaw', .8), ('ow', .1)], 'io': [('io', 5), ('eo', 4), ('ioh', .7), ('eoh', .7), ('iaw', .2), ('iew', .2), ('yo', .2)], 'iu': [('iu', 4), ('iew', 4), ('ew', 2), ('eu', .3), ('iou', .1)], 'ua': [('ua', 6), ('uah', 2.5), ('wa', 1.5), ('wah', .7), ('oa', .3)], 'uai': [('uai', 6), ('wai', 2), ('wye', .3)], 'ue': [('ue', 4), ('uay', 1), ('wee', .3), ('we', .7), ('oey', .5), ('oe', 1), ('uey', .4), ('way', .3), ('ueh', .7), ('wei', .5)], 'ui': [('ui', 6), ('wee', 2.5), ('wi', .3), ('uie', .1), ('uy', .5), ('ooi', .5), ('wie', .1), ('oei', .2), ('oui', .1)],
            'am': [('am', 9), ('um', .1)], 'an': [('an', 9), ('un', .2)], 'ang': [('ang', 9), ('ung', .1)], 'im': [('im', 9), ('eem', .3)], 'in': [('in', 8), ('een', .5), ('ean', .05)], 'ing': [('eng', 8), ('ing', 2)], 'iam': [('iam', 7), ('eam', .5)], 'ian': [('ian', 6), ('ean', 3), ('en', .7), ('ien', .6), ('een', .1)], 'iang': [('iang', 7), ('eang', .5), ('ang', .3)], 'iong': [('iong', 6), ('eong', 3), ('iang', .3), ('ong', .3)], 'om': [('om', 1)], 'ong': [('ong', 9.5), ('oung', .1)], 'uan': [('uan', 7), ('wan', 2), ('oan', .8), ('uang', .2)], 'uang': [('uang', 5), ('wang', 2)], 'un': [('oon', 6), ('un', 5), ('uen', .3)],
            'ap': [('ap', 9)], 'at': [('at', 9), ('ut', .1)], 'ak': [('ak', 7), ('ack', .7)], 'ip': [('ip', 8), ('ib', .3)], 'it': [('it', 8), ('ith', .1)], 'ik': [('ek', 4), ('eck', 2), ('ik', 3), ('ick', .4)], 'iap': [('iap', 7), ('eap', .5), ('iep', .2)], 'iat': [('iat', 7), ('eat', .7), ('iet', .4)], 'iak': [('iak', 7), ('iek', .2)], 'iok': [('iok', 6), ('eok', 2), ('iock', .3)], 'ok': [('ok', 6), ('ock', 4)], 'uat': [('uat', 7), ('wat', .7), ('uatt', .1)], 'ut': [('ut', 6), ('oot', 1)], 'ah': [('ah', 7), ('a', 2)], 'eh': [('eh', 7), ('ay', .5)], 'ih': [('ih', 4), ('ee', 3)], 'oh': [('oh', 7), ('o', 2)], 'ueh': [('ueh', 5), ('uek', 1.5), ('ek', .2)], 'ioh': [('ioh', 5), ('eoh', 3)], 'iah': [('iah', 6), ('eah', 1)], 'uah': [('uah', 7)],
            'ng': [('ng', 8), ('eng', .3), ('ung', .5)], 'm': [('m', 1)], 'enn': [('enn', 1), ('eh', 4), ('ay', 3), ('ee', 1)], 'inn': [('in', 1), ('ee', 5), ('i', 2)], 'ann': [('a', 3), ('ah', 3), ('ann', 1)], 'iunn': [('eo', 4), ('iu', 3), ('io', 4), ('eoh', 1), ('iew', 1), ('ioh', .7)], 'iann': [('ia', 5), ('iah', 2), ('ieh', .3), ('eah', .4)], 'uann': [('ua', 5), ('uah', 2), ('wa', .7)], 'ainn': [('ai', 1)], 'onn': [('oh', 3), ('o', 2), ('oo', 1)], 'uinn': [('ui', 3), ('wee', 1), ('ooi', 2)], 'ionn': [('io', 2), ('eo', 2)]}
def nanyang(tailo):
    initial, final = t_cut(tailo)
    if final not in SG_FINAL:
        final = final.rstrip('h') if final.rstrip('h') in SG_FINAL else None
    if final is None:
        return {}
    found = product(SG_ONSET.get(initial, [(initial, 1)]), SG_FINAL[final])
    if initial == '' and final in ('ong', 'iong', 'ian', 'iau', 'ing', 'in', 'im', 'it', 'ik', 'iu', 'iok', 'iam', 'io', 'ia', 'iat', 'ip', 'iap', 'iang'):
        extra = {'ing': [('yeng', .5), ('ying', .5), ('yong', .3)], 'in': [('yin', 1)], 'im': [('yim', .5)], 'iong': [('yong', 3)], 'ian': [('yan', 1), ('yean', .7), ('yen', .5)], 'iau': [('yeow', 2), ('yeo', 1), ('yau', .5)], 'iu': [('yew', 3), ('yu', 1), ('yiu', .3)], 'iok': [('yoke', .5), ('yok', 1)], 'io': [('yeo', 5), ('yeoh', 3)], 'ik': [('aik', 2), ('yik', .5), ('yek', .3)], 'iang': [('yang', 2)], 'iap': [('yap', 8), ('yeap', 3)], 'ong': [('heng', .1)]}.get(final, [])
        total = sum(w for _, w in extra)
        found = spread([(s, w * 4) for s, w in found.items()] + [(s, w) for s, w in extra])
    if initial == '' and final in ('ui', 'ue', 'ua', 'uan', 'un', 'uai'):
        extra = {'ui': [('wee', 3), ('wei', 2), ('wui', .3)], 'ue': [('wei', 1), ('wee', .5), ('way', .2)], 'ua': [('wah', 1), ('wa', 1)], 'uan': [('wan', 2), ('yuan', .3)], 'un': [('woon', 1), ('oon', 2), ('voon', .3)], 'uai': [('wai', 1)]}[final]
        found = spread([(s, w * 4) for s, w in found.items()] + extra)
    if initial == 'k' and final == 'iok' or initial == 'g' and final == 'iok':
        found = spread(list(found.items()) + [('geok', .6), ('keok', .2), ('giok', .2)])
    return {s: w for s, w in found.items() if w > .004}

def philippine(tailo):
    found = {}
    for spelling, weight in nanyang(tailo).items():
        found[spelling.replace('k', 'c', 1) if spelling.startswith('k') and spelling[1:2] in 'aou' else spelling] = weight
    return found

def indonesian(tailo):
    return spread([(s.replace('oo', 'oe').replace('ee', 'ie').replace('ch', 'tj', 1) if s.startswith('ch') else s.replace('oo', 'oe').replace('ee', 'ie'), w)
                   for s, w in nanyang(tailo).items()])

def teochew(tailo):
    """Teochew by its regular difference from Hokkien: -n and -t became -ng and -k, ing became eng, iong iang."""
    initial, final = t_cut(tailo)
    options = [(tailo, 1)]
    if final.endswith('n') and not final.endswith('nn'):
        options.append((tailo + 'g', 3))
    if final.endswith('t'):
        options.append((tailo[:-1] + 'k', 3))
    result = collections.Counter()
    for form, weight in options:
        for spelling, share in nanyang(form).items():
            result[spelling] += weight * share
        for old, new in (('ian', 'iang'), ('un', 'ung'), ('uan', 'uang'), ('in', 'ing'), ('an', 'ang')):
            if final == old:
                result[initial.replace('tsh', 'ch').replace('ts', 'ch').replace('kh', 'k').replace('th', 't').replace('ph', 'p') + new] += weight * .3
    return {s: w for s, w in spread(list(result.items())).items() if w > .006}

# ---- Hakka -----------------------------------------------------------------------------------
def hakka(reading):
    options = [(reading, .7), (reading.replace('v', 'w'), .1)]
    # Taiwan's Hakka has a vowel of its own, written u with two dots below, after ch, chh and s.
    for onset in ('chh', 'ch', 's'):
        for final in ('in', 'it', 'im', 'ip', 'i'):
            if reading == onset + final:
                options.append((onset + 'u' + final[1:], .6))
    for old, new in (('iau', 'ieu'), ('au', 'eu'), ('ian', 'ien'), ('en', 'ien'), ('iet', 'et')):
        if reading.endswith(old) and not reading.endswith('iau' if old == 'au' else 'ien' if old == 'en' else '-'):
            options.append((reading[:-len(old)] + new, .15))
    return spread(options)

def hakka_malaysia(reading):
    onset = next(i for i in ('chh', 'tsh', 'ngi', 'ph', 'th', 'kh', 'ch', 'ts', 'sh', 'ng', 'p', 't', 'k', 'm', 'n', 'l', 'f', 'v', 'h', 's', 'y', '') if reading.startswith(i))
    rest = reading[len(onset):]
    onsets = {'chh': [('ch', 8)], 'tsh': [('ch', 6), ('ts', 3)], 'ch': [('ch', 8), ('j', .5)], 'ts': [('ch', 4), ('ts', 3), ('j', .5), ('z', .2)], 'ph': [('p', 6), ('ph', 3)], 'th': [('t', 6), ('th', 5)], 'kh': [('k', 7), ('kh', 3)], 'v': [('v', 4), ('w', 6)], 'ngi': [('ny', 4), ('ngi', 2), ('ni', 2)], 'y': [('y', 8), ('j', 2)], 'f': [('f', 9)], 'k': [('k', 8), ('g', 1)], 't': [('t', 8), ('d', 1)], 's': [('s', 8), ('sh', 2)]}
    rests = {'in': [('in', 8), ('yn', .5)], 'ien': [('ien', 5), ('en', 2), ('ian', 3), ('ean', .5)], 'iu': [('iu', 3), ('iew', 5), ('ew', 1.5), ('ieu', .2)], 'i': [('i', 5), ('ee', 4), ('ie', .3)], 'u': [('u', 5), ('oo', 4)], 'un': [('un', 6), ('oon', 4)], 'a': [('a', 7), ('ah', 3)], 'o': [('o', 6), ('oh', 2), ('ow', .3)], 'au': [('au', 6), ('ow', 2), ('ao', 1)], 'uk': [('uk', 5), ('ook', 2)], 'it': [('it', 8)], 'iong': [('iong', 6), ('eong', 3)], 'ung': [('ung', 6), ('oong', 2)], 'oi': [('oi', 8), ('oy', .5)], 'ui': [('ui', 7), ('ooi', 2)]}
    return {s: w for s, w in product(onsets.get(onset, [(onset, 1)]), rests.get(rest, [(rest, 1)])).items() if w > .01}

# ---- Korean, Vietnamese ----------------------------------------------------------------------
def korean(reading):
    options = [(reading, 8)]
    for old, new, weight in (('eo', 'u', 2), ('eo', 'o', 1.5), ('eo', 'uh', .3), ('yeo', 'you', 2), ('yeo', 'yu', 1), ('yeo', 'yo', 1), ('u', 'oo', 3), ('eu', 'u', 2), ('ae', 'ai', .5), ('ui', 'hee', 0), ('hui', 'hee', 3), ('i', 'ee', 1.5), ('o', 'oh', .3), ('a', 'ah', .3)):
        if weight and old in reading and not (old in ('u', 'o', 'i', 'a') and any(x in reading for x in ('eo', 'eu', 'ae', 'ui', 'wi', 'oe', 'wo', 'ya'))):
            options.append((reading.replace(old, new), weight))
    more = []
    for spelling, weight in options:
        first = spelling[0]
        for old, new, share in (('g', 'k', .5), ('d', 't', .3), ('b', 'p', .4), ('j', 'ch', .3), ('r', 'l', .5), ('si', 'shi', .3), ('gw', 'kw', .4)):
            if spelling.startswith(old):
                more.append((new + spelling[len(old):], weight * share))
    return spread(options + more)

CONVENTIONS = [
    ('pinyin', 'mandarin', pinyin_spellings), ('wade-giles', 'mandarin', lambda r: {wade(r): 1} if r != 'yi' else {'i': .6, 'yi': .4}), ('taiwan', 'mandarin', taiwan),
    ('tongyong', 'mandarin', lambda r: {tongyong(r): 1}), ('mps2', 'mandarin', lambda r: {mps2(r): 1}), ('yale-mandarin', 'mandarin', lambda r: {yale(r): 1}),
    ('postal', 'mandarin', postal), ('gwoyeu', 'mandarin', gwoyeu),
    ('jyutping', 'cantonese', lambda r: {r: 1}), ('yale-cantonese', 'cantonese', yale_cantonese), ('hong-kong', 'cantonese', hong_kong), ('macau', 'cantonese', macau),
    ('tai-lo', 'hokkien', lambda r: {r: 1}), ('poj', 'hokkien', poj), ('singapore-hokkien', 'hokkien', nanyang), ('philippine-hokkien', 'hokkien', philippine), ('indonesian', 'hokkien', indonesian), ('teochew-by-hokkien', 'hokkien', teochew),
    ('hakka', 'hakka', hakka), ('hakka-malaysia', 'hakka', hakka_malaysia), ('korean', 'korean', korean), ('vietnamese', 'vietnamese', lambda r: {r: 1}),
]
# A second set of rules, written apart from this one; where both speak of a reading, their mean is taken.
first = {}
for name, language, rule in CONVENTIONS:
    for reading in sorted(LANGUAGES[language]):
        first[name, reading] = spread([(s, w) for s, w in rule(reading).items() if s.isascii() and s.isalpha() and 0 < len(s) <= 8])
second = {}
for name, reading, spelling, weight in second_rules.rows():
    if len(spelling) <= 8:
        second.setdefault((name, reading), {})[spelling] = weight
with open(HERE / 'spellings.tsv', 'w', encoding='utf-8') as out:
    out.write('# convention\treading\tspelling\tshare; made by compile_spellings.py\n')
    for name, reading in sorted(set(first) | set(second)):
        both = [rules[name, reading] for rules in (first, second) if rules.get((name, reading))]
        shares = spread([(s, w) for rules in both for s, w in rules.items()])
        for spelling, weight in sorted(shares.items(), key=lambda x: (-x[1], x[0])):
            if weight >= .001:
                out.write(f'{name}\t{reading}\t{spelling}\t{weight:.3g}\n')
