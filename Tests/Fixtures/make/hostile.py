"""Writes the hostile collection into a folder: files meant to hang, swell, escape from or lie to a reader.

    hostile.py FOLDER

All of it is harmless to a program that keeps its limits. The same bytes each time. What becomes of each is in
`Tests/CounterfoilTests/HostileCollectionTests.swift`.
"""

import io
import struct
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

TIME = (2024, 1, 15, 12, 0, 0)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

ENTITY = '<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def zipped(*members: tuple[str, bytes | str], level: int = 6) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, TIME)
            entry.filename = name
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def docx(document: str, *others: tuple[str, bytes | str], main="document") -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    if main != "document":
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return zipped(
        (
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
            f'"/word/document.xml" ContentType="{kind}"/></Types>',
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type='
            f'"{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        ),
        ("word/document.xml", document),
        *others,
    )


def paragraph(text: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}'
        "</w:t></w:r></w:p></w:body></w:document>"
    )


def xlsx(sheet: str, head: str = "") -> bytes:
    return zipped(
        (
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type='
            f'"{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type='
            f'"{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
        (
            "xl/worksheets/sheet1.xml",
            f'<?xml version="1.0"?>{head}<worksheet xmlns="{SHEET}"><sheetData>{sheet}</sheetData></worksheet>',
        ),
    )


def ods(rows: str) -> bytes:
    return zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            f'<office:document-content xmlns:office="{OPEN}" xmlns:table="{TABLE}" xmlns:text="{TEXT}"><office:body>'
            f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        ),
    )


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being the catalogue, with a true cross-reference table."""
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def deflated(byte: bytes, megabytes: int) -> bytes:
    """One byte over and over as raw DEFLATE, made from one megabyte of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(byte * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + packer.flush()


def swelling(megabytes: int) -> bytes:
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(b" " * (1 << 20), check)
    packed = b"\x78\xda" + deflated(b" ", megabytes) + struct.pack(">I", check)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def crc_of_zeros(megabytes: int) -> int:
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(bytes(1 << 20), check)
    return check


def zeros(name: str, megabytes: int) -> bytes:
    """A ZIP of one member of zeros."""
    packed = deflated(b"\0", megabytes)
    common = struct.pack(
        "<HHHHHIIIHH", 20, 0, 8, 0, 0x582F, crc_of_zeros(megabytes), len(packed), megabytes << 20, len(name), 0
    )
    local = b"PK\x03\x04" + common + name.encode() + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    return local + entry + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)


def gzipped_zeros(megabytes: int) -> bytes:
    tail = struct.pack("<II", crc_of_zeros(megabytes), megabytes << 20)
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + deflated(b"\0", megabytes) + tail


def nested(depth: int) -> bytes:
    content, name = b"At the bottom.", "bottom.txt"
    for level in range(depth):
        content, name = zipped((name, content)), f"{level}.zip"
    return content


def overlapping(count: int) -> bytes:
    """Many entries of the directory that all point at one member (after Fifield, 2019)."""
    one = zeros("0", 8)
    end = one.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", one[end + 16 : end + 20])[0]
    entry = one[start:end]
    entries = b"".join(entry[:46] + b"%05d" % n + entry[47:] for n in range(count))
    entries = entries.replace(struct.pack("<H", 1) + entry[30:46], struct.pack("<H", 5) + entry[30:46])
    return (
        one[:start]
        + entries
        + b"PK\x05\x06\0\0\0\0"
        + struct.pack("<HHIIH", count, count, len(entries), start, 0)
    )


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, kind, target in [
            ("link", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard", tarfile.LNKTYPE, "../../../etc/passwd"),
            ("device", tarfile.CHRTYPE, ""),
            ("pipe", tarfile.FIFOTYPE, ""),
        ]:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
        entry = tarfile.TarInfo("../outside.txt")
        entry.size = 5
        archive.addfile(entry, io.BytesIO(b"words"))
        entry = tarfile.TarInfo("large.bin")
        entry.size = 1 << 43
    # The header of a member of eight terabytes that is not there.
    return buffer.getvalue()[:-1024] + entry.tobuf(tarfile.GNU_FORMAT)


def mail(parts: int, name: str) -> bytes:
    head = (
        b"From: a@x.example\r\nTo: b@x.example\r\nSubject: Parts\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="B"\r\n\r\n'
    )
    body = b"--B\r\nContent-Type: text/plain\r\n\r\nThe body.\r\n"
    for number in range(parts):
        body += (
            b'--B\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="%s"\r\n\r\nPart %d.\r\n'
            % (name.encode(), number)
        )
    return head + body + b"--B--\r\n"


def compound_loop() -> bytes:
    """An OLE file whose chain of directory sectors leads back to itself."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 1, 1, 0xFFFFFFFE, 0, 0)
    for place in range(109):
        struct.pack_into("<I", header, 76 + 4 * place, 0 if place == 0 else 0xFFFFFFFF)
    table = struct.pack("<IIII", 0xFFFFFFFD, 1, 2, 1) + b"\xff" * (512 - 16)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 22, 5, 1, 0, 0, 0)
    return bytes(header) + table + root.ljust(512, b"\0")


def files() -> dict[str, bytes]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>"
    text = (Path(__file__).parent.parent / "visit-report.docx").read_bytes()
    report = (Path(__file__).parent.parent / "visit-report.pdf").read_bytes()
    row = '<row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row>'
    return {
        "bomb.zip": zeros("zeros.txt", 700),
        "bomb-in-bombs.zip": zipped(*((f"{n}.zip", zeros("zeros.txt", 400)) for n in range(8)), level=9),
        "bomb.gz": gzipped_zeros(400),
        "overlapping.zip": overlapping(20000),
        "slip.zip": zipped(
            ("../../outside.txt", "up"), ("/absolute.txt", "root"), ("a/../../up.txt", "over"),
            ("..\\..\\windows.txt", "back"), ("nul\x01name.txt", "control"),
        ),
        "deep.zip": nested(100),
        "links.tar": tar(),
        "entity.docx": docx(paragraph("Before &leak; after.", ENTITY)),
        "laughs.docx": docx(paragraph("Before &a11; after.", LAUGHS)),
        "entity.xlsx": xlsx('<row r="1"><c t="inlineStr"><is><t>Cell &leak;</t></is></c></row>', ENTITY),
        "laughs.xlsx": xlsx('<row r="1"><c t="inlineStr"><is><t>Cell &a11;</t></is></c></row>', LAUGHS),
        "entity.html": f"{ENTITY}<html><body><p>Before &leak; after.</p></body></html>".encode(),
        "laughs.html": f"{LAUGHS}<html><body><p>Before &a11; after.</p></body></html>".encode(),
        "laughs.xml": f'<?xml version="1.0"?>{LAUGHS}<x>&a11;</x>'.encode(),
        "macro.docm": docx(paragraph("Words beside a macro."), ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro"), main="m"),
        "million-rows.xlsx": xlsx(row + "".join(f'<row r="{n}"/>' for n in range(2, 1_000_001))),
        "million-cells.ods": ods(
            '<table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
        "loop.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", page, stream(b"")
        ),
        "swell.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, swelling(1500)
        ),
        "many-pages.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 100000000>>", page,
            stream(b"BT ET"),
        ),
        "nested.pdf": pdf(
            b"<</Type/Catalog/Pages 2 0 R/Odd " + b"[" * 200_000 + b"]" * 200_000 + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(b"q " * 2_000_000),
        ),
        "paths.eml": mail(3, "../../../outside.txt"),
        "parts.eml": mail(10_000, "part.txt"),
        "huge.png": png(60_000, 60_000, bytes(60_001)),
        "polyglot.pdf": report + zipped(("inside.txt", "A member of the other half.")),
        "polyglot.gif": b"GIF89a/*" + bytes(8) + b"*/=1;<html><script>alert(1)</script></html>",
        "picture.docx": png(8, 8, bytes(72)),
        "words.pdf": text,
        "nested.json": b"[" * 200_000 + b"]" * 200_000,
        "nested.html": b"<html><body>" + b"<div>" * 200_000 + b"The innermost.</body></html>",
        "nested.rtf": b"{\\rtf1 Words. " + b"{\\b " * 200_000 + b"deep" + b"}" * 200_001,
        "long.rtf": b"{\\rtf1 Words. \\bin4294967295 " + bytes(1000) + b"}",
        "compound.doc": compound_loop(),
        "mojibake.txt": ("Réunion à Zürich, 会议纪要。" * 20).encode().decode("latin-1").encode(),
        "invoice\u202efdp.txt": b"The name of this file shows another ending.",
        "one-line.txt": b"word " * 2_000_000,
        "columns.csv": b",".join(b"c%d" % n for n in range(60_000)) + b"\n" + b"1," * 59_999 + b"1" + b"\n",
        "messages.mbox": b"".join(
            b"From a@x.example Mon Jan 15 12:00:00 2024\nFrom: a@x.example\nSubject: %d\n\nWords.\n\n" % n for n in range(3000)
        ),
    }


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


main()
