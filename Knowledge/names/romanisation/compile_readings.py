#!/usr/bin/env python3
"""Makes variants.tsv and readings.tsv from Unihan, the hand-written syllabaries and taibun. README.md tells the rest.

    python3 compile_readings.py [--unihan /usr/share/unicode] [--taibun taibun-*.whl]
"""
import argparse, bz2, collections, pathlib, re, unicodedata, zipfile

HERE = pathlib.Path(__file__).resolve().parent
SIMPLIFIED = next(p for p in HERE.parents if p.name == 'Knowledge') / 'languages' / 'traditional-to-simplified.tsv'
LANGUAGES = ['mandarin', 'cantonese', 'hokkien', 'hakka', 'teochew', 'korean', 'vietnamese']

# Japanese shinjitai, and variants Unihan does not tie to a simplified form. Pairs: variant, canonical.
PAIRS = '''
頴颖 颕颖 辺边 邉边 邊边 沢泽 広广 桜樱 斉齐 斎斋 齋斋 浜滨 濱滨 渋涩 滝泷 瀧泷 竜龙 龍龙 恵惠 徳德 栄荣 検检 県县 実实 円圆 塩盐 応应 黒黑 関关 伝传
仏佛 払拂 圏圈 囲围 図图 団团 壱壹 売卖 変变 奨奖 戦战 拡扩 拝拜 掲揭 揺摇 摂摄 択择 撃击 暁晓 暦历 査查 栃枥 桟栈 楽乐 槇槙 様样 権权 歓欢 歩步 歳岁
歴历 毎每 気气 渓溪 渇渴 済济 満满 漢汉 焼烧 犠牺 猟猎 獣兽 畳叠 発发 砕碎 穂穗 穏稳 穣穰 窓窗 粋粹 経经 絵绘 継继 続续 総总 緑绿 緒绪 縁缘 縄绳 繊纤
聴听 粛肃 脳脑 臓脏 舎舍 芸艺 荘庄 蔵藏 薫薰 薬药 蛍萤 覚觉 覧览 観观 訳译 証证 読读 謡谣 豊丰 賛赞 転转 軽轻 逓递 遅迟 郷乡 酔醉 醸酿 釈释 鉄铁 鉱矿
銭钱 録录 錬炼 鎮镇 鶏鸡 鴎鸥 麺面 黙默 齢龄 顕显 顔颜 駅驿 騒骚 験验 髄髓 闘斗 隠隐 険险 隣邻 雑杂 霊灵 亀龟 巌岩 巖岩 嶋岛 嶌岛 峯峰 羣群 啟启 啓启
衞卫 恆恒 呉吴 吳吴 黃黄 淩凌 嫺娴 嫻娴 裏里 裡里 鍾钟 鐘钟 銹锈 堯尧 尭尧 眞真 愼慎 塡填 顚颠 淸清 靑青 晩晚 產产 內内 兌兑 說说 稅税 閱阅 悅悦 脫脱
彥彦 顏颜 吿告 戶户 戸户 沒没 溫温 榲榅 縕缊 蘊蕴 緖绪 緣缘 綠绿 錄录 祿禄 靜静 淨净 爭争 彔录 別别 冊册 冨富 寳宝 寶宝 寚宝 珎珍 珤宝 剏创 廸迪 逈迥
敎教 徴征 衆众 眾众 硏研 姸妍 姉姊 麽么 麼么 邨村 菓果 汎泛 滙汇 匯汇 彙汇 脩修 佈布 週周 遊游 昇升 陞升 甦苏 蘓苏 囌苏 晳皙 煕熙 熈熙 凞熙 炁气 槑梅
楳梅 梹槟 棃梨 犂犁 蹟迹 跡迹 勛勋 勳勋 勲勋 珮佩 璿璇 瑠琉 琍璃 倖幸 尅克 剋克 涼凉 減减 決决 況况 沖冲 卽即 旣既 鄕乡 鄉乡 郞郎 朖朗 敘叙 敍叙 婬淫
婦妇 媿愧 嬾懒 孃娘 娛娱 娯娱 奧奥 奬奖 妝妆 粧妆 姪侄 牀床 墻墙 牆墙 埜野 峩峨 嶽岳 崑昆 崐昆 崙仑 崘仑 廻回 迴回 囘回 強强 彊强 彞彝 彜彝 徧遍 慶庆
慤悫 愨悫 憇憩 戱戏 戯戏 拏拿 挵弄 捲卷 捨舍 擧举 挙举 攷考 斈学 斿游 旂旗 昻昂 昰是 晉晋 曡叠 曵曳 栢柏 桮杯 桺柳 栁柳 槀槁 槪概 樑梁 樸朴 棊棋 碁棋
'''.split()
DISTINCT = set('喆乂堃淼昇珏瑨璟祎')  # common as name characters of their own; never folded into another here


def unihan(folder, name):
    rows = collections.defaultdict(dict)
    with bz2.open(pathlib.Path(folder) / f'Unihan_{name}.txt.bz2', 'rt', encoding='utf-8') as f:
        for line in f:
            if line.startswith('U+'):
                code, field, value = line.rstrip('\n').split('\t')
                rows[chr(int(code[2:], 16))][field] = value
    return rows


def plain(text):
    """Toneless ASCII; v for ü."""
    text = unicodedata.normalize('NFD', text.lower()).replace('u\u0308', 'v').replace('đ', 'd').replace('ê', 'e')
    return re.sub('[^a-z]', '', ''.join(c for c in text if not unicodedata.combining(c)))


def pinyin(text):
    text = plain(re.sub('\u0308(?=[\u0300-\u030c])', '\u0308', unicodedata.normalize('NFD', text)))
    return re.sub('^([jqxy])v', r'\1u', text)


# ---- variants -------------------------------------------------------------------------------------------------

def targets(value):
    return [chr(int(m, 16)) for m in re.findall(r'U\+([0-9A-F]+)', value or '')]


def variants(readings, links):
    direct = {}
    for line in SIMPLIFIED.read_text(encoding='utf-8').splitlines():
        if not line.startswith('#') and line:
            old, new = line.split('\t')[:2]
            direct[old] = new
    hand = {p[0]: p[1] for p in PAIRS }
    standard = {c for c, r in readings.items() if 'kTGHZ2013' in r}

    def same(a, b):
        ra, rb = readings.get(a, {}), readings.get(b, {})
        for field in ('kMandarin', 'kCantonese'):
            x, y = {plain(v) for v in ra.get(field, '').split()}, {plain(v) for v in rb.get(field, '').split()}
            if x and y and not x & y:
                return False
        return bool(ra.get('kMandarin')) and bool(rb.get('kMandarin'))

    def step(c):
        folded = unicodedata.normalize('NFKC', c)
        if folded != c and len(folded) == 1:
            return folded
        if c in direct:
            return direct[c]
        if c in hand:
            return hand[c]
        if c in standard or c in DISTINCT:
            return c
        link = links.get(c, {})
        simple = [t for t in targets(link.get('kSimplifiedVariant')) if t != c]
        if len(simple) == 1:
            return simple[0]
        for field in ('kZVariant', 'kSemanticVariant'):
            for t in targets(link.get(field)):
                end = direct.get(t, t)
                if t != c and end in standard and same(c, t):
                    return end
        return c

    reverse = collections.defaultdict(set)   # a standard character may name its variants, rather than they it
    for c, link in links.items():
        for t in targets(link.get('kZVariant')) + targets(link.get('kSemanticVariant')):
            reverse[t].add(c)
    table = {}
    radicals = [chr(i) for i in range(0x2E80, 0x2FE0)]
    compatibility = [chr(i) for i in [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]]
    for c in sorted({*readings, *links, *direct, *hand, *radicals, *compatibility}):
        end, seen = c, set()
        while end not in seen:
            seen.add(end)
            end = step(end)
        if end == c and c not in standard and c not in DISTINCT:
            near = sorted(t for t in reverse[c] if direct.get(t, t) in standard and same(c, t))
            if near:
                end = direct.get(near[0], near[0])
        if end != c:
            table[c] = end
    return table


# ---- readings -------------------------------------------------------------------------------------------------

def ranked(main, *rest):
    """Shares for groups of readings: the main ones by their weights, each later group much rarer."""
    out = collections.OrderedDict(main)
    for group, share in rest:
        for r in group:
            out.setdefault(r, share)
    return out


def mandarin(r):
    def listed(field):
        return [pinyin(x) for part in r.get(field, '').split() for x in part.split(':')[-1].split(',')]
    counts = collections.Counter()
    for syllable, n in re.findall(r'([^\s(]+)\((\d+)\)', r.get('kHanyuPinlu', '')):
        counts[pinyin(syllable)] += int(n)
    usual = [pinyin(x) for x in r.get('kMandarin', '').split()][:1]
    total = sum(counts.values())
    main = {s: n / total for s, n in counts.items()} if total else {}
    if usual and usual[0] not in main:
        main[usual[0]] = 1 if not main else 0.1
    return {s: w for s, w in ranked(main, (listed('kTGHZ2013'), 0.08), (listed('kXHC1983'), 0.04),
                                    (listed('kHanyuPinyin') if not main else [], 0.03)).items() if s}


def decreasing(values, shares=(1, 0.2, 0.08, 0.04, 0.03)):
    out = {}
    for v, s in zip(dict.fromkeys(values), shares):
        out[v] = s
    return out


EVEN = (1, 0.8, 0.6, 0.5, 0.4)   # the syllabaries do not rank a character's readings
ROMAN = dict(initial='g kk n d tt r m b pp s ss  j jj ch k t p h'.replace('  ', ' - ').split(),
             vowel='a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(),
             final=' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' '))


def korean(hangul):
    i = ord(hangul) - 0xAC00
    first, vowel, final = i // 588, ROMAN['vowel'][i % 588 // 28], ROMAN['final'][i % 28]
    initial = ROMAN['initial'][first].replace('-', '')
    out = [initial + vowel + final]
    yotised = vowel == 'i' or vowel[0] == 'y'
    if initial == 'r':                        # the initial-sound rule, as surnames and first syllables show
        out = ['' + vowel + final, out[0]] if yotised else ['n' + vowel + final, out[0]]
    elif initial == 'n' and yotised:
        out = [vowel + final, out[0]]
    return out


def syllabary(name):
    """character -> its readings, from the section of syllables.txt that has the language's name."""
    table, section = collections.defaultdict(list), None
    for line in (HERE / 'syllables.txt').read_text(encoding='utf-8').splitlines():
        if line.startswith('=='):
            section = line.split()[1]
        elif section == name and line:
            syllable, *characters = line.split()
            for c in characters:
                if syllable not in table[c]:
                    table[c].append(syllable)
    return table


def msgpack(data):
    at = 0

    def take(n):
        nonlocal at
        at += n
        return data[at - n:at]

    def number(n):
        return int.from_bytes(take(n), 'big')

    def value():
        b = number(1)
        if b < 0x80: return b
        if b < 0x90: return {value(): value() for _ in range(b & 15)}
        if b < 0xA0: return [value() for _ in range(b & 15)]
        if b < 0xC0: return take(b & 31).decode()
        if b in (0xD9, 0xDA, 0xDB): return take(number(1 << b - 0xD9)).decode()
        if b in (0xDC, 0xDD): return [value() for _ in range(number(2 << b - 0xDC))]
        if b in (0xDE, 0xDF): return {value(): value() for _ in range(number(2 << b - 0xDE))}
        raise ValueError(hex(b))
    return value()


def tailo(text):
    text = unicodedata.normalize('NFD', text.lower()).replace('\u207f', 'nn').replace('o\u0358', 'oo')
    return re.sub('[^a-z]', '', text)


def taibun(wheel):
    if not wheel:
        return {}
    table = msgpack(zipfile.ZipFile(wheel).read('taibun/data/prons.msgpack'))
    return {c: list(dict.fromkeys(tailo(x) for v in values for x in v.split('/'))) for c, values in table.items() if len(c) == 1}


# ---- readings by correspondence --------------------------------------------------------------------------------
# Homophones in the other languages were mostly homophones in Middle Chinese, and so are homophones again. For a
# character without a reading, its initial and its final are each read off the characters that have one and agree
# with it in as many of the reference languages as can be had.

INITIAL = re.compile('^(tsh|chh|ngh|ts|ch|ph|th|kh|ng(?=.)|sh|zh|gw(?=.)|kw(?=.)|[bcdfghjklmnpqrstvwxyz])?(.*)$')


def split(reading):
    if reading in ('ng', 'm'):
        return '', reading
    m = INITIAL.match(reading)
    return (m.group(1) or '', m.group(2)) if m.group(2) else ('', reading)


class Correspondence:
    def __init__(self, known, references):
        self.references = references
        self.tables = [collections.defaultdict(collections.Counter) for _ in range(2)]
        self.known = known
        for c, values in known.items():
            self.add(c, values[0], 1)

    def keys(self, c, part):
        parts = [split(r[c])[part] if r.get(c) else None for r in self.references]
        whole = [split(r[c])[1 - part][:2] if r.get(c) else None for r in self.references]
        n = len(parts)
        masks = sorted(range(1, 1 << n), key=lambda m: (-bin(m).count('1'), m))
        for context in (whole, None):
            for mask in masks:
                used = [i for i in range(n) if mask >> i & 1]
                if len(used) >= min(2, n) and all(parts[i] is not None for i in used):
                    yield (mask, tuple(parts[i] for i in used), tuple(context[i] for i in used) if context else None)

    def add(self, c, reading, n):
        for part, value in enumerate(split(reading)):
            for key in self.keys(c, part):
                self.tables[part][key][value] += n

    def guess(self, c):
        out = []
        for part in range(2):
            for key in self.keys(c, part):
                found = +self.tables[part][key]
                if found:
                    value, n = sorted(found.items(), key=lambda x: (-x[1], x[0]))[0]
                    if n >= 0.6 * sum(found.values()):
                        out.append(value)
                        break
            else:
                return None
        return out[0] + out[1]

    def measure(self):
        """Of the characters known, the share guessed rightly when each is left out in turn; and the share guessed."""
        right = made = 0
        for c, values in self.known.items():
            self.add(c, values[0], -1)
            g = self.guess(c)
            self.add(c, values[0], 1)
            made += g is not None
            right += g in values
        return right / max(made, 1), made / max(len(self.known), 1)


# ---- putting it together ---------------------------------------------------------------------------------------

def merged(groups):
    """groups: (weight, {reading: share}). Shares normalised, those under 2 % dropped."""
    total = collections.Counter()
    for weight, shares in groups:
        whole = sum(shares.values())
        for r, s in shares.items():
            total[r] += weight * s / whole
    whole = sum(total.values())
    kept = {r: s / whole for r, s in total.items() if s / whole >= 0.02}
    whole = sum(kept.values())
    return sorted(((r, s / whole) for r, s in kept.items()), key=lambda x: (-round(x[1], 3), x[0]))


def written(shares):
    if len(shares) == 1:
        return shares[0][0]
    return ' '.join(f'{r}:{s:.2f}' for r, s in shares)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument('--unihan', default='/usr/share/unicode')
    ask.add_argument('--taibun', default='')
    options = ask.parse_args()
    readings, links = unihan(options.unihan, 'Readings'), unihan(options.unihan, 'Variants')
    table = variants(readings, links)
    with open(HERE / 'variants.tsv', 'w', encoding='utf-8') as f:
        f.write('# character, canonical character: simplified, Japanese, compatibility and other variant forms unified.\n'
                '# Made by compile_readings.py; README.md names the sources.\n')
        f.writelines(f'{a}\t{b}\n' for a, b in sorted(table.items()))

    spoken = taibun(options.taibun)
    hand = {name: syllabary(name) for name in ('mandarin', 'hokkien', 'hakka', 'teochew', 'vietnamese', 'cantonese')}
    family = collections.defaultdict(list)
    for c in {*readings, *spoken, *(c for h in hand.values() for c in h)}:
        family[table.get(c, c)].append(c)
    result = {}
    for canonical, members in family.items():
        members.sort(key=lambda c: (c != canonical, c))
        row = {}

        def gather(weights):
            return merged([(w, s) for w, s in weights if s])
        own = [(1 if c == canonical else 0.12, mandarin(readings.get(c, {}))) for c in members]
        row['mandarin'] = gather(own + [(0.25, decreasing(hand['mandarin'].get(canonical, []), EVEN))])
        # Outside the mainland the traditional form carries the readings, so the members weigh alike.
        def alike(read):
            return [(1 if c == canonical else 0.9 if 'kHangul' in readings.get(c, {}) else 0.3, read(c)) for c in members]
        row['cantonese'] = gather(alike(lambda c: decreasing(
            hand['cantonese'].get(c, []) + [x.rstrip('0123456789') for x in readings.get(c, {}).get('kCantonese', '').split()])))
        hangul = lambda c: [x for h in readings.get(c, {}).get('kHangul', '').split() for x in korean(h.split(':')[0])]
        row['korean'] = gather(alike(lambda c: decreasing(hangul(c))))
        row['vietnamese'] = gather(alike(lambda c: decreasing(
            hand['vietnamese'].get(c, []) + [plain(x) for x in readings.get(c, {}).get('kVietnamese', '').split()])))
        row['hokkien'] = gather([(2, decreasing(hand['hokkien'].get(canonical, []), EVEN))] + alike(lambda c: decreasing(spoken.get(c, []))))
        for name in ('hakka', 'teochew'):
            row[name] = gather([(1, decreasing(hand[name].get(c, []), EVEN)) for c in members])
        result[canonical] = row

    first = {lang: {c: r[lang][0][0] for c, r in result.items() if r[lang]} for lang in LANGUAGES}
    for lang, sources in (('hokkien', ('cantonese', 'mandarin', 'korean')), ('hakka', ('cantonese', 'mandarin', 'korean', 'hokkien')),
                          ('teochew', ('hokkien', 'cantonese', 'mandarin', 'korean')), ('vietnamese', ('cantonese', 'mandarin', 'korean'))):
        known = {c: [x for x, _ in r[lang]] for c, r in result.items() if r[lang]}
        rule = Correspondence(known, [first[s] for s in sources])
        made = 0
        for c, r in sorted(result.items()):
            if not r[lang] and r['cantonese'] and r['mandarin']:
                guess = rule.guess(c)
                if guess:
                    r[lang] = [(guess, 1.0)]
                    made += 1
        right, share = rule.measure() if len(known) < 6000 else (0, 0)
        print(f'{lang}: {len(known)} known, {made} by correspondence; left out in turn, {share:.0%} guessed, {right:.0%} of them rightly')
        if lang == 'hokkien':
            first['hokkien'] = {c: r['hokkien'][0][0] for c, r in result.items() if r['hokkien']}
    with open(HERE / 'readings.tsv', 'w', encoding='utf-8') as f:
        f.write('# character\t' + '\t'.join(LANGUAGES) + '\n'
                '# Toneless readings, likeliest first, as reading or reading:share. Made by compile_readings.py; README.md names the sources.\n')
        rows = 0
        for c, r in sorted(result.items()):
            fields = [written(r[lang]) for lang in LANGUAGES]
            rare = ord(c) > 0xFFFF and not any('kTGHZ2013' in readings.get(m, {}) for m in family[c])
            if sum(map(bool, fields)) > (1 if rare else 0):
                f.write(c + '\t' + '\t'.join(fields) + '\n')
                rows += 1
    print(len(table), 'variants;', rows, 'characters')


if __name__ == '__main__':
    main()
