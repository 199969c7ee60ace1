"""Writes the encrypted fixtures. Needs pyzipper, msoffcrypto-tool, cryptography, and the programs zip and 7z.

    python3 Tests/Fixtures/make/locked.py Tests/Fixtures

The files differ on every run: their salts are random. The passwords are `counterfoil` and `四月的信`.
"""

import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pyzipper
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.format.ooxml import OOXMLFile

folder = Path(sys.argv[1])
FIRST, SECOND = "counterfoil", "四月的信"
LETTER = "The letter of April, for R. Hale only.\n"
CHINESE = "四月的信：请转交林薇。\n"

with pyzipper.AESZipFile(
    folder / "locked-aes.zip", "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
) as archive:
    archive.setpassword(SECOND.encode())
    archive.writestr("letter.txt", LETTER)
    archive.writestr("信.txt", CHINESE)

with tempfile.TemporaryDirectory() as place:
    place = Path(place)
    (place / "open.txt").write_text("Nothing here is secret.\n")
    (place / "letter.txt").write_text(LETTER)
    (place / "other.txt").write_text(CHINESE)
    for name in ["locked-zipcrypto.zip", "locked-many.zip", "locked.7z", "locked-names.7z"]:
        (folder / name).unlink(missing_ok=True)

    def run(*arguments):
        subprocess.run(arguments, cwd=place, check=True, stdout=subprocess.DEVNULL)

    # One member in the open, two with a password of their own each.
    target = str((folder / "locked-zipcrypto.zip").resolve())
    run("zip", "-q", "-X", target, "open.txt")
    run("zip", "-q", "-X", "-P", FIRST, target, "letter.txt")
    run("zip", "-q", "-X", "-P", SECOND, target, "other.txt")
    # Five members of which nobody has the password, then one that opens.
    target = str((folder / "locked-many.zip").resolve())
    for number in range(1, 6):
        (place / f"lost-{number}.txt").write_text(LETTER)
        run("zip", "-q", "-X", "-P", "lost for good", target, f"lost-{number}.txt")
    run("zip", "-q", "-X", "-P", SECOND, target, "other.txt")
    run("7z", "a", f"-p{FIRST}", str((folder / "locked.7z").resolve()), "letter.txt")
    run("7z", "a", f"-p{FIRST}", "-mhe=on", str((folder / "locked-names.7z").resolve()), "letter.txt")

plain = (folder / "visit-report.docx").read_bytes()
locked = io.BytesIO()
OOXMLFile(io.BytesIO(plain)).encrypt(FIRST, locked)
(folder / "locked.docx").write_bytes(locked.getvalue())


def standard(document: bytes, password: str) -> bytes:
    """As Office 2007 encrypts: AES-128 block by block, keys by SHA-1 ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9)."""
    sha1 = lambda data: hashlib.sha1(data).digest()
    salt = os.urandom(16)
    key = sha1(salt + password.encode("utf-16-le"))
    for spin in range(50_000):
        key = sha1(struct.pack("<I", spin) + key)
    key = sha1(key + struct.pack("<I", 0))
    key = sha1(bytes(a ^ 0x36 for a in key.ljust(64, b"\0")))[:16]

    def locked(data: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        return cipher.update(data + b"\0" * (-len(data) % 16)) + cipher.finalize()

    verifier = os.urandom(16)
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    information = (
        struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + salt
        + locked(verifier) + struct.pack("<I", 20) + locked(sha1(verifier))
    )
    out = io.BytesIO()
    ECMA376Encrypted(struct.pack("<Q", len(document)) + locked(document), information).write_to(out)
    return out.getvalue()


old = standard(plain, SECOND)
(folder / "locked-2007.docx").write_bytes(old)
# Another program opens it.
check = OOXMLFile(io.BytesIO(old))
check.load_key(password=SECOND)
opened = io.BytesIO()
check.decrypt(opened)
assert opened.getvalue() == plain
