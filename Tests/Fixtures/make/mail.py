"""Writes the mail fixtures with Python's own library; the files are the same on every run.

    python3 Tests/Fixtures/make/mail.py Tests/Fixtures
"""

import base64
import sys
from pathlib import Path
from urllib.parse import quote

folder = Path(sys.argv[1])


def write(name, *lines):
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (folder / name).write_bytes(b"\r\n".join(encoded) + b"\r\n")


def b64(text, charset):
    return base64.b64encode(text.encode(charset)).decode()


# A character parted between two encoded words, as some programs do.
subject = "关于北田光学座谈会的邀请".encode("gb2312")
first, second = (base64.b64encode(part).decode() for part in (subject[:9], subject[9:]))
body = "".join(f"={byte:02X}" for byte in "请于三月五日到长沙。\r\n".encode("gb2312"))
write(
    "invitation-gb2312.eml",
    "Received: from mail.lantern.example by mx.northfield.example; Tue, 5 Mar 2024 08:30:05 +0800",
    f"From: =?gb2312?B?{b64('周明远', 'gb2312')}?= <zhou@lantern.example>",
    'To: "Lin, Wei" <lin.wei@northfield.example>,',
    "\tR. Hale <hale@northfield.example>",
    "Date: Tue, 5 Mar 2024 08:30:00 +0800 (CST)",
    f"Subject: =?gb2312?B?{first}?=",
    f" =?gb2312?B?{second}?=",
    "Message-ID: <20240305.1@lantern.example>",
    "In-Reply-To: <20240304.7@northfield.example>",
    "References: <20240301.2@northfield.example>",
    " <20240304.7@northfield.example>",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=gb2312",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    body.replace("=0D=0A", ""),
    "> =C9=CF=B4=CE=C4=FA=CB=B5",
    "> yes",
    "thanks",
)

# Bare GB 18030 bytes in the header, and no word of the character set anywhere.
write(
    "bare-bytes.eml",
    "From: 林伟 <lin.wei@northfield.example>".encode("gb18030"),
    "To: hale@northfield.example",
    "Date: 6 Mar 24 09:00 GMT",
    "Subject: 回复：会议通知".encode("gb18030"),
    "Message-ID: <20240306.1@northfield.example>",
    "",
    "收到，谢谢。".encode("gb18030"),
)

long_name = quote("会议 通知.txt".encode())
write(
    "forwarded.eml",
    "From: R. Hale <hale@northfield.example>",
    "To: security@northfield.example",
    "Date: Wed, 06 Mar 2024 10:15:00 -0500",
    "Subject: FW: invitation",
    "Message-ID: <20240306.9@northfield.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="outer"',
    "",
    "This is a message in several parts.",
    "--outer",
    'Content-Type: multipart/alternative; boundary="inner"',
    "",
    "--inner",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Please look at this. 请看。",
    "--inner",
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p>Please look at <b>this</b>. 请看。</p>",
    "--inner--",
    "--outer",
    "Content-Type: message/rfc822",
    "",
    "From: zhou@lantern.example",
    "To: hale@northfield.example",
    "Subject: invitation",
    "Message-ID: <20240305.2@lantern.example>",
    "",
    "Come to Changsha.",
    "--outer",
    "Content-Type: text/plain",
    f"Content-Disposition: attachment; filename*0*=UTF-8''{long_name[:20]};",
    f" filename*1*={long_name[20:]}",
    "Content-Transfer-Encoding: base64",
    "",
    base64.b64encode(b"first").decode(),
    "--outer",
    "Content-Type: application/pdf; name=\"..\\\\..\\\\etc\\\\plan.pdf\"",
    "Content-Disposition: attachment",
    "",
    "%PDF-1.4",
    "--outer",
    'Content-Type: application/pdf; name="plan.pdf"',
    "Content-Disposition: attachment",
    "",
    "%PDF-1.5",
    "--outer--",
)

# HTML alone, with words that are not shown.
write(
    "html-only.eml",
    "From: news@lantern.example",
    "To: hale@northfield.example",
    "Subject: =?utf-8?q?Inv=6Fice_=E2=82=AC?=",
    "Message-ID: <20240307.1@lantern.example>",
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
    "",
    '<html><body><p>Your in<span style="font-size:0">qz</span>voice is ready.</p>',
    '<p><a href="https://pay.example/x">Pay</a></p></body></html>',
)

# One mail as two people received it.
for person in ("lin.wei", "hale"):
    write(
        f"copy-{person}.eml",
        f"Delivered-To: {person}@northfield.example",
        "From: zhou@lantern.example",
        "To: lin.wei@northfield.example, hale@northfield.example",
        "Date: Fri, 8 Mar 2024 18:00:00 +0800",
        "Subject: Thursday",
        "Message-ID: <20240308.1@lantern.example>",
        "",
        "See you on Thursday.",
    )

(folder / "three.mbox").write_bytes(b"""From zhou@lantern.example Tue Mar  5 08:30:00 2024
From: zhou@lantern.example
To: hale@northfield.example
Subject: one
Message-ID: <1@lantern.example>

First.
>From Changsha it is two hours.
From now on write to this address.

From hale@northfield.example Tue Mar  5 09:30:00 2024
From: hale@northfield.example
Subject: two
Message-ID: <2@northfield.example>

Second.
>>From a quoted mailbox.

From zhou@lantern.example Tue Mar  5 10:30:00 2024
From: zhou@lantern.example
Subject: three
Message-ID: <3@lantern.example>

Third.
""")
