#!/usr/bin/env python3
"""Makes Examples/documents/ from the readable texts in Examples/sources/.

The documents are committed, so that the demonstration needs neither Python nor a browser; run this
after editing a source (`make examples`). Only Python's standard library is used, except for the two
PDFs: those need headless Chromium, fontTools (PyPI) and the Noto Sans CJK fonts. Without them the
committed PDFs are kept, and a source edited since is reported as not applied.

The same sources give the same bytes: nothing here reads the clock. PDFs are the exception across
versions of Chromium (layout is Chromium's), so they are rewritten only when their source has
changed since `documents/` was made, or with `--pdf`.
"""

import argparse
import base64
import hashlib
import importlib.util
import os
import quopri
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DOCUMENTS = HERE / "documents"
PDF_STAMPS = SOURCES / "pdf-sources.sha256"

ZIP_TIME = (2024, 1, 15, 12, 0, 0)
PDF_TIME = b"D:20250220090000+00'00'"
TRUNCATED_SHARE = 0.45


def source(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def write(name: str, content: bytes) -> None:
    path = DOCUMENTS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


# --- mail -------------------------------------------------------------------------------------


def encoded_words(text: str, charset: str) -> str:
    """RFC 2047, one encoded word for each run that is not ASCII, 12 characters a word at most."""

    def word(match: re.Match) -> str:
        run = match.group(0)
        pieces = [run[i : i + 12] for i in range(0, len(run), 12)]
        return " ".join(
            f"=?{charset}?B?{base64.b64encode(p.encode(charset)).decode()}?=" for p in pieces
        )

    return re.sub(r"[^\x00-\x7f]+", word, text)


def body_part(text: str, charset: str, transfer: str) -> tuple[list[str], str]:
    raw = text.replace("\n", "\r\n").encode(charset)
    if transfer == "base64":
        payload = base64.encodebytes(raw).decode().replace("\n", "\r\n")
    else:
        payload = quopri.encodestring(raw.replace(b"\r\n", b"\n")).decode().replace("\n", "\r\n")
    return [
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {transfer}",
    ], payload


def mail(
    name: str,
    charset: str,
    transfer: str,
    received: tuple[str, ...] = (),
    attachment: tuple[str, str, str] | None = None,
) -> bytes:
    """A message from `sources/<name>`: header lines, an empty line, the body.

    `received`: header lines that the recipient's own server put on top.
    `attachment`: source name, file name to show, encoding of the attached text.
    """
    head, body = source(name).split("\n\n", 1)
    headers = list(received) + [encoded_words(line, charset) for line in head.split("\n")]
    headers.append("MIME-Version: 1.0")
    part_headers, payload = body_part(body, charset, transfer)
    if attachment is None:
        return "\r\n".join(headers + part_headers + ["", payload]).encode("ascii")
    attached, shown, encoding = attachment
    boundary = "----=_part_" + hashlib.sha256(name.encode()).hexdigest()[:16]
    data = base64.encodebytes(source(attached).replace("\n", "\r\n").encode(encoding)).decode()
    shown_word = encoded_words(shown, charset)
    lines = headers + [
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
        "This is a message in several parts.",
        f"--{boundary}",
        *part_headers,
        "",
        payload.rstrip("\r\n"),
        f"--{boundary}",
        f'Content-Type: text/plain; charset={encoding}; name="{shown_word}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{shown_word}"',
        "",
        data.rstrip("\n").replace("\n", "\r\n"),
        f"--{boundary}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


# --- office -----------------------------------------------------------------------------------


def zipped(path: Path, members: list[tuple[str, bytes]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def docx(name: str, output: str, title: str) -> None:
    """A Word document: `# ` and `## ` lines become headings, every other line a paragraph."""
    paragraphs = []
    for line in source(name).split("\n"):
        if not line.strip():
            continue
        level, text = 0, line
        if line.startswith("## "):
            level, text = 2, line[3:]
        elif line.startswith("# "):
            level, text = 1, line[2:]
        style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
        paragraphs.append(
            f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    wml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{wml}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{wml}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{word}">'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
            for n, size in ((1, 32), (2, 26))
        )
        + "</w:styles>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Exchange Office</dc:creator>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2023-02-14T09:00:00Z</dcterms:created>'
        "</cp:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>'
        + "".join(paragraphs)
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
    }
    zipped(DOCUMENTS / output, [(part, (xml + text).encode()) for part, text in parts.items()])


# --- PDF --------------------------------------------------------------------------------------


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


def small_chinese_font(text: str, path: Path) -> None:
    """The glyphs of `text` from Noto Sans CJK SC, as a TrueType font.

    Chromium embeds the installed collection, whose outlines are cubic, as one Type 3 font for each
    256 glyph numbers: a hundred fonts in a page. Given a small TrueType font it embeds that one,
    as word processors do.
    """
    from fontTools import subset, ttLib
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    found = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}", "Noto Sans CJK SC:style=Regular"],
        check=True, capture_output=True, text=True,
    ).stdout.split("\n")  # fmt: skip
    font = ttLib.TTFont(found[0], fontNumber=int(found[1]), recalcTimestamp=False)
    subsetter = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
    subsetter.populate(text=text)
    subsetter.subset(font)
    outlines = font.getGlyphSet()
    glyphs = {}
    for glyph in font.getGlyphOrder():
        pen = TTGlyphPen(outlines)
        outlines[glyph].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    glyf = font["glyf"] = ttLib.newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = font.getGlyphOrder(), glyphs
    font["loca"] = ttLib.newTable("loca")
    font["post"].formatType = 3.0
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements"
        " maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints"
        " maxCompositeContours maxComponentDepth"
    ).split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    for table in ("CFF ", "VORG", "vhea", "vmtx", "GSUB", "GPOS", "GDEF", "BASE"):
        if table in font:
            del font[table]
    font.sfntVersion = "\x00\x01\x00\x00"
    font.save(path)


def print_pdf(browser: str, name: str, output: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "out.pdf"
        page = Path(folder) / "page.html"
        text = source(name)
        if re.search("[\u4e00-\u9fff]", text):
            small_chinese_font(text, Path(folder) / "chinese.ttf")
            face = "@font-face { font-family: Chinese; src: url(chinese.ttf) }"
            text = text.replace("<style>", "<style>" + face, 1)
        page.write_text(text, encoding="utf-8")
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions",
                "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={made}", page.as_uri(),
            ],  # fmt: skip
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
        )
        content = made.read_bytes()
    # Same length, so the offsets in the cross-reference table stay right.
    content = re.sub(rb"D:\d{14}\+00'00'", PDF_TIME, content)
    write(output, content)


def pdfs(pairs: list[tuple[str, str]], always: bool) -> None:
    stamps = dict(
        reversed(line.split("  ", 1))
        for line in (PDF_STAMPS.read_text().splitlines() if PDF_STAMPS.exists() else [])
    )
    for name, output in pairs:
        digest = hashlib.sha256((SOURCES / name).read_bytes()).hexdigest()
        if not always and stamps.get(name) == digest and (DOCUMENTS / output).exists():
            continue
        browser = chromium()
        if browser is None or importlib.util.find_spec("fontTools") is None:
            print(f"no Chromium or no fontTools: {output} keeps its old text", file=sys.stderr)
            continue
        print_pdf(browser, name, output)
        stamps[name] = digest
    PDF_STAMPS.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(stamps.items())))


# --- the pile ---------------------------------------------------------------------------------

APPROACH = "2024-03-11_expert-consultation.eml"
TESTIMONY = "关于 家人 被约谈 的 情况 说明.txt"


def received(mailbox: str, identifier: str, second: str) -> tuple[str, ...]:
    address = f"{mailbox}@storvaag-acoustics.example"
    return (
        f"Delivered-To: {address}",
        "Received: from relay.eastwave-insight.example (203.0.113.27)"
        f" by mx.storvaag-acoustics.example with ESMTPS id {identifier}\r\n"
        f"\tfor <{address}>; Mon, 11 Mar 2024 02:42:{second} +0100",
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--pdf", action="store_true", help="print the PDFs again in any case")
    always = arguments.parse_args().pdf

    for name in (
        "press/2024-05-18_ferry-weekly.html",
        "press/2024-09-05_correction.md",
        "advisories/NSC-2024-17.md",
        "tips/messenger_export.json",
        "leak/chat_2023.jsonl",
        "mail/security-office.mbox",
    ):
        write(name, source(name).encode())

    # As a spreadsheet program saves them: a byte order mark, and CRLF.
    for name in ("leak/price_list.csv", "lists/visitors_2024.csv"):
        write(name, b"\xef\xbb\xbf" + source(name).replace("\n", "\r\n").encode())

    write(f"tips/{TESTIMONY}", source(f"tips/{TESTIMONY}").encode("gb18030"))
    write("tips/家書.txt", source("tips/家書.txt").encode("big5"))

    for mailbox, identifier, second in (
        ("m.tveiten", "4TtQ7k1", "21"),
        ("o.brekkhus", "4TtQ7k2", "22"),
    ):
        write(
            f"mail/{mailbox}/{APPROACH}",
            mail(
                f"mail/{APPROACH}.txt",
                "utf-8",
                "quoted-printable",
                received=received(mailbox, identifier, second),
            ),
        )
    write(
        "mail/o.brekkhus/2024-02-06_review-invitation.eml",
        mail("mail/2024-02-06_review-invitation.eml.txt", "utf-8", "quoted-printable"),
    )
    write(
        "mail/2024-06-27_询价与付款.eml",
        mail(
            "mail/2024-06-27_询价与付款.eml.txt",
            "gb2312",
            "base64",
            attachment=("mail/费用明细.txt", "费用明细.txt", "gb18030"),
        ),
    )

    docx(
        "agreements/exchange_agreement.txt",
        "agreements/exchange_agreement.docx",
        "Student Exchange Agreement 2017/03",
    )
    zipped(
        DOCUMENTS / "leak/archive_part2.zip",
        [
            (name, (SOURCES / "leak/archive_part2" / name).read_bytes())
            for name in ("README_from_source.md", "任务清单.txt")
        ],
    )
    pdfs(
        [
            ("court/2025-02-ruling.html", "court/2025-02-ruling.pdf"),
            ("leak/forum_invitation.html", "leak/论坛邀请函.pdf"),
        ],
        always,
    )

    # What every real pile has too: a copy, a broken download, an empty file, a wrong name.
    write("tips/forwarded_advisory.md", (DOCUMENTS / "advisories/NSC-2024-17.md").read_bytes())
    ruling = (DOCUMENTS / "court/2025-02-ruling.pdf").read_bytes()
    write("court/2025-02-ruling (incomplete).pdf", ruling[: int(len(ruling) * TRUNCATED_SHARE)])
    write("tips/未命名.txt", b"")
    write("lists/dinner_guests.doc", source("lists/dinner_guests.html").encode())

    total = sum(p.stat().st_size for p in DOCUMENTS.rglob("*") if p.is_file())
    count = sum(1 for p in DOCUMENTS.rglob("*") if p.is_file())
    print(f"{count} files, {total:,} bytes in {os.path.relpath(DOCUMENTS)}")


if __name__ == "__main__":
    main()
