#!/usr/bin/env python3
"""Compiles followthemoney.yaml from the schema folder of PyPI's `followthemoney` (MIT).

usage: compile.py SCHEMA_FOLDER VERSION > followthemoney.yaml
"""
import pathlib
import sys

import yaml


def compile_kind(draft: dict) -> dict:
    kind = {"label": draft.get("label")}
    for key in ("plural", "extends", "abstract", "required", "caption"):
        if draft.get(key):
            kind[key] = draft[key]
    edge = draft.get("edge")
    if edge:
        kind["edge"] = {key: edge[key] for key in ("source", "target", "label", "directed") if key in edge}
    properties = {}
    for name, details in (draft.get("properties") or {}).items():
        properties[name] = {"label": details.get("label", name), "type": details.get("type", "string")}
        for key in ("range", "deprecated"):
            if details.get(key):
                properties[name][key] = details[key]
        reverse = details.get("reverse")
        if reverse:
            properties[name]["reverse"] = reverse["name"]
    if properties:
        kind["properties"] = properties
    return {key: value for key, value in kind.items() if value is not None}


def main() -> None:
    kinds = {}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.y*ml")):
        for name, draft in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            kinds[name] = compile_kind(draft)
    print(f"# Made by compile.py from followthemoney {sys.argv[2]} (MIT); see README.md.")
    print(yaml.safe_dump({"kinds": kinds}, allow_unicode=True, sort_keys=False, width=110), end="")


main()
