#!/usr/bin/env python3
"""Makes Examples/documents/ from the readable texts in Examples/sources/.

The documents are committed, so that the demonstration needs neither Python nor a browser; run this
after editing a source (`make examples`). Only Python's standard library is used, except for what
is drawn: two PDFs need headless Chromium and fontTools (PyPI), the screenshot and the scanned page
need Pillow (PyPI), all of them the Noto Sans CJK fonts. Without these the committed files are kept,
and a source edited since is reported as not applied.

The same sources give the same bytes: nothing here reads the clock. What is drawn is the exception
across versions of Chromium and FreeType (layout is theirs), so it is rewritten only when its source
has changed since `documents/` was made, or with `--pdf`. `formats.py` has the file formats.
"""

import argparse
import base64
import csv
import hashlib
import importlib.util
import os
import quopri
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import formats

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DOCUMENTS = HERE / "documents"
PDF_STAMPS = SOURCES / "pdf-sources.sha256"

PDF_TIME = b"D:20250220090000+00'00'"
TRUNCATED_SHARE = 0.45


def source(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def rows(name: str, tab=False) -> list[list[str]]:
    text = source(name)
    return list(csv.reader(text.splitlines(), delimiter="\t" if tab else ","))


def folder(name: str) -> list[tuple[str, bytes]]:
    return [(p.name, p.read_bytes()) for p in sorted((SOURCES / name).iterdir())]


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


# --- PDF --------------------------------------------------------------------------------------


def chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


def chinese_font() -> tuple[str, int]:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}", "Noto Sans CJK SC:style=Regular"],
        check=True, capture_output=True, text=True,
    ).stdout.split("\n")  # fmt: skip
    return found[0], int(found[1])


def small_chinese_font(text: str, path: Path) -> None:
    """The glyphs of `text` from Noto Sans CJK SC, as a TrueType font.

    Chromium embeds the installed collection, whose outlines are cubic, as one Type 3 font for each
    256 glyph numbers: a hundred fonts in a page. Given a small TrueType font it embeds that one,
    as word processors do.
    """
    from fontTools import subset, ttLib
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    file, index = chinese_font()
    font = ttLib.TTFont(file, fontNumber=index, recalcTimestamp=False)
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
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-extensions",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={made}",
                page.as_uri(),
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


def screenshot(name: str, output: str) -> None:
    write(output, formats.chat_picture(rows(name, tab=True), *chinese_font()))


def scan(name: str, output: str) -> None:
    page = formats.scanned_page(source(name), *chinese_font())
    write(output, formats.picture_pdf(*page, "Scan 0042", "D:20240618101500Z"))


def drawn(name: str, output: str, always: bool) -> None:
    """Draws `output` again if its source has changed and what draws it is there."""
    stamps = dict(
        reversed(line.split("  ", 1))
        for line in (PDF_STAMPS.read_text().splitlines() if PDF_STAMPS.exists() else [])
    )
    digest = hashlib.sha256((SOURCES / name).read_bytes()).hexdigest()
    if not always and stamps.get(name) == digest and (DOCUMENTS / output).exists():
        return
    if name.endswith(".html"):
        browser, needs = chromium(), "fontTools"
    else:
        browser, needs = None, "PIL"
    if importlib.util.find_spec(needs) is None or (browser is None and needs == "fontTools"):
        lacking = "Chromium or fontTools" if needs == "fontTools" else "Pillow"
        print(f"{lacking} is missing: {output} is not drawn again", file=sys.stderr)
        return
    if browser:
        print_pdf(browser, name, output)
    elif output.endswith(".png"):
        screenshot(name, output)
    else:
        scan(name, output)
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


def consultancy_and_contractor() -> None:
    write(
        "leak/付款台账_2023-2024.xlsx",
        formats.xlsx(
            [
                ("收支明细", rows("leak/付款台账/收支明细.csv"), False),
                ("备用金（不打印）", rows("leak/付款台账/备用金（不打印）.csv"), True),
            ],
            [tuple(row) for row in rows("leak/付款台账/comments.tsv", tab=True)[1:]],
            "付款台账",
            "会计",
            "2023-04-20T02:00:00Z",
        ),
    )
    write(
        "leak/2023年度总结.odt",
        formats.odt(
            source("leak/2023年度总结.txt"), "2023年度工作总结", "邢砚舟", "2023-12-27T09:30:00"
        ),
    )
    write("leak/archive_part3.7z", formats.seven_zip(folder("leak/archive_part3")))
    write("tips/辞职说明.rtf", formats.rtf(source("tips/辞职说明.txt"), "离职说明", "方丽雅"))
    # As the telephone exports it: a byte order mark, and CRLF.
    chat = source("tips/微信聊天记录_与老林.txt").replace("\n", "\r\n")
    write("tips/微信聊天记录_与老林.txt", b"\xef\xbb\xbf" + chat.encode())


def around_the_institute() -> None:
    write(
        "talks/2024-09-17_lisbon.pptx",
        formats.pptx(
            source("talks/lisbon.md"),
            "Ambient noise in seasonal ice",
            "Odd Brekkhus",
            "2024-09-10T12:00:00Z",
        ),
    )
    write(
        "lists/survey_calendar_2024.ods",
        formats.ods(
            [
                (name, rows(f"lists/survey_calendar/{name}.csv"))
                for name in ("Calendar 2024", "About")
            ],
            "Survey calendar 2024",
            "Survey board",
            "2023-11-15T10:00:00",
        ),
    )
    letter = source("tips/感谢信.txt").replace("\n", "\r\n")
    write("tips/感谢信.txt", b"\xff\xfe" + letter.encode("utf-16-le"))
    write(
        "court/expert_opinion.pdf",
        formats.text_pdf(
            source("court/expert_opinion.txt"),
            "Expert opinion 24-1187",
            "D:20250108150000Z",
            password="kelp-lantern-24-1187",  # stated in mail/security-office.mbox
        ),
    )


def press_and_centre() -> None:
    grey = bytes((x * 3 + y * 5) % 200 + 40 for y in range(24) for x in range(64))
    write(
        "press/2024-08-22_visitor-with-a-second-employer.mhtml",
        formats.mhtml(
            source("press/visitor.html"),
            "https://vestkyst-courier.example/2024/08/22/visitor-with-a-second-employer",
            "Visitor with a second employer",
            "Thu, 22 Aug 2024 08:15:00 +0200",
            "https://vestkyst-courier.example/img/quay.png",
            formats.png(64, 24, grey),
        ),
    )
    write("press/2024-08-23_fjordlys-wire.html", source("press/fjordlys.html").encode())
    meta = dict(line.split(": ", 1) for line in source("press/渡口選讀/book.yaml").splitlines())
    write(
        "press/渡口選讀.epub",
        formats.epub(
            meta,
            [
                (f"chapter{number}.xhtml", path.read_text(encoding="utf-8"))
                for number, path in enumerate(sorted((SOURCES / "press/渡口選讀").glob("*.md")), 1)
            ],
        ),
    )
    write(
        "advisories/NSC-2024-17_draft3.docx",
        formats.docx(
            source("advisories/draft.txt"),
            "NSC-2024-17, draft 3",
            "NordSjø Incident Centre",
            "2024-07-10T14:20:00Z",
            changed_by="Tiril Høgmo-Vaag",
        ),
    )
    write("logs/ferry-weekly_access.log", source("logs/access.log").encode("ascii"))


def hostile(agreement: bytes) -> None:
    """What arrives through an open door. None of it does anything: see Examples/README.md."""
    note = source("inbox/readme.txt").encode()
    write(
        "inbox/photos.zip",
        formats.zipped(
            [
                ("readme.txt", note),
                ("../../outside.txt", b"This must not be written outside the folder.\n"),
                ("/absolute.txt", b"This must not be written to the root.\n"),
                ("..\\..\\windows.txt", b"This must not be written outside either.\n"),
                # Shown as invoice_exe.pdf: U+202E turns the rest around.
                ("invoice_\u202efdp.exe", b"This is a text file, not a program.\n"),
            ]
        ),
    )
    bomb = formats.zipped_zeros("0001.bmp", 512)
    write("inbox/pictures.zip", formats.zipped([("pictures_full.zip", bomb)]))
    page = formats.text_pdf(
        source("inbox/statement.txt"), "Statement of account", "D:20240601080000Z"
    )
    inside = [("inside.txt", source("inbox/inside_statement.txt").encode())]
    write("inbox/statement.pdf", formats.zipped(inside, prefix=page))
    write("inbox/exchange_agreement (1).docx", agreement[: int(len(agreement) * TRUNCATED_SHARE)])
    write(
        "inbox/questionnaire.docx",
        formats.docx(
            source("inbox/questionnaire.txt"),
            "Questionnaire",
            "Forum secretariat",
            "2024-06-12T08:00:00Z",
            declaration='<!DOCTYPE document [<!ENTITY host SYSTEM "file:///etc/hostname">]>\n',
        ),
    )
    write(
        "inbox/registration_form.docm",
        formats.docx(
            source("inbox/registration_form.txt"),
            "Registration form",
            "Forum secretariat",
            "2024-06-12T08:00:00Z",
            macros=formats.vba_project(source("inbox/registration_form.bas")),
        ),
    )
    write("inbox/team_photo.jpg", source("inbox/team_photo.html").encode())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument(
        "--pdf", action="store_true", help="draw PDFs and pictures again in any case"
    )
    always = arguments.parse_args().pdf

    for name in (
        "press/2024-05-18_ferry-weekly.html",
        "press/2024-09-05_correction.md",
        "advisories/NSC-2024-17.md",
        "tips/messenger_export.json",
        "leak/chat_2023.jsonl",
        "mail/security-office.mbox",
        "mail/offers_2024.mbox",
        "tips/translation_sister_statement.md",
        "tips/WhatsApp Chat with Havnekoret.txt",
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

    agreement = formats.docx(
        source("agreements/exchange_agreement.txt"),
        "Student Exchange Agreement 2017/03",
        "Exchange Office",
        "2023-02-14T09:00:00Z",
    )
    write("agreements/exchange_agreement.docx", agreement)
    write("leak/archive_part2.zip", formats.zipped(folder("leak/archive_part2")))
    for name, output in (
        ("court/2025-02-ruling.html", "court/2025-02-ruling.pdf"),
        ("leak/forum_invitation.html", "leak/论坛邀请函.pdf"),
        ("leak/scan_bank_slip.txt", "leak/scan_bank_slip.pdf"),
        ("tips/screenshot.txt", "tips/2024-04-02_screenshot.png"),
    ):
        drawn(name, output, always)

    consultancy_and_contractor()
    around_the_institute()
    press_and_centre()

    # What every real pile has too: a copy, a broken download, an empty file, a wrong name.
    write("tips/forwarded_advisory.md", (DOCUMENTS / "advisories/NSC-2024-17.md").read_bytes())
    ruling = (DOCUMENTS / "court/2025-02-ruling.pdf").read_bytes()
    write("court/2025-02-ruling (incomplete).pdf", ruling[: int(len(ruling) * TRUNCATED_SHARE)])
    write("tips/未命名.txt", b"")
    write("lists/dinner_guests.doc", source("lists/dinner_guests.html").encode())
    hostile(agreement)

    total = sum(p.stat().st_size for p in DOCUMENTS.rglob("*") if p.is_file())
    count = sum(1 for p in DOCUMENTS.rglob("*") if p.is_file())
    print(f"{count} files, {total:,} bytes in {os.path.relpath(DOCUMENTS)}")


if __name__ == "__main__":
    main()
