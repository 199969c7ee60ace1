import os

import pytest
from playwright.sync_api import sync_playwright

from served import EXAMPLE, served


@pytest.fixture(scope="session")
def site():
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # The sandbox of the browser does not start under root, as in a container.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, site):
    """Opens pages of the site, and fails the test at a console error or a request elsewhere."""
    contexts = []
    troubles = []

    def open_page(path, expecting=None, **options):
        options.setdefault("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda message: troubles.append(f"console: {message.text}")
                if message.type in ("error", "warning")
                and not (expecting and expecting in message.text) else None)
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("request", lambda request: troubles.append(f"request: {request.url}")
                if not request.url.startswith(site + "/") else None)
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="session")
def has_example():
    return EXAMPLE.is_dir()
