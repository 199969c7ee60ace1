#!/usr/bin/env python3
"""Makes lexicon.tsv, organisations.tsv, english-words.tsv, abbreviations.tsv and synonyms.tsv
from source/. Usage: python3 compile.py. Needs nothing but the standard library.

source/NN-*.txt   lexicon: '@class weight' headers, then chinese=english|english;chinese=...
source/org-*.txt  whole names: chinese;short,short;english|english;acronym|acronym
"""
import pathlib, re, sys
HERE = pathlib.Path(__file__).resolve().parent
SRC = HERE / "source"
CLASSES = ["legal", "body", "field", "place-word", "quality", "brand"]
# Words that belong to the kind of body when they stand in front of it: 研究所, 管理局, 出版社.
GENERIC = set("研究 科学 管理 管理总 基金 设计 设计研究 服务 实验 出版 通讯 执行 工作 规划 代表 协调 指挥 培训 测试 试验 检测 促进 交流 合作 "
              "咨询 顾问 监督 监督管理 监管 发展 开发 创新 技术 工程 研究开发 研发 秘书 行政 展览 训练 调查 新闻 信息 广播 电视 广播电视 "
              "学 常设 审查 行动 研制 示范 科研 观察 生产 制造 加工 策划 事务 议员 组织 运动 特区政府 主席 友好 科 工 医 医科 技 兵".split())
# Abbreviations that are oftener words of their own.
WORDS = set("for as am it no us text train ocean pack enter found hold inter consult lib leg sem re net pow ass e s n w u j".split())
HAN = re.compile(r"[\u3400-\u9fff]")


def clean(text):
    return re.sub(r"\s+", " ", text.strip().lower().replace("’", "'"))


def unique(values):
    return list(dict.fromkeys(v for v in map(clean, values) if v))


def table(path, header, rows):
    with open(HERE / path, "w", encoding="utf-8", newline="\n") as out:
        for line in header:
            out.write("# " + line + "\n")
        for row in rows:
            out.write("\t".join(row) + "\n")
    print(path, len(rows))


def lexicon():
    entries, removed, problems = {}, set(), 0
    for path in sorted(SRC.glob("[0-9]*.txt")):
        kind = weight = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@"):
                kind, weight = line[1:].split()
                assert kind in CLASSES or kind == "remove", kind
                continue
            for item in line.split(";"):
                item = item.strip()
                if not item:
                    continue
                if kind == "remove":            # class:chinese, or class:chinese=english to drop one
                    removed.add(item)
                    continue
                if item.count("=") != 1:
                    print("bad", path.name, item[:80]); problems += 1
                    continue
                chinese, english = item.split("=")
                chinese = chinese.strip().lower()
                w, english = weight, english.strip()
                if "^" in english:
                    english, w = english.split("^")
                alternatives = unique(english.split("|"))
                if not HAN.search(chinese) or not alternatives or any(HAN.search(a) for a in alternatives):
                    print("bad", path.name, item[:80]); problems += 1
                    continue
                old = entries.get((kind, chinese))
                entries[(kind, chinese)] = (unique((old[0] if old else []) + alternatives), old[1] if old else w)
    # The engine cuts a name into the fewest words, so a compound must not count for less than what is
    # in it: a legal form with a field word in front goes; a body with a field word in front is a field.
    has = {k: {c for kind, c in entries if kind == k} for k in CLASSES}
    for kind, chinese in list(entries):
        cuts = [(chinese[:i], chinese[i:]) for i in range(2, len(chinese))]
        if kind == "legal" and any(b in has["legal"] and a in has["field"] | has["place-word"] and a not in has["legal"]
                                   for a, b in cuts):
            del entries[(kind, chinese)]
        elif kind == "body" and (chinese.endswith("党") and len(chinese) > 2
                                 or any(b in has["body"] | {"公司", "总公司"} and a in has["field"] and a not in GENERIC
                                        and (len(chinese) > 3 or b in "部局厅署厂") for a, b in cuts)):
            alternatives, _ = entries.pop((kind, chinese))
            old = entries.get(("field", chinese), ([], ""))[0]
            entries[("field", chinese)] = (unique(old + alternatives), "0.65")
    rows = []
    for (kind, chinese), (alternatives, weight) in entries.items():
        if f"{kind}:{chinese}" in removed:
            continue
        alternatives = [a for a in alternatives if f"{kind}:{chinese}={a}" not in removed]
        if alternatives:
            rows.append((chinese, " | ".join(alternatives), kind, weight))
    rows.sort(key=lambda r: (CLASSES.index(r[2]), r[0]))
    table("lexicon.tsv", ["Made by compile.py from source/; see README.md. Apache-2.0.",
                          "chinese\tenglish alternatives, ` | ` between\tclass\tweight"], rows)
    for kind in CLASSES:
        print("   ", kind, sum(r[2] == kind for r in rows))
    return problems


def organisations():
    entries, problems = {}, 0
    for path in sorted(SRC.glob("org-*.txt")):
        category = path.stem[4:]
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@"):
                category = line[1:].strip()
                continue
            parts = line.split(";")
            if not 3 <= len(parts) <= 4:
                print("bad", path.name, line[:90]); problems += 1
                continue
            parts += [""] * (4 - len(parts))
            chinese = clean(parts[0])
            shorts, english, acronyms = (unique(parts[1].split(",")), unique(parts[2].split("|")),
                                         unique(parts[3].split("|")))
            if not HAN.search(chinese) or not english or HAN.search(parts[2] + parts[3]):
                print("bad", path.name, line[:90]); problems += 1
                continue
            if chinese in entries:
                old = entries[chinese]
                shorts, english, acronyms = (unique(old[1] + shorts), unique(old[2] + english),
                                             unique(old[3] + acronyms))
                category_ = old[0]
            else:
                category_ = category
            entries[chinese] = (category_, [s for s in shorts if s != chinese], english, acronyms)
    # A row that is a short name in another row with an English name in common is that row.
    owners = {}
    for chinese, row in entries.items():
        for name in row[1]:
            owners.setdefault(name, []).append(chinese)
    for chinese in list(entries):
        for owner in owners.get(chinese, []):
            if owner != chinese and owner in entries and entries[owner][0] != "world-university" and set(entries[owner][2]) & set(entries[chinese][2]):
                one, two = entries[owner], entries.pop(chinese)
                entries[owner] = (one[0], unique(one[1] + [n for n in two[1] if n != owner]),
                                  unique(one[2] + two[2]), unique(one[3] + two[3]))
                break
    rows = []
    for chinese, (category, shorts, english, acronyms) in sorted(entries.items(), key=lambda e: (e[1][0], e[0])):
        acronyms = [a for a in acronyms if a not in english]
        rows.append((chinese, " | ".join(shorts), " | ".join(english), " | ".join(acronyms), category))
    table("organisations.tsv", ["Made by compile.py from source/; see README.md. Apache-2.0.",
                                "chinese full name\tshort chinese names\tenglish names, the usual first\tacronyms\tcategory"], rows)
    return problems


def lines(name):
    path = SRC / name
    if not path.exists():
        return []
    return [l for l in path.read_text(encoding="utf-8").splitlines() if l.strip() and not l.startswith("#")]


def english():
    words, kind, group = {}, "", ""
    for line in lines("english-words.src"):
        if line.startswith("@"):
            bits = line[1:].split(None, 1)
            kind, group = bits[0], bits[1] if len(bits) > 1 else ""
            continue
        for form in line.split(";"):
            form = clean(form)
            if form and form not in words:
                words[form] = (form, kind, group)
    table("english-words.tsv", ["Made by compile.py from source/; see README.md. Apache-2.0.",
                                "form\tclass (filler, legal, body, field, quality)\tgroup of legal form"],
          sorted(words.values(), key=lambda r: (r[1], r[2], r[0])))
    short = {}
    for line in lines("abbreviations.src") + lines("abbreviations-more.src"):
        for item in line.split(";"):
            if "=" in item:
                a, b = item.split("=")
                short.setdefault(clean(a), unique(b.split("|")))
    table("abbreviations.tsv", ["Made by compile.py from source/; see README.md. Apache-2.0.",
                                "abbreviation\tthe word it stands for"],
          sorted((a, b[0]) for a, b in short.items() if " " not in b[0] and a not in WORDS))
    groups, seen = [], {}
    for line in lines("synonyms.src"):
        # A word stands in one group only: the engine joins groups that share a word.
        group = [w for w in unique(line.split("|")) if " " not in w and w not in seen]
        seen.update((w, line) for w in group)
        if len(group) > 1:
            groups.append(tuple(group))
    table("synonyms.tsv", ["Made by compile.py from source/; see README.md. Apache-2.0.",
                           "single english words that translate the same thing, tab-separated, one group a line"], sorted(groups))


bad = lexicon() + organisations()
english()
sys.exit(1 if bad else 0)
