"""A casebase made by the real program and served by it, for tests and screenshots."""

import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "Examples" / "documents"

# What a document may hold and a page must only show.
HOSTILE = (
    "Title <script>window.broken = true</script>\n"
    "An \"attribute\" 'quote' & an entity &lt;b&gt; \"\u0301 onmouseover=alert(1)\n"
    "Turned around: \u202egnp.exe\u202c and a bell \u0007 and zero\u200bwidth\n"
    "<img src=https://elsewhere.example/x.png onerror=\"window.broken = true\">\n"
    + "W" * 10_000
    + "\nhttps://login.elsewhere.example/a?b=c&d=<e> and 192.0.2.77\n"
)


def write_files(folder: pathlib.Path) -> None:
    """A few documents of our own, beside the example's or instead of it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "letter.txt").write_text(
        "Dear colleague,\n\nthe payment of CNY 30000 was made on 2024-03-15 in Prague.\n"
        "Write to desk@example.org.\n", encoding="utf-8")
    (folder / "通知.txt").write_text(
        "关于付款的通知\n\n请于2024年3月15日前完成付款，金额为人民币3万元。\n", encoding="utf-8")
    (folder / "說明.txt").write_text("論壇的費用由主辦方支付，請各位專家放心。\n", encoding="big5")
    (folder / "page.html").write_text(
        "<html><head><title>Harbour notes</title></head><body><h1>Harbour notes</h1>"
        "<p>Visible words.</p><p style='display:none'>Concealed words.</p></body></html>",
        encoding="utf-8")
    (folder / "long.txt").write_text(
        "".join(f"Line {number} of a long report about the harbour.\n" for number in range(4000)),
        encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")


@contextmanager
def served(example: bool = True, extra: bool = True):
    """Yields the address of a server on a casebase of its own."""
    program = os.environ["COUNTERFOIL"]
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        casebase = scratch / "harbour"

        def run(*arguments):
            subprocess.run(
                [program, *arguments], check=True, stdout=subprocess.DEVNULL, timeout=300)

        run("init", str(casebase))
        if example and EXAMPLE.is_dir():
            run("ingest", "--casebase", str(casebase), str(EXAMPLE))
        if extra:
            write_files(scratch / "extra")
            run("ingest", "--casebase", str(casebase), str(scratch / "extra"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [program, "serve", "--casebase", str(casebase), "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address + "/healthz", server)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for(address: str, server, seconds: float = 60) -> None:
    """Returns when the server answers; fails when it ends or takes too long."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert server.poll() is None, f"the server ended with {server.returncode}"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
