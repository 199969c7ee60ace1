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

# One simplified character, several traditional ones: left as they are.
AMBIGUOUS_LETTERS = "后里面制台干发系"
NEEDS = re.compile(r"needs (\S+) within the sentence")


def both_scripts(words: list, traditional: dict) -> list:
    """Each word, followed by its traditional form where that differs."""
    result = []
    for word in words or []:
        for form in (word, "".join(traditional.get(letter, letter) for letter in word)):
            if form not in result:
                result.append(form)
    return result


def compile_term(draft: dict, traditional: dict) -> dict:
    guard = draft.get("collision_guard") or {}
    needs = NEEDS.search(guard.get("evidence", ""))
    term = {
        "id": draft["id"], "simplified": draft["zh_hans"], "traditional": draft["zh_hant"],
        "pinyin": draft["pinyin"], "literal": draft["literal"], "gloss": draft["gloss"],
        "misreading_risk": draft.get("misreading_risk"),
        "not_if_inside": both_scripts(guard.get("not_if_inside"), traditional),
        "needs_nearby": both_scripts(needs.group(1).split("/") if needs else [], traditional),
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
    # The draft gives every term in both scripts; character by character that is the table needed
    # to write its guards, which it gives in simplified form, in traditional form too.
    traditional = {"护": "護", "权": "權", "无": "無"}
    for term in draft["terms"]:
        if len(term["zh_hans"]) == len(term["zh_hant"]):
            traditional.update(
                (a, b) for a, b in zip(term["zh_hans"], term["zh_hant"]) if a != b)
    for letter in AMBIGUOUS_LETTERS:
        traditional.pop(letter, None)
    by_domain = collections.defaultdict(list)
    for term in draft["terms"]:
        by_domain[term["domain"]].append(compile_term(term, traditional))
    for domain, terms in by_domain.items():
        body = yaml.safe_dump({"domain": domain, "terms": terms}, allow_unicode=True, sort_keys=False, width=110)
        path = here / (domain.replace("_", "-") + ".yaml")
        path.write_text("# Made by compile.py; see README.md.\n" + body, encoding="utf-8")
    print(f"{len(draft['terms'])} terms in {len(by_domain)} files")


main()
