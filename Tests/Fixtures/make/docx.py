"""Writes the DOCX fixtures with Python's own library; the files are the same on every run.

    python3 Tests/Fixtures/make/docx.py Tests/Fixtures
"""

import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write(name, members):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 3, 5, 0, 0, 0)), content)


TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

document = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document {W} {R} {MC}><w:body>
<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>访问报告</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The guest met </w:t></w:r>
<w:ins w:id="1" w:author="Lin Wei" w:date="2024-03-05T08:00:00Z"><w:r><w:t xml:space="preserve">twice </w:t></w:r></w:ins>
<w:del w:id="2" w:author="R. Hale" w:date="2024-03-06T08:00:00Z"><w:r><w:delText xml:space="preserve">once </w:delText></w:r></w:del>
<w:r><w:t>with the engineer.</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>Do not tell the office.</w:t></w:r></w:p>
<w:p><w:r><w:t>Name</w:t><w:tab/><w:t>Role</w:t><w:br/><w:t>below</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Zhou Mingyuan</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>consultant</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Lin Wei</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>host</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:hyperlink r:id="rId5"><w:r><w:t>invitation</w:t></w:r></w:hyperlink></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
</w:body></w:document>"""

write("visit-report.docx", {
    "[Content_Types].xml": TYPES,
    "word/document.xml": document,
    "word/_rels/document.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId5" Type="{REL}/hyperlink" Target="https://lantern.example/invite" TargetMode="External"/></Relationships>""",
    "word/_rels/settings.xml.rels": f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{REL}/attachedTemplate" Target="https://lantern.example/t.dotm" TargetMode="External"/></Relationships>""",
    "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>A footnote.</w:t></w:r></w:p></w:footnote></w:footnotes>',
    "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="R. Hale"><w:p><w:r><w:t>Check this name.</w:t></w:r></w:p></w:comment></w:comments>',
    "word/header1.xml": f'<w:hdr {W}><w:p><w:r><w:t>Northfield Optics</w:t></w:r></w:p></w:hdr>',
    "word/media/image1.png": b"\x89PNG",
    "word/embeddings/list.csv": b"name,role\nLin Wei,host\n",
    "word/vbaProject.bin": b"not a real project",
    "docProps/core.xml": """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Visit report</dc:title>
<dc:creator>R. Hale</dc:creator><cp:lastModifiedBy>Lin Wei</cp:lastModifiedBy><dcterms:created>2024-03-05T08:00:00Z</dcterms:created>
<dcterms:modified>2024-03-06T09:30:00Z</dcterms:modified></cp:coreProperties>""",
})

laughs = "".join(
    f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 12))
write("entities.docx", {
    "[Content_Types].xml": TYPES,
    "word/document.xml": f"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}
<!ENTITY file SYSTEM "file:///etc/passwd">]><w:document {W}><w:body><w:p><w:r><w:t>before</w:t></w:r></w:p>
<w:p><w:r><w:t>&file;&l11;</w:t></w:r></w:p><w:p><w:r><w:t>after</w:t></w:r></w:p></w:body></w:document>""",
})
