"""Writes the encrypted fixtures. Needs pyzipper, msoffcrypto-tool, and the programs zip and 7z.

    python3 Tests/Fixtures/make/locked.py Tests/Fixtures

The files differ on every run: their salts are random. The passwords are `counterfoil` and `四月的信`.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pyzipper
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
    for name in ["locked-zipcrypto.zip", "locked.7z", "locked-names.7z"]:
        (folder / name).unlink(missing_ok=True)

    def run(*arguments):
        subprocess.run(arguments, cwd=place, check=True, stdout=subprocess.DEVNULL)

    # One member in the open, two with a password of their own each.
    target = str((folder / "locked-zipcrypto.zip").resolve())
    run("zip", "-q", "-X", target, "open.txt")
    run("zip", "-q", "-X", "-P", FIRST, target, "letter.txt")
    run("zip", "-q", "-X", "-P", SECOND, target, "other.txt")
    run("7z", "a", f"-p{FIRST}", str((folder / "locked.7z").resolve()), "letter.txt")
    run("7z", "a", f"-p{FIRST}", "-mhe=on", str((folder / "locked-names.7z").resolve()), "letter.txt")

plain = (folder / "visit-report.docx").read_bytes()
locked = io.BytesIO()
OOXMLFile(io.BytesIO(plain)).encrypt(FIRST, locked)
(folder / "locked.docx").write_bytes(locked.getvalue())
