#!/usr/bin/env python3
"""Checks Examples/answers/ against Examples/documents/ without Counterfoil.

Decodes each document by Python's own libraries (PDFs by `pdftotext`, if there is one) and asks:
does every quote of mentions.tsv stand in its document, does every file have its ledger line, would
a plain reading of every query of searches.tsv find and not find the files it names? Prints what is wrong
and exits 1, or prints three counts.
"""

import email
import email.policy
import html.parser
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE / "documents"
ENCODINGS = {"关于 家人 被约谈 的 情况 说明.txt": "gb18030", "家書.txt": "big5"}
# The pairs that the queries need; Counterfoil itself has all of OpenCC's.
TRADITIONAL = "裡國約談鎮報週溫證東瀾詢請書當貴這為錄紅門個"
SIMPLIFIED = "里国约谈镇报周温证东澜询请书当贵这为录红门个"


class VisibleText(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag, attributes):
        self.skipping += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.skipping -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.skipping:
            self.pieces.append(data)


def from_html(text: str) -> str:
    parser = VisibleText()
    parser.feed(text)
    return "".join(parser.pieces)


def from_message(message) -> dict[str, str]:
    body = message.get_body(preferencelist=("plain",))
    parts = {"": f"{message['subject']}\n{body.get_content()}"}
    for attachment in message.iter_attachments():
        content = attachment.get_payload(decode=True)
        parts[attachment.get_filename()] = content.decode(attachment.get_content_charset())
    return parts


def from_docx(content: bytes) -> str:
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return from_html(re.sub("</w:p>", "\n", xml))


def from_json(value) -> str:
    if isinstance(value, dict):
        return "\n".join(from_json(v) for v in value.values())
    if isinstance(value, list):
        return "\n".join(from_json(v) for v in value)
    return str(value)


def texts(path: Path) -> dict[str, str]:
    """Part name to text; raises where a file cannot be read."""
    content = path.read_bytes()
    if not content:
        raise ValueError("empty")
    if content.startswith(b"%PDF"):
        run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True)
        if run.returncode or not run.stdout.strip():
            raise ValueError("no text in this PDF")
        return {"": run.stdout.decode()}
    if path.suffix == ".docx":
        return {"": from_docx(content)}
    if path.suffix == ".zip":
        archive = zipfile.ZipFile(io.BytesIO(content))
        return {"": ""} | {n: archive.read(n).decode() for n in archive.namelist()}
    if path.suffix == ".eml":
        return from_message(email.message_from_bytes(content, policy=email.policy.default))
    if path.suffix == ".mbox":
        messages = re.split(rb"^From .*\n", content, flags=re.M)[1:]
        parts = {"": ""}
        for number, raw in enumerate(messages, 1):
            message = email.message_from_bytes(raw, policy=email.policy.default)
            parts[f"message-{number:06}"] = from_message(message)[""]
        return parts
    text = content.decode(ENCODINGS.get(path.name, "utf-8-sig"))
    if path.suffix == ".json":
        text = from_json(json.loads(text))
    elif path.suffix == ".jsonl":
        text = "\n".join(from_json(json.loads(line)) for line in text.splitlines())
    elif "<html" in text[:200]:
        text = from_html(text)
    return {"": text}


def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.translate(str.maketrans(TRADITIONAL, SIMPLIFIED))
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n", "", text)
    return re.sub(r"\s+", " ", text)


def table(name: str) -> list[list[str]]:
    lines = (HERE / "answers" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def holds(term: str, text: str) -> bool:
    term = folded(term.strip('"'))
    if term.endswith("*"):
        return re.search(r"\b" + re.escape(term[:-1]), text) is not None
    if term.isascii():
        return re.search(r"\b" + re.escape(term) + r"\b", text) is not None
    return term in text


def matches(query: str, path: str, text: str) -> bool:
    """A plain reading of the query language: fields, phrases, AND, OR, NOT; words are ANDed."""
    tokens = re.findall(r'"[^"]+"|\S+', query)
    verdict, operator = None, "AND"
    for token in tokens:
        if token in ("AND", "OR", "NOT"):
            operator = token
            continue
        if token.startswith("path:"):
            value = path.startswith(token[5:])
        elif token.startswith("type:"):
            value = path.endswith("." + token[5:])
        elif token.startswith("lang:"):
            traditional = sum(text.count(c) for c in "這個說國為")
            value = (traditional > 3) == (token == "lang:zh-Hant")
        else:
            value = holds(token, folded(text))
        if verdict is None:
            verdict = value
        elif operator == "OR":
            verdict = verdict or value
        else:
            verdict = verdict and (value if operator == "AND" else not value)
        operator = "AND"
    return bool(verdict)


def main() -> int:
    if shutil.which("pdftotext") is None:
        print("pdftotext is needed", file=sys.stderr)
        return 70
    wrong: list[str] = []
    known: dict[tuple[str, str], str] = {}
    unreadable: set[str] = set()
    files = sorted(p for p in DOCUMENTS.rglob("*") if p.is_file())
    for path in files:
        name = path.relative_to(DOCUMENTS).as_posix()
        try:
            known |= {(name, part): text for part, text in texts(path).items()}
        except ValueError:
            unreadable.add(name)

    mentions = table("mentions.tsv")
    for file, part, kind, quote, *_ in mentions:
        if quote not in known.get((file, part), ""):
            wrong.append(f"mentions.tsv: {kind} {quote!r} is not in {file} {part}")
    for row in mentions:
        if mentions.count(row) > 1:
            wrong.append(f"mentions.tsv: twice: {row}")

    ledger = table("ledger.tsv")
    lined = {(file, part) for file, part, *_ in ledger}
    for place in sorted(set(known) | {(name, "") for name in unreadable}):
        if place not in lined:
            wrong.append(f"ledger.tsv: no line for {place}")
    for place in sorted(lined - set(known) - {(name, "") for name in unreadable}):
        wrong.append(f"ledger.tsv: no such document {place}")
    for file, part, outcome, *_ in ledger:
        if (outcome == "rejected") != (file in unreadable):
            wrong.append(f"ledger.tsv: {file} {part} cannot be {outcome}")

    searches = table("searches.tsv")
    for query, find, leave in searches:
        for wanted, places in ((True, find), (False, leave)):
            for place in filter(None, places.split(";")):
                file, _, part = place.partition("#")
                if (file, part) not in known:
                    wrong.append(f"searches.tsv: no such document {place}")
                elif matches(query, file, known[file, part]) != wanted:
                    wrong.append(f"searches.tsv: {query} finds {place}: {not wanted}")

    for line in wrong:
        print(line)
    if not wrong:
        print(f"{len(mentions)} mentions, {len(ledger)} ledger lines, {len(searches)} searches hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
