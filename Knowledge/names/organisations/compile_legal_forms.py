#!/usr/bin/env python3
"""Makes legal-forms.tsv (form, display canonical, group) and foreign-words.tsv from the
rigour 1.2.0 wheel (MIT), whose tables are plain Python (2.6.1 has the same tables inside a
compiled library). Usage: python3 compile_legal_forms.py rigour-1.2.0-py3-none-any.whl"""
import ast, pathlib, re, sys, zipfile
HERE = pathlib.Path(__file__).resolve().parent
wheel = zipfile.ZipFile(sys.argv[1])


def assigned(path, name):
    tree = ast.parse(wheel.read(path).decode("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and node.target.id == name:
            return ast.literal_eval(node.value)
    raise SystemExit("no " + name)


def clean(text):
    return re.sub(r"\s+", " ", text.strip().lower().replace("’", "'"))


GROUPS = {"LLC": "llc", "JSC": "joint-stock", "LP": "partnership", "LLP": "partnership", "GP": "partnership",
          "PLC": "joint-stock", "FOUNDATION": "foundation", "SOE": "state-enterprise", "COOP": "cooperative", "NGO": "association",
          "SP": "sole-proprietor", "FIN": "financial", "MIL": "military", "REL": "religious"}
rows, groups = {}, {}
for spec in assigned("rigour/data/names/org_types.py", "ORG_TYPES"):
    generic = spec.get("generic") or ""
    group = GROUPS.get(generic.upper(), clean(generic) or "other")
    groups[group] = groups.get(group, 0) + 1
    display = clean(spec.get("display") or spec.get("compare") or generic)
    if not display:
        continue
    for form in [spec.get("display") or "", spec.get("compare") or ""] + spec.get("aliases", []):
        form = clean(form)
        if form:
            rows.setdefault(form, (form, display, group))
            bare = clean(form.replace(".", ""))
            if bare and bare != form:
                rows.setdefault(bare, (bare, display, group))
with open(HERE / "legal-forms.tsv", "w", encoding="utf-8", newline="\n") as out:
    out.write("# Made by compile_legal_forms.py from rigour 1.2.0 (MIT); see README.md.\n# form\tdisplay canonical\tgroup\n")
    for row in sorted(rows.values(), key=lambda r: (r[2], r[1], r[0])):
        out.write("\t".join(row) + "\n")
print("legal-forms.tsv", len(rows), groups)
symbols = assigned("rigour/data/names/data.py", "ORG_SYMBOLS")
out_rows = []
for key, forms in symbols.items():
    forms = sorted({clean(f) for f in forms if clean(f)})
    out_rows.append((clean(str(key)), " | ".join(forms)))
with open(HERE / "foreign-words.tsv", "w", encoding="utf-8", newline="\n") as out:
    out.write("# Made by compile_legal_forms.py from rigour 1.2.0 (MIT); see README.md.\n# symbol\twords for it in all languages, ` | ` between\n")
    for row in sorted(out_rows):
        out.write("\t".join(row) + "\n")
print("foreign-words.tsv", len(out_rows))
