#!/usr/bin/env python3
"""Compiles the organisation packs, one file a category, from the project's draft.

usage: compile.py DRAFT.yaml

Writes <category>.yaml beside this script. What is decided here, not in the draft: which aliases
are safe to match alone and which need another name of the same entry in the document.
"""
import collections
import pathlib
import re
import sys

import yaml

# Aliases that also mean something else: they move to `abbreviations`, which are matched in exact
# case and only where another name of the entry stands in the same document.
AMBIGUOUS = {
    "国安", "国保", "政协", "九院", "现代院", "航空工业", "中国航天", "中国电子", "海外110",
    "警察大学", "保密局", "学联", "国安处", "引智基地", "战支", "侨办",
    "First Bureau", "Sixth Bureau", "Domestic Security", "United Front", "Tianjin bureau",
    "Zhejiang office", "Shanghai Academy", "Political Security Bureau", "magic shield",
    "Intelligence Bureau of the General Staff", "International Liaison Department",
    "Technical Reconnaissance Department", "National Security Commission", "110 Overseas",
    "Intelligence Bureau", "Ninth Academy", "State Secrecy Bureau", "Sky Net office",
    "Buckeye", "Cicada", "Leviathan", "Tick", "POTASSIUM", "ZIRCONIUM", "BARIUM", "UPS",
    "Changsha Institute of Technology", "Institute of International Politics",
    "Institute of Cadre Management", "Domestic Security", "HAFNIUM", "Iron Tiger",
    "Overseas Police Service Center",
}
# Longer words in which a name is not the organisation.
NOT_IF_INSIDE = {
    "cppcc": ["行政协", "财政协", "市政协议", "邮政协", "民政协", "政协议定", "政协调"],
    "mss": ["和国安", "合国安", "全国安", "我国安", "中国安", "国安全",
            "和國安", "合國安", "全國安", "我國安", "中國安", "國安全"],
    "mps_psp": ["和国保", "外国保", "全国保", "中国保", "各国保", "求国保"],
    "cssa": ["科学联", "文学联", "大学联", "化学联", "医学联", "同学联", "留学联", "中学联", "小学联"],
    "d_cec": ["中国电子商务", "中国电子科", "中国电子信息", "中国电子工业", "中国电子学"],
    "d_avic": ["中国航空工业史", "航空工业部"],
    "d_casc": ["中国航天员", "中国航天局", "中国航天科", "中国航天日", "中国航天工"],
    "ocao": ["华侨办"],
}
ORDER = ["simplified", "traditional", "aliases", "abbreviations", "not_if_inside", "parent", "status", "note", "sources",
         "ambiguity", "evidence_status", "chinese_name_status"]


def is_short_capitals(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z0-9&-]{2,5}", name)) and not re.search(r"\d", name)


def compile_entry(draft: dict) -> dict:
    aliases, abbreviations = [], []
    for name in draft["aliases"]:
        target = abbreviations if name in AMBIGUOUS or is_short_capitals(name) else aliases
        if name not in target:
            target.append(name)
    for name in draft["abbreviations"]:
        if name not in abbreviations:
            abbreviations.append(name)
    aliases = [name for name in aliases if name not in abbreviations and name != draft["en"]]
    entry = {"id": draft["id"], "english": draft["en"]}
    fields = {
        "simplified": draft.get("zh_hans"), "traditional": draft.get("zh_hant"), "aliases": aliases,
        "abbreviations": abbreviations, "not_if_inside": NOT_IF_INSIDE.get(draft["id"]),
        "parent": draft.get("parent"), "status": draft.get("status"), "note": draft.get("note"),
        "sources": draft.get("citations"), "ambiguity": draft.get("ambiguity"),
        "evidence_status": draft["evidence_status"], "chinese_name_status": draft.get("zh_status"),
    }
    entry.update({key: fields[key] for key in ORDER if fields[key] not in (None, [], "")})
    return entry


def main() -> None:
    here = pathlib.Path(__file__).parent
    with open(sys.argv[1], encoding="utf-8") as file:
        draft = yaml.safe_load(file)
    by_category = collections.defaultdict(list)
    for entry in draft["organisations"]:
        by_category[entry["category"]].append(compile_entry(entry))
    for category, entries in by_category.items():
        body = yaml.safe_dump(
            {"category": category, "organisations": entries}, allow_unicode=True, sort_keys=False, width=110)
        path = here / (category.replace("_", "-") + ".yaml")
        path.write_text("# Made by compile.py; see README.md.\n" + body, encoding="utf-8")
    print(f"{len(draft['organisations'])} organisations in {len(by_category)} files")


main()
