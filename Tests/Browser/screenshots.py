"""Writes pictures of each page into docs/guide/images (or the folder given): light and dark, wide
and narrow, on the example case."""

import os
import pathlib
import sys
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from served import ROOT, served

WIDTHS = {"wide": 1440, "narrow": 800}


def pages(page, site):
    """The name of each page shown, and how to get there."""
    yield "welcome", "/"
    yield "search", "/?q=" + quote("论坛 OR forum")
    yield "mistake", "/?q=" + quote('论坛 AND (forum')
    yield "nothing", "/?q=" + quote("lighthouse type:pdf")
    yield "ledger", "/ledger"
    page.goto(site + "/?q=" + quote("forum path:advisories"))
    yield "document", page.locator(".hit h3 a").first.get_attribute("href")
    page.goto(site + "/?q=" + quote("论坛 lang:zh"))
    yield "document-chinese", page.locator(".hit h3 a").first.get_attribute("href")
    page.goto(site + "/?q=" + quote("type:mail"))
    page.locator(".hit h3 a").first.click()
    yield "mail", page.url.removeprefix(site)
    link = page.locator(".statements a[href^='/entity/']").first
    yield "entity", link.get_attribute("href")


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "guide" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with served(extra=False) as site, sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=arguments)
        finder = browser.new_page()
        shown = list(pages(finder, site))
        for scheme in ["light", "dark"]:
            for size, width in WIDTHS.items():
                context = browser.new_context(
                    color_scheme=scheme, viewport={"width": width, "height": 900})
                page = context.new_page()
                for name, path in shown:
                    page.goto(site + path)
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
                context.close()
        browser.close()
    print(f"{len(shown) * 4} pictures in {folder}")


main()
