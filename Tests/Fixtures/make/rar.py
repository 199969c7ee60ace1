"""Writes a RAR archive (version 5) of stored members, byte by byte after the published format.

    python3 Tests/Fixtures/make/rar.py Tests/Fixtures
"""

import struct
import sys
import zlib
from pathlib import Path


def number(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def block(body: bytes) -> bytes:
    sized = number(len(body)) + body
    return struct.pack("<I", zlib.crc32(sized)) + sized


def member(name: str, data: bytes) -> bytes:
    path = name.encode()
    return (
        block(
            # File, with data; no extra area; a checksum; stored; made on Unix.
            number(2) + number(2) + number(len(data)) + number(4) + number(len(data)) + number(0o100644)
            + struct.pack("<I", zlib.crc32(data)) + number(0) + number(1) + number(len(path)) + path
        )
        + data
    )


archive = b"Rar!\x1a\x07\x01\x00" + block(number(1) + number(0) + number(0))
archive += member("notes.txt", b"Notes for R. Hale.\n") + member("\u4fe1/\u6708.txt", "\u56db\u6708\u7684\u4fe1\n".encode())
archive += block(number(5) + number(0) + number(0))
(Path(sys.argv[1]) / "notes.rar").write_bytes(archive)
