"""Compiles OpenCC's character dictionaries into traditional-to-simplified.tsv.

usage: compile_opencc.py --ts TSCharacters.txt --st STCharacters.txt
                         [--variants TWVariantsRev.txt HKVariantsRev.txt ...]
                         > traditional-to-simplified.tsv

Each line of the table: traditional, simplified, marks. The marks say which of the two forms
identifies its script: `t` where the first stands in traditional text only, `s` where the second
stands in simplified text only, `-` for neither.

The inputs are OpenCC's text dictionaries ("from TAB to [SPACE to ...]"). The variant
dictionaries turn a regional form into the standard traditional one, which is then simplified.
"""

import argparse

# Traditional forms that GB 2312 has too, and which simplified text does use.
IN_SIMPLIFIED_TEXT = "吒抬捱摺榘甯菸著醣麴"


def dictionary(path):
    rows = {}
    with open(path, encoding="utf-8-sig") as lines:
        for line in lines:
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) == 2 and len(parts[0]) == 1:
                rows[parts[0]] = parts[1].split(" ")
    return rows


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ts", required=True)
    arguments.add_argument("--st", required=True)
    arguments.add_argument("--variants", nargs="*", default=[])
    paths = arguments.parse_args()

    to_simplified = dictionary(paths.ts)
    to_traditional = dictionary(paths.st)
    table = {form: choices[0] for form, choices in to_simplified.items()}
    shared = {form for form, choices in to_simplified.items() if form in choices}
    for path in paths.variants:
        for variant, standards in dictionary(path).items():
            # A form that is a standard character of its own in either script stays itself.
            if len(standards) == 1 and variant not in table and variant not in to_traditional:
                table[variant] = table.get(standards[0], standards[0])

    # One step must be enough: 甲 to 乙 and 乙 to 丙 becomes 甲 to 丙.
    for form in list(table):
        seen = {form}
        while table[form] in table and table[form] not in seen:
            seen.add(table[form])
            table[form] = table[table[form]]

    for form, simplified in sorted(table.items(), key=lambda row: ord(row[0])):
        if len(simplified) != 1 or form == simplified:
            continue
        marks = ""
        if form not in shared and form not in to_traditional and form not in IN_SIMPLIFIED_TEXT:
            marks += "t"
        candidates = to_traditional.get(simplified, [simplified])
        if simplified not in candidates and simplified not in table:
            marks += "s"
        print(form, simplified, marks or "-", sep="\t")


main()
