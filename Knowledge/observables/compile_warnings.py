#!/usr/bin/env python3
"""Compiles warnings.tsv: observables that many share, from the MISP warning lists (CC0 1.0).

usage: compile_warnings.py MISP_WARNINGLISTS_FOLDER > warnings.tsv

Rows: list, how it matches (`host`: the name or any under it; `network`: addresses of it; `value`: the
value itself), value. What each list says of a match stands in warning-lists.tsv. Lists of a million sites and of
all open resolvers are left out: they are large, and say little.
"""
import ipaddress
import json
import sys
from pathlib import Path

# Our name of the list: MISP's names of the lists that go into it.
LISTS = {
    "private": ["rfc1918"],
    "shared-address-space": ["rfc6598"],
    "special-use": ["rfc5735", "rfc3849", "ipv6-linklocal", "multicast"],
    "reserved-name": ["rfc6761"],
    "empty-file": ["empty-hashes"],
    "common-file": ["common-ioc-false-positive"],
    "much-visited": ["tranco10k"],
    "shortener": ["url-shortener"],
    "link-page": ["link-in-bio"],
    "dynamic-name": ["dynamic-dns"],
    "throw-away-mail": ["disposable-email"],
    "university": ["university_domains"],
    "bank": ["bank-website"],
    "security-firm": ["security-provider-blogpost"],
    "malware-analysis": ["automated-malware-analysis"],
    "abused-service": ["lots-project"],
    "sinkhole": ["sinkholes"],
    "parked": ["parking-domain"],
    "own-address": ["whats-my-ip"],
    "amazon-cloud": ["amazon-aws"],
    "google-cloud": ["google-gcp"],
    "microsoft-cloud": ["microsoft-azure", "microsoft-azure-china"],
    "cloudflare": ["cloudflare"],
    "akamai": ["akamai"],
    "fastly": ["fastly"],
    "wikimedia": ["wikimedia"],
}
# Open resolvers that logs are full of; facts of their operators' own pages.
RESOLVERS = """8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 114.114.114.114
114.114.115.115 223.5.5.5 223.6.6.6 119.29.29.29 180.76.76.76 1.2.4.8 210.2.4.8 94.140.14.14""".split()


def classified(value: str) -> tuple[str, str] | None:
    value = value.strip().lower()
    try:
        network = ipaddress.ip_network(value, strict=False)
        return "network", str(network)
    except ValueError:
        pass
    if len(value) in (32, 40, 64, 128) and all(c in "0123456789abcdef" for c in value):
        return "value", value
    value = value.lstrip(".")
    if "." in value and all(c.isalnum() or c in ".-" for c in value):
        return "host", value.encode("idna").decode() if not value.isascii() else value
    if value.isalpha() and len(value) > 3:
        return "host", value
    return None


folder = Path(sys.argv[1]) / "lists"
rows = {("resolver", "network", str(ipaddress.ip_network(address))) for address in RESOLVERS}
for name, sources in LISTS.items():
    for source in sources:
        for value in json.loads((folder / source / "list.json").read_text(encoding="utf-8"))["list"]:
            found = classified(value)
            if found and (found[0] == "value") == name.endswith("-file"):
                rows.add((name, *found))
print("# Made by compile_warnings.py from the MISP warning lists 1.7.0 (CC0 1.0); see README.md.")
for row in sorted(rows):
    print("\t".join(row))
