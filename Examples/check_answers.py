#!/usr/bin/env python3
"""Checks Examples/answers/ against Examples/documents/ without Counterfoil.

Decodes each document by Python's own libraries (PDFs by `pdftotext`, if there is one) and asks:
does every quote and every spelling of a name stand in its document, does every file have its ledger line, would
a plain reading of every query of searches.tsv find and not find the files it names, do the copies
stand to each other as copies.tsv says? Prints what is wrong and exits 1, or prints the counts.

Spreadsheets, RTF and 7z are read by openpyxl, striprtf and py7zr (PyPI). Where one is missing, and for
the two pictures, the text in `sources/` is taken instead, and a line says so.
"""

import datetime
import difflib
import email
import email.policy
import html.parser
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE / "documents"
SOURCES = HERE / "sources"
PASSWORDS = {"court/expert_opinion.pdf": "kelp-lantern-24-1187"}
PICTURES = {
    "leak/scan_bank_slip.pdf": "leak/scan_bank_slip.txt",
    "tips/2024-04-02_screenshot.png": "tips/screenshot.txt",
}
LIBRARIES = {".xlsx": "openpyxl", ".rtf": "striprtf", ".7z": "py7zr"}
INSTEAD = {
    "leak/付款台账_2023-2024.xlsx": "leak/付款台账",
    "leak/archive_part3.7z": "leak/archive_part3",
    "tips/辞职说明.rtf": "tips/辞职说明.txt",
}
TOO_LARGE = 16 << 20
ENCODINGS = {"关于 家人 被约谈 的 情况 说明.txt": "gb18030", "家書.txt": "big5"}
# The pairs that the queries need; Counterfoil itself has all of OpenCC's.
TRADITIONAL = "裡國約談鎮報週溫證東瀾詢請書當貴這為錄紅門個險賣買華僑務"
SIMPLIFIED = "里国约谈镇报周温证东澜询请书当贵这为录红门个险卖买华侨务"


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
    headers = "\n".join(str(message[name] or "") for name in ("From", "To", "Cc", "Subject"))
    parts = {"": f"{headers}\n{body.get_content()}"}
    for attachment in message.iter_attachments():
        content = attachment.get_payload(decode=True)
        parts[attachment.get_filename()] = content.decode(attachment.get_content_charset())
    return parts


def from_docx(content: bytes) -> str:
    """Everything, also what was deleted and what was remarked."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [n for n in ("word/document.xml", "word/comments.xml") if n in archive.namelist()]
    xml_text = "\n".join(archive.read(n).decode() for n in parts)
    xml_text = re.sub('<w:comment [^>]*w:author="([^"]*)"[^>]*>', r"\1: ", xml_text)
    return from_html(re.sub("</w:p>", "\n", xml_text))


def from_package(content: bytes, pattern: str, paragraph: str) -> str:
    """The text of an XML package's members in their order, a line for each `paragraph`."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    pieces = []
    for name in sorted(n for n in archive.namelist() if re.fullmatch(pattern, n)):
        for element in xml.etree.ElementTree.fromstring(archive.read(name)).iter():
            if element.tag.rsplit("}")[-1] in paragraph.split():
                pieces.append("".join(element.itertext()))
    return "\n".join(pieces)


def from_xlsx(content: bytes) -> str:
    import openpyxl

    pieces = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content), data_only=True):
        pieces.append(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, datetime.datetime):
                    value = value.date().isoformat()
                pieces += [] if value is None else [str(value)]
                if cell.comment:
                    pieces += [cell.comment.author, cell.comment.text]
    return "\n".join(pieces)


def from_rtf(content: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(content.decode("ascii"), encoding="gbk")
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def from_7z(content: bytes) -> dict[str, str]:
    import tempfile

    import py7zr

    with tempfile.TemporaryDirectory() as folder:
        with py7zr.SevenZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)
        return {p.name: p.read_text(encoding="utf-8") for p in Path(folder).iterdir()}


not_unpacked: set[str] = set()  # parts of the document just read that nobody should unpack


def harmless(name: str) -> str:
    """A member's name as a part: it leads nowhere, and what cannot be seen is written out."""
    steps = [("__" if step == ".." else step) for step in re.split(r"[/\\\\]", name) if step]
    return "/".join(steps).replace("\u202e", "%E2%80%AE")


def from_zip(content: bytes, above: str = "") -> dict[str, str]:
    """Members as parts; a ZIP in it with its own, but one made to swell is left whole."""
    archive, parts = zipfile.ZipFile(io.BytesIO(content)), {}
    for member in archive.infolist():
        name = above + harmless(member.filename)
        if member.filename.endswith(".zip"):
            inner = zipfile.ZipFile(io.BytesIO(archive.read(member)))
            if any(one.file_size > TOO_LARGE for one in inner.infolist()):
                not_unpacked.add(name)
            else:
                parts |= {name: ""} | from_zip(archive.read(member), name + "/")
        else:
            parts[name] = archive.read(member).decode()
    return parts


def from_json(value) -> str:
    if isinstance(value, dict):
        return "\n".join(from_json(v) for v in value.values())
    if isinstance(value, list):
        return "\n".join(from_json(v) for v in value)
    return str(value)


def from_source(place: str) -> dict[str, str]:
    path = SOURCES / place
    if path.is_file():
        return {"": path.read_text(encoding="utf-8").replace("\t", "\n")}
    members = {p.name: p.read_text(encoding="utf-8") for p in sorted(path.iterdir())}
    if place.endswith("part3"):
        return {"": ""} | members
    return {"": "\n".join(members.values())}


def texts(path: Path) -> dict[str, str]:
    """Part name to text; raises where a file cannot be read."""
    content = path.read_bytes()
    place = path.relative_to(DOCUMENTS).as_posix()
    not_unpacked.clear()
    if not content:
        raise ValueError("empty")
    library = LIBRARIES.get(path.suffix)
    if place in PICTURES or (library and importlib.util.find_spec(library) is None):
        taken = PICTURES.get(place) or INSTEAD[place]
        why = "a picture" if place in PICTURES else f"no {library}"
        print(f"{place}: {why}, its source is taken", file=sys.stderr)
        return from_source(taken)
    if content.startswith(b"%PDF"):
        password = ["-upw", PASSWORDS[place]] if place in PASSWORDS else []
        run = subprocess.run(["pdftotext", *password, "-", "-"], input=content, capture_output=True)
        if run.returncode or not run.stdout.strip():
            raise ValueError("no text in this PDF")
        return {"": run.stdout.decode()}
    if path.suffix in (".docx", ".docm"):
        return {"": from_docx(content)}
    if path.suffix == ".pptx":
        return {"": from_package(content, r"ppt/(slides|notesSlides)/[^/]+\.xml", "p")}
    if path.suffix in (".odt", ".ods"):
        return {"": from_package(content, r"content\.xml", "p h creator")}
    if path.suffix == ".epub":
        return {"": from_package(content, r"OEBPS/chapter.*", "h1 p")}
    if path.suffix == ".xlsx":
        return {"": from_xlsx(content)}
    if path.suffix == ".rtf":
        return {"": from_rtf(content)}
    if path.suffix == ".7z":
        return {"": ""} | from_7z(content)
    if path.suffix == ".zip":
        return {"": ""} | from_zip(content)
    if path.suffix == ".mhtml":
        message = email.message_from_bytes(content, policy=email.policy.default)
        page = next(p for p in message.walk() if p.get_content_type() == "text/html")
        pictures = {p.get_filename() or Path(p["Content-Location"]).name: "" for p in message.walk()
                    if p.get_content_maintype() == "image"}
        return {"": from_html(page.get_payload(decode=True).decode())} | pictures
    if path.suffix == ".eml":
        return from_message(email.message_from_bytes(content, policy=email.policy.default))
    if path.suffix == ".mbox":
        messages = re.split(rb"^From .*\n", content, flags=re.M)[1:]
        parts = {"": ""}
        for number, raw in enumerate(messages, 1):
            message = email.message_from_bytes(raw, policy=email.policy.default)
            parts[f"message-{number:06}"] = from_message(message)[""]
        return parts
    if content.startswith(b"\xff\xfe"):
        text = content.decode("utf-16")
    else:
        text = content.decode(ENCODINGS.get(path.name, "utf-8-sig"))
    text = text.replace("\r\n", "\n")
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
        return re.search(r"\b" + re.escape(term[:-1]), text, re.ASCII) is not None
    if term.isascii():
        return re.search(r"\b" + re.escape(term) + r"\b", text, re.ASCII) is not None
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


def unbroken(text: str, words: str) -> str:
    """`text` without the ends of lines that might stand inside `words`."""
    if words.isascii():
        return re.sub(r"\s+", " ", text)
    return text if " " in words else re.sub(r"\s+", "", text)


def similar(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def main() -> int:
    if shutil.which("pdftotext") is None:
        print("pdftotext is needed", file=sys.stderr)
        return 70
    wrong: list[str] = []
    known: dict[tuple[str, str], str] = {}
    unreadable: set[tuple[str, str]] = set()
    files = sorted(p for p in DOCUMENTS.rglob("*") if p.is_file())
    for path in files:
        name = path.relative_to(DOCUMENTS).as_posix()
        try:
            known |= {(name, part): text for part, text in texts(path).items()}
            unreadable |= {(name, part) for part in not_unpacked}
        except (ValueError, zipfile.BadZipFile):
            unreadable.add((name, ""))

    def stands(table_name: str, file: str, part: str, quote: str) -> None:
        if (file, part) not in known:
            wrong.append(f"{table_name}: no such document: {file} {part}")
        elif quote not in known[file, part] and quote not in unbroken(known[file, part], quote):
            wrong.append(f"{table_name}: {quote!r} is not in {file} {part}")

    mentions = table("mentions.tsv")
    for file, part, kind, quote, *_ in mentions:
        if quote not in known.get((file, part), ""):
            wrong.append(f"mentions.tsv: {kind} {quote!r} is not in {file} {part}")
    for row in mentions:
        if mentions.count(row) > 1:
            wrong.append(f"mentions.tsv: twice: {row}")

    ledger = table("ledger.tsv")
    lined = {(file, part) for file, part, *_ in ledger}
    for place in sorted(set(known) | unreadable):
        if place not in lined:
            wrong.append(f"ledger.tsv: no line for {place}")
    for place in sorted(lined - set(known) - unreadable):
        wrong.append(f"ledger.tsv: no such document {place}")
    for file, part, outcome, *_ in ledger:
        cannot = (file, part) in unreadable or file in PASSWORDS
        if (outcome == "rejected") != cannot:
            wrong.append(f"ledger.tsv: {file} {part} cannot be {outcome}")

    searches = table("searches.tsv")
    for query, find, leave, *other in searches:
        # What only a reading of the name finds is looked up, not matched.
        for place in filter(None, "".join(other).split(";")):
            file, _, part = place.partition("#")
            if (file, part) not in known:
                wrong.append(f"searches.tsv: no such document {place}")
        for wanted, places in ((True, find), (False, leave)):
            for place in filter(None, places.split(";")):
                file, _, part = place.partition("#")
                if (file, part) not in known:
                    wrong.append(f"searches.tsv: no such document {place}")
                elif matches(query, file, known[file, part]) != wanted:
                    wrong.append(f"searches.tsv: {query} finds {place}: {not wanted}")

    people = table("people.tsv")
    persons = {row[0] for row in people}
    placed: dict[str, set[tuple[str, str]]] = {}
    for person, spelling, _, places, quote, others, *_ in people:
        if spelling not in (quote or spelling):
            wrong.append(f"people.tsv: {spelling} is not in {quote!r}")
        for place in places.split(";"):
            file, _, part = place.partition("#")
            stands("people.tsv", file, part, quote or spelling)
            placed.setdefault(quote or spelling, set()).add((file, part))
        for other in filter(None, others.split(";")):
            if other not in persons:
                wrong.append(f"people.tsv: no such person {other}")
            elif not any(r[0] == other and person in r[5].split(";") for r in people):
                wrong.append(f"people.tsv: {other} is not said to differ from {person}")
    for spelling, places in placed.items():
        # Where a longer spelling of somebody stands, the shorter one inside it counts for nothing.
        longer = [s for s in placed if spelling in s and s != spelling]
        for place, text in known.items():
            text = unbroken(text, spelling)
            for other in longer:
                text = text.replace(other, "")
            if spelling in text and place not in places:
                wrong.append(f"people.tsv: {spelling} stands in {place} too")

    organisations = {row[0] for row in table("organisations.tsv")}
    for _, spelling, places, *_ in table("organisations.tsv"):
        for place in places.split(";"):
            file, _, part = place.partition("#")
            stands("organisations.tsv", file, part, spelling)

    links, must_not = table("links.tsv"), table("must_not.tsv")
    modalities = {"asserted", "assessed", "alleged", "claimed", "doubted", "denied"}
    modalities |= {"retracted", "charged", "discontinued"}
    for subject, _, thing, file, part, quote, speaker, modality in links:
        stands("links.tsv", file, part, quote)
        if modality not in modalities:
            wrong.append(f"links.tsv: no such modality: {modality}")
        if speaker and speaker not in persons | organisations:
            wrong.append(f"links.tsv: no such speaker: {speaker}")
        for identifier in (subject, thing):
            if re.match("[po]-", identifier) and identifier not in persons | organisations:
                wrong.append(f"links.tsv: no such person or organisation: {identifier}")
    for subject, _, thing, file, part, quote, _ in must_not:
        stands("must_not.tsv", file, part, quote)
        for identifier in (subject, thing):
            if re.match("[po]-", identifier) and identifier not in persons | organisations:
                wrong.append(f"must_not.tsv: no such person or organisation: {identifier}")
    said = {tuple(row[:3]) for row in links if row[7] == "asserted"}
    for row in must_not:
        if tuple(row[:3]) in said:
            wrong.append(f"must_not.tsv: links.tsv asserts {row[:3]}")

    copies = table("copies.tsv")
    for _, kind, file, part, original, original_part, quote in (row[:7] for row in copies):
        if not original:
            continue
        one, other = DOCUMENTS / file, DOCUMENTS / original
        if kind == "bytes" and one.read_bytes() != other.read_bytes():
            wrong.append(f"copies.tsv: {file} differs from {original}")
        if kind == "cut" and not other.read_bytes().startswith(one.read_bytes()):
            wrong.append(f"copies.tsv: {file} is not the beginning of {original}")
        if kind == "quotation":
            stands("copies.tsv", file, part, quote)
            stands("copies.tsv", original, original_part, quote)
        if kind in ("near", "mail"):
            share = similar(known[file, part], known[original, original_part])
            if share < 0.8 or one.read_bytes() == other.read_bytes():
                wrong.append(f"copies.tsv: {file} and {original} are alike by {share:.2f}")

    for line in wrong:
        print(line)
    if not wrong:
        print(
            f"{len(mentions)} mentions, {len(ledger)} ledger lines, {len(searches)} searches,"
            f" {len(persons)} people in {len(people)} spellings, {len(links)} links,"
            f" {len(must_not)} statements not to be made and {len(copies)} lines of copies hold"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
