#!/usr/bin/env python3
"""Compiles the glossary packs, one file a domain, from the project's draft.

usage: compile.py DRAFT.yaml

Writes <domain>.yaml beside this script. The draft's collision guards are prose; here
"needs A/B/C within the sentence" becomes the list `needs_nearby`.
"""
import collections
import pathlib
import re
import sys

import yaml

NEEDS = re.compile(r"needs (\S+) within the sentence")


def compile_term(draft: dict) -> dict:
    guard = draft.get("collision_guard") or {}
    needs = NEEDS.search(guard.get("evidence", ""))
    term = {
        "id": draft["id"], "simplified": draft["zh_hans"], "traditional": draft["zh_hant"],
        "pinyin": draft["pinyin"], "literal": draft["literal"], "gloss": draft["gloss"],
        "misreading_risk": draft.get("misreading_risk"),
        "not_if_inside": guard.get("not_if_inside"),
        "needs_nearby": needs.group(1).split("/") if needs else None,
        "guard_evidence": guard.get("evidence"),
        "indicators": draft.get("indicator_refs"),
        "law_attestation": draft.get("law_attestation"),
        "source": draft["source"], "evidence_status": draft["evidence_status"],
    }
    return {key: value for key, value in term.items() if value not in (None, [], "")}


def main() -> None:
    here = pathlib.Path(__file__).parent
    with open(sys.argv[1], encoding="utf-8") as file:
        draft = yaml.safe_load(file)
    by_domain = collections.defaultdict(list)
    for term in draft["terms"]:
        by_domain[term["domain"]].append(compile_term(term))
    for domain, terms in by_domain.items():
        body = yaml.safe_dump({"domain": domain, "terms": terms}, allow_unicode=True, sort_keys=False, width=110)
        path = here / (domain.replace("_", "-") + ".yaml")
        path.write_text("# Made by compile.py; see README.md.\n" + body, encoding="utf-8")
    print(f"{len(draft['terms'])} terms in {len(by_domain)} files")


main()
