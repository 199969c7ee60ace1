#!/usr/bin/env python3
"""A second set of rules: how each toneless reading of readings.tsv and surname-readings.tsv is spelled under each convention.

Written apart from compile_spellings.py, which takes the mean of both. Rules only, no list of names: a syllable is cut into initial and final, each has its spellings with weights, and a few whole
syllables have their own. README.md names the conventions. Weights are judged, not measured.
"""
import collections, pathlib, re

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ['mandarin', 'cantonese', 'hokkien', 'hakka', 'teochew', 'korean', 'vietnamese']
LEAST = 0.004    # spellings with less than this are dropped
LONGEST = 8      # letters; the engine packs a spelling into one word


def options(text):
    """'ch:84 j:14' as a dictionary; a spelling without weight has 1; '_' is nothing."""
    out = collections.OrderedDict()
    for part in text.split():
        spelling, _, weight = part.partition(':')
        out['' if spelling == '_' else spelling] = float(weight or 1)
    return out


def table(text):
    """Lines 'key = options'."""
    out = {}
    for line in text.strip().splitlines():
        for cell in line.split(' | '):
            key, _, value = cell.partition('=')
            for k in key.split(','):
                out['' if k.strip() == '_' else k.strip()] = options(value)
    return out


def shares(counts):
    whole = sum(counts.values())
    return {s: w / whole for s, w in counts.items()} if whole else {}


def product(a, b):
    out = collections.Counter()
    for x, p in shares(a).items():
        for y, q in shares(b).items():
            out[x + y] += p * q
    return out


def mixed(*pairs):
    out = collections.Counter()
    for weight, part in pairs:
        for s, p in shares(part).items():
            out[s] += weight * p
    return out


def alternate(found, *rules):
    """Adds, for each (pattern, replacement, odds), the spelling changed so, at the odds of the one it comes from."""
    for pattern, new, odds in rules:
        more = collections.Counter(found)
        for s, w in found.items():
            t = re.sub(pattern, new, s)
            if t != s:
                more[t] += w * odds
        found = more
    return found


# ---- Mandarin -------------------------------------------------------------------------------------------------

def cut(reading, initials):
    for i in initials:
        if reading.startswith(i) and len(reading) > len(i):
            return i, reading[len(i):]
    return '', reading


MANDARIN = 'zh ch sh b p m f d t n l g k h j q x r z c s'.split()


def parts(reading):
    """Initial and final, the final with v for every ü and without y- and w-."""
    initial, final = cut(reading, MANDARIN)
    if initial in ('j', 'q', 'x') and final[0] == 'u':
        final = 'v' + final[1:]
    if not initial:
        final = {'yi': 'i', 'yin': 'in', 'ying': 'ing', 'yu': 'v', 'yue': 've', 'yuan': 'van', 'yun': 'vn', 'you': 'iu', 'yong': 'iong',
                 'wu': 'u', 'wei': 'ui', 'wen': 'un', 'weng': 'ueng'}.get(final, re.sub('^w', 'u', re.sub('^y', 'i', final)))
    if final == 'i' and initial in ('zh', 'ch', 'sh', 'r', 'z', 'c', 's'):
        final = '-'
    return initial, final


WG = table('''zh=ch | ch=ch | sh=sh | b=p | p=p | d=t | t=t | g=k | k=k | j=ch | q=ch | x=hs | r=j | z=ts | c=ts''')
WG_FINAL = {'ian': 'ien', 'ie': 'ieh', 'iong': 'iung', 'ong': 'ung', 'v': 'u', 've': 'ueh', 'van': 'uan', 'vn': 'un', 'ueng': 'weng', '-': 'ih'}


def wade(reading):
    initial, final = parts(reading)
    if final == '-':
        return {'z': 'tzu', 'c': 'tzu', 's': 'ssu'}.get(initial) or next(iter(WG[initial]), '') + 'ih' if initial != 'r' else 'jih'
    if not initial:
        return {'i': 'i', 'v': 'yu', 've': 'yueh', 'van': 'yuan', 'vn': 'yun', 'iu': 'yu', 'ie': 'yeh', 'ian': 'yen', 'iong': 'yung', 'er': 'erh'}.get(final, reading)
    onset = next(iter(WG.get(initial, {initial: 1})))
    if final == 'uo':
        rest = 'uo' if initial in ('g', 'k', 'h', 'sh') else 'o'
    elif final == 'e':
        rest = 'o' if initial in ('g', 'k', 'h') else 'e'
    elif final == 'ui':
        rest = 'uei' if initial in ('g', 'k') else 'ui'
    else:
        rest = WG_FINAL.get(final, final)
    return onset + rest


def wade_giles(reading):
    found = {wade(reading): 1.0}
    return alternate(found, ('^ssu$', 'szu', .8), ('^i$', 'yi', .3), ('^ko$', 'ke', .3), ('^ho$', 'he', .1), ('^o$', 'e', .5), ('^erh$', 'er', .1), ('ueh$', 'uo', .03))


TAIWAN = table('''
zh=ch:84 j:5 jh:5 zh:6 | ch=ch:97 c:1 tz:1 | sh=sh:97 s:2 | b=p:87 b:13 | p=p:99 | d=t:88 d:12 | t=t:99 | g=k:85 g:15 | k=k:98 c:1
j=ch:84 j:15 c:1 | q=ch:92 c:4 q:3 ts:1 | x=hs:72 sh:14 s:8 x:5 h:1 | r=j:80 r:19 l:1 | z=ts:83 tz:5 z:10 ch:1 | c=ts:95 c:3 tz:1 ch:1 | s=s | h=h:99 f:0.5 | f=f | m=m | n=n | l=l
''')
TAIWAN_FINAL = table('''
ian=ien:78 ian:20 en:2 | ie=ieh:77 ie:18 iei:1 ei:1 eh:2 | iong=iung:66 iong:16 ung:8 ong:6 yong:4 | ong=ung:80 ong:19 oong:1 | ao=ao:88 au:11 aw:1 | iao=iao:86 iau:11 ao:1 eau:1
uo=uo:50 o:50 | e=e:70 er:10 eh:8 o:8 | ui=ui:62 uei:34 uey:1 wei:2 | un=un:88 en:2 uen:7 wen:2 oon:1 | iu=iu:84 iou:14 u:1 yu:1 | v=u:80 yu:12 iu:2 ue:2 uh:1 ui:1 | ve=ueh:74 ue:13 yue:5 iue:3 ieh:2
van=uan:80 yuan:9 iuan:4 uen:3 ien:1 | vn=un:84 yun:8 iun:4 uin:2 uen:1 | eng=eng:96 ong:1 ung:1 | ing=ing:97 in:1 yng:1 | in=in:96 ing:1 yn:1 inn:1 | i=i:92 y:1 ih:2 ee:2 ii:1 | u=u:94 uh:2 oo:1 wu:1
ai=ai:94 ay:3 i:1 | ang=ang:98 | ou=ou:90 o:5 ow:3 oh:1 | uang=uang:92 wang:6 | ua=ua:85 wa:12 uah:1 | uan=uan:91 wan:7 oan:1 | iang=iang:92 yang:4 ang:3 | ia=ia:93 ya:4 iah:1 | en=en:93 un:3 enn:1 ern:1 | a=a:95 ah:3 | an=an:97 ann:1
''')
TAIWAN_WHOLE = table('''
zhi=chih:73 chi:7 jhih:5 jr:4 zhi:6 jyh:3 chyh:1 ji:1 | chi=chih:80 chi:14 chr:3 chyr:1 | shi=shih:80 shi:14 shyh:2 shr:2 si:1 | ri=jih:75 ri:15 jyh:3 rih:5
zi=tzu:66 tze:5 zih:8 tz:5 tsu:4 zi:5 tsz:1 tzyy:1 tse:1 tzi:1 chih:1 | ci=tzu:72 tsu:5 tse:4 cih:8 ci:6 tsz:2 tz:1 | si=ssu:34 szu:32 sz:5 sze:6 su:5 sih:8 si:7 ss:1
yi=yi:50 i:43 yih:2 ih:1 ie:1 e:1 ee:1 y:1 | yin=yin:93 in:4 ying:1 ing:1 | ying=ying:93 ing:4 yin:1 yng:1 | yu=yu:90 yuh:3 yue:2 u:2 iu:1 yui:1 | yue=yueh:74 yue:23 | yuan=yuan:94 yuen:2 iuan:1 | yun=yun:91 yuin:2 yune:1 iun:1 yuen:1
you=yu:60 you:27 yo:4 yiu:2 iu:1 yow:2 yeou:1 | yong=yung:73 yong:25 yeong:1 | yan=yen:70 yan:28 ian:1 | ye=yeh:84 ye:12 yee:1 ieh:1 | ya=ya:93 yea:1 yah:3 ia:1 | yao=yao:89 yau:8 yaw:2 | yang=yang:97 young:1 | wu=wu:95 woo:3 wuh:1
wei=wei:95 wey:2 uei:1 | wen=wen:88 wun:7 win:1 un:1 | weng=weng:82 wong:10 ong:3 ueng:1 | wo=wo:95 wu:2 | wa=wa:95 wah:3 | wan=wan:97 | wang=wang:95 wong:2 uang:1 | er=erh:55 er:40 eer:2 | e=o:30 e:45 er:10 eh:10 ngo:3
ge=ko:50 ke:28 ge:8 ker:6 keh:2 ger:2 go:2 | ke=ko:52 ke:35 ker:6 keh:3 kuo:2 | he=ho:68 he:16 her:7 heh:5 hor:1 | de=te:60 teh:12 de:18 der:5 ter:2 | te=te:75 teh:15 ter:5 | ze=tse:68 ze:15 tze:6 tzer:2 tser:3 tsek:1 | zhe=che:66 cheh:8 zhe:8 jhe:6 je:5 jer:3 jeh:2 chieh:1 | che=che:85 cheh:10 cher:3
le=le:60 leh:15 ler:6 lo:5 | re=je:60 re:20 jeh:10 | she=she:80 sheh:10 sher:4 | feng=feng:86 fong:12 fung:2 | meng=meng:90 mong:5 mung:3 men:1 | peng=peng:94 pong:2 pung:1 | fu=fu:94 foo:3 fuh:1 | ren=jen:67 ren:22 zen:4 jenn:1 yen:1 ran:1 jan:1 | run=jun:62 run:20 juen:5 ruen:4 jen:2 zun:2
rui=jui:50 ruei:16 rui:14 ruey:5 juei:9 jwei:1 zui:1 | rong=jung:65 rong:22 zong:3 yung:3 zung:2 jong:3 | ru=ju:72 ru:20 zu:3 ruh:1 | ruo=jo:58 ruo:18 juo:14 ro:4 rou:1 | rou=jou:75 rou:20 | ran=jan:74 ran:22 | rao=jao:70 rao:20 rau:3 | rang=jang:80 rang:18 | ri=jih:80 rih:8 ri:10
gui=kuei:84 kwei:3 guei:7 gui:4 kui:1 | kui=kuei:80 kwei:5 kui:8 | hui=hui:58 huei:36 hwei:2 huey:2 hue:1 | guo=kuo:86 guo:8 gwo:1 kwo:2 ko:1 | huo=huo:90 ho:6 hwo:2 | kuo=kuo:92 | shuo=shuo:90 sho:5 | duo=to:70 tuo:12 duo:10 do:4 | tuo=to:75 tuo:20 | luo=lo:83 luo:12 lou:1 law:1 | nuo=no:75 nuo:20 | zuo=tso:72 tsuo:14 zuo:8 tzuo:3 | cuo=tso:80 tsuo:12 cuo:6 | suo=so:80 suo:17 | zhuo=cho:64 chuo:12 jhuo:6 juo:5 zhuo:6 jwo:2 | chuo=cho:80 chuo:18
lv=lu:58 lyu:24 lv:4 leu:4 liu:3 lui:2 luh:1 leuh:1 | nv=nu:65 nyu:20 neu:3 nui:2 nv:3 niu:2 | lve=lueh:70 lyue:12 lue:10 lio:3 | nve=nueh:70 nyue:12 nue:10 | lun=lun:92 luen:5 | xiong=hsiung:68 hsiong:7 shiung:5 syong:6 xiong:6 hsung:2 shiong:3 shyong:1 | xi=hsi:70 shi:12 si:7 xi:5 hsih:1 shih:2 hse:1 | xu=hsu:72 shu:9 syu:5 xu:4 sheu:3 shiu:2 shyu:3 hsui:1 | xue=hsueh:72 shueh:6 hsue:7 syue:5 xue:4 shiue:3 sheue:1 shyue:1
xuan=hsuan:74 shuan:7 syuan:6 xuan:5 hsuen:2 shiuan:3 hsun:1 | xun=hsun:74 shun:6 syun:6 xun:4 hsuin:2 shiun:3 | xiu=hsiu:74 shiu:8 siou:6 xiu:5 hsiou:3 shiou:2 show:1 | xiao=hsiao:72 shiao:8 siao:6 xiao:5 shiau:7 hsaio:1 | xian=hsien:66 hsian:6 shian:6 sian:5 xian:5 shien:6 hsein:1 hsen:1 sien:1 | xiang=hsiang:76 shiang:9 siang:6 xiang:5 hsaing:1 shang:1 | xin=hsin:77 shin:10 sin:7 xin:4 shing:1 | xing=hsing:75 shing:9 sing:7 xing:4 hsin:2 shyng:1 | xia=hsia:78 shia:9 sia:5 xia:5 | xie=hsieh:74 shieh:7 sie:6 hsie:4 xie:4 shie:3
qiong=chiung:70 chiong:8 cyong:6 qiong:6 chyong:2 chung:4 | jiong=chiung:75 jiung:7 jyong:6 jiong:6 | qi=chi:86 ci:5 chyi:2 qi:3 chii:1 chie:1 tsi:1 | ji=chi:74 ji:18 jih:2 gi:1 chih:2 | qu=chu:80 cyu:6 chiu:3 qu:4 chyu:2 | ju=chu:78 jyu:7 ju:6 jiu:2 jeu:1 | jun=chun:76 jun:12 jyun:5 jiun:3 chin:1 chuen:1 | juan=chuan:79 jyuan:6 juan:7 jiuan:3 chuen:1
zhong=chung:76 jhong:6 jong:4 zhong:6 jung:5 choong:1 chong:2 | zhen=chen:77 jhen:6 jen:7 zhen:6 chun:1 jenn:1 | zheng=cheng:77 jheng:6 jeng:6 zheng:6 jenq:1 jheng:1 chen:1 | zhou=chou:80 jhou:6 jou:3 zhou:6 chow:3 | zhu=chu:76 jhu:6 ju:6 zhu:6 chuh:1 juh:1 | zhang=chang:80 jhang:6 jang:6 zhang:6 | zhe=tseh:1 tse:1 che:62 cheh:9 jhe:7 je:5 zhe:7 jer:3 jeh:2 cher:1 jhih:1 | zong=tsung:72 zong:12 tzong:5 tsong:6 tzung:4 chung:1 | ming=ming:98 min:1 | bin=pin:84 bin:14 ping:1 | bing=ping:82 bing:13 pin:1 | cong=tsung:75 cong:8 tsong:10 | yo=yo:80 yao:10 | fo=fo
''')


def taiwan(reading):
    if reading in TAIWAN_WHOLE:
        return TAIWAN_WHOLE[reading]
    initial, final = parts(reading)
    if not initial:
        return {wade(reading): 0.9, reading: 0.1}
    finals = dict(TAIWAN_FINAL.get(final, {WG_FINAL.get(final, final): 1}))
    return product(TAIWAN.get(initial, {initial: 1}), finals)


def tongyong(reading):
    initial, final = parts(reading)
    onset = {'zh': 'jh', 'q': 'c', 'x': 's'}.get(initial, initial)
    if final == '-':
        return onset + 'ih'
    if not initial:
        return {'un': 'wun', 'ueng': 'wong'}.get(final, reading)
    rest = {'iu': 'iou', 'ui': 'uei', 'v': 'yu', 've': 'yue', 'van': 'yuan', 'vn': 'yun'}.get(final, final)
    if initial in ('j', 'q', 'x') and final == 'iong':
        rest = 'yong'
    return 'fong' if reading == 'feng' else onset + rest


def mps2(reading):
    initial, final = parts(reading)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sh', 'z': 'tz', 'c': 'ts'}.get(initial, initial)
    if final == '-':
        return {'zh': 'jr', 'ch': 'chr', 'sh': 'shr', 'r': 'r', 'z': 'tz', 'c': 'tsz', 's': 'sz'}[initial]
    if not initial:
        return {'iao': 'yau', 'iong': 'yung'}.get(final, reading)
    rest = {'iu': 'iou', 'ui': 'uei', 'un': 'uen', 'v': 'iu', 've': 'iue', 'van': 'iuan', 'vn': 'iun', 'ao': 'au', 'iao': 'iau', 'ong': 'ung', 'iong': 'iung'}.get(final, final)
    return onset + rest


def yale_mandarin(reading):
    initial, final = parts(reading)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sy', 'z': 'dz', 'c': 'ts'}.get(initial, initial)
    if final == '-':
        return {'zh': 'jr', 'ch': 'chr', 'sh': 'shr', 'r': 'r', 'z': 'dz', 'c': 'tsz', 's': 'sz'}[initial]
    if not initial:
        return {'iao': 'yau', 'iong': 'yung', 've': 'ywe', 'van': 'ywan'}.get(final, reading)
    rest = {'iu': 'you', 'ui': 'wei', 'un': 'wun', 'uo': 'wo', 'ua': 'wa', 'uai': 'wai', 'uan': 'wan', 'uang': 'wang', 'v': 'yu', 've': 'ywe', 'van': 'ywan', 'vn': 'yun',
            'ao': 'au', 'iao': 'yau', 'ong': 'ung', 'iong': 'yung', 'ia': 'ya', 'ie': 'ye', 'ian': 'yan', 'iang': 'yang'}.get(final, final)
    if final == 'o':
        rest = 'wo'
    if onset == 'sy' and rest[0] == 'y':
        rest = rest[1:]
    return onset + rest


def postal(reading):
    found = {wade(reading): 1.0}
    initial, final = parts(reading)
    found = alternate(found, ('^hs', 's', .4), ('^hs', 'h', .25), ('ung$', 'oong', .2), ('ung$', 'ong', .2), ('ou$', 'ow', .4), ('^wu$', 'woo', .8), ('([^o])u$', r'\1oo', .15),
                      ('^kuo$', 'kwo', .5), ('^ku(?=a|e)', 'kw', .8), ('^hu(?=a|e)', 'hw', .6), ('^ssu$', 'sze', 1), ('^tzu$', 'tze', .8), ('ao$', 'au', .2), ('^i$', 'yi', .4), ('ieh$', 'ie', .1))
    if initial in ('j', 'q'):
        found = alternate(found, ('^ch', 'k', .5), ('^ch', 'ts', .4))
    return found


def gwoyeu_forms(reading):
    """The spellings of the four tones."""
    initial, final = parts(reading)
    onset = {'zh': 'j', 'q': 'ch', 'x': 'sh', 'z': 'tz', 'c': 'ts'}.get(initial, initial)
    base = {'-': 'y', 'iu': 'iou', 'ui': 'uei', 'un': 'uen', 'v': 'iu', 've': 'iue', 'van': 'iuan', 'vn': 'iun', 'ao': 'au', 'iao': 'iau', 'er': 'el'}.get(final, final)
    bare = not initial
    # first tone
    one = re.sub('^iu', 'iu', base)
    if bare:
        one = re.sub('^i(?=[aeou])', 'i', base)
    # second tone
    if base == 'y':
        two = 'yr'
    elif base.startswith('iu'):
        two = 'yu' + base[2:]
    elif base in ('i', 'u'):
        two = {'i': 'yi', 'u': 'wu'}[base]
    elif base[0] == 'i':
        two = 'y' + base[1:]
    elif base[0] == 'u':
        two = 'w' + base[1:]
    else:
        two = re.sub('([aeo][iu]?)', r'\1r', base, count=1)
    # third tone
    if base in ('y', 'i', 'u', 'a', 'o', 'e', 'in', 'ing') or re.fullmatch('(an|ang|en|eng|ong|el)', base):
        three = base[0] * 2 + base[1:]
    elif base.startswith('iu'):
        three = 'eu' + base[2:]
    elif base in ('ie', 'uo', 'ei', 'ou'):
        three = {'ie': 'iee', 'uo': 'uoo', 'ei': 'eei', 'ou': 'oou'}[base]
    elif base[0] == 'i':
        three = 'e' + base[1:]
    elif base[0] == 'u':
        three = 'o' + base[1:]
    else:
        three = {'ai': 'ae', 'au': 'ao'}.get(base, base)
    if bare:
        three = re.sub('^e(?=[aou])', 'ye', three) if base[0] == 'i' else re.sub('^o', 'wo', three) if base[0] == 'u' else three
        three = {'ii': 'yii', 'uu': 'wuu', 'iin': 'yiin', 'iing': 'yiing', 'uoo': 'woo', 'iee': 'yee'}.get(three, three)
    # fourth tone
    four = re.sub('ng$', 'nq', base)
    four = re.sub('n$', 'nn', four) if four == base else four
    if four == base:
        four = re.sub('el$', 'ell', four) if four.endswith('el') else four[:-1] + {'i': 'y', 'u': 'w'}[four[-1]] if re.search('[aeo][iu]$', four) else four + 'h'
    if bare:
        four = re.sub('^i(?=[aeou])', 'y', re.sub('^u(?=[aeo])', 'w', four))
        four = {'ih': 'yih', 'uh': 'wuh', 'inn': 'yinn', 'inq': 'yinq', 'iuh': 'yuh', 'iunn': 'yunn'}.get(four, four)
    if initial in ('m', 'n', 'l', 'r'):
        return [onset + 'h' + one, onset + base, onset + three, onset + four]
    return [onset + one, onset + two, onset + three, onset + four]


def gwoyeu(reading):
    return collections.Counter(gwoyeu_forms(reading))


def palladius(reading):
    """The Russian transcription, in the usual Latin letters of its Cyrillic."""
    initial, final = parts(reading)
    onset = {'zh': 'chzh', 'ch': 'ch', 'sh': 'sh', 'r': 'zh', 'z': 'tsz', 'c': 'ts', 'j': 'tsz', 'q': 'ts', 'x': 's', 'h': 'kh'}.get(initial, initial)
    if final == '-':
        return {onset + ('y' if initial in ('z', 'c', 's') else 'i'): 1}
    ends = {'i': 'i', 'iu': 'yu', 'ian': 'yan', 'iang': 'yan', 'ia': 'ya', 'ie': 'e', 'iao': 'yao', 'iong': 'yun', 'in': 'in', 'ing': 'in', 'ang': 'an', 'eng': 'en', 'ong': 'un', 'uang': 'uan',
            'uo': 'o', 'ui': 'uy', 'v': 'yuy', 've': 'yue', 'van': 'yuan', 'vn': 'yun', 'ai': 'ay', 'ei': 'ey', 'uai': 'uay'}
    if not initial:
        whole = {'ui': 'vey', 'un': 'ven', 'ueng': 'ven', 'uo': 'vo', 'ua': 'va', 'uai': 'vay', 'uan': 'van', 'uang': 'van', 'iu': 'yu', 'v': 'yuy', 'ing': 'in', 'ie': 'e', 'u': 'u'}
        return {whole.get(final, ends.get(final, final)): 1}
    return alternate({onset + ends.get(final, final): 1.0}, ('^kh', 'h', .5), ('uy$', 'uey', .4 if initial == 'h' else .05), ('^tsz', 'dz', .6), ('y$', 'i', .2))


def pinyin(reading):
    if 'v' in reading:
        return {reading.replace('v', 'u'): 0.55, reading: 0.2, reading.replace('v', 'yu') if reading.endswith('v') else reading.replace('v', 'u'): 0.25}
    return {reading: 1}


# ---- Cantonese -------------------------------------------------------------------------------------------------

CANTONESE = 'gw kw ng b p m f d t n l g k h w z c s j'.split()


def jyutping(reading):
    return {reading: 1}


def canton(reading):
    return ('', reading) if reading in ('ng', 'm', 'hng', 'hm') else cut(reading, CANTONESE)


def yale_cantonese(reading):
    initial, final = canton(reading)
    onset = {'z': 'j', 'c': 'ch', 'j': 'y'}.get(initial, initial)
    final = re.sub('^(oe|eo)', 'eu', final)
    final = 'a' if final == 'aa' else final
    if onset == 'y' and final.startswith('yu'):
        onset = ''
    word = onset + final
    low = re.sub('^(.*?[aeiou]+)(?![aeiou])', r'\1h', word)   # the h of the low tones
    return {word: 0.75, low: 0.25}


HK = table('''
b=p:97 b:3 | p=p | d=t:97 d:3 | t=t | n=n:92 l:7 | l=l:98 n:2 | g=k:96 g:4 | k=k:96 c:2 q:1 | ng=ng:86 _:13 | gw=kw:94 gw:4 k:1 | kw=kw:94 qu:2 k:2 | w=w | h=h | f=f | m=m
z=ch:80 ts:14 j:3 tz:1 ch:1 | c=ch:80 ts:18 | s=s:88 sh:11 | j=y:96 j:1 i:2 | _=_:93 ng:6
''')
HK_FINAL = table('''
aa=a:58 ah:26 ar:15 | aai=ai:96 aai:2 ay:1 | aau=au:88 aw:2 ao:4 ow:3 aau:2 | aam=am:97 aam:2 um:1 | aan=an:97 aan:1 | aang=ang:98 | aap=ap:97 aap:1 | aat=at:97 aat:1 | aak=ak:95 ack:2 ark:1
a=a:70 ah:20 ar:9 | ai=ai:96 ay:1 ei:1 ie:0.5 | au=au:84 ow:10 ou:1 ao:1 aw:1 | am=am:76 um:21 em:1 | an=an:92 un:5 en:1 | ang=ang:95 ung:3 eng:1 | ap=ap:84 up:14 | at=at:87 ut:10 ad:1 | ak=ak:94 uk:2 ack:3
e=e:88 eh:7 er:3 ea:1 | ei=ei:66 i:16 ee:9 ay:4 y:1 ie:1 e:1 | eng=eng:72 ing:22 iang:2 ang:1 | ek=ek:80 ik:14 eck:4 | eu=eu:90 ew:9 | em=em | ep=ep | en=en | et=et
i=i:72 ee:20 ie:4 e:1 y:1 ei:1 | iu=iu:90 ew:5 iew:3 ieu:1 | im=im:97 eem:1 | in=in:96 een:1 ean:1 ien:1 | ing=ing:98 eng:1 | ip=ip:97 | it=it:97 | ik=ik:93 ick:5 ek:1
o=o:88 or:5 oh:4 aw:1 | oi=oi:94 oy:5 | on=on:97 orn:1 | ong=ong:98 | ok=ok:95 ock:3 | ot=ot:97 | ou=o:74 ou:7 oo:4 ow:5 u:6 oe:1 oh:2
oe=eu:60 oe:20 er:20 | oeng=eung:91 eong:6 ueng:1 erng:1 | oek=euk:70 eok:10 eak:3 erk:5 eark:3 ok:2 | oet=eut | eoi=ui:84 oi:5 eui:4 oy:3 uey:1 ooi:1 | eon=un:88 eun:5 on:2 en:1 oon:1 | eot=ut:78 eut:15 uet:4
u=u:76 oo:18 wu:1 ou:2 | ui=ui:82 ooi:4 oi:6 ei:4 uey:1 | un=un:58 oon:36 uen:2 on:1 | ung=ung:93 ong:4 oong:2 | uk=uk:92 ook:3 ok:2 uck:1 | ut=ut:76 oot:18 uet:2 | um=um | up=up
yu=u:64 yu:12 ue:18 ee:1 oo:2 | yun=uen:72 un:20 yun:2 uan:1 oon:1 en:1 | yut=uet:70 ut:22 it:2 yut:2 | m=m | ng=ng | hng=hng | hm=hm
''')
HK_WHOLE = table('''
zi=chi:70 tsz:10 tze:5 tsze:2 tse:2 chee:4 ji:2 gee:1 jee:1 chih:1 tz:1 tsi:0.5 | ci=chi:58 tsz:14 chee:5 tse:3 tze:4 tsi:3 chih:1 che:2 | si=sze:32 si:25 see:14 sz:8 shi:6 sy:2 shih:3 see:1 se:2 ci:1 szee:0.5 tze:0.5 | ji=yee:45 yi:44 e:1 yie:1 i:4 ee:2 yee:1 | 
zoi=choi:52 tsoi:42 joi:1 | coi=choi:58 tsoi:38 choy:2 | zeoi=chui:58 tsui:36 jui:1 | ceoi=chui:50 tsui:46 | zung=chung:86 tsung:6 chong:4 jung:1 choong:1 | cung=chung:86 tsung:6 chong:4 | zau=chau:68 chow:23 tsau:4 jau:1 jow:0.5 chaw:0.5 | cau=chau:78 chow:8 tsau:8 | zo=cho:70 tso:20 jo:5 joe:2 chor:1 | co=cho:80 tso:12 chor:4 | zou=cho:45 tso:28 jo:6 joe:3 cho:5 tsou:2 chow:2 | cou=cho:40 tso:42 chou:3 tsao:2 | ze=tse:52 che:38 je:3 tze:3 | ce=che:66 tse:22 ceh:1 cher:2 tze:2
zan=chan:84 tsan:5 jan:2 chun:4 tsun:1 zhen:0.5 jean:1 | can=chan:94 tsan:1 chun:1 | zang=tsang:72 chang:22 dsang:1 jang:1 | cang=tsang:52 chang:44 | zam=sum:2 cham:70 chum:14 tsam:6 jum:2 | cam=cham:66 chum:12 tsam:8 sum:3 tam:1 | zing=ching:88 tsing:4 jing:2 cheng:2 | cing=ching:74 tsing:18 cheng:1 | zeon=chun:82 tsun:10 jun:3 chon:1 cheun:1 | ceon=chun:80 tsun:10 | zim=chim:70 tsim:15 jim:7 | cim=chim:70 tsim:24 | ziu=chiu:90 chew:2 jiu:1 siu:1 | ciu=chiu:86 tsiu:4 chew:2 | zeng=cheng:85 tseng:3 jeng:1 ching:4 | ceng=cheng:60 tsing:20 ching:15
zyu=chu:78 chue:8 tsu:3 ju:3 jue:1 chee:1 | cyu=chu:70 chue:12 tsu:3 chui:3 | zyun=chuen:60 chun:14 tsuen:12 juen:2 chuan:3 | cyun=chuen:54 tsuen:26 chun:10 chuan:2 | syun=suen:60 sun:18 shuen:10 shun:4 | syu=shu:56 sue:16 su:13 shue:8 syu:1 shuk:0.5 sui:1 | syut=suet:62 shuet:10 sut:6 shut:2 | zyut=chuet:60 chut:20 | 
jan=yan:88 yun:6 yin:1 ian:1 yen:1 | jam=yam:68 yum:24 yem:1 yim:1 | jau=yau:84 yow:4 you:3 yao:2 iau:1 | jat=yat:94 yut:2 | jap=yap:80 yup:12 | jyu=yu:76 yue:15 yui:1 u:2 yee:1 ue:1 yuh:0.5 | jyun=yuen:86 yun:5 yuan:2 un:1 | jyut=yuet:86 yut:5 yuk:1 | jung=yung:88 yong:6 ung:1 yeung:0.5 | juk=yuk:92 yook:2 | jing=ying:95 yin:1 ing:1 | jin=yin:92 in:2 yeen:1 yien:1 | jim=yim:93 im:1 yeem:1 | jip=yip:86 ip:10 yap:1 | jiu=yiu:86 yu:3 iu:3 yew:2 yau:1 | jit=yit:80 it:10 | jik=yik:90 yick:6
joeng=yeung:90 young:4 yeong:3 yang:1 | joek=yeuk:70 yerk:6 york:4 yeok:4 | joi=yui:60 oi:20 | jeoi=yui:80 yu:6 | jeon=yun:80 | ja=ya:80 yah:10 | je=ye:60 yeh:25 | jo=yo | jeng=yeng:70 ying:25 | jai=yai
wu=wu:82 woo:13 oo:1 | wui=wui:74 wai:8 wei:5 ui:4 | wun=wun:42 woon:34 yuen:6 wan:6 oon:4 | waa=wah:52 wa:42 war:2 va:1 | wan=wan:93 wun:3 won:1 | waan=wan:92 waan:3 | wing=wing:96 ving:0.5 weng:1 | wai=wai:95 wei:2 way:1 | wong=wong:95 vong:2 | wo=wo:80 wor:5 woo:8 | hak=hak:78 hark:14 huk:2 | haak=hak:74 hark:14 | dik=tik:74 dick:8 tick:4 dik:4 | leon=lun:84 leun:6 lung:2 | bat=pat:66 but:14 bat:6 put:3 | 
san=san:70 sun:16 shan:10 sen:1 | saan=shan:64 san:32 saan:1 | sam=sam:38 sum:34 shum:16 sham:10 | saam=sam:84 sham:12 | sing=shing:54 sing:43 seng:1 | soeng=sheung:56 seung:38 sheong:2 | seng=shing:35 sing:30 seng:12 sheng:12 shing:1 | sek=shek:72 sek:18 sik:5 shik:4 | se=she:68 se:18 sheh:3 seh:2 sher:2 | saa=sha:52 sa:24 sar:14 shar:4 | siu=siu:88 shiu:7 siew:1 sew:1 | sin=sin:86 shin:9 sean:1 | sim=sim:84 shim:14 | sik=sik:86 shik:7 sick:3 | seon=shun:48 sun:42 seun:5 | seoi=sui:62 shui:28 soi:3 shiu:1 | seot=sut:60 shut:25 | suk=suk:60 shuk:34 sook:2 | sung=sung:82 shung:8 soong:3 sang:0.5 | sau=sau:80 shau:11 sow:1 | sap=sap:60 sup:15 shap:12 | sat=sat:70 shat:10 shut:2 | sang=sang:80 shang:8 | saang=sang:70 shang:22 | sai=sai:88 shai:4 | saau=shau:60 sau:25
lei=lee:44 li:28 lei:22 lai:1 ly:1 lay:1 | lo=lo:66 law:26 lor:4 loh:2 | lou=lo:74 lou:4 loo:5 low:6 lu:5 lowe:1 | lok=lok:94 lock:2 | lau=lau:88 lou:1 low:3 lao:1 law:1 | loeng=leung:92 leong:5 | leoi=lui:74 loi:5 lai:2 leui:3 louie:5 | laam=lam:95 lum:1 | lam=lam:92 lum:4 | lung=lung:90 long:5 loong:2 | mei=mei:70 may:15 mi:6 mee:2 mai:2 | muk=muk:80 mok:5 | mou=mo:80 mou:6 mow:2 moo:3 | mui=mui:72 mei:7 moi:10 mooi:4 | mun=mun:42 moon:44 | man=man:94 mun:4 | nei=nei:40 ni:36 nay:3 nee:5 ne:3 lei:3 | neoi=nui:66 lui:10 nei:3
hou=ho:85 hou:2 how:3 hoo:2 | hau=hau:86 how:8 | haa=ha:84 har:9 hah:3 | hei=hei:80 hay:3 hi:3 hee:3 hey:3 | heoi=hui:78 hoi:12 | hok=hok:93 hock:3 | hung=hung:91 hong:4 | hing=hing:95 heng:2 | hong=hong:96 | hoi=hoi:93 hoy:3 | hyun=huen:60 hun:15 huen:5 yuen:3 | hin=hin:93 heen:1 | hoeng=heung:90 heong:4
gou=ko:76 go:4 kou:4 ko:5 | gaa=ka:68 kar:20 kah:4 ga:3 gar:2 | gei=kei:58 ki:16 kay:10 kee:6 gi:2 gei:1 ke:1 | kei=kei:62 ki:14 kay:9 kee:5 ke:1 | gu=ku:50 koo:36 kwu:3 gu:2 | gun=kun:38 koon:52 kwun:4 | gwan=kwan:88 kwun:7 kwen:0.5 quan:1 | gwok=kwok:92 kwock:2 kuok:3 kowk:0.5 | gwai=kwai:92 kwei:3 | gwai=kwai:92 kwei:3 gwai:1 | gim=kim:95 | gam=kam:92 gum:2 kum:3 | kam=kam:70 kum:20 | gin=kin:94 kean:1 ken:1 | goeng=keung:90 keong:5 geung:1 | koeng=keung:88 keong:6 | gyun=kuen:76 kun:10 kwen:1 | kyun=kuen:76 kun:10 | kwan=kwan:88 kuen:3 quan:1 | kan=kan:80 kun:10 | gwong=kwong:94 | kit=kit:94 | gung=kung:90 gung:2 kong:3 | gok=kok:94 | gon=kon:92 
fei=fei:66 fay:5 fi:8 fee:8 fe:2 | fu=fu:72 foo:24 | fan=fan:88 fun:8 fen:1 | fun=foon:40 fun:44 | fung=fung:90 fong:5 | fuk=fuk:82 fook:12 | fo=fo:80 for:5 | 
ou=o:62 au:18 ou:10 ow:2 | oi=oi:80 ngoi:10 oy:3 | ngoi=ngoi:60 oi:32 | on=on:92 ngon:4 | ngon=on:80 ngon:18 | aau=au:80 ow:4 aw:1 | au=au:82 ow:4 | ngau=ngau:70 au:25 | ngaa=nga:66 ngar:16 a:8 ah:4 ngah:2 | ngo=ngo:86 o:8 | ngai=ngai:88 ai:8 | ng=ng:93 eng:1 ung:0.5 | aa=a:54 ah:30 ar:12 | nga=nga:70 ah:10 
bou=po:80 bo:6 poo:3 pou:3 | bui=pui:80 bui:4 | bun=pun:68 poon:22 | pun=poon:70 pun:24 | baau=pau:80 bau:4 pao:3 | bei=pei:60 pi:14 bi:4 bei:4 pay:2 | bing=ping:84 bing:10 | pei=pei:70 pi:18 | dou=to:75 do:4 tou:6 tow:2 | tou=to:78 tou:6 tow:3 | doi=doi:6 toi:72 tai:6 | daai=tai:88 dai:5 | dak=tak:93 tuck:1 dak:1 | deng=ting:60 teng:20 deng:2 | dung=tung:90 dung:2 tong:3 | dang=tang:92 dang:3 | ting=ting:93 ding:1 | daan=tan:80 dan:8 | daat=tat:90 dat:2 | tin=tin:92 teen:1
''')


def hong_kong(reading):
    if reading in HK_WHOLE:
        return HK_WHOLE[reading]
    initial, final = canton(reading)
    if final not in HK_FINAL:
        final = re.sub('^aa', 'a', final)
    return product(HK.get(initial, {initial: 1}), HK_FINAL.get(final, {final: 1}))


MACAU = table('''
b=p:98 b:1 | p=p | d=t:98 | t=t | g=k:96 c:2 | k=k:96 c:1 | gw=ku:88 kw:10 | kw=ku:85 kw:12 | z=ch:95 ts:1 tch:1 j:1 | c=ch:95 ts:1 | s=s:96 sh:1 x:1 | j=i:90 y:7 | w=w:60 v:38 | ng=ng:88 _:10 | h=h | f=f | m=m | n=n:95 l:4 | l=l | _=_
''')
MACAU_FINAL = table('''
aa=a:92 ah:2 | aai=ai | aau=ao:88 au:10 | aam=am | aan=an | aang=ang | aap=ap | aat=at | aak=ak | a=a | ai=ai | au=ao:85 au:13 | am=am | an=an | ang=ang:96 | ap=ap | at=at | ak=ak:95 ac:4
e=e | ei=ei:93 i:4 | eng=eng:50 eang:40 | ek=ek:75 eak:20 | i=i | iu=io:82 iu:15 | im=im | in=in | ing=eng:86 ing:11 | ip=ip | it=it | ik=ek:60 ik:38 | o=o | oi=oi | on=on | ong=ong | ok=ok | ot=ot | ou=ou:88 o:9
oe=eu | oeng=eong:92 eung:5 | oek=eok:80 euk:12 | eoi=oi:82 ui:15 | eon=on:68 un:28 | eot=ot:60 ut:35 | u=u:88 wu:2 | ui=ui | un=un:90 oon:2 | ung=ong:85 ung:13 | ut=ut | uk=ok:60 uk:36 | yu=u:80 yu:5 iu:3 | yun=un:80 uen:12 | yut=ut:70 uet:18 iut:5 | m=m | ng=ng
''')
MACAU_WHOLE = table('''
ji=i:84 yi:7 yee:2 | jyu=u:70 yu:12 iu:8 | jyun=un:62 iun:14 yuen:16 | jyut=ut:55 iut:20 yuet:15 | jau=iao:80 iau:6 yau:8 | jiu=io:75 iu:12 yiu:8 | jing=ieng:78 ying:14 | jan=ian:84 yan:12 | jung=iong:80 yung:10 | juk=iok:70 yuk:16 iuk:6 | jik=iek:55 ik:20 yik:15 | joeng=ieong:85 yeung:7 | jim=im:82 yim:10 iem:2 | jin=in:72 yin:14 ien:4 | jip=ip:84 yip:10 | jit=it | jam=iam:75 yam:10 iâm:1
wu=vu:32 wu:55 u:6 | waa=wa:62 va:30 wah:4 | wing=weng:78 veng:8 wing:12 | gu=ku:88 | si=si:82 sze:4 sz:3 see:2 | zi=chi:88 tchi:1 tsz:2 | ci=chi:90 | gwok=kuok:90 kwok:6 | ng=ng | lei=lei:82 lee:9 li:5 | hou=hou:76 ho:20 | leoi=loi:80 lui:15 | laam=lam | seoi=soi:75 sui:18 
''')


def macau(reading):
    if reading in MACAU_WHOLE:
        return MACAU_WHOLE[reading]
    initial, final = canton(reading)
    if final not in MACAU_FINAL:
        final = re.sub('^aa', 'a', final)
    return product(MACAU.get(initial, {initial: 1}), MACAU_FINAL.get(final, {final: 1}))


# ---- Hokkien, Teochew -------------------------------------------------------------------------------------------

HOKKIEN = 'tsh ts ph th kh ng p b m t n l k g h s j'.split()


def minnan(reading):
    return ('', reading) if reading in ('ng', 'm') else cut(reading, HOKKIEN)


def tai_lo(reading):
    return alternate({reading: 1.0}, ('nn(h?)$', r'\1', .1), ('oo$', 'o', .25))


def poj(reading):
    s = reading.replace('tsh', 'chh').replace('ts', 'ch').replace('ua', 'oa').replace('ue', 'oe').replace('oo', 'o')
    s = re.sub('ing$', 'eng', re.sub('ik$', 'ek', s))
    return alternate({s: 1.0}, ('nn(h?)$', r'\1', 1), ('^chh', 'ch', .05))


NANYANG = table('''
p=p:93 b:6 | ph=p:72 ph:27 | b=b:93 bh:1 m:3 | t=t:94 d:5 | th=t:58 th:41 | k=k:92 g:5 c:1 | kh=k:56 kh:42 q:1 | g=g:83 ng:14 k:1 | ng=ng:95 g:3 | h=h | ts=ch:82 j:5 ts:5 c:3 tz:1 z:2 | tsh=ch:90 chh:1 ts:4 c:2 tsh:1 | s=s:97 sh:2 | j=j:62 y:24 l:8 z:1 r:2 | l=l:97 n:1 | m=m | n=n:94 l:4 | _=_
''')
NANYANG_FINAL = table('''
a=a:66 ah:30 ar:2 | ai=ai:80 ye:10 ay:4 ie:1 i:2 | au=au:56 ow:26 ao:12 aw:2 | e=e:36 eh:28 ay:24 ey:4 ea:1 ei:4 | i=i:48 ee:42 ie:3 y:3 ih:1 ei:1 ey:1 | o=o:58 oh:28 or:6 oo:2 oe:1 ou:1 aw:1 | oo=oo:24 oh:36 o:27 ou:5 ow:3 aw:1 | u=u:56 oo:30 ue:4 ee:4 oe:2
ia=ia:56 iah:14 eah:14 ea:8 ya:4 | iau=iau:27 iow:16 iao:24 eow:11 iaw:6 eau:3 iew:3 ew:2 eo:3 | io=io:37 eo:35 eoh:10 ioh:5 iaw:3 iow:2 iau:2 iew:1 | iu=iu:30 iew:38 ew:18 eu:4 iou:3 ieu:2 ui:1 oo:1 | ua=ua:55 uah:20 wa:15 wah:5 oa:3 | uai=uai:62 wai:26 uay:4 wye:3 | ue=ue:34 uay:10 ueh:10 oe:8 oey:4 we:6 wee:10 uey:6 wei:5 way:3 | ui=ui:58 wee:18 uee:3 wi:4 uie:1 ooi:4 oi:2 uei:3 wei:3 uy:2
am=am:95 um:2 | an=an:96 ann:2 un:1 | ang=ang:97 | im=im:95 eem:2 | in=in:91 een:4 ean:1 inn:1 ine:1 | ing=eng:74 ing:25 | iam=iam:74 eam:14 im:5 yam:2 | ian=ian:58 ean:24 ien:8 en:4 een:2 iang:1 yan:1 | iang=iang:78 eang:12 yang:2 ang:3 eong:1 | iong=iong:52 eong:32 yong:5 iang:3 ong:3 iung:2 | om=om | ong=ong:97 oong:1 | uan=uan:60 wan:27 oan:6 uang:2 uen:1 uun:1 | uang=uang:76 wang:18 | un=oon:46 un:44 uen:5 hoon:0
ap=ap:97 | at=at:95 | ak=ak:83 ack:12 ark:3 | ip=ip:93 ib:2 | it=it:93 ith:1 eet:2 | ik=ek:36 eck:16 ik:24 ick:12 aik:4 eak:2 ake:2 iek:1 | iap=iap:70 eap:17 iep:5 ep:3 | iat=iat:66 eat:14 iet:8 ett:1 et:3 iate:1 | iak=iak:80 eak:10 | iok=iok:50 eok:24 iock:6 ok:5 yok:4 oke:3 | ok=ok:60 ock:36 ork:1 | uat=uat:72 wat:15 uatt:1 oat:3 uet:3 | ut=ut:76 oot:16
ah=ah:76 a:15 ak:5 | eh=eh:62 ay:10 ek:12 e:10 | ih=ih:40 ee:32 ik:10 i:15 | oh=oh:70 o:18 ok:6 | ooh=oh | uh=uh:50 oo:20 u:20 | ueh=ueh:50 uek:22 oeh:4 eh:4 ue:8 ek:4 | ioh=ioh:40 eoh:30 io:10 iok:6 | iah=iah:60 eah:22 ia:8 iak:4 | uah=uah:70 ua:20 | auh=au | iauh=iau | uih=ui | iuh=iu | uaih=uai | aih=ai
ng=ng:82 eng:4 ung:8 ong:3 | m=m | enn=eh:28 ay:32 ee:20 e:12 eng:2 | inn=ee:40 i:28 in:14 een:5 eh:3 | ann=a:45 ah:40 an:6 | onn=oh:40 o:40 oo:8 | oonn=oh:40 o:30 oo:20 | iunn=eo:32 iu:14 io:22 eoh:14 iew:5 eow:3 iaw:2 ew:2 | iann=ia:46 iah:14 eah:14 ea:8 iang:4 ian:6 | uann=ua:52 uah:24 wa:10 oa:5 uan:4 | ainn=ai:80 ay:10 | uinn=ui:40 ooi:30 wee:10 oei:6 uai:3 | ionn=io:40 eo:40 | aunn=au | iaunn=iau | uainn=uai:70 uan:20 | uenn=ue | mh=m | ngh=ng
''')
NANYANG_WHOLE = table('''
iong=yong:70 iong:14 eong:5 yung:6 | ing=eng:62 ying:14 ing:8 yeng:7 yong:3 | ik=aik:36 ek:24 yik:14 ik:7 eik:3 eck:5 yek:5 | iau=yeow:20 yau:14 iau:14 yew:13 eow:7 yaw:6 yeo:6 yiow:1 eau:1 yao:8 | iu=yew:45 yeow:5 yu:16 iu:12 yiu:6 ew:4 eu:4 yow:3 you:4 | io=yeo:40 yeoh:26 io:10 yo:8 eo:3 yeow:5 eoh:3 | iok=yoke:22 yok:30 iok:24 yoek:1 geok:3 | in=in:32 yin:46 een:5 inn:5 | im=im:36 yim:34 im:3 eem:4 yam:3 | ian=yan:22 ian:24 yean:18 yen:18 ean:7 een:2 en:3 | iam=yam:30 iam:30 yeam:14 eam:5 yiam:7 | iap=yap:66 yeap:23 yip:3 iap:4 | ip=ip:50 yip:40 | it=it:40 yit:30 ee:2 | iat=yat:30 iat:30 yuet:12 | ia=ya:40 ia:25 yeah:8 yah:15 | iang=yang:62 iang:20 yeang:8 yong:3 | iunn=yeo:34 yeoh:22 iu:6 yew:5 yong:6 io:5 eo:3 yeow:6 yo:3 | iann=ia:30 yah:10 ya:20 eah:10 | ioh=yeoh:40 ioh:30 yok:10
ui=wee:34 ui:15 wei:27 wi:3 hui:2 uei:2 ooi:9 uee:1 wooi:2 | uinn=ooi:46 oei:20 wee:14 uy:5 wui:3 ui:8 | ue=way:15 oey:8 uay:10 wei:20 we:8 wee:12 oei:6 ue:9 | ua=wah:38 wa:30 ua:20 hua:3 | uan=wan:50 uan:15 yuan:12 oan:4 wun:2 wang:2 | un=oon:34 un:18 woon:20 voon:8 yoon:4 wen:3 oen:1 wun:3 | uat=wat:40 uat:25 yuet:14 watt:3 | uai=wai:70 uai:20 | uang=uang:40 wang:40 | ong=ong:90 heng:2 wong:4 | oo=oh:34 ow:26 aw:8 oo:10 au:4 o:12 | u=u:20 oo:16 yu:26 wu:6 woo:3 ee:6 hu:2 yee:2 | i=ee:46 yi:14 i:14 ie:5 yee:14 e:2 | a=ah:55 a:40 | au=au:50 ow:18 aw:3 ao:6 hau:2 | o=o:40 oh:30 | e=eh:40 e:30 ay:15 | ai=ai:86 eye:2 ay:4 | an=an:66 ann:28 aun:1 | am=am | ang=ang:94 | ng=ng:80 ooi:2 eng:4 ung:5 wong:3 
kueh=kwek:18 quek:30 kuek:14 quah:3 koay:1 kweh:3 kuik:2 keh:3 queck:2 kueh:12 que:2 quay:3 kwik:1 | kok=kok:62 kock:22 kuok:2 kog:1 gok:1 | kui=kui:34 kwee:28 kuei:6 kwei:8 quee:5 gui:4 kooi:3 kwi:5 | khui=kwee:22 khui:20 kui:20 kwei:8 khwee:5 | kuan=kuan:36 kwan:42 kwang:3 koan:7 quan:5 kuang:2 guan:2 | khuan=kuan:26 khuan:22 kwan:28 khoan:6 quan:6 | kong=kong:86 kwong:3 gong:3 kuang:1 | kng=kng:40 kung:22 kuang:8 kong:8 kwang:14 kwong:5 | kuang=kwang:52 kuang:40 | kua=kua:50 kwa:28 quah:12 kuah:8 qua:3 | kun=koon:36 kun:48 koen:3 kuen:6 kwan:2 | khun=khoon:38 koon:30 kun:12 khun:16 khuan:2 | kok=kok:64 kock:23 kuok:3 gok:2
hue=hui:8 hwee:38 hoe:14 huay:18 huey:8 hue:6 hwei:4 hoey:4 hooi:3 huee:2 | hui=hui:44 hwee:28 hooi:7 hwei:6 huey:3 fei:1 huei:4 fui:1 | hua=hua:40 hwa:33 wah:5 huah:6 hwah:5 hoa:5 wa:3 | huat=huat:74 fatt:4 huatt:4 hwat:10 fat:3 | huan=huan:40 hwan:30 fan:8 hoan:10 | hong=hong:88 hoong:3 fong:3 fung:1 | hok=hock:66 hok:24 hoc:1 fook:2 | hun=hoon:50 hun:34 hng:2 fun:4 fen:2 hung:2 huen:3 | hiong=hiong:52 heong:24 hiang:12 hong:2 | hian=hian:32 hean:20 hien:18 hsien:10 hen:4 hiang:6 shian:1 heen:3 | hing=heng:68 hing:25 hin:1 | hiok=hiok:60 heok | hio=heo:30 hio:30 hiok:10 | hiunn=hiu:20 hiong:20 heo:20 hio:20 hiang:10
guan=guan:70 guang:3 gwan:5 goan:7 yuan:8 guen:1 nguan:2 ghuan:1 yuen:2 guann:1 | gian=gian:34 gean:14 ngian:5 yan:8 gien:12 ghean:2 giam:2 yen:5 gan:2 yean:5 | giok=geok:56 giok:18 yock:2 gek:8 gaik:8 ngeok:2 yoke:5 geak:1 | gueh=gueh:34 guek:26 gek:3 goay:1 gwek:4 guat:5 ngoay:1 | guat=guat:46 gwat:10 guek:10 gwatt:2 goat:8 gaut:1 yuet:4 guet:2 guatt:3 | gi=gi:22 ghee:14 ngee:12 nee:5 gee:30 ngi:5 ghi:3 yi:4 ge:1 yee:2 nghee:1 | ge=nga:4 gay:14 geh:14 ngeh:2 ge:20 nge:2 ghey:2 gai:2 gei:6 ngai:3 gey:3 | ga=nga:30 gah:10 ga:30 ngah:10 yah:4 ya:4 | gin=gin:60 ngin:6 ghin:4 geen:3 yin:5 | go=go:30 ngo:25 goh:22 | goo=goh:62 go:22 ngoh:4 gouw:2 gaw:1 wu:2 goe:1 | ngoo=ngo:30 ngoh:30 goh:26 wu:2 | giam=giam:40 ngiam:24 gam:5 yam:2 geam:5 | gui=gui:40 ngui:20 gooi:12 wei:3 
tsing=cheng:62 ching:22 tseng:4 ceng:2 jeng:2 jing:2 zheng:1 tsing:2 | tsin=chin:66 tsin:6 cheen:3 chen:4 jin:8 zin:1 tjin:1 tchin:1 chinn:1 | tsi=chi:40 chee:38 tze:4 ji:4 jee:3 tsi:2 chih:2 tsu:1 zhi:1 | tsu=choo:34 chu:28 tsu:5 tzu:4 ju:7 joo:9 tze:3 tse:2 chee:2 su:1 tzi:1 chue:1 | tsi=chi:38 chee:40 tze:3 ji:5 jee:4 tsi:2 chih:2 zhi:1 | tsiong=chiong:36 cheong:22 chong:18 chung:5 cheung:3 chiang:4 tsong:2 jiong:1 choong:1 | tsong=chong:74 tsong:6 choong:3 chung:4 jong:1 | tsng=chng:30 chung:12 ching:18 cheng:20 tsng:2 chong:4 chuang:4 | tsun=choon:46 chun:30 tsun:4 joon:5 jun:3 chuan:1 tjun:1 choen:1 cheun:1 | tsuan=chuan:50 chwan:12 choan:7 tsuan:3 chwang:1 quan:2 juan:5 chuen:3 tsuen:1 chuang:2 | tsiu=chew:36 chiu:26 chiew:18 chow:4 tsiu:2 choo:1 jiu:1 tjiu:1 cheu:1 | tsiau=chiau:20 chiow:10 cheow:14 chiao:20 chiaw:4 chew:4 jiau:2 cheau:2 | tsai=chai:50 chye:32 tsai:6 chay:2 cai:1 | tsok=chok:50 chock:16 tok:10 tsok:5 jok:2 | tsik=chek:30 chik:14 check:6 tek:10 chick:4 chak:3 tsek:2 | tsam=cham | tsiam=chiam:60 cheam:25 chim:3 jiam:4 | tsan=chan:60 tsan:14 chun:2 cheng:6 chen:4 | tsia=chia:58 cheah:24 chiah:6 chea:4 tsia:2 seah:2 
tshua=chua:68 chuah:17 chwa:2 tjoa:2 choa:6 chuar:1 chye:1 | tshai=chai:46 chye:30 choy:2 tsai:7 chay:3 choi:3 | tshi=chi:30 chee:30 tse:3 tsi:4 chhi:2 | tshun=choon:46 chun:36 chuan:1 tsun:2 choen:2 | tshui=chwee:16 chui:34 tsui:10 chooi:6 swee:4 chuei:3 chwe:2 choi:1 | tshiu=chew:28 chiu:32 chiew:18 chew:1 siew:2 ciu:1 | tshing=cheng:64 ching:22 tseng:2 chin:1 ceng:1 tsing:3 | tshong=chong:76 choong:4 tsong:3 cong:2 | tshiong=chiong:34 cheong:40 chong:10 | tshin=chin:76 tsin:4 chhin:1 chinn:1 | tshu=choo:26 chu:34 su:10 shu:10 tze:3 | tshuan=swan:2 chuan:60 chwan:14 choan:6 chuang:2 tsuan:2
su=su:42 soo:18 sze:7 see:6 ser:1 tze:1 si:3 szu:3 ssu:2 shu:2 swee:0 sih:1 | soo=soo:24 soh:35 so:20 su:6 saw:6 sou:2 souw:1 | so=so:50 soh:30 saw:3 | sian=sian:44 sean:9 sien:9 seen:3 siang:6 sen:3 hsien:2 shian:1 xian:1 sean:1 | sing=seng:62 sing:24 sheng:4 shing:3 sin:1 xing:1 | sin=sin:78 seen:3 hsin:2 shin:4 xin:2 sinn:2 | siong=siong:48 seong:14 siang:10 song:6 sheong:2 chiong:2 shiong:2 sion:1 siung:1 | song=song:78 soong:8 sung:2 | sun=soon:60 sun:24 suan:1 sung:2 soen:1 shun:2 | sui=swee:48 sui:32 suee:3 swi:2 shui:3 suei:1 sooi:2 soei:1 | suan=suan:66 swan:20 soan:6 xuan:1 suang:2 | siu=siew:46 siu:17 sew:5 siow:3 seow:1 shiu:3 sieu:3 siou:2 seu:1 shou:1 | siau=siow:24 siau:20 siaw:14 seow:18 siew:5 siao:10 sieu:1 shaw:2 shiau:1 | sio=sio:30 seow:14 siow:14 siu:4 siew:4 | siok=siok:48 seok:20 sok:6 soke:2 siock:4 sook:3 seoh:1 | sik=sek:36 seck:7 sik:20 sick:4 siak:2 seak:2 shek:1 | suat=suat:66 swat:10 soat:8 suet:8 | sue=sue:20 suay:14 soo:2 swee:12 suey:5 soe:3 | seh=seh:40 sek:10 | sai=sai:78 sye:6 say:3 si:2 | se=se:34 seh:20 say:18 sei:6 sae:2 sai:4 | si=si:32 see:38 sze:5 sy:2 ssu:1 szu:1 shi:3 | sia=sia:46 seah:32 siah:10 sya:1 shia:1 cheah:2 | sim=sim:90 seem:3 shim:2 sham:1 
lai=lai:76 lay:7 loy:2 nai:3 lye:6 | li=li:34 lee:56 lie:3 ly:1 lei:1 le:1 | lian=lian:50 lean:16 lien:14 leng:2 lan:1 lin:1 nian:2 leen:2 liang:1 | ling=leng:46 ling:46 lin:1 | long=long:78 loong:12 lung:3 | liong=leong:44 liong:34 liang:6 loong:4 long:2 leung:2 | liang=liang:64 leang:9 leong:10 niang:1 | lok=lok:68 lock:20 loke:5 | liok=liok:56 loke:7 lok:6 leok:12 | lik=lek:36 leck:6 lik:22 lick:6 lek:1 lak:3 | lau=lau:58 low:20 lao:7 law:4 lou:2 | lo=lo:48 loh:30 law:4 low:3 | loo=loh:44 lo:18 loo:14 lu:6 low:5 | liau=liau:32 liow:12 leow:24 liao:14 liaw:10 lew:2 | liu=liu:30 liew:32 lew:10 lau:3 low:3 loo:1 | lui=lui:58 looi:13 lwee:3 luei:3 loei:1 | lun=loon:36 lun:42 luen:4 len:1 | lin=lin:86 leen:2 ling:2 | lu=lu:48 loo:22 ler:1 li:2 
boon=boon | bun=boon:66 bun:16 mun:4 boen:1 wen:3 buan:1 | bin=bin:66 min:22 been:3 ming:1 | bing=beng:72 bing:9 ming:12 meng:5 | bi=bi:26 bee:48 mei:8 mi:4 bie:2 bei:2 | bu=bu:48 boo:22 moo:1 wu:4 | boo=boo:14 boh:14 mou:4 bo:14 bou:3 mow:3 moh:2 moo:4 | bok=bok:60 bock:6 mok:12 muk:2 | bui=bui:20 mui:28 mooi:5 boey:4 moi:8 mei:4 | bue=boey:22 mei:5 boay:2 bue:6 buay:8 moy:5 moi:7 mui:10 | be=beh:26 bay:16 be:10 mah:7 ma:5 bei:2 bey:8 | bian=bian:40 mian:14 bean:10 mien:3 | bong=bong:60 mong:20 | biau=biau:20 biow:14 miao:10 beow:14 mew:2 miaw:2 meow:3 miow:3 | bik=bek:34 bik:20 mek:6 meck:2 mak:6 | ban=ban:70 man:16 bann:2 | mui=mui:46 mooi:14 moi:14 muay:5 moey:5 mei:6 moy:3 | ma=ma:60 mah:30
ping=peng:56 ping:26 pheng:2 beng:3 bing:2 pin:1 | phing=peng:42 ping:22 pheng:14 phing:3 phang:1 | po=poh:42 po:38 bo:4 poo:2 pow:4 por:2 pao:2 | poo=poh:30 po:26 poo:20 | pik=pek:26 peck:8 pik:20 pick:6 pit:2 phek:2 peak:1 phaik:4 paik:3 bek:2 | pin=pin:76 ping:3 bin:6 peen:2 pheng:1 | phin=pin:70 phin:14 phing:2 pheng:1 | pheng=pheng | pau=pau:60 pow:15 pao:8 bau:3 | pok=pok:66 pock:12 bok:3 phok:3 | phoo=phoo:10 poh:20 poo:14 pho:10 po:14 phor:1 poa:1 | phuann=phua:62 phuah:9 pua:18 puah:5 poa:2 phoa:5 | phenn=phay:3 peh:12 pheh:12 phang:4 peng:12 phe:4 pay:2 phee:3 
ti=ti:20 tee:22 tih:1 chi:4 teh:2 tie:2 tse:1 | te=teh:24 tay:22 te:14 tee:5 tey:3 tei:2 ti:4 | tenn=tay:38 teh:26 tee:12 teng:3 the:2 tey:2 dee:1 tye:1 ty:1 | tik=teck:46 tek:26 tik:7 teik:8 tick:2 teak:1 taik:2 dek:1 | ting=teng:58 ting:28 theng:2 ding:2 deng:2 thing:1 | tiong=tiong:66 teong:14 chung:3 chong:4 tong:3 cheong:3 | tong=tong:86 thong:3 dong:3 tung:2 toong:1 tang:1 | tin=tin:74 teen:3 tan:4 ting:4 din:1 tien:1 | thian=thian:34 tian:30 tien:10 thean:9 tean:4 theen:1 teen:1 thien:3 then:1 | tian=tian:50 tien:12 tean:9 dian:6 thean:3 then:1 | thiam=thiam:46 tiam:32 theam:4 team:4 | tai=tai:82 tay:4 tye:3 dai:3 thai:3 | thai=tai:42 thai:46 tye:3 | tiau=tiau:20 teow:20 tiow:12 tiao:18 chew:4 teo:4 diao:2 tiaw:4 chiau:1 | tio=teo:34 tio:30 teoh:17 chew:4 chiu:1 tiu:1 tiew:1 | tiunn=teo:36 teoh:24 tiu:6 tio:14 tiew:2 teow:2 thio:5 | to=toh:30 to:34 tho:4 tow:4 tao:5 thor:1 tor:2 | too=toh:38 to:20 too:8 tu:6 thoh:1 tow:1 | tham=tham:40 tam:42 thum:1 | thong=thong:60 tong:34 thoong:1 | tan=tan:88 dan:4 tann:3 | tang=tang:90 dang:3 thang:1 
ke=keh:22 kay:12 ke:14 kah:8 ka:8 kei:4 kia:2 key:2 | ka=ka:56 kah:26 ga:3 gah:2 kar:3 jia:1 chia:2 | kia=kia:50 keah:10 kiah:10 | ki=ki:34 kee:40 kie:2 gi:2 kei:4 chi:3 key:2 | khi=khi:18 kee:30 ki:28 khee:10 chi:3 kei:2 | ko=ko:36 koh:36 kao:2 ka:1 kor:5 kow:3 go:2 | koo=koh:32 ko:16 koo:26 ku:10 | khoo=khoo:44 koh:18 khoh:2 koo:8 kho:7 khor:3 kor:2 ku:2 | khu=khoo:36 koo:14 khu:14 ku:12 kiu:2 hew:1 | khiu=khew:10 kiu:18 kew:12 chew:4 khiu:14 chiu:6 kiew:6 | kian=kian:44 kean:13 kien:14 keng:4 ken:3 kiang:6 kheng:1 jian:2 keen:3 gian:1 chien:4 | khian=kian:34 khian:20 kean:9 khean:7 kien:5 keng:2 khien:4 | king=keng:58 king:16 kheng:7 keong:1 ching:5 geng:2 kin:2 jing:1 | khing=kheng:38 keng:33 khing:5 king:4 ching:6 kin:1 | kiong=kiong:46 keong:34 kong:2 kiang:4 kiung:1 kheong:1 khiong:1 | kiat=kiat:66 keat:14 kiet:6 kit:2 keet:2 khiat:2 chieh:2 jie:1 | kiam=kiam:64 keam:12 kim:2 khiam:3 | khiam=khiam:40 kiam:34 kheam:4 keam:4 | kim=kim:90 khim:2 gim:2 keem:2 | khim=khim:42 kim:44 | kin=kin:72 keen:5 ken:3 khin:3 keng:1 | khin=khin:40 kin:40 | kik=kek:30 keck:3 kik:22 keok:3 kiok:6 gek:4 | khik=khek:30 kek:20 khik:10 kheh:3 keh:2 kik:10 | kai=kai:66 kye:5 kay:3 kar:2 chia:3 gai:3 | khai=khai:38 kai:44 kye:3 | kau=kau:50 kow:14 kao:12 kaw:1 | kiau=kiau:22 kiow:14 keow:14 kiao:14 kiaw:5 chiao:4 kew:3 keau:1 | kiu=kiu:34 kiew:18 kew:16 khiu:3 chiu:5 | kang=kang:86 kong:4 gang:2 | khong=khong:40 kong:44 hong:2 
jin=jin:44 yin:14 lin:8 jen:4 yen:4 jinn:3 ren:4 yuen:1 | jim=jim:50 yim:18 lim:6 yam:4 jam:2 | ju=joo:12 ju:28 yu:20 loo:2 lu:3 yee:5 ru:4 yue:2 jee:3 yoo:2 | ji=ji:30 jee:26 yee:10 ee:3 zi:1 yi:5 er:2 | jong=jong:20 yong:40 | jiong=yong:38 jiong:20 jong:10 yung:3 | jiok=jiok:28 yoke:8 yok:12 jeok:6 jok:3 | jun=jun:24 joon:16 yoon:7 yun:7 loon:2 luen:1 | jian=jian:30 yan:12 jean:5 lian:3 ran:2 yen:2 | jiu=jiu:26 yew:14 jew:8 joo:1 yiu:3 
''')


def singapore_hokkien(reading):
    if reading in NANYANG_WHOLE:
        return NANYANG_WHOLE[reading]
    initial, final = minnan(reading)
    return product(NANYANG.get(initial, {initial: 1}), NANYANG_FINAL.get(final, {re.sub('(nn)?h$', '', final): 1}))


PHILIPPINE = table('''
p=p | ph=p | b=b:92 m:5 | t=t:95 d:3 | th=t | k=k:50 c:30 qu:10 g:5 | kh=k:50 c:30 qu:10 | g=g:95 | ng=ng:60 g:30 | ts=ch:80 s:5 tz:2 ts:5 c:3 | tsh=ch:90 ts:4 | j=j:40 d:30 l:15 y:10 | l=l:86 d:10 | s=s | h=h | m=m | n=n:90 | _=_
''')
PHILIPPINE_FINAL = table('''
a=a:85 ah:7 | i=i:40 y:30 ee:25 | e=e:60 ee:15 eh:10 ay:10 | o=o:85 oh:8 | oo=o:70 oh:5 oo:12 u:10 | u=u:75 oo:18 | ua=ua:85 wa:5 oa:4 | ui=ui:50 uy:38 wi:2 oy:3 | io=io:75 iok:5 eo:8 iao:5 | iu=iu:75 iew:4 ieu:3 | iau=iao:55 iau:30 iaw:2 | ue=ue:75 we:4 uey:4 | ing=eng:55 ing:40 | ik=ek:50 ik:40 iac:3 | ok=ok:70 oc:22 ock:4 | iok=iok:60 ioc:20 yok:5 | ong=ong:94 | iong=iong:85 | un=un:85 oon:5 | ak=ak:75 ac:20 | iak=iak | enn=e:40 ee:20 ay:10 eh:10 y:5 | inn=i:40 in:20 ee:15 y:10 | iunn=iu:45 io:30 iok:3 | uann=ua:80 oa:3 | iann=ia:85 | ann=a:85 | uinn=uy:60 ui:25 | ng=ng:60 ung:20 eng:10 | ueh=ue:50 ueh:20 uec:5 ue:10 | ioh=io:70 | ah=a:70 ah:15 ac:5 | iah=ia:80 | uah=ua:80 | eh=e:70 eh:15 | oh=o:70 oh:15 | au=au:70 ao:22 aw:3 | ai=ai:75 ay:15
''')
PHILIPPINE_WHOLE = table('''
ui=uy:68 wee:5 oey:3 uey:3 ui:16 hui:2 | uinn=uy:86 oei:2 ui:8 | li=li:14 lee:26 dy:30 ly:12 dee:8 lie:1 | i=y:20 yi:16 i:24 ee:10 | si=sy:38 si:26 see:18 | su=su:44 sy:20 see:6 si:6 | khoo=co:24 cu:14 khu:6 khoo:4 ko:8 kho:5 coo:5 | ko=co:32 ko:28 go:3 kho:2 | koo=co:24 ko:14 cu:6 koo:6 ku:6 | kueh=que:36 kwe:2 quek:2 cue:5 kue:3 kuek:1 gue:3 quec:1 | kok=kok:50 coc:8 cok:5 kock:3 | ki=ki:40 qui:22 kee:14 | khi=ki:36 qui:28 khe:2 | kui=kui:30 cui:20 qui:10 | kim=kim:60 quim:18 chim:1 | khim=kim:50 quim:26 | king=keng:34 king:22 queng:18 quing:3 | khing=keng:30 king:20 queng:20 kheng:6 | kiam=kiam:40 quiam:34 | kian=kian:34 quian:30 kien:5 quien:6 | kiong=kiong:40 quiong:30 | kiat=kiat:40 quiat:26 | kiu=kiu:40 quiu:20 | kua=cua:34 kua:30 qua:12 gua:6 | kuan=cuan:24 kuan:34 quan:12 guan:6 | kun=kun:40 cun:20 | kang=kang:50 cang:20 | goo=go:66 ngo:6 gow:3 gaw:4 gou:1 | iunn=yu:30 yeo:6 yo:12 iu:4 yiu:4 | iu=yu:46 yiu:5 iu:14 yao:1 | io=yo:40 yu:5 io:20 yeo:5 | iap=yap:86 iap:8 | ing=eng:50 ing:30 yeng:6 ying:6 | iong=yong:60 iong:26 | iok=yok:40 iok:40 yoc:4 | in=in:60 yin:26 | ia=ia:50 ya:36 | ian=ian:50 yan:36 | uan=uan:50 wan:36 | ue=ue:40 we:20 uey:10 | ong=ong:96 | tiunn=tiu:48 tio:16 teo:5 chong:3 thio:2 tiong:4 | tenn=tee:30 te:18 tay:6 ty:14 the:2 tey:2 tan:0 | tsua=chua | tshua=chua:84 tsua:2 cua:2 choa:3 | tio=tio:40 tiu:10 teo:5 diao:2 tiao:7 | tan=tan:94 | sia=sia:60 sya:2 chia:6 shia:2 | hong=hong:50 ong:8 fong:1 | bun=bun:60 boon:14 | tsing=cheng:44 ching:36 tseng:2 | ng=ng:64 ung:20 uy:2 
''')


def philippine_hokkien(reading):
    if reading in PHILIPPINE_WHOLE:
        return PHILIPPINE_WHOLE[reading]
    initial, final = minnan(reading)
    found = product(PHILIPPINE.get(initial, {initial: 1}), PHILIPPINE_FINAL.get(final, {re.sub('nn(?=h?$)|h$', '', final): 1}))
    out = collections.Counter()
    for s, w in found.items():      # c before a, o, u only; qu before e, i only
        wrong = re.match('c[eiy]', s) or re.match('qu[aou]', s)
        if not wrong:
            out[s] += w
    return out


def indonesian(reading):
    """Dutch letters: oe for u, tj for ts, dj for j, j for y."""
    initial, final = minnan(reading)
    onset = options({'ts': 'tj:80 ts:6 tsj:2 ch:5 c:4', 'tsh': 'tj:62 tjh:18 ts:6 tsj:2 ch:5 c:4', 'ph': 'p:60 ph:35', 'th': 't:55 th:43', 'kh': 'k:55 kh:43', 'j': 'dj:50 j:35 y:10', 'k': 'k:92 kw:0', 'b': 'b', 'g': 'g:90 ng:5', '': '_'}.get(initial, initial))
    rest = alternate({re.sub('nn(?=h?$)', '', final): 1.0}, ('^iu$', 'ioe', 2), ('^iu$', 'ieuw', .2), ('^iu$', 'iu', .3), ('^u(?=n|t|$)', 'oe', 2), ('^ui$', 'oei', 1.5), ('^ui$', 'wie', .7), ('^ui$', 'wi', .3), ('^ua', 'oa', 1.6), ('^ua', 'wa', .4), ('^ue', 'we', .5),
                     ('^ue', 'oe', .3), ('^ue', 'oay', .3), ('^oo$', 'o', 4), ('^oo$', 'ouw', .6), ('^i$', 'ie', 2), ('^i(?=[mnpt])', 'ie', .8), ('ing$', 'eng', 3), ('ing$', 'ing', .5), ('ik$', 'ek', 3), ('^iau$', 'iauw', 1), ('^au$', 'auw', .8), ('^an$', 'an', .1), ('h$', '', .5), ('h$', 'k', .2))
    found = product(onset, rest)
    if not initial:
        found = alternate(found, ('^i(?=[aeou])', 'j', 1), ('^i(?=[aeou])', 'y', .8), ('^oei', 'oey', .5), ('^oei', 'wie', .2), ('^ioe', 'joe', 1))
    return found


def teochew(reading):
    initial, final = minnan(reading)
    # Teochew has -ng and -k where Hokkien has -n and -t; spelling often follows Hokkien all the same.
    found = product(NANYANG.get(initial, {initial: 1}), TEOCHEW_FINAL.get(final) or NANYANG_FINAL.get(final, {final: 1}))
    whole = TEOCHEW_WHOLE.get(reading) or (NANYANG_WHOLE.get(reading) if final not in TEOCHEW_FINAL or not initial else None)
    return mixed((0.6, whole), (0.4, found)) if whole else found


TEOCHEW_FINAL = table('''
ang=ang:62 an:37 | eo=eo:62 eoh:16 io:8 eow:5 iu:3 | ou=oh:38 ou:18 o:14 oo:18 ow:6 aw:2 | iang=iang:52 ian:20 eang:12 ien:3 ean:8 | uang=uang:40 wang:28 uan:14 wan:12 | ung=oon:36 un:26 ung:28 | ing=ing:30 in:46 eng:22 | eng=eng:86 ing:12 | oi=oi:66 oy:10 ai:8 uay:4 | uam=uam:60 wam:20 uan:12 | uap=uap:60 wap:20 uat:12 | ue=ue:26 uay:22 uey:10 uek:2 oey:8 we:4 wee:8 ueh:8 | ek=ek:62 eck:18 ik:14 | ian=ian:50 iang:22 ean:14 | in=in:70 ing:10 | un=oon:50 un:34 | iat=iak:20 iat:56 eat:12 | siou=siew
''')
TEOCHEW_WHOLE = table('''
gou=goh:74 gou:4 go:12 ngoh:3 | ngou=ngoh:40 goh:40 | ou=oh:46 ow:26 aw:8 ou:6 o:6 | lau=lau:66 low:22 lao:5 | tsua=chua:80 chuah:8 | tshua=chua:80 chuah:8 | teo=teo:70 teoh:12 tio:5 teow:4 | io=yeo:64 yeow:10 io:6 yeoh:8 | eo=yeo:70 yeow:10 eo:4 | kueh=kueh:10 quek:40 kwek:18 kuek:12 kueck:1 koay:2 | heng=heng:82 hing:8 | te=tay:52 teh:18 te:8 tee:4 ter:1 | tang=tan:56 tang:40 | ng=ng:80 ooi:1 ung:5 eng:3 | sou=soh:50 saw:10 sou:5 soo:14 so:8 | khou=khoo:20 koh:38 khor:5 kho:6 kou:3 khou:3 | lou=loh:46 lo:18 low:9 lou:3 loo:5 | ui=ui:26 wee:34 wei:14 hui:2 oei:1 ooi:3 | tsng=chng:26 ching:18 cheng:22 chung:10 | tsia=chia:50 cheah:10 seah:14 chiah:6 chea:2 | hung=hoon:40 hun:24 hung:14 hoong:2 | tsang=chan:22 chang:20 tsan:8 chen:4 | phe=peh:18 pheh:10 phe:8 phay:6 | phua=phua:66 pua:22 | tio=teo:36 teoh:10 tio:20 chio:3 chew:5 | nio=neo:44 nio:20 leo:6 | neo=neo:66 nio:10 niu:4 | leo=leo:50 leow:10 lio:10 neo:14 | liang=liang:42 lian:18 leang:8 leong:4 lean:5 lien:5 | hiang=hiang:50 hian:12 heng:3 hean:5 hien:5 heang:3 | kuang=kwang:40 kuang:24 kuan:8 kwan:14 | huang=huang:44 hwang:14 huan:8 hwan:10 | guang=guan:34 guang:20 nguang:5 ngwang:2 yuan:5 | guan=guan:60 nguan:5 | kung=kun:20 koon:24 kung:16 kuang:2 kwan:2 | sung=soon:34 sun:18 sung:10 | sng=sng:30 sing:5 seng:10 sun:10 song:4 suen:2 | thng=tng:10 thng:14 tong:14 thung:5 tung:2 | tng=tng:20 tung:10 teng:5 tong:10 tang:8 | ju=joo:14 ju:26 yu:14 yue:2 jee:3 | boh=boh:30 mok:20 bok:10 moh:10 | hue=huay:30 hwee:22 hoe:6 hue:8 huey:6 | bue=boey:20 buay:10 bue:5 muay:4 | mui=mui:44 moey:6 muay:14 mooi:5 moi:6 | ngia=ngia:34 ngeah:5 nga:10 | gia=ngia:20 gia:20 nga:10 | goi=goi:14 ngoi:14 geh:3 gay:5 | tsoi=choi:20 chye:8
''')


# ---- Hakka ------------------------------------------------------------------------------------------------------

def hakka(reading):
    return alternate({reading: 1.0}, ('^tsh', 'chh', .1), ('^chh', 'tsh', .15), ('^ny', 'ngi', .5), ('^ngi', 'ny', .2), ('^v', 'w', .1))


HAKKA = 'tshh tsh chh ngi ny ph th kh ch ts sh ng p m f v t n l k h s y'.split()
HAKKA_ONSET = table('''
tsh=ch:60 ts:32 tsh:6 | chh=ch:88 chh:2 ts:5 tsh:2 | ch=ch:82 ts:6 j:6 tz:2 z:2 | ts=ch:30 ts:56 tz:4 j:3 z:3 | ph=p:64 ph:34 | th=t:46 th:53 | kh=k:58 kh:40 | v=w:55 v:42 b:1 | ngi=ngi:36 ny:28 ni:24 ngy:5 | ny=ny:60 ng:14 ngy:10 n:10 | y=y:94 j:3 | sh=sh:70 s:28 | s=s:94 sh:4 | ng=ng | p=p:93 b:5 | t=t:94 d:4 | k=k:94 g:3 | l=l | f=f:97 | m=m | n=n | h=h | _=_
''')
HAKKA_FINAL = table('''
in=in:88 yn:3 een:3 ing:1 | ien=ien:44 en:20 ian:24 ean:6 yen:2 | iu=iu:30 iew:42 ew:14 ieu:4 yew:1 | i=i:48 ee:42 ie:4 y:1 | u=u:62 oo:32 | un=un:54 oon:40 | a=a:62 ah:36 | o=o:66 oh:18 ow:4 or:4 | au=au:66 ow:16 ao:12 | iau=iau:38 iaw:14 iew:8 iow:8 eow:8 iao:14 | eu=eu:44 ew:26 ow:10 au:14 | oi=oi:82 oy:12 | ui=ui:74 ooi:9 wee:3 uee:2 oi:5 | ai=ai:88 ay:5 ye:3 | ong=ong:95 | iong=iong:52 eong:36 ong:6 | ung=ung:56 oong:20 ong:20 | iung=iung:50 ung:18 iong:14 eong:10 | en=en:86 an:6 | iang=iang:70 ang:12 iong:4 eang:5 | iam=iam:66 am:8 eam:8 im:8 | im=im:90 eem:2 | ip=ip | it=it:90 | et=et:66 ad:6 ett:8 ed:8 et:1 | iet=iet:60 et:14 iat:8 yet:3 | uk=uk:66 ook:12 ok:8 | iuk=iuk:40 yuk:14 uk:20 iok:10 ook:5 | ok=ok:86 ock:8 | ak=ak:86 ack:6 | at=at:80 att:12 | ap=ap | an=an:93 | am=am:90 um:6 | ang=ang:93 | uet=uet:50 wet:20 wat:5 | ut=ut:70 oot:10 | on=on:88 onn:4 oan:4 | uan=uan:46 wan:40 | oa=wa | iak=iak | iap=iap:70 yap:3 eap:10 | ia=ia:66 iah:8 eah:8 ya:5
''')
HAKKA_WHOLE = table('''
chhin=chin:66 chen:5 chan:6 ching:3 chhin:1 tchin:1 tjhin:2 tshin:2 | liu=liew:48 liu:16 lew:14 lau:5 low:3 lieu:4 | vong=wong:62 vong:30 bong:2 | chung=chung:46 chong:32 choong:8 cheong:2 tsung:1 | chong=chong:78 cheong:7 tjong:3 chung:2 tsong:2 | chhia=chia:50 tshia:6 sia:3 cheah:8 tsia:3 shia:1 hsieh:1 | yap=yap:84 yip:4 yapp:6 jap:3 | vun=voon:44 boon:6 wun:6 vun:20 woon:14 | vu=wu:30 foo:14 vu:14 woo:14 boo:4 oo:3 | fu=foo:56 fu:30 hu:4 | siau=siaw:24 siau:18 seow:6 siew:7 siow:7 shiau:2 | hiu=hiew:26 hew:24 hiu:24 khiu:2 | khiu=khiu:14 kiu:12 kiew:8 khew:8 hew:6 hiew:8 chew:2 | yong=yong:82 young:3 jong:3 yeong:4 | koan=koan | ho=ho:66 hoh:5 | hon=hon:66 han:10 hong:3 | nyuk=nyuk:40 yuk:16 nyok:8 ngiuk:6 ngyuk:3 yook:5 nyook:5 | nyet=nyet:40 ngiet:5 yet:10 nget:4 | nyin=nyin:24 yin:26 ngin:10 yen:3 | yen=yen:50 yan:9 yuen:5 jen:3 | yun=yun:50 yoon:14 woon:5 jun:5 voon:4 | yin=yin:66 ying:14 jin:5 in:3 | yung=yung:44 yong:30 jung:3 yoong:10 | yu=yu:50 yew:20 yoo:3 joe:1 jiu:1 yiu:3 | yi=yi:40 yee:28 ji:3 ee:3 i:3 | yam=yam:70 jam:4 yem:3 yim:3 | yam=yam:70 yim:5 jam:4 | ngien=ngien:24 nyen:18 ngian:14 nyian:5 yen:10 nien:4 yuen:3 | tshen=chen:14 tsen:22 chin:14 tshen:10 chan:10 tzen:3 tseng:3 | tsen=chen:18 tsen:28 chin:16 tzen:3 chan:6 tseng:3 chang:3 jen:2 | tshai=chai:26 tsai:24 choi:9 tshai:8 chye:3 thai:0 | fui=fui:56 fooi:4 hui:10 wui:5 fei:3 | fa=fah:38 fa:36 hwa:3 wah:2 | fat=fatt:40 fat:38 | fung=fung:38 foong:24 fong:20 hong:3 | fong=fong:88 hong:3 | sien=sien:40 sen:8 sian:14 syen:3 sean:8 sin:5 | sin=sin:66 syn:5 sen:8 shin:5 seen:3 | sun=soon:36 sun:44 | su=su:56 soo:16 sze:4 shu:5 | si=si:40 see:26 sze:8 shi:4 sy:2 | chi=chi:46 chee:26 tze:3 ji:3 | chhi=chi:40 chee:26 tshi:3 | moi=moi:70 moy:14 mooi:3 mui:5 | khien=khien:24 kien:24 ken:10 kian:10 khian:5 | kien=kien:44 ken:14 kian:14 kean:6 | kui=kui:66 kwee:5 kooi:4 kuei:2 | ki=ki:40 kee:36 kie:2 gi:2 | khi=ki:34 kee:24 khi:14 khee:5 | min=min:76 ming:14 | men=men:70 meng:8 man:4 | lin=lin:70 ling:18 len:3 | lien=lien:50 len:8 lian:20 lean:8 | lung=lung:40 loong:24 long:16 | liong=liong:36 leong:46 lyong:2 | lo=lo:60 loh:16 law:5 | lu=lu:44 loo:18 loh:3 | kon=kon:60 koon:8 kuan:6 kan:5 | phan=pan:34 phan:28 phang:5 fan:2 pang:3 phoon:5 | pho=po:40 pho:20 | ng=ng:84 eng:3 | chu=chu:60 choo:18 tsu:3 ju:5 | chiu=chew:34 chiu:26 chiew:14 chow:4 | sam=sam | thong=thong:56 tong:36 | kok=kok:74 kwok:5 kuok:3 | hi=hi:40 hee:20 hii:2 hui:3 hie:2 | then=then:34 ten:20 thien:5 teng:3 tang:4 | thien=thien:40 tien:24 then:10 thian:8 tian:6 | thang=tang:40 thang:36 | vui=wui:36 vui:26 wei:5 hui:3 | hiung=hiung:34 hung:14 hiong:14 hyung:5 heung:2 | hiong=hiong:50 heong:20 hong:4 | kim=kim:90 | lim=lim:84 lam:4 lem:2 | lam=lam:84 lum:3 | ngi=ngi:30 nyi:12 ngee:24 ni:10 yi:4 nyee:4 
''')


def hakka_malaysia(reading):
    if reading in HAKKA_WHOLE:
        return HAKKA_WHOLE[reading]
    initial, final = ('', reading) if reading in ('ng', 'm') else cut(reading, HAKKA)
    if initial == 'ngi' and final[0] not in 'aeou':
        initial, final = 'ng', 'i' + final
    return product(HAKKA_ONSET.get(initial, {initial: 1}), HAKKA_FINAL.get(final, {final: 1}))


# ---- Korean, Vietnamese -----------------------------------------------------------------------------------------

KOREAN = 'ss kk tt pp jj ch g n d r m b s j k t p h'.split()
KOREAN_ONSET = table('''
g=g:48 k:50 c:1 | d=d:66 t:34 | b=b:74 p:25 | j=j:74 ch:23 z:2 | s=s:97 sh:1 | r=r:66 l:33 n:1 | ch=ch:98 | h=h | n=n | m=m | k=k | t=t | p=p | ss=ss:70 s:28 | kk=kk | tt=tt | pp=pp | jj=jj | _=_
''')
KOREAN_FINAL = table('''
a=a:88 ah:10 ar:1 | ae=ae:76 ai:8 ay:5 e:4 eh:2 ei:2 | ya=ya | yae=yae | eo=eo:74 u:5 o:10 uh:3 er:2 | e=e:88 ae:2 ei:2 eh:3 ay:2 | yeo=yeo:62 yu:3 yo:14 you:6 yuh:2 | ye=ye:70 yae:4 yeh:4 ie:3 yea:4 ae:4 e:3 | o=o:90 oh:6 | wa=wa:88 hwa:1 ua:3 wha:2 wah:2 | wae=wae | oe=oe:58 oi:20 oy:3 we:5 wei:2 | yo=yo:90 yoh:2 | u=u:54 oo:40 ou:3 uh:1 woo:1 | wo=wo:78 weo:2 | we=we | wi=wi:60 wee:20 ui:5 uy:2 | yu=yu:66 yoo:20 you:6 | eu=eu:70 u:18 oo:2 e:3 | ui=ui:50 ee:20 i:10 eui:16 | i=i:78 ee:14 ie:2 y:2 e:2
an=an:95 ahn:3 | ang=ang:97 | am=am:94 ahm:2 | ak=ak:92 ack:2 ark:2 | al=al:94 ahl:2 | ap=ap:90 | eok=eok:60 uk:12 ok:10 ock:2 euk:2 uck:2 oek:1 | eon=eon:66 un:12 on:10 en:3 eun:3 | eol=eol:66 ul:12 ol:6 earl:2 | eom=eom:62 um:16 om:14 | eop=eop:60 up:20 ob:2 eob:4 op:6 | eong=eong:56 ung:24 ong:12 oung:2 eung:4 | yeon=yeon:60 yun:18 youn:10 yon:8 ean:1 en:1 | yeong=yeong:44 young:36 yung:5 yong:7 | yeol=yeol:66 yul:12 yol:10 youl:5 | yeok=yeok:60 yuk:10 yok:14 youk:2 | yeom=yeom:62 yum:20 yom:10 | yeop=yeop:60 yup:16 yeob:6 yub:6 youp:2 yop:5 | yeo=yeo
on=on:92 ohn:2 | ong=ong:93 | ok=ok:84 ock:3 og:2 ohk:1 | ol=ol | om=om | wan=wan:90 whan:2 oan:1 | wang=wang:93 | wal=wal | wak=wak:80 wark:3 kwak:2 | oeng=oeng | un=un:46 oon:32 une:2 oun:2 woon:3 | ul=ul:60 ool:14 eol:3 | uk=uk:54 ook:30 wook:3 ouk:2 | um=um:60 oom:20 | ung=ung:60 oong:18 | won=won:90 | wol=wol:80 weol:4 | yun=yun:50 yoon:30 youn:7 | yul=yul:60 yool:8 yoel:3 youl:3 ryul:2 | yuk=yuk:70 yook:14 | yung=yung:70 yoong:6 | yuk=yuk:70 yook:16 | yong=yong:88 young:3 | eun=eun:72 un:18 en:3 oon:1 | eul=eul:70 ul:18 | eum=eum:66 um:18 eom:2 | eung=eung:66 ung:18 | eup=eup | euk=euk:66 uk:14 eok:2 | in=in:86 een:3 ihn:1 ean:1 hn:0 ine:1 | il=il:80 eil:2 ill:2 ihl:1 eel:1 | im=im:84 eem:1 rim:1 ihm:1 | ip=ip:80 ib:6 | ik=ik:80 ick:3 ig:2 eik:1 eek:1 | ing=ing | aeng=aeng:70 aing:8 eng:8 | aek=aek:60 aik:10 ek:8 | yang=yang:90 ryang:2 | yak=yak | yeon=yeon
''')
KOREAN_WHOLE = table('''
i=lee:74 yi:10 rhee:4 i:5 yee:2 rhie:1 ree:1 e:1 ri:1 ee:1 | gim=kim:93 gim:6 | bak=park:83 bak:6 pak:8 | choe=choi:85 choe:10 choy:2 che:1 | jeong=jeong:38 jung:34 chung:16 chong:4 joung:2 cheong:2 jong:1 | gang=kang:82 gang:16 | jo=cho:50 jo:45 joe:2 joh:1 | yun=yoon:50 yun:33 youn:12 yune:1 | jang=jang:72 chang:24 zang:2 | im=lim:48 im:30 yim:14 rim:3 leem:2 eem:1 | seo=seo:66 suh:17 so:5 sur:2 su:1 seoh:1 | sin=shin:74 sin:22 | gwon=kwon:72 gwon:22 kweon:3 | hwang=hwang:92 whang:4 | an=ahn:50 an:46 | o=oh:72 o:22 | u=woo:46 u:30 wu:7 oo:5 | yu=yoo:36 yu:34 ryu:5 you:14 yoou:1 | ryu=ryu:66 ryoo:14 yoo:4 lyu:3 | yeo=yeo:70 yuh:3 yo:5 lyuh:1 | no=noh:40 no:20 roh:26 | gu=koo:36 gu:30 ku:12 goo:14 | jeon=jeon:52 jun:20 chun:12 chon:5 cheon:2 jhun:2 | han=han:93 hahn:4 | son=son:72 sohn:20 shon:3 | seong=seong:40 sung:42 song:5 soung:2 | baek=baek:44 paik:12 baik:14 back:6 paek:6 bag:1 beak:5 | heo=heo:50 hur:22 huh:10 her:5 ho:5 hu:2 | nam=nam:90 nahm:3 | sim=shim:52 sim:42 | myeong=myung:44 myeong:36 myong:8 myoung:8 | gyeong=kyung:46 gyeong:27 kyong:7 kyeong:5 kyoung:6 gyung:5 gyoung:1 | hyeon=hyun:52 hyeon:32 hyon:7 hyoun:2 | jun=jun:52 joon:34 june:3 chun:3 choon:1 jhun:1 | cheol=chul:46 cheol:32 chol:14 chull:1 choul:1 churl:2 | hui=hee:56 hui:20 hi:5 heui:6 hee:2 | su=su:38 soo:52 sue:4 | ju=ju:56 joo:30 chu:6 choo:1 | mi=mi:82 mee:8 me:3 | ji=ji:72 jee:10 chi:6 gi:1 jie:3 | gi=gi:38 ki:44 kee:10 key:2 ghi:1 | yeong=young:50 yeong:26 yung:6 yong:10 | seung=seung:56 sung:26 sueng:3 seoung:2 | suk=suk:44 sook:40 | sun=sun:44 soon:40 | jin=jin:84 chin:6 jean:2 gin:1 zin:1 | jung=jung:50 joong:28 chung:10 | dae=dae:66 tae:16 dai:5 day:2 | gwang=kwang:58 gwang:30 | geun=geun:50 keun:30 kun:10 gun:2 | gwan=kwan:54 gwan:34 | guk=guk:30 kook:28 kuk:16 gook:14 | hwa=hwa:80 wha:10 | gyu=kyu:50 gyu:32 kyoo:2 que:2 gue:2 q:0 | geon=geon:34 gun:28 kun:14 keon:10 kon:3 | jae=jae:80 chae:3 jai:4 je:4 jay:2 | hae=hae:80 hai:5 hye:1 | hye=hye:76 hae:4 hey:5 hea:3 hyae:1 | ye=ye:66 yae:5 yea:5 lye:1 | ra=ra:70 la:12 na:5 rah:4 | rim=rim:50 lim:30 im:3 | rin=rin:60 lin:14 | hong=hong:93 | yang=yang:93 ryang:3 | ryang=ryang:50 yang:20 lyang:6 | ok=ok:56 ock:4 og:2 ohk:1 oak:5 | wu=woo:46 wu:30 | won=won:84 weon:8 one:2 | woo=woo | hun=hun:40 hoon:52 | mun=moon:52 mun:40 | eok=eok:50 uk:10 ok:8 | eom=eom:44 um:22 uhm:14 om:6 | jeol=jeol | yeom=yeom:50 yum:24 youm:10 yom:6 | chae=chae:74 chai:8 che:3 | cha=cha:90 char:4 | guo=guo | byeong=byung:42 byeong:28 byoung:12 pyong:6 pyung:5 byong:4 | hyeong=hyung:46 hyeong:26 hyoung:8 hyong:8 | dong=dong:74 tong:14 | do=do:60 to:12 doh:3 | deok=deok:38 duk:24 dok:6 tok:8 duck:5 teok:1 | gap=gap:40 kap:36 kab:7 gab:3 | sik=sik:60 shik:28 sick:2 | si=si:40 shi:40 see:3 shee:1 | ho=ho:90 hoh:1 | in=in:66 inn:3 ihn:3 | il=il:76 ill:2 eil:2 | ik=ik:70 ick:3 | hyo=hyo:90 | jong=jong:68 chong:18 | ro=ro:50 no:10 lo:10 | rae=rae:60 nae:5 lae:10 rai:2 | ryeong=ryeong:40 young:10 ryung:14 ryong:8 lyoung:3 | gi=gi:38 ki:46 kee:9 | pil=pil:80 phil:12 | pyo=pyo:90 phyo:3 
''')


def korean(reading):
    if reading in KOREAN_WHOLE:
        return KOREAN_WHOLE[reading]
    initial, final = cut(reading, KOREAN)
    found = product(KOREAN_ONSET.get(initial, {initial: 1}), KOREAN_FINAL.get(final, {final: 1}))
    reischauer = re.sub('^wo', 'wo', reading.replace('yeo', 'yo').replace('eo', 'o').replace('eu', 'u'))
    reischauer = re.sub('^g', 'k', re.sub('^d', 't', re.sub('^b', 'p', re.sub('^j', 'ch', re.sub('^si', 'shi', reischauer)))))
    return mixed((0.9, found), (0.1, {reischauer: 1}))


def vietnamese(reading):
    return {reading: 1}


CONVENTIONS = [  # convention, its language, its rule
    ('pinyin', 'mandarin', pinyin), ('wade-giles', 'mandarin', wade_giles), ('taiwan', 'mandarin', taiwan), ('tongyong', 'mandarin', tongyong), ('mps2', 'mandarin', mps2),
    ('postal', 'mandarin', postal), ('yale-mandarin', 'mandarin', yale_mandarin), ('gwoyeu', 'mandarin', gwoyeu), ('palladius', 'mandarin', palladius),
    ('jyutping', 'cantonese', jyutping), ('yale-cantonese', 'cantonese', yale_cantonese), ('hong-kong', 'cantonese', hong_kong), ('macau', 'cantonese', macau),
    ('tai-lo', 'hokkien', tai_lo), ('poj', 'hokkien', poj), ('singapore-hokkien', 'hokkien', singapore_hokkien), ('philippine-hokkien', 'hokkien', philippine_hokkien), ('indonesian', 'hokkien', indonesian),
    ('teochew', 'teochew', teochew), ('hakka', 'hakka', hakka), ('hakka-malaysia', 'hakka', hakka_malaysia), ('korean', 'korean', korean), ('vietnamese', 'vietnamese', vietnamese),
]


def spelled(rule, reading):
    found = rule(reading)
    found = {found: 1} if isinstance(found, str) else found
    found = {s: w for s, w in shares(found).items() if re.fullmatch('[a-z]{1,%d}' % LONGEST, s)}
    kept = {s: w for s, w in shares(found).items() if w >= LEAST}
    return sorted(shares(kept).items(), key=lambda x: (-round(x[1], 3), x[0]))


def used():
    found = collections.defaultdict(set)
    for line in (HERE / 'readings.tsv').read_text(encoding='utf-8').splitlines():
        if not line.startswith('#'):
            for language, field in zip(LANGUAGES, line.split('\t')[1:]):
                found[language].update(part.split(':')[0] for part in field.split())
    for line in (HERE / 'hokkien.tsv').read_text(encoding='utf-8').splitlines():
        if not line.startswith('#'):
            found['hokkien'].update(part.split(':')[0] for part in line.split('\t')[1].split())
    extra = HERE / 'surname-readings.tsv'
    for line in extra.read_text(encoding='utf-8').splitlines() if extra.exists() else []:
        if line and not line.startswith('#'):
            _, language, *fields = line.split('\t')
            found[language].update(part.split(':')[0] for field in fields for part in field.split())
    return found


def rows():
    """Yields (convention, reading, spelling, weight)."""
    readings = used()
    for name, language, rule in CONVENTIONS:
        for reading in sorted(readings[language]):
            for spelling, weight in spelled(rule, reading):
                yield name, reading, spelling, weight
