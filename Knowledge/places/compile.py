#!/usr/bin/env python3
"""Compiles places.tsv: countries, China's divisions, and the larger cities of the world.

usage: compile.py --world GEONAMES.tsv --china GEONAMES_CN_HK_MO_TW.tsv --countries CLDR.tsv
                  --divisions CPCA.csv --chinese-words DICT.txt --english-words WEB2.pickle > places.tsv

GeoNames tables have the columns geonameid, name, zh_names, country, admin1, lat, lon, population;
CLDR's code, en, zh_Hans, zh_Hant; cpca's adcode, name, longitude, latitude; the Chinese word list
is jieba's (word, frequency, tag), the English one a pickled set of words. The word lists decide
what is left out; nothing of them is copied.
"""
import argparse
import csv
import pathlib
import pickle
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
WORLD_POPULATION = 100_000
CHINA_POPULATION = 30_000
# From here on a city is known widely enough that its name alone is taken for it.
WELL_KNOWN = 1_000_000
SUFFIXES = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "地区", "省", "市", "盟"]


def rows(path: str) -> list:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lines(name: str) -> list:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]


def is_chinese(name: str) -> bool:
    return bool(re.fullmatch(r"[\u3400-\u9fff·]+", name))


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def bare(name: str) -> str:
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


class Words:
    def __init__(self, chinese: str, english: str) -> None:
        self.chinese = {}
        self.longer = {}
        with open(chinese, encoding="utf-8") as file:
            for line in file:
                word, frequency, tag = line.split()
                self.chinese[word] = (int(frequency), tag)
                if len(word) > 2 and int(frequency) >= 20 and not tag.startswith(("ns", "nt")):
                    self.longer.setdefault(word[:2], []).append(word)
        with open(english, "rb") as file:
            self.english = {word for word in pickle.load(file) if word.islower()}
        self.traps = {line[0] for line in lines("traps.txt")}

    def english_ok(self, name: str, population: int) -> bool:
        if population >= WELL_KNOWN:
            return len(name) >= 4 or population >= 3 * WELL_KNOWN
        if " " in name or "-" in name:
            return len(name) >= 6
        return len(name) >= 5 and name.lower() not in self.english and name not in self.traps

    def chinese_ok(self, name: str, population: int) -> bool:
        if not is_chinese(name) or len(name) < 2:
            return False
        known = self.chinese.get(name)
        # The list tags transliterated cities as personal or other names (nr, nrt, nz): a large city may
        # bear one, an ordinary word never.
        proper = ("ns", "nr", "nz", "nt") if population >= WELL_KNOWN else ("ns",)
        if known and not known[1].startswith(proper) and known[0] >= 3:
            return False
        if len(name) == 2 and population < 3 * WELL_KNOWN:
            return known is not None and name not in self.longer
        return True


def main() -> None:
    parser = argparse.ArgumentParser()
    for option in ("world", "china", "countries", "divisions", "chinese-words", "english-words"):
        parser.add_argument("--" + option, required=True)
    options = parser.parse_args()
    words = Words(options.chinese_words, options.english_words)
    world, china = rows(options.world), rows(options.china)
    taken, result = set(), []

    def add(identifier, english, names, population, latitude, longitude, first=False):
        names = [name for name in dict.fromkeys(names) if name and name != english and name not in taken]
        if english in taken:
            if not names:
                return
            english = names.pop(0)
        taken.update([english, *names])
        result.append((population, first, identifier, english, names, latitude, longitude))

    # Countries: placed at the mean of their cities, weighted by population.
    centres = {}
    for row in world:
        weight = max(int(row["population"]), 1)
        total = centres.setdefault(row["country"], [0, 0.0, 0.0])
        total[0] += weight
        total[1] += weight * float(row["lat"])
        total[2] += weight * float(row["lon"])
    for row in china:
        weight = max(int(row["population"]), 1)
        total = centres.setdefault(row["country"], [0, 0.0, 0.0])
        total[0] += weight
        total[1] += weight * float(row["lat"])
        total[2] += weight * float(row["lon"])
    aliases = {line[0]: line[1].split("|") for line in lines("aliases.tsv")}
    for row in rows(options.countries):
        code = row["code"]
        if code not in centres:
            continue
        weight, latitude, longitude = centres[code]
        english = re.sub(r" SAR China$", "", row["en"])
        inner = re.search(r"^(.*) \((.*)\)$", english)
        names = aliases.get(code, []) + [plain(english), english.replace("&", "and").replace("St.", "Saint")]
        if inner:
            english, names = inner.group(1), names + [inner.group(2)]
        for column in ("zh_Hans", "zh_Hant"):
            names.append(re.sub(r"^中[国國](?=香港|澳[门門])|特[别別]行政[区區]$", "", row[column]))
        names = [name for name in names if name != "中非" and "(" not in name and "（" not in name]
        add(f"iso-{code}", english, names, weight, latitude / weight, longitude / weight, first=True)

    # China's provinces, prefectures and counties.
    provinces = {line[0]: line[1] for line in lines("provinces.tsv")}
    divisions = {}
    with open(options.divisions, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            divisions[row["adcode"][:6]] = row
    counts = {}
    for row in divisions.values():
        counts[row["name"]] = counts.get(row["name"], 0) + 1
    prefectures = {}
    for code, row in sorted(divisions.items()):
        if code.endswith("00") and not code.endswith("0000"):
            prefectures[bare(row["name"])] = row["name"]
    cities = {"北京", "天津", "上海", "重庆"}
    for code, row in sorted(divisions.items()):
        if code.endswith("0000") and code[:2] in provinces and bare(row["name"]) not in cities:
            short = bare(row["name"])
            english = provinces[code[:2]]
            add(f"cn-{code}", english, [english + " Province", row["name"], short], 0,
                float(row["latitude"]), float(row["longitude"]), first=True)

    for row in sorted(china, key=lambda row: (-int(row["population"]), int(row["geonameid"]))):
        population, country = int(row["population"]), row["country"]
        chinese = row["zh_names"].split("|")
        is_prefecture = any(name in prefectures.values() for name in chinese)
        if population < CHINA_POPULATION and not is_prefecture:
            continue
        names = []
        for name in chinese:
            if country == "CN":
                full = name in prefectures.values() or (counts.get(name) == 1 and len(name) >= 3)
                short = name in prefectures or name in cities
                if full or (short and words.chinese_ok(name, population)) or bare(name) in cities:
                    names.append(name)
            elif len(name) >= 3 and re.search(r"[市區区鄉乡鎮镇縣县]$", name) or words.chinese_ok(name, population):
                names.append(name)
        english = row["name"]
        keep = [name for name in (english, plain(english)) if words.english_ok(name, population)]
        keep += [name.replace("'", "") for name in keep if "'" in name]
        if keep or names:
            names = keep + [name for name in names if not name.startswith("中国")]
            add(f"geonames-{row['geonameid']}", names[0], names[1:], population, float(row["lat"]), float(row["lon"]))
    for code, row in sorted(divisions.items()):
        name = row["name"]
        if not code.endswith("0000") and len(name) >= 3 and counts[name] == 1 and not name.startswith(("市", "县", "省")):
            names = [name]
            if code.endswith("00") and words.chinese_ok(bare(name), 0):
                names.append(bare(name))
            if name not in taken and row["latitude"]:
                add(f"cn-{code}", name, names, 0, float(row["latitude"]), float(row["longitude"]))

    for row in sorted(world, key=lambda row: (-int(row["population"]), int(row["geonameid"]))):
        population = int(row["population"])
        if population < WORLD_POPULATION or row["country"] in ("CN", "HK", "MO", "TW"):
            continue
        english = row["name"]
        keep = [name for name in (english, plain(english)) if words.english_ok(name, population)]
        keep += aliases.get(row["geonameid"], [])
        keep += [name for name in row["zh_names"].split("|") if words.chinese_ok(name, population)]
        if keep:
            add(f"geonames-{row['geonameid']}", keep[0], keep[1:], population, float(row["lat"]), float(row["lon"]))

    print("# Made by compile.py from GeoNames (CC BY 4.0), CLDR (Unicode licence) and cpca (MIT); see README.md.")
    print("# id\tEnglish name\tfurther names\tpopulation\tlatitude\tlongitude")
    order = sorted(result, key=lambda item: (not item[1], -item[0], item[2]))
    for population, _, identifier, english, names, latitude, longitude in order:
        # A country's own population is not in the sources.
        population = 0 if identifier.startswith("iso-") else population
        print(f"{identifier}\t{english}\t{'|'.join(names)}\t{population}\t{latitude:.4f}\t{longitude:.4f}")
    print(f"{len(order)} places", file=sys.stderr)


main()
