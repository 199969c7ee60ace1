#!/usr/bin/env python3
"""Compiles top-level-domains.txt from a Public Suffix List file.

usage: compile.py PUBLIC_SUFFIX_LIST > top-level-domains.txt

To these come the names that RFC 2606 and RFC 6761 reserve for examples and tests: documents use
them, and an example case must. A top-level domain is the last label of any rule of the list's ICANN section; names in other
scripts are written in their ASCII form (xn--).
"""
import sys


def main() -> None:
    names = {"example", "invalid", "test"}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            if "END ICANN DOMAINS" in line:
                break
            rule = line.strip()
            if rule and not rule.startswith("//"):
                names.add(rule.split()[0].rsplit(".", 1)[-1].lower())
    ascii_names = {name if name.isascii() else "xn--" + name.encode("punycode").decode() for name in names}
    print("# Top-level domains. Made by compile.py from the Public Suffix List (MPL 2.0); see README.md.")
    for name in sorted(ascii_names):
        print(name)


main()
