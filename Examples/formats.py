"""Writers of the file formats of the example case, from plain text, with the standard library alone.

Each takes what was read from `sources/` and returns the bytes of a file. Nothing here reads the
clock, so the same text gives the same bytes. They write what the case needs, not the whole formats.
"""

import base64
import datetime
import hashlib
import io
import lzma
import quopri
import re
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape, quoteattr

ZIP_TIME = (2024, 1, 15, 12, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
OPENXML = "application/vnd.openxmlformats-officedocument."


# --- containers -------------------------------------------------------------------------------


def zipped(members: list[tuple[str, bytes]], stored: tuple[str, ...] = (), prefix=b"") -> bytes:
    """A ZIP; `stored` members are not compressed; `prefix` stands before it in the file."""
    buffer = io.BytesIO(prefix)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.filename = name  # ZipInfo would turn a backslash into a slash on some systems
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def zipped_zeros(name: str, mebibytes: int) -> bytes:
    """A ZIP of one member of zeros, never held in memory at its full size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        entry = zipfile.ZipInfo(name, ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        with archive.open(entry, "w") as member:
            for _ in range(mebibytes):
                member.write(bytes(1 << 20))
    return buffer.getvalue()


def seven_zip(members: list[tuple[str, bytes]]) -> bytes:
    """A 7z of one LZMA2 folder with an uncompressed header, times of 2024."""

    def number(value: int) -> bytes:
        for extra in range(8):
            if value < 1 << (7 * (extra + 1)):
                high = value >> (8 * extra)
                first = (0xFF00 >> extra) & 0xFF | high
                return bytes([first]) + (value & ((1 << (8 * extra)) - 1)).to_bytes(extra, "little")
        return b"\xff" + value.to_bytes(8, "little")

    def checksums(values: list[int]) -> bytes:
        return b"\x0a\x01" + b"".join(struct.pack("<I", v) for v in values)

    solid = b"".join(content for _, content in members)
    packed = lzma.compress(
        solid, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16}]
    )
    sizes = [len(content) for _, content in members]
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name, _ in members)
    when = datetime.datetime(*ZIP_TIME) - datetime.datetime(1601, 1, 1)
    ticks = struct.pack("<Q", int(when.total_seconds()) * 10_000_000)
    times = b"\x01\x00" + ticks * len(members)
    attributes = b"\x01\x00" + struct.pack("<I", 0x20) * len(members)
    header = (
        b"\x01\x04"
        + b"\x06" + number(0) + number(1) + b"\x09" + number(len(packed)) + b"\x00"
        + b"\x07\x0b" + number(1) + b"\x00" + number(1) + b"\x21\x21\x01\x08"
        + b"\x0c" + number(len(solid)) + b"\x00"
        + b"\x08\x0d" + number(len(members))
        + b"\x09" + b"".join(number(size) for size in sizes[:-1])
        + checksums([zlib.crc32(content) for _, content in members]) + b"\x00"
        + b"\x00"
        + b"\x05" + number(len(members))
        + b"\x11" + number(len(names) + 1) + b"\x00" + names
        + b"\x14" + number(len(times)) + times
        + b"\x15" + number(len(attributes)) + attributes
        + b"\x00\x00"
    )  # fmt: skip
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    magic = b"7z\xbc\xaf\x27\x1c\x00\x04"
    return magic + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def compound_file(storage: str, inside: dict[str, bytes], beside: dict[str, bytes]) -> bytes:
    """A small OLE compound file: one storage with streams, and streams beside it."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    mini, mini_fat, entries = b"", [], []

    def entry(name: str, kind: int, right=free, child=free, start=0, size=0) -> None:
        encoded = name.encode("utf-16-le") + b"\0\0"
        entries.append(
            encoded.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(encoded), kind, 1, free, right, child)
            + bytes(16 + 4 + 16)
            + struct.pack("<IQ", start, size)
        )

    def stream(name: str, content: bytes, right: int) -> None:
        nonlocal mini
        first, count = len(mini_fat), -(-len(content) // 64)
        mini_fat.extend([first + i + 1 for i in range(count - 1)] + [end])
        mini += content.ljust(count * 64, b"\0")
        entry(name, 2, right=right, start=first, size=len(content))

    first_inside = 2 + len(beside)
    entry("Root Entry", 5)
    entry(storage, 1, right=2 if beside else free, child=first_inside)
    for first, streams in ((2, beside), (first_inside, inside)):
        ordered = sorted(streams.items(), key=lambda item: (len(item[0]), item[0].upper()))
        for number, (name, content) in enumerate(ordered, first):
            stream(name, content, number + 1 if number + 1 < first + len(streams) else free)
    while len(entries) % 4:
        entries.append(bytes(68) + struct.pack("<III", free, free, free) + bytes(48))
    directory, mini_sectors = len(entries) // 4, -(-len(mini) // 512)
    first_mini = 1 + directory + 1
    total, entries_zero = len(mini), entries[0]
    entries[0] = (
        entries_zero[:76] + struct.pack("<I", 1) + entries_zero[80:116]
        + struct.pack("<IQ", first_mini, total)
    )  # fmt: skip

    def chain(start: int, count: int) -> list[int]:
        return [start + i + 1 for i in range(count - 1)] + [end]

    fat = [fat_sector] + chain(1, directory) + [end] + chain(first_mini, mini_sectors)
    table = b"".join(struct.pack("<I", v) for v in fat).ljust(512, b"\xff")
    mini_table = b"".join(struct.pack("<I", v) for v in mini_fat).ljust(512, b"\xff")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 1 + directory, 1, end, 0)
        + struct.pack("<I", 0).ljust(436, b"\xff")
    )  # fmt: skip
    return header + table + b"".join(entries) + mini_table + mini.ljust(mini_sectors * 512, b"\0")


def vba_project(source: str) -> bytes:
    """A macro project of one module, as Office stores it; never meant to be run."""

    def packed(content: bytes) -> bytes:
        """MS-OVBA compression with literals only."""
        out = b"\x01"
        for at in range(0, len(content), 3600):
            chunk = content[at : at + 3600]
            tokens = b"".join(b"\0" + chunk[i : i + 8] for i in range(0, len(chunk), 8))
            out += struct.pack("<H", (len(tokens) - 1) | 0xB000) + tokens
        return out

    def record(identifier: int, content: bytes) -> bytes:
        return struct.pack("<HI", identifier, len(content)) + content

    name, wide = b"Module1", "Module1".encode("utf-16-le")
    two, four = struct.Struct("<H").pack, struct.Struct("<I").pack
    directory = (
        record(0x01, four(1)) + record(0x02, four(0x409)) + record(0x14, four(0x409))
        + record(0x03, two(1252)) + record(0x04, b"Project") + record(0x05, b"")
        + record(0x40, b"") + record(0x06, b"") + record(0x3D, b"") + record(0x07, four(0))
        + record(0x08, four(0)) + struct.pack("<HIIH", 0x09, 4, 1, 1) + record(0x0C, b"")
        + record(0x3C, b"") + record(0x0F, two(1)) + record(0x13, two(0xFFFF))
        + record(0x19, name) + record(0x47, wide) + record(0x1A, name) + record(0x32, wide)
        + record(0x1C, b"") + record(0x48, b"") + record(0x31, four(0)) + record(0x1E, four(0))
        + record(0x2C, two(0xFFFF)) + record(0x21, b"") + record(0x2B, b"") + record(0x10, b"")
    )  # fmt: skip
    module = packed(source.replace("\n", "\r\n").encode("cp1252"))
    project = b'ID="{00000000-0000-0000-0000-000000000000}"\r\nModule=Module1\r\nName="Project"\r\n'
    return compound_file("VBA", {"dir": packed(directory), "Module1": module}, {"PROJECT": project})


# --- Office Open XML --------------------------------------------------------------------------


def relationships(rows: list[tuple[str, str]]) -> str:
    """`rows`: the last words of the type and the target; ids are rId1, rId2 …"""
    return f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else f"{OFFICE}/{kind}"}"'
        f' Target="{target}"/>'
        for n, (kind, target) in enumerate(rows, 1)
    ) + "</Relationships>"  # fmt: skip


def content_types(rows: list[tuple[str, str]], defaults: tuple[tuple[str, str], ...] = ()) -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults)
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in rows)
        + "</Types>"
    )


def core_properties(title: str, creator: str, created: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>'
        "</cp:coreProperties>"
    )


CORE = (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
CORE_TYPE = (
    "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
)  # fmt: skip
MARKUP = re.compile(r"\{\+(?P<ins>.*?)\+\}|\{-(?P<del>.*?)-\}|\{>>(?P<who>.*?): (?P<say>.*?)<<\}")


def docx(
    text: str,
    title: str,
    creator: str,
    created: str,
    changed_by: str = "",
    declaration: str = "",
    macros: bytes | None = None,
) -> bytes:
    """A Word document: `# ` and `## ` lines become headings, every other line a paragraph.

    CriticMarkup becomes tracked changes and comments: {+inserted+} {-deleted-} {>>Name: comment<<}.
    `declaration` stands before the root element of the document, entities are then kept.
    """
    comments: list[str] = []
    changes = 0
    stamp = f'w:author={quoteattr(changed_by)} w:date="{created}"'

    def run(words: str, tag: str = "t") -> str:
        words = escape(words) if not declaration else words
        return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>' if words else ""

    def runs(line: str) -> str:
        nonlocal changes
        out, at = "", 0
        for found in MARKUP.finditer(line):
            out += run(line[at : found.start()])
            at = found.end()
            changes += 1
            if found["who"]:
                number = len(comments)
                comments.append(
                    f'<w:comment w:id="{number}" w:author={quoteattr(found["who"])}'
                    f' w:date="{created}"><w:p>{run(found["say"])}</w:p></w:comment>'
                )
                out += f'<w:r><w:commentReference w:id="{number}"/></w:r>'
            elif found["del"]:
                out += (
                    f'<w:del w:id="{100 + changes}" {stamp}>{run(found["del"], "delText")}</w:del>'
                )
            else:
                out += f'<w:ins w:id="{100 + changes}" {stamp}>{run(found["ins"])}</w:ins>'
        return out + run(line[at:])

    paragraphs = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        level = 2 if line.startswith("## ") else 1 if line.startswith("# ") else 0
        style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
        paragraphs.append(f"<w:p>{style}{runs(line[level + 1 if level else 0 :])}</w:p>")
    wml = OPENXML + "wordprocessingml"
    main = f"{wml}.document.main+xml"
    if macros is not None:
        main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    overrides = [("/word/document.xml", main), ("/word/styles.xml", f"{wml}.styles+xml"), CORE_TYPE]
    inner = [("styles", "styles.xml")]
    defaults = ()
    if comments:
        overrides.insert(2, ("/word/comments.xml", f"{wml}.comments+xml"))
        inner.append(("comments", "comments.xml"))
    if macros is not None:
        defaults = (("bin", "application/vnd.ms-office.vbaProject"),)
        kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        inner.append((kind, "vbaProject.bin"))
    parts = {
        "[Content_Types].xml": content_types(overrides, defaults),
        "_rels/.rels": relationships([("officeDocument", "word/document.xml"), CORE]),
        "word/_rels/document.xml.rels": relationships(inner),
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
            for n, size in ((1, 32), (2, 26))
        )
        + "</w:styles>",
        "docProps/core.xml": core_properties(title, creator, created),
        "word/document.xml": declaration
        + f'<w:document xmlns:w="{WORD}"><w:body>'
        + "".join(paragraphs)
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
    }
    if comments:
        parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{WORD}">' + "".join(comments) + "</w:comments>"
        )
    members = [(part, (XML + content).encode()) for part, content in parts.items()]
    if macros is not None:
        members.append(("word/vbaProject.bin", macros))
    return zipped(members)


def column(number: int) -> str:
    return chr(ord("A") + number)


def calculated(sheet: list[list[str]], formula: str) -> float:
    """`=A1*B1` and `=SUM(A1:A9)`, which is all that the ledger has."""

    def value(place: str) -> float:
        cell = sheet[int(place[1:]) - 1][ord(place[0]) - ord("A")]
        return calculated(sheet, cell) if cell.startswith("=") else float(cell or 0)

    if total := re.fullmatch(r"=SUM\(([A-Z])(\d+):\1(\d+)\)", formula):
        letter, first, last = total[1], int(total[2]), int(total[3])
        return sum(value(f"{letter}{row}") for row in range(first, last + 1))
    left, right = re.fullmatch(r"=([A-Z]\d+)\*([A-Z]\d+)", formula).groups()
    return value(left) * value(right)


def plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")


def serial(date: str) -> int:
    return (datetime.date.fromisoformat(date) - datetime.date(1899, 12, 30)).days


DATE = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def xlsx(
    sheets: list[tuple[str, list[list[str]], bool]],
    comments: list[tuple[str, str, str, str]],
    title: str,
    creator: str,
    created: str,
) -> bytes:
    """`sheets`: name, rows, hidden. `comments`: sheet, cell, author, text. Formulas have values."""
    shared: list[str] = []

    def cell(rows: list[list[str]], text: str, place: str) -> str:
        if not text:
            return ""
        if text.startswith("="):
            return f'<c r="{place}"><f>{escape(text[1:])}</f><v>{plain(calculated(rows, text))}</v></c>'
        if DATE.fullmatch(text):
            return f'<c r="{place}" s="1"><v>{serial(text)}</v></c>'
        if NUMBER.fullmatch(text):
            return f'<c r="{place}"><v>{text}</v></c>'
        if text not in shared:
            shared.append(text)
        return f'<c r="{place}" t="s"><v>{shared.index(text)}</v></c>'

    sml = OPENXML + "spreadsheetml"
    parts: dict[str, str] = {}
    overrides = [("/xl/workbook.xml", f"{sml}.sheet.main+xml")]
    for number, (name, rows, _) in enumerate(sheets, 1):
        body = "".join(
            f'<row r="{r}">' + "".join(cell(rows, t, f"{column(c)}{r}") for c, t in enumerate(row))
            + "</row>"
            for r, row in enumerate(rows, 1)
        )  # fmt: skip
        said = [row[1:] for row in comments if row[0] == name]
        legacy = '<legacyDrawing r:id="rId2"/>' if said else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheetData>{body}</sheetData>{legacy}'
            "</worksheet>"
        )
        overrides.append((f"/xl/worksheets/sheet{number}.xml", f"{sml}.worksheet+xml"))
        if not said:
            continue
        authors = list(dict.fromkeys(author for _, author, _ in said))
        parts[f"xl/comments{number}.xml"] = (
            f'<comments xmlns="{SHEET}"><authors>'
            + "".join(f"<author>{escape(author)}</author>" for author in authors)
            + "</authors><commentList>"
            + "".join(
                f'<comment ref="{place}" authorId="{authors.index(author)}"><text><r>'
                f'<t xml:space="preserve">{escape(text)}</t></r></text></comment>'
                for place, author, text in said
            )
            + "</commentList></comments>"
        )
        shapes = "".join(
            f'<v:shape id="s{n}" type="#note" style="visibility:hidden"><x:ClientData'
            f' ObjectType="Note"><x:Row>{int(place[1:]) - 1}</x:Row>'
            f"<x:Column>{ord(place[0]) - 65}</x:Column></x:ClientData></v:shape>"
            for n, (place, _, _) in enumerate(said, 1)
        )
        parts[f"xl/drawings/notes{number}.vml"] = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml"'
            ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
            f'<v:shapetype id="note" coordsize="21600,21600" path="m,l,21600r21600,l21600,xe"/>'
            f"{shapes}</xml>"
        )
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relationships(
            [
                ("comments", f"../comments{number}.xml"),
                ("vmlDrawing", f"../drawings/notes{number}.vml"),
            ]
        )
        overrides.append((f"/xl/comments{number}.xml", f"{sml}.comments+xml"))
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if hidden else ""}'
            f' r:id="rId{n}"/>'
            for n, (name, _, hidden) in enumerate(sheets, 1)
        )
        + "</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{SHEET}"><numFmts count="1"><numFmt numFmtId="164"'
        ' formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill'
        ' patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/>'
        '<xf numFmtId="164" applyNumberFormat="1" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{SHEET}" count="{len(shared)}" uniqueCount="{len(shared)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
        + "</sst>"
    )
    overrides += [
        ("/xl/styles.xml", f"{sml}.styles+xml"),
        ("/xl/sharedStrings.xml", f"{sml}.sharedStrings+xml"),
        CORE_TYPE,
    ]
    parts["docProps/core.xml"] = core_properties(title, creator, created)
    vml = (("vml", OPENXML + "vmlDrawing"),)
    first = {
        "[Content_Types].xml": content_types(overrides, vml),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml"), CORE]),
    }
    return zipped([(part, (XML + text).encode()) for part, text in (first | parts).items()])


def pptx(text: str, title: str, creator: str, created: str) -> bytes:
    """`# ` begins a slide (`# (hidden) ` a hidden one), `> ` is a line of its speaker notes."""
    names = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{SLIDE}"'
    group = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )

    def shape(number: int, kind: str, lines: list[str]) -> str:
        body = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/><p:nvPr>'
            f'<p:ph type="{kind}"{"" if kind == "title" else " idx=" + chr(34) + "1" + chr(34)}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{body or '<a:p/>'}</p:txBody></p:sp>"
        )

    def tree(shapes: str) -> str:
        return f"<p:cSld><p:spTree>{group}{shapes}</p:spTree></p:cSld>"

    slides = []
    for block in re.split(r"^# ", text, flags=re.M)[1:]:
        lines = [line for line in block.split("\n") if line.strip()]
        hidden = lines[0].startswith("(hidden) ")
        body = [line for line in lines[1:] if not line.startswith("> ")]
        notes = [line[2:] for line in lines[1:] if line.startswith("> ")]
        slides.append((lines[0].removeprefix("(hidden) "), body, notes, hidden))
    colours = "".join(
        f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>'
        for n, v in (
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F3044"), ("lt2", "EEEEEE"),
            ("accent1", "2A6F97"), ("accent2", "468FAF"), ("accent3", "61A5C2"),
            ("accent4", "89C2D9"), ("accent5", "A9D6E5"), ("accent6", "013A63"),
            ("hlink", "0000EE"), ("folHlink", "551A8B"),
        )
    )  # fmt: skip
    font = '<a:latin typeface="Noto Sans"/><a:ea typeface="Noto Sans CJK SC"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    theme = (
        f'<a:theme xmlns:a="{DRAWING}" name="plain"><a:themeElements><a:clrScheme name="plain">'
        f'{colours}</a:clrScheme><a:fontScheme name="plain"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="plain">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}"
        f"</a:lnStyleLst><a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
    mapping = (
        '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" '
        + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
        + ' hlink="hlink" folHlink="folHlink"/>'
    )
    pml = OPENXML + "presentationml"
    overrides = [
        ("/ppt/presentation.xml", f"{pml}.presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", f"{pml}.slideMaster+xml"),
        ("/ppt/slideLayouts/slideLayout1.xml", f"{pml}.slideLayout+xml"),
        ("/ppt/notesMasters/notesMaster1.xml", f"{pml}.notesMaster+xml"),
        ("/ppt/theme/theme1.xml", OPENXML + "theme+xml"),
        ("/ppt/theme/theme2.xml", OPENXML + "theme+xml"),
        CORE_TYPE,
    ]
    count = len(slides)
    parts = {
        "_rels/.rels": relationships([("officeDocument", "ppt/presentation.xml"), CORE]),
        "docProps/core.xml": core_properties(title, creator, created),
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldMasterIdLst><p:sldMasterId"
        f' id="2147483648" r:id="rId{count + 1}"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="rId{count + 2}"/></p:notesMasterIdLst><p:sldIdLst>'
        + "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
        + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relationships(
            [("slide", f"slides/slide{n}.xml") for n in range(1, count + 1)]
            + [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("theme", "theme/theme1.xml"),
            ]
        ),
        "ppt/theme/theme1.xml": theme,
        "ppt/theme/theme2.xml": theme,
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {names}>{tree('')}{mapping}"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
        "</p:sldMaster>",
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]
        ),
        "ppt/slideLayouts/slideLayout1.xml": f'<p:sldLayout {names} type="obj">{tree("")}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relationships(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        ),
        "ppt/notesMasters/notesMaster1.xml": f"<p:notesMaster {names}>{tree('')}{mapping}"
        "</p:notesMaster>",
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(
            [("theme", "../theme/theme2.xml")]
        ),
    }
    override = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    for number, (heading, body, notes, hidden) in enumerate(slides, 1):
        show = ' show="0"' if hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {names}{show}>{tree(shape(2, 'title', [heading]) + shape(3, 'body', body))}"
            f"{override}</p:sld>"
        )
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = relationships(
            [
                ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                ("notesSlide", f"../notesSlides/notesSlide{number}.xml"),
            ]
        )
        parts[f"ppt/notesSlides/notesSlide{number}.xml"] = (
            f"<p:notes {names}>{tree(shape(2, 'body', notes))}{override}</p:notes>"
        )
        parts[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = relationships(
            [
                ("notesMaster", "../notesMasters/notesMaster1.xml"),
                ("slide", f"../slides/slide{number}.xml"),
            ]
        )
        overrides.append((f"/ppt/slides/slide{number}.xml", f"{pml}.slide+xml"))
        overrides.append((f"/ppt/notesSlides/notesSlide{number}.xml", f"{pml}.notesSlide+xml"))
    first = {"[Content_Types].xml": content_types(overrides)}
    return zipped([(part, (XML + text).encode()) for part, text in (first | parts).items()])


# --- OpenDocument and EPUB --------------------------------------------------------------------

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = (
    f'xmlns:office="{OASIS}office:1.0" xmlns:text="{OASIS}text:1.0" xmlns:table="{OASIS}table:1.0"'
    f' xmlns:style="{OASIS}style:1.0" xmlns:number="{OASIS}datastyle:1.0" xmlns:meta="{OASIS}meta:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def opendocument(kind: str, body: str, title: str, creator: str, created: str, styles="") -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f"{OASIS}manifest:1.0"
    parts = {
        "content.xml": f'<office:document-content {ODF_NAMES} office:version="1.3">{styles}'
        f"<office:body>{body}</office:body></office:document-content>",
        "styles.xml": f'<office:document-styles {ODF_NAMES} office:version="1.3"/>',
        "meta.xml": f'<office:document-meta {ODF_NAMES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><meta:initial-creator>{escape(creator)}"
        f"</meta:initial-creator><dc:creator>{escape(creator)}</dc:creator>"
        f"<meta:creation-date>{created}</meta:creation-date><dc:date>{created}</dc:date>"
        "</office:meta></office:document-meta>",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}"'
        f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/"'
        f' manifest:media-type="{mimetype}"/>'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
            for name in ("content.xml", "styles.xml", "meta.xml")
        )
        + "</manifest:manifest>",
    }
    members = [("mimetype", mimetype.encode())]
    members += [(part, (XML + text).encode()) for part, text in parts.items()]
    return zipped(members, stored=("mimetype",))


def odt(text: str, title: str, creator: str, created: str) -> bytes:
    """`# ` is a heading; `[[注：…]]` becomes a footnote, `[[Name：…]]` a comment by that name."""
    notes = 0

    def inline(line: str) -> str:
        nonlocal notes
        out = ""
        for piece in re.split(r"(\[\[.*?\]\])", line):
            if not piece.startswith("[["):
                out += escape(piece)
                continue
            who, words = piece[2:-2].split("：", 1)
            if who == "注":
                notes += 1
                out += (
                    f'<text:note text:id="n{notes}" text:note-class="footnote"><text:note-citation>'
                    f"{notes}</text:note-citation><text:note-body><text:p>{escape(words)}</text:p>"
                    "</text:note-body></text:note>"
                )
            else:
                out += (
                    f"<office:annotation><dc:creator>{escape(who)}</dc:creator><dc:date>{created}"
                    f"</dc:date><text:p>{escape(words)}</text:p></office:annotation>"
                )
        return out

    body = "".join(
        f'<text:h text:outline-level="1">{inline(line[2:])}</text:h>'
        if line.startswith("# ")
        else f"<text:p>{inline(line)}</text:p>"
        for line in text.split("\n")
        if line.strip()
    )
    return opendocument("text", f"<office:text>{body}</office:text>", title, creator, created)


def ods(sheets: list[tuple[str, list[list[str]]]], title: str, creator: str, created: str) -> bytes:
    def cell(text: str) -> str:
        if DATE.fullmatch(text):
            kind = f'table:style-name="day" office:value-type="date" office:date-value="{text}"'
        elif NUMBER.fullmatch(text):
            kind = f'office:value-type="float" office:value="{text}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{escape(text)}</text:p></table:table-cell>"

    styles = (
        '<office:automatic-styles><number:date-style style:name="iso"><number:year'
        ' number:style="long"/><number:text>-</number:text><number:month number:style="long"/>'
        '<number:text>-</number:text><number:day number:style="long"/></number:date-style>'
        '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
        "</office:automatic-styles>"
    )
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets
    )
    body = f"<office:spreadsheet>{body}</office:spreadsheet>"
    return opendocument("spreadsheet", body, title, creator, created, styles)


def epub(meta: dict[str, str], chapters: list[tuple[str, str]]) -> bytes:
    """`chapters`: file name, and text with one `# ` heading."""
    language = meta["language"]

    def page(text: str) -> str:
        heading, *rest = [line for line in text.split("\n") if line.strip()]
        heading = escape(heading.removeprefix("# "))
        body = "".join(f"<p>{escape(line)}</p>\n" for line in rest)
        return (
            f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}" lang="{language}">'
            f"<head><title>{heading}</title></head>\n<body>\n<h1>{heading}</h1>\n{body}</body></html>"
        )

    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, (name, _) in enumerate(chapters, 1)
    )
    links = "".join(
        f'<li><a href="{name}">{escape(text.split(chr(10))[0].removeprefix("# "))}</a></li>'
        for name, text in chapters
    )
    parts = {
        "META-INF/container.xml": '<container version="1.0"'
        ' xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile'
        ' full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{meta["identifier"]}</dc:identifier>'
        f"<dc:title>{escape(meta['title'])}</dc:title><dc:creator>{escape(meta['author'])}</dc:creator>"
        f"<dc:language>{language}</dc:language><dc:date>{meta['date']}</dc:date>"
        f'<meta property="dcterms:modified">{meta["date"]}T00:00:00Z</meta></metadata><manifest>'
        f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}'
        "</manifest><spine>"
        + "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
        + "</spine></package>",
        "OEBPS/nav.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"'
        ' xmlns:epub="http://www.idpf.org/2007/ops"><head><title>目錄</title></head><body>'
        f'<nav epub:type="toc"><ol>{links}</ol></nav></body></html>',
    } | {f"OEBPS/{name}": page(text) for name, text in chapters}
    xml = XML.replace(' standalone="yes"', "")
    members = [("mimetype", b"application/epub+zip")]
    members += [(part, (xml + text).encode()) for part, text in parts.items()]
    return zipped(members, stored=("mimetype",))


# --- RTF and MHTML ----------------------------------------------------------------------------


def rtf(text: str, title: str, creator: str) -> bytes:
    """Chinese RTF as two generations of programs write it.

    Paragraphs alternate between bytes of code page 936 (\\'b7\\'bd) and \\u escapes that carry these
    bytes as their fallback (\\uc2\\u26041\\'b7\\'bd). What the code page lacks is always \\u with a
    question mark, in UTF-16 halves.
    """

    def words(line: str, escapes: bool) -> str:
        out = ""
        for character in line:
            if character in "\\{}":
                out += "\\" + character
            elif character.isascii():
                out += character
            else:
                halves = struct.unpack("<%dh" % (len(character.encode("utf-16-le")) // 2),
                                       character.encode("utf-16-le"))  # fmt: skip
                try:
                    fallback = "".join(f"\\'{b:02x}" for b in character.encode("gbk"))
                except UnicodeEncodeError:
                    out += "{\\uc1" + "".join(f"\\u{half}?" for half in halves) + "}"
                    continue
                if not escapes:
                    out += fallback
                else:
                    count = fallback.count("\\'")
                    out += "{\\uc%d\\u%d%s}" % (count, halves[0], fallback)
        return out

    lines = [line for line in text.split("\n") if line.strip()]
    body = ""
    for number, line in enumerate(lines):
        style = "\\b\\fs32 " if line.startswith("# ") else "\\plain\\f0\\fs24 "
        body += "\\pard" + style + words(line.removeprefix("# "), number % 2 == 1) + "\\par\r\n"
    return (
        "{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\r\n"
        "{\\info{\\title " + words(title, False) + "}{\\author " + words(creator, False) + "}"
        "{\\creatim\\yr2024\\mo10\\dy8\\hr9\\min0}}\r\n{\\*\\generator Riched20 10.0}\r\n"
        + body
        + "}"
    ).encode("ascii")


def png(width: int, height: int, grey: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(
            ">I", zlib.crc32(kind + content)
        )  # fmt: skip

    rows = b"".join(b"\0" + grey[y * width : (y + 1) * width] for y in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def mhtml(page: str, address: str, title: str, date: str, image: str, picture: bytes) -> bytes:
    """A page as a browser saves it, with one picture."""
    boundary = (
        "----MultipartBoundary--" + hashlib.sha256(address.encode()).hexdigest()[:20] + "----"
    )
    body = quopri.encodestring(page.encode()).decode("ascii").replace("\n", "\r\n")
    data = base64.encodebytes(picture).decode().replace("\n", "\r\n")
    return "\r\n".join(
        [
            "From: <Saved by Blink>",
            f"Snapshot-Content-Location: {address}",
            f"Subject: {title}",
            f"Date: {date}",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"',
            "",
            "",
            f"--{boundary}",
            "Content-Type: text/html",
            "Content-ID: <frame-1@mhtml.blink>",
            "Content-Transfer-Encoding: quoted-printable",
            f"Content-Location: {address}",
            "",
            body,
            f"--{boundary}",
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            f"Content-Location: {image}",
            "",
            data,
            f"--{boundary}--",
            "",
        ]
    ).encode("ascii")


# --- PDF --------------------------------------------------------------------------------------

PASSWORD_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def pdf(objects: list[tuple[str, bytes | None]], title: str, date: str, password="") -> bytes:
    """`objects`: dictionary and stream of the objects 1, 2 …; the first is the catalogue.

    With a password it is encrypted with RC4 of 128 bits (revision 3), as office printers still do.
    """
    identifier = hashlib.md5(title.encode()).digest()
    key = b""
    if password:

        def rounds(value: bytes, count: int) -> bytes:
            for _ in range(count):
                value = hashlib.md5(value).digest()
            return value

        def layers(start: bytes, content: bytes) -> bytes:
            for number in range(20):
                content = rc4(bytes(b ^ number for b in start), content)
            return content

        padded = (password.encode() + PASSWORD_PADDING)[:32]
        owner = layers(rounds(padded, 51), padded)
        permissions = -44
        key = rounds(padded + owner + struct.pack("<i", permissions) + identifier, 51)
        user = layers(key, rounds(PASSWORD_PADDING + identifier, 1)) + bytes(16)

    def locked(number: int, content: bytes) -> bytes:
        if not key:
            return content
        return rc4(hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest(), content)

    information = len(objects) + 1
    strings = {"Title": title, "CreationDate": date}
    out, offsets = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), []
    for number, (dictionary, stream) in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode()
        if stream is None:
            out += dictionary.encode() + b"\nendobj\n"
            continue
        stream = locked(number, stream)
        out += dictionary.replace(">>", f" /Length {len(stream)} >>").encode()
        out += b"\nstream\n" + stream + b"\nendstream\nendobj\n"
    offsets.append(len(out))
    entries = " ".join(
        f"/{name} <{locked(information, text.encode('latin-1')).hex()}>"
        for name, text in strings.items()
    )
    out += f"{information} 0 obj\n<< {entries} >>\nendobj\n".encode()
    encrypt = ""
    if key:
        offsets.append(len(out))
        out += (
            f"{information + 1} 0 obj\n<< /Filter /Standard /V 2 /R 3 /Length 128 /P {permissions}"
            f" /O <{owner.hex()}> /U <{user.hex()}> >>\nendobj\n"
        ).encode()
        encrypt = f" /Encrypt {information + 1} 0 R"
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += (
        f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R /Info {information} 0 R"
        f" /ID [<{identifier.hex()}> <{identifier.hex()}>]{encrypt} >>\nstartxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def text_pdf(text: str, title: str, date: str, password="") -> bytes:
    """One page of ASCII text in Helvetica; `# ` and `## ` lines are headings."""
    lines: list[tuple[int, str]] = []
    for line in text.split("\n"):
        size = 13 if line.startswith("## ") else 16 if line.startswith("# ") else 11
        words, row = line.lstrip("# ").split(" "), ""
        for word in words:
            if len(row) + len(word) > 88:
                lines.append((size, row))
                row = ""
            row = f"{row} {word}".strip()
        lines.append((size, row))
    drawn = "BT 60 780 Td\n"
    for size, row in lines:
        safe = re.sub(r"([\\()])", r"\\\1", row)
        drawn += f"/F1 {size} Tf 0 -{size + 5} Td ({safe}) Tj\n"
    drawn += "ET\n"
    return pdf(
        [
            ("<< /Type /Catalog /Pages 2 0 R >>", None),
            ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", None),
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                " /Resources << /Font << /F1 5 0 R >> >> >>",
                None,
            ),
            ("<< >>", drawn.encode("ascii")),
            (
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                None,
            ),
        ],
        title,
        date,
        password,
    )


def picture_pdf(width: int, height: int, bits: bytes, title: str, date: str) -> bytes:
    """One A4 page that is a picture of one bit a pixel, without a text layer."""
    return pdf(
        [
            ("<< /Type /Catalog /Pages 2 0 R >>", None),
            ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", None),
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                " /Resources << /XObject << /I 5 0 R >> >> >>",
                None,
            ),
            ("<< >>", b"q 595 0 0 842 0 0 cm /I Do Q\n"),
            (
                f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height}"
                " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode >>",
                zlib.compress(bits, 9),
            ),
        ],
        title,
        date,
    )


# --- pictures (Pillow and Noto Sans CJK) ------------------------------------------------------


def chat_picture(rows: list[list[str]], font_file: str, index: int) -> bytes:
    """A telephone's screen from rows `title`, `day`, `in`, `out`, `note` (see the source)."""
    from PIL import Image, ImageDraw, ImageFont

    width, margin = 720, 36
    font = ImageFont.truetype(font_file, 30, index=index)
    small = ImageFont.truetype(font_file, 22, index=index)
    picture = Image.new("L", (width, 1400), 236)
    draw = ImageDraw.Draw(picture)

    def wrapped(text: str, limit: int) -> list[str]:
        lines, line = [], ""
        for token in re.findall(r"[\x21-\x7e]+ ?|.", text):
            if draw.textlength(line + token.rstrip(), font=font) > limit:
                lines.append(line.rstrip())
                line = ""
            line += token
        return lines + [line.rstrip()]

    y = 0
    for kind, *cells in rows:
        if kind == "title":
            draw.rectangle((0, 0, width, 96), fill=70)
            draw.text((margin, 24), cells[0], fill=255, font=font)
            y = 120
        elif kind == "day":
            draw.text((width // 2, y + 16), cells[0], fill=90, font=small, anchor="mm")
            y += 52
        else:
            time, text = cells
            lines = wrapped(text, 520)
            height = len(lines) * 42 + 54
            left = margin if kind == "in" else width - 600 - margin
            fill = 255 if kind != "note" else 212
            draw.rounded_rectangle((left, y, left + 600, y + height), 18, fill=fill)
            for number, line in enumerate(lines):
                draw.text((left + 22, y + 12 + number * 42), line, fill=20, font=font)
            draw.text((left + 520, y + height - 38), time, fill=110, font=small)
            y += height + 22
    picture = picture.crop((0, 0, width, y + 20))
    levels = picture.point(lambda v: v // 17 * 17)
    return png(levels.width, levels.height, levels.tobytes())


def scanned_page(text: str, font_file: str, index: int) -> tuple[int, int, bytes]:
    """A page that looks scanned: slightly turned, with specks; one bit a pixel."""
    import random

    from PIL import Image, ImageDraw, ImageFont

    width, height = 1240, 1754  # A4 at 150 dots an inch
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(font_file, 32, index=index)
    draw.rectangle((90, 110, width - 90, 900), outline=0, width=3)
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        draw.text((140, 150 + number * 62), line, fill=0, font=font)
    draw.ellipse((860, 620, 1060, 820), outline=60, width=6)
    page = page.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255)
    chance = random.Random(20230420)
    for _ in range(900):
        x, y = chance.randrange(width), chance.randrange(height)
        page.putpixel((x, y), 0)
    return width, height, page.point(lambda v: 255 if v > 150 else 0).convert("1").tobytes()
