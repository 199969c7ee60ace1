"""The pages in a real browser, on a casebase made by the real program."""

import http.client
import re
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe


def search(query):
    return "/?q=" + quote(query)


def get(site, path, host=None, method="GET"):
    parts = urlsplit(site)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or parts.netloc)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


# Search

def test_the_first_page_explains_how_to_ask(open_page):
    page = open_page("/")
    assert page.locator(".guide dt").count() >= 8
    assert "付款" in page.locator(".guide").inner_text()


def test_english_is_found_in_all_its_forms_and_marked(open_page):
    page = open_page(search("payments path:letter"))
    assert page.locator(".snippet mark").first.inner_text() == "payment"


def test_chinese_is_found_and_marked(open_page):
    page = open_page(search("付款 path:通知"))
    assert "付款" in page.locator(".snippet mark").all_inner_texts()


def test_simplified_finds_traditional(open_page):
    page = open_page(search("论坛 path:說明"))
    assert page.locator(".snippet mark").first.inner_text() == "論壇"


def test_a_hit_opens_the_document_at_its_words(open_page):
    page = open_page(search("payment path:letter"))
    page.locator(".hit h3 a").first.click()
    cited = page.locator("#text .cited")
    assert cited.first.inner_text() == "payment"
    assert cited.first.is_visible()


def test_a_mistake_is_pointed_at(open_page):
    page = open_page(search('harbour "unclosed'))
    assert page.locator(".mistake .fault").inner_text() == '"'
    assert page.locator("#q").input_value() == 'harbour "unclosed'


def test_no_hit_says_what_to_try(open_page):
    page = open_page(search("qqqqzzzz type:mail"))
    assert page.get_by_text("No document matches").is_visible()
    assert page.locator(".nothing a").first.get_attribute("href") == "/?q=qqqqzzzz"


def test_a_facet_narrows_and_widens(open_page):
    page = open_page(search("harbour"))
    all_hits = page.locator("#total").inner_text()
    page.locator(".facets a", has_text="Web page").click()
    assert page.locator("#q").input_value() == "harbour type:html"
    assert page.locator(".hit").count() == 1
    page.locator(".facets a.chosen").click()
    assert page.locator("#q").input_value() == "harbour"
    assert page.locator("#total").inner_text().split("\n")[0].split(" ")[0] == all_hits.split(" ")[0]


def test_search_works_without_script(open_page):
    page = open_page("/", java_script_enabled=False)
    page.locator("#q").fill("付款")
    page.locator(".search-box button").click()
    assert page.locator(".hit").count() >= 1


# Keyboard

def test_slash_goes_to_the_box_and_j_and_k_through_the_hits(open_page):
    page = open_page(search("harbour"))
    assert page.locator(".hit").count() >= 2
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.href")
    assert first and second and first != second
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first


def test_everything_is_reached_with_the_tab_key(open_page):
    page = open_page(search("harbour"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.closest('.hit, .facets, .search-box, nav')?.className ?? ''"))
    assert {"hit", "facets", "search-box"} <= seen


# Document

def test_mentions_are_marked_and_switched_off_without_script(open_page):
    page = open_page(search("payment path:letter"), java_script_enabled=False)
    page.locator(".hit h3 a").first.click()
    mark = page.locator("#text .k-email").first
    assert mark.inner_text() == "desk@example.org"
    assert "desk@example.org" in mark.get_attribute("title")
    before = mark.evaluate("mark => getComputedStyle(mark).backgroundColor")
    page.locator("#show-email").uncheck()
    after = mark.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert before != after and after == "rgba(0, 0, 0, 0)"


def test_hidden_text_is_shown_and_labelled(open_page):
    page = open_page(search("concealed path:page.html"))
    page.locator(".hit h3 a").first.click()
    hidden = page.locator("#text .l-hidden")
    assert "Concealed words." in "".join(hidden.all_text_contents())
    assert hidden.first.get_attribute("data-label").startswith("hidden text")


def test_a_hostile_text_is_only_shown(open_page):
    page = open_page(search("path:hostile"))
    page.locator(".hit h3 a").first.click()
    text = page.locator("#text").inner_text()
    assert "<script>window.broken = true</script>" in text
    assert "⟦RLO⟧gnp.exe" in text and "␇" in text and "zero⟦ZWSP⟧width" in text
    assert page.evaluate("window.broken") is None
    assert page.locator("main script, main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_text_is_the_layer_text(open_page):
    page = open_page(search("payment path:letter"))
    page.locator(".hit h3 a").first.click()
    text = page.locator("#text").evaluate("text => text.textContent")
    assert text.startswith("Dear colleague,\n\nthe payment of CNY 30000 was made on 2024-03-15")


def test_a_long_document_is_shown_piece_by_piece(open_page):
    page = open_page(search("path:long.txt"))
    page.locator(".hit h3 a").first.click()
    assert len(page.locator("#text").evaluate("text => text.textContent")) == 50_000
    page.locator(".paging [rel=next]").first.click()
    assert "?at=50000" in page.url
    address = page.url.split("?")[0]
    page.goto(address + "?start=120000&end=120010#o120000")
    assert page.locator("#text .cited").first.is_visible()
    assert len(page.locator("#text").evaluate("text => text.textContent")) > 10_000


def test_the_side_panel_says_where_the_document_comes_from(open_page):
    page = open_page(search("payment path:letter"))
    page.locator(".hit h3 a").first.click()
    facts = page.locator(".side .facts").first.inner_text()
    assert "letter.txt" in facts
    assert re.search(r"\b[0-9a-f]{64}\b", facts)


def test_a_statement_opens_at_its_quote(open_page, has_example):
    if not has_example:
        pytest.skip("needs the example case")
    page = open_page(search("type:mail"))
    page.locator(".hit h3 a").first.click()
    link = page.locator(".statements blockquote a").first
    quote_text = link.inner_text()
    link.click()
    marked = "".join(page.locator("#text .cited").all_text_contents())
    assert quote_text.split()[0] in marked


def test_an_entity_shows_what_is_said_of_it(open_page, has_example):
    if not has_example:
        pytest.skip("needs the example case")
    page = open_page(search("type:mail"))
    page.locator(".hit h3 a").first.click()
    page.locator(".statements a[href^='/entity/']").first.click()
    assert page.locator(".entity h1").inner_text()
    assert page.locator(".entity blockquote a").count() >= 1


# Ledger

def test_the_ledger_counts_and_filters(open_page):
    page = open_page("/ledger")
    assert re.search(r"\d+ of \d+ files read", page.locator(".summary").inner_text())
    page.locator(".filters a", has_text="Rejected").click()
    badges = set(page.locator("tbody .badge").all_inner_texts())
    assert badges == {"Rejected"}
    assert page.locator("tbody tr", has_text="empty.txt").locator(".reason").inner_text()


# For everyone

PAGES = {
    "welcome": "/",
    "results": search("harbour"),
    "mistake": search('"unclosed'),
    "nothing": search("qqqqzzzz"),
    "ledger": "/ledger",
    "missing": "/nowhere",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*PAGES, "document", "entity"])
def test_no_rule_of_axe_is_broken(open_page, has_example, name, scheme):
    options = {"color_scheme": scheme}
    if name == "missing":
        # A browser notes on its console that the page it was sent is an error page.
        page = open_page(PAGES[name], expecting="404", **options)
    elif name == "document":
        page = open_page(search("concealed path:page.html"), **options)
        page.locator(".hit h3 a").first.click()
    elif name == "entity":
        if not has_example:
            pytest.skip("needs the example case")
        page = open_page(search("type:mail"), **options)
        page.locator(".hit h3 a").first.click()
        page.locator(".statements a[href^='/entity/']").first.click()
    else:
        page = open_page(PAGES[name], **options)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", [1440, 800, 380])
@pytest.mark.parametrize("name", ["welcome", "results", "mistake", "nothing"])
def test_nothing_runs_off_the_side(open_page, name, width):
    page = open_page(PAGES[name], viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# The wire

def test_every_answer_carries_the_strict_policy(site):
    for path in ["/", "/ledger", "/static/counterfoil.css", "/nowhere", "/healthz"]:
        response, _ = get(site, path)
        policy = response.getheader("Content-Security-Policy")
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert response.getheader("X-Content-Type-Options") == "nosniff"
        assert response.getheader("Referrer-Policy") == "no-referrer"
        assert response.getheader("X-Frame-Options") == "DENY"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example"])
def test_other_names_are_refused(site, host):
    response, body = get(site, "/", host=host)
    assert response.status == 421
    assert b"harbour" not in body.lower().replace(b"<bdi>harbour</bdi>", b"")


def test_the_other_names_of_this_machine_are_answered(site):
    port = urlsplit(site).port
    assert get(site, "/", host=f"localhost:{port}")[0].status == 200
    assert get(site, "/", host=f"[::1]:{port}")[0].status == 200
    assert get(site, "/", host="localhost:1")[0].status == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading_is_answered(site, method):
    assert get(site, "/", method=method)[0].status == 405


def test_head_is_answered_without_a_body(site):
    response, body = get(site, "/ledger", method="HEAD")
    assert response.status == 200 and body == b""


@pytest.mark.parametrize("path, status", [
    ("/nowhere", 404), ("/document/999999", 404), ("/document/x", 404), ("/entity/none", 404),
    ("/ledger?outcome=lost", 400), ("/ledger?page=-1", 400), ("/document/1?start=x&end=y", 400),
    ("/document", 400), ("/static/..%2F..%2Fcasebase.sqlite", 404), ("/static/none.css", 404),
])
def test_what_is_not_there_is_said_in_words(site, path, status):
    response, body = get(site, path)
    assert response.status == status
    assert b"class=\"failure\"" in body


def test_no_page_is_heavy(site):
    for path in ["/", search("harbour"), "/ledger"]:
        assert len(get(site, path)[1]) < 60_000


def test_a_page_is_never_kept_by_the_browser_and_a_style_always(site):
    assert get(site, "/")[0].getheader("Cache-Control") == "no-store"
    assert "immutable" in get(site, "/static/counterfoil.css")[0].getheader("Cache-Control")


def test_a_query_cannot_leave_its_attribute(site):
    # A quotation mark with an accent is one character to Swift, and not a quotation mark.
    _, body = get(site, search("a\"\u0301 autofocus onfocus=\"alert(1)"))
    text = body.decode()
    assert "&quot;\u0301 autofocus" in text and "\"\u0301" not in text
