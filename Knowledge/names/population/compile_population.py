"""Writes surnames.tsv, given.tsv and given-pairs.tsv from the source tables beside it.

    python3 compile_population.py --jieba jieba-0.42.1/jieba/dict.txt --faker faker/providers/person

--jieba: the word list of PyPI's jieba 0.42.1 (MIT), for how characters are spread over given names.
--faker: PyPI's faker 40.63.0 (MIT), for rounded shares of surnames (zh_CN, zh_TW) and of Taiwan's given names.
Judged and published figures: published-facts.tsv, surname-shares.tsv, surnames-rare.txt, given-characters.tsv,
given-commonest.txt, given-singles.txt. The full names of fullnames.tsv are not read here: calibrate.py tests with them.
"""
import argparse, ast, collections, math, re
from pathlib import Path

HERE = Path(__file__).parent
options = argparse.ArgumentParser()
options.add_argument('--jieba', required=True)
options.add_argument('--faker', required=True)
options = options.parse_args()
PRC, TAIWAN = 1.4e9, 23.4e6

def rows(name):
    for line in open(HERE / name, encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            yield line.rstrip('\n').split('\t')

def words(name):
    """Word and number pairs as in 伟323.6; a repeated word keeps its larger number."""
    table = {}
    for word, number in re.findall(r'(\D+?)([\d.]+)', ''.join(' '.join(f) + ' ' for f in rows(name)).replace(' ', '')):
        table[fold(word)] = max(table.get(fold(word), 0), float(number))
    return table

simplified = {f[0]: f[1] for f in rows('../../languages/traditional-to-simplified.tsv') if len(f[0]) == 1}
def fold(text):
    return ''.join(simplified.get(c, c) for c in text)

def faker(locale, name):
    tree = ast.parse(open(f'{options.faker}/{locale}/__init__.py', encoding='utf-8').read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], 'id', '') == name and isinstance(node.value, ast.Call) and node.value.args:
            try:
                return {fold(k): v for k, v in ast.literal_eval(node.value.args[0])}
            except ValueError:
                pass
    return {}

facts = collections.defaultdict(dict)
for kind, item, value, *_ in rows('published-facts.tsv'):
    facts[kind][item] = float(value)

ONE, TWO = facts['share']['one-character-given'], facts['share']['two-character-given']

# ---- Surnames: bearers in the PRC, and in Taiwan.
bearers = {fold(f[0]): float(f[1]) / 1e6 * PRC for f in rows('surname-shares.tsv')}
for surname, percent in faker('zh_CN', 'last_names').items():
    # More than three times the judged share is a slip of that list (鞠).
    if len(surname) == 1 and percent >= 0.05 and percent / 100 * PRC < 3 * bearers.get(surname, PRC):
        bearers[surname] = percent / 100 * PRC
for surname, number in words('surnames-rare.txt').items():
    if bearers.get(surname, 0) < number * 5e3: bearers[surname] = number * 1e4
bearers.update(facts['surname-judged'])
bearers.update(facts['surname-persons'])
# The published fractions of the first five and of the first hundred.
ranked = sorted((s for s in bearers if len(s) == 1), key=lambda s: (-bearers[s], s))
def rescale(group, total):
    free = [s for s in group if s not in facts['surname-persons']]
    fixed = sum(bearers[s] for s in group if s in facts['surname-persons'])
    factor = (total - fixed) / sum(bearers[s] for s in free)
    for s in free: bearers[s] *= factor
rescale(ranked[:5], facts['share']['top5-surnames'] * PRC)
rescale(ranked[5:100], (facts['share']['top100-surnames'] - facts['share']['top5-surnames']) * PRC)
rest = ranked[100:] + [s for s in bearers if len(s) > 1]
rescale(rest, (1 - facts['share']['top100-surnames'] - 0.004) * PRC)
# No surname below the hundredth may outgrow it.
ceiling = bearers[ranked[99]]
for s in rest:
    if s not in facts['surname-persons']: bearers[s] = min(bearers[s], ceiling)
for surname, percent in faker('zh_TW', 'last_names').items():
    bearers[surname] = bearers.get(surname, 0) + percent / 100 * TAIWAN
bearers['张简'] = bearers.get('张简', 0) + 5000
bearers['范姜'] = bearers.get('范姜', 0) + 5000
total = sum(bearers.values())
surnames = {s: v / total * 1e6 for s, v in bearers.items()}

# ---- Full names of the word list.
TRANSLITERATION = set('尔斯克德特姆拉尼维布格鲁巴卡伊阿奥埃索洛里利亚罗诺曼顿森威伯杰普弗夫茨图托达迪丁戈哈赫霍吉加贾柯科库莱勒马麦米莫穆纳涅努帕佩萨桑塞沙舍史塔泰韦沃乌西希谢雅耶因扎泽佐')
PRONE = set('马罗高安史莫康万费雷韦艾巴卡布温尼阿孟贝塞塔哈霍伊米诺凯蒙白吉门古别普舒包戈费瓦麦霍柯甘狄')
KIN = set('王爷娘嫂婆妈爹爸姐姊妹弟哥叔伯舅姨妃帝后侠僧匠婶奶爵儿尉将吏氏姓们')
PLACE = set('庄湾村沟寨渡岭坪屯镇河桥口店铺坝堡圩塘坳冲垸洼峪营集弄巷园院里楼')
TITLES = set('先生 大人 夫人 小姐 二人 公子 将军 太后 皇后 师叔 师弟 兄弟 师傅 相公 大夫 师兄 公公 长老 姑娘 老板 太太 司令 太监 秀才 尚书 御史 总兵 贵妃 政委 巡抚 校长 皇帝 老汉 侍郎 太尉 首辅 掌柜 老师 经理 大帅 翰林 国舅 香主 院长 副将 博士 女士 真人 员外 虞候 老大 国公 文公 美人 军门 抚台 督师 管家 老三 率兵 率军 仙姑 道士 太公 孔目 公祠 阁老 书记 寨主 丞相 嬷嬷 瞎子 总管 家大 胖子 小二 老四 老太 中书 太仆 威廉 约翰 长史 太医 居士 亲王 师父 中军 同学 娘子 诸子 赞画 麻子 阎王 二公 三公 广为 为氏 城镇 各庄 提督 天子 天王 宣帝 武帝 老儿 主任 教授 医生 律师 总理 主席 部长 局长 处长 厅长 省长 市长 县长 队长 团长 师长 军长 连长 营长 书生 员工 记者 编辑 导演 教练 法官 警官 代表 同志 老人 总督 知府 知县 刺史 太守 太傅 参将 都督 校尉 御医 学士 舍人 参军 参谋 使者 道人 和尚 法师 大师 小子 家人 王子 世子 州人 军北 宋江 黛玉 宝钗 崇祯 朝廷 政权 引兵 领兵 领军 进宫 剑法 海子 国君 家军 路军 义军 一军 贵人 中堂 朝人 世宗 太宗 太祖 宗子 慕容 闻言 博会 进来 传旨 宣慰 三世 斯基 国之 摇摇 可夫 素知 元年 大郎 家岗 家潭 家山 紫文 岗山 文书 文臣 小二 太太 大夫 太尉 太师 太妃 太守 士兵 士人 女子 才人 天星 广陵 茶清'.split())
listed = words('given-commonest.txt').keys() | words('given-singles.txt').keys() | {f[0] for f in rows('given-characters.tsv')} | {fold(f[0]) for f in rows('given-accepted.txt')}
accepted = {c for text in listed for c in text}
FAMOUS = {fold(line.split()[0]) for line in open(options.jieba, encoding='utf-8') if line.split()[2] == 'nr' and len(line.split()[0]) == 2}
spread = collections.defaultdict(set)
for line in open(options.jieba, encoding='utf-8'):
    word, _, kind = line.split()
    word = fold(word)
    if kind not in ('nr', 'nrfg') or not all('一' <= c <= '鿿' for c in word): continue
    if len(word) == 4 and len(surnames) and word[:2] in surnames: surname, given = word[:2], word[2:]
    elif len(word) == 3: surname, given = word[0], word[1:]
    else: continue
    if surnames.get(surname, 0) < 60 or given in TITLES or set(given) & KIN: continue
    if word[:2] in FAMOUS and len(word) == 3 and given not in listed: continue
    if given[1] in PLACE or (given[0] == '家' and given[1] in PLACE): continue
    if all(c in TRANSLITERATION for c in given) or (surname in PRONE and sum(c in TRANSLITERATION for c in given)): continue
    spread[given].add(surname)

# The list names each full name once. How often a given name was drawn follows from how many surnames it came with:
# the number of draws for which that many different surnames are expected.
def expected(draws, shares=sorted(surnames.values(), reverse=True)[:400]):
    return sum(1 - math.exp(-draws * s / 1e6) for s in shares)
draws_for = {}
for number in range(1, max(map(len, spread.values())) + 1):
    low, high = 0.0, 2000.0
    for _ in range(50):
        middle = (low + high) / 2
        if expected(middle) < number: low = middle
        else: high = middle
    draws_for[number] = low
draws = {g: draws_for[len(s)] for g, s in spread.items()}
names_used = sum(map(len, spread.values()))

# ---- Two-character given names, in persons.
two_total, one_total = TWO * (PRC + TAIWAN), ONE * (PRC + TAIWAN)
common = {g: v * 1e4 for g, v in words('given-commonest.txt').items() if len(g) == 2}
common.update(facts['given-persons'])
taiwanese = collections.Counter()
for table in ('first_names_female', 'first_names_male'):
    for given, percent in faker('zh_TW', table).items():
        if len(given) == 2: taiwanese[given] += percent / 100 * TAIWAN
for given, persons in taiwanese.items():
    common[given] = common.get(given, 0) + persons
left = two_total - sum(common.values())
assert left > 0.4 * two_total, left / two_total

target = {fold(c): float(v) * 1e4 for c, v in rows('given-characters.tsv')}
target.update(facts['character-persons'])
# Listed characters are judged to fill 82 % of all places of given names (409 characters did 90 % in the sample of the census of 1982):
# those below the published 国 are raised, the rarer the more, until they do.
top = facts['character-persons']['国']
low, high = 0.0, 3.0
for _ in range(40):
    a = (low + high) / 2
    raised = {c: v * (1 + a * (1 - v / top)) if v < top else v for c, v in target.items()}
    if sum(raised.values()) < 0.82 * (2 * TWO + ONE) * (PRC + TAIWAN): low = a
    else: high = a
target = raised

FIRST, SECOND = collections.Counter(), collections.Counter()
for given, n in draws.items():
    n *= 1 if accepted.issuperset(given) else 0.15
    FIRST[given[0]] += n
    SECOND[given[1]] += n
def level(character):
    try: return 1 if character.encode('gb2312') < b'\xd8\xa1' else 2
    except UnicodeEncodeError: return 3
universe = {c for c in map(chr, range(0x4E00, 0xA000)) if level(c) < 3 and c == fold(c)} | set(FIRST) | set(SECOND)
universe -= set('亻冂冫刂勹巛扌氵犭礻艹衤阝疒纟讠辶钅饣彡忄攵灬灬爿廴宀冖匚卩厶夂囗屮彐彳攴肀虍豸釒')
universe |= {c for g in common for c in g} | accepted
def spread_persons(counts, other):
    """Shares of one place: counts, with add-k towards the character's frequency in both places and a floor by how common it is."""
    whole, k = sum(counts.values()), 0.04
    both = {c: counts[c] + other[c] for c in universe}
    both_whole = sum(both.values())
    floor = {c: {1: 3e-6, 2: 6e-7, 3: 2e-7}[level(c)] for c in universe}
    table = {c: counts[c] / whole + k * both[c] / both_whole + floor[c] for c in universe}
    for c in universe - accepted: table[c] = min(table[c], 8e-5)
    for c in accepted - target.keys(): table[c] = min(table[c], 3e-3)
    total = sum(table.values())
    return {c: v / total for c, v in table.items()}
first = {c: v * left for c, v in spread_persons(FIRST, SECOND).items()}
second = {c: v * left for c, v in spread_persons(SECOND, FIRST).items()}
for given, persons in common.items():
    first[given[0]] += persons
    second[given[1]] += persons

# ---- One-character given names.
single = {g: v * 1e4 for g, v in words('given-singles.txt').items() if len(g) == 1}
single.update(facts['single-persons'])
one_left = one_total - sum(single.values())
assert one_left > 0.05 * one_total, one_left / one_total
weight = {c: (first[c] * second[c]) ** 0.5 for c in universe if c not in single}
whole = sum(weight.values())
for c, w in weight.items():
    single[c] = min(one_left * w / whole, 6e5)

# ---- Fit to how many living people have a character in their given name, in whichever place.
for _ in range(20):
    for c, wanted in target.items():
        have = first.get(c, 0) + second.get(c, 0)
        factor = max(wanted - single.get(c, 0), 0.1 * wanted) / have
        first[c] *= factor
        second[c] *= factor
    for table in (first, second):
        fixed = sum(table[c] for c in target)
        free = sum(table.values()) - fixed
        for c in table:
            if c not in target: table[c] *= max(two_total - fixed, 0.15 * two_total) / free
for table in (first, second, single):
    total = sum(table.values())
    for c in table: table[c] *= 1e6 / total

# ---- Whole given names that their characters do not explain.
pairs = {g: v / two_total * 1e6 for g, v in common.items()}
drawn = sum(draws.values())
for given, n in draws.items():
    product = first[given[0]] * second[given[1]] / 1e6
    seen = n / drawn * left / two_total * 1e6
    if given not in pairs and accepted.issuperset(given) and len(spread[given]) >= 4 and seen > 2 * product:
        pairs[given] = min((seen * product) ** 0.5, 60)
write_header = 'made by compile_population.py; do not edit'
def write(name, header, table):
    with open(HERE / name, 'w', encoding='utf-8') as out:
        out.write(f'# {header}; {write_header}\n')
        for row in table: out.write('\t'.join(row) + '\n')
def by_size(table):
    return sorted(table.items(), key=lambda x: (-x[1], x[0]))
write('surnames.tsv', 'surname | bearers per million bearers of Chinese names', [(s, f'{v:.4g}') for s, v in by_size(surnames)])
kept = sorted((c for c in universe), key=lambda c: (-first[c] - second[c], c))
write('given.tsv', 'character | per million two-character given names that begin with it | that end with it | per million one-character given names',
      [(c, f'{first[c]:.4g}', f'{second[c]:.4g}', f'{single.get(c, .1):.4g}') for c in kept])
write('given-pairs.tsv', 'two-character given name | per million two-character given names, in place of the product of its characters',
      [(g, f'{v:.4g}') for g, v in by_size(pairs)])
print(f'surnames {len(surnames)}; full names of the word list used {names_used}, given names {len(spread)}; characters {len(kept)}; pairs {len(pairs)};'
      f' listed pairs cover {1 - left / two_total:.2f} of two-character names, listed singles {1 - one_left / one_total:.2f} of one-character names')
