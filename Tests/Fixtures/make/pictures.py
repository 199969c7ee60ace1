"""Writes the picture fixtures. Needs Pillow and reportlab, and Debian's fonts-noto-cjk and fonts-dejavu-core or chromium's fonts.

    python3 Tests/Fixtures/make/pictures.py Tests/Fixtures
"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

folder = Path(sys.argv[1])
NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SIMPLIFIED, TRADITIONAL = 2, 3  # faces in the collection

ENGLISH = [
    "Report of a visit to Northfield Optics",
    "The guest asked twice about the laboratory and",
    "offered USD 3,000 for a paper on lenses. The",
    "invitation came from Lantern Bridge Ltd. and he",
    "wrote to info@example.org on 5 March 2024.",
]
HANS = ["会议通知", "请北田光学公司的工程师于三月五日到长沙", "参加座谈会，介绍激光测量技术。费用由主办", "方承担，联系人周明远。"]
HANT = ["會議通知", "請北田光學公司的工程師於三月五日到長沙", "參加座談會，介紹雷射測量技術。費用由主辦", "方承擔，聯絡人周明遠。"]


def drawn(lines, face=SIMPLIFIED, size=36, width=900):
    font = ImageFont.truetype(NOTO, size, index=face)
    picture = Image.new("L", (width, int(size * 1.6) * len(lines) + 60), 255)
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        pen.text((40, 30 + row * int(size * 1.6)), line, font=font, fill=0)
    return picture


def save(picture, name, **options):
    if name.endswith("png"):
        picture = picture.quantize(8)  # eight shades are enough, and small
    picture.save(folder / name, dpi=(200, 200), **options)


english = drawn(ENGLISH)
save(english, "scan-en.png", optimize=True)
save(drawn(HANS), "scan-zh-hans.png", optimize=True)
save(drawn(HANT, TRADITIONAL), "scan-zh-hant.png", optimize=True)
save(drawn(ENGLISH + ENGLISH[1:]).rotate(-90, expand=True), "scan-turned.png", optimize=True)
save(drawn(["Northfield 2024"], size=40, width=440), "scan-line.jpg", quality=50)
for name in ["scan-line.gif", "scan-line.webp", "scan-line.bmp"]:
    line = drawn(["Northfield 2024"], size=40, width=440)
    save(line.convert("1") if name.endswith("bmp") else line.quantize(4) if name.endswith("gif") else line, name)
pages = [drawn([f"Page {number} of the treaty"], size=40, width=700).convert("1") for number in ["one", "two"]]
pages[0].save(
    folder / "scan-pages.tiff", save_all=True, append_images=pages[1:], compression="group4", dpi=(200, 200))

report = canvas.Canvas(str(folder / "scan-report.pdf"), pagesize=A4, invariant=1)
report.setTitle("Report with scans")
report.setFont("Helvetica", 12)
report.drawString(72, 760, "The first page has words of its own.")
report.showPage()
report.drawImage(ImageReader(english.convert("1")), 60, 560, width=450, height=english.height / 2)
report.showPage()
report.drawImage(ImageReader(drawn(HANS).convert("1")), 60, 600, width=450, height=drawn(HANS).height / 2)
report.showPage()
report.save()
