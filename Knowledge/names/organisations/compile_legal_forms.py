#!/usr/bin/env python3
"""Makes legal-forms.tsv (form, display canonical, group) from source/legal-more.txt and the
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
# Words of English that stand in names more often than they mean a legal form.
DROP = {"is", "na", "national association", "cooperation", "cooperative", "ei", "pa", "im", "ad", "pe", "pr", "ps", "pc", "sc",
        "ca", "pp", "ik", "sd", "og", "no liability", "rs", "sem", "cpa", "rp", "ops", "gie", "at", "ii"}
for form in DROP:
    rows.pop(form, None)
for line in (HERE / "source/legal-more.txt").read_text(encoding="utf-8").splitlines():
    if line.strip() and not line.startswith("#"):
        forms, display, group = line.split(";")
        for form in map(clean, forms.split("|")):
            rows[form] = (form, clean(display), clean(group))
with open(HERE / "legal-forms.tsv", "w", encoding="utf-8", newline="\n") as out:
    out.write("# Made by compile_legal_forms.py from rigour 1.2.0 (MIT) and source/legal-more.txt; see README.md.\n# form\tdisplay canonical\tgroup\n")
    for row in sorted(rows.values(), key=lambda r: (r[2], r[1], r[0])):
        out.write("\t".join(row) + "\n")
print("legal-forms.tsv", len(rows), groups)
