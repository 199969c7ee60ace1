"""Writes the PDF fixtures. Needs reportlab and pypdf; the locked file differs on every run (its keys are random).

    python3 Tests/Fixtures/make/pdf.py Tests/Fixtures
"""

import sys
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

folder = Path(sys.argv[1])


def open_canvas(name, title, author):
    page = canvas.Canvas(str(folder / name), pagesize=A4, invariant=1)
    page.setTitle(title)
    page.setAuthor(author)
    return page


english = open_canvas("visit-report.pdf", "Report of a visit", "R. Hale")
english.setFont("Helvetica", 12)
english.drawString(72, 760, "Report of a visit to Northfield Optics")
english.drawString(72, 740, "The guest asked twice about the infor-")
english.drawString(72, 726, "mation systems of the laboratory in 2019-")
english.drawString(72, 712, "2020 and took no notes.")
english.showPage()
english.setFont("Helvetica", 12)
english.drawString(72, 760, "Second page: the invitation came from Lantern Bridge Ltd.")
english.showPage()
english.save()

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
chinese = open_canvas("notice-zh.pdf", "会议通知", "周明远")
chinese.setFont("STSong-Light", 14)
chinese.drawString(72, 760, "会议通知")
chinese.drawString(72, 730, "请北田光学公司的工程师于三月五日到长沙参加座谈会。")
chinese.showPage()
chinese.save()

scan = open_canvas("scan.pdf", "Scanned page", "R. Hale")
scan.setFillGray(0.2)
scan.rect(72, 600, 300, 40, fill=1)
scan.showPage()
scan.showPage()
scan.setFont("Helvetica", 12)
scan.drawString(72, 760, "Only this page has words.")
scan.showPage()
scan.save()

whole = (folder / "visit-report.pdf").read_bytes()
(folder / "visit-report-cut.pdf").write_bytes(whole[: len(whole) * 2 // 3])

writer = PdfWriter(clone_from=PdfReader(folder / "visit-report.pdf"))
writer.encrypt("counterfoil", algorithm="RC4-128")
writer.write(folder / "visit-report-locked.pdf")
