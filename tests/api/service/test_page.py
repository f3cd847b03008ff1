"""The page: small, sufficient to itself, and usable in a browser by keyboard alone.

The browser tests need chromium, chromedriver and selenium. PINCITE_AXE=path/to/axe.min.js (from
npm's axe-core) checks accessibility in each state; PINCITE_SCREENSHOTS=folder keeps pictures.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from pincite.corpus import Document
from pincite.corpus.pdf_reader import PdfReader

from .conftest import NOTE, orders_file

PAGE = files("pincite.api").joinpath("page")
LARGEST_PAGE = 100_000
needs_browser = pytest.mark.skipif(
    shutil.which("chromium") is None or shutil.which("chromedriver") is None,
    reason="needs chromium and chromedriver",
)


def test_the_page_is_small():
    assert sum(len(file.read_bytes()) for file in PAGE.iterdir()) < LARGEST_PAGE


def test_the_page_names_no_other_place():
    for file in PAGE.iterdir():
        found = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", file.read_text(encoding="utf-8"))
        assert [place for place in found if "www.w3.org" not in place] == []


def test_the_page_makes_no_markup_of_what_it_shows():
    for file in PAGE.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)


def test_the_page_is_served_with_a_strict_policy(service):
    for path in ("/", "/page/app.js", "/page/style.css"):
        reply = service.get(path)
        assert reply.status == 200
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/page/none", "/page/..%2fapp.py", "/page/../app.py"])
def test_nothing_but_the_page_is_served(service, path):
    assert service.get(path).status == 404


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_argument("--window-size=1280,900")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    yield driver
    driver.quit()


class Page:
    """The page as a person meets it."""

    def __init__(self, browser, address: str) -> None:
        self.browser = browser
        self.address = address
        browser.get("about:blank")
        browser.get(f"{address}/")
        self.wait(lambda: "2 documents" in self.one("#extent").text)

    def one(self, selector: str):
        return self.browser.find_element("css selector", selector)

    def all(self, selector: str):
        return self.browser.find_elements("css selector", selector)

    @property
    def focused(self):
        return self.browser.switch_to.active_element

    def press(self, keys: str) -> None:
        self.focused.send_keys(keys)

    def ask(self, question: str) -> None:
        turns = len(self.all("#turns > li"))
        self.one("#question").send_keys(question + "\ue007")
        self.wait(lambda: len(self.all("#turns > li")) > turns)
        self.wait(lambda: self.one("#send").is_enabled())

    @property
    def last(self) -> str:
        return self.all("#turns > li")[-1].text

    @property
    def marked(self) -> str:
        """The words marked in the document that is open, or nothing."""
        return "".join(mark.text for mark in self.all("#marked"))

    def wait(self, is_so) -> None:
        for _ in range(100):
            if is_so():
                return
            time.sleep(0.05)
        raise AssertionError("the page did not come to that")

    def look(self, name: str) -> None:
        """Checks accessibility and keeps a picture, where that is asked for."""
        folder = os.environ.get("PINCITE_SCREENSHOTS")
        if folder:
            self.browser.save_screenshot(str(Path(folder) / f"{name}.png"))
        axe = os.environ.get("PINCITE_AXE")
        if axe:
            self.browser.execute_script(Path(axe).read_text(encoding="utf-8"))
            assert self.browser.execute_async_script(AXE) == []


AXE = """
const done = arguments[0];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run(document, {runOnly: rules}).then(found => done(found.violations.map(
  each => each.id + ": " + each.nodes.map(node => node.html).join(" "))));
"""


@pytest.fixture
def page(browser, service) -> Iterator[Page]:
    browser.set_window_size(1280, 900)
    yield Page(browser, service.address)
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert errors == []


@needs_browser
def test_an_answer_opens_its_document_at_the_words_by_keyboard_alone(page):
    page.look("welcome")
    page.ask("How many vans were sold in 2019?")
    assert "3.8 million" in page.last
    assert "90 % sure" in page.last
    page.look("answered")
    page.one(".number").send_keys("\ue007")
    page.wait(lambda: page.marked == "3.8 million")
    assert page.focused.get_attribute("id") == "side-title"
    assert "In 2020 it sold" in page.one(".text").text
    page.look("citation")
    page.press("\ue00c")
    assert page.focused.get_attribute("class") == "number"


@needs_browser
def test_a_follow_up_shows_how_it_was_understood(page, service):
    page.ask("How many vans were sold in 2019?")
    page.ask("And in 2020?")
    assert "How many vans were sold in 2020?" in page.last
    (turn,) = service.assistant.asked[-1].history
    assert (turn.question, turn.answer) == ("How many vans were sold in 2019?", "3.8 million")
    page.look("follow-up")


@needs_browser
def test_sources_that_disagree_stand_side_by_side(page):
    page.ask("How many vans?")
    first, second = page.all(".disagreement > li")
    assert "2.9 million" in first.text
    assert "as of 2020" in first.text
    assert "3.8 million" in second.text
    assert first.location["y"] == second.location["y"]
    page.look("disagreement")


@needs_browser
def test_no_answer_is_said_with_the_nearest_places(page):
    page.ask("Who won?")
    assert "The documents do not say." in page.last
    assert "works council" in page.last
    page.look("no-answer")


@needs_browser
def test_a_document_is_shown_as_text_whatever_it_holds(page):
    page.ask("Who won?")
    page.one(".source").click()
    page.wait(lambda: page.marked == "works council")
    assert "🚐 It <b>votes</b>." in page.one(".text").text


@needs_browser
def test_a_question_can_be_put_to_some_documents(page, service):
    page.one("#show-documents").click()
    page.wait(lambda: len(page.all(".documents li")) == 2)
    page.look("documents")
    page.one("#filter").send_keys("note")
    (row,) = page.all(".documents li")
    row.find_element("css selector", "input").click()
    page.one("#close-side").click()
    assert "Asking only note.txt" in page.one("#scope").text
    page.ask("Vans in 2019?")
    assert service.assistant.asked[-1].sources == ("note.txt",)


@needs_browser
def test_a_failure_is_told_and_the_question_can_be_asked_again(page):
    page.ask("crash")
    assert "internal error" in page.last.lower()
    page.browser.get_log("browser")  # the browser itself reports the status 500
    page.look("failure")


@needs_browser
def test_the_page_fits_a_narrow_screen(page):
    size = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": True}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        page.ask("How many vans?")
        width = page.browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= 320
        page.look("narrow")
        page.one(".number").click()
        page.wait(lambda: page.marked != "")
        assert page.one("main").get_attribute("inert") is not None
        page.look("narrow-citation")
    finally:
        page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@needs_browser
def test_the_page_asks_for_a_token_where_one_is_needed(browser, start_service):
    from pincite.api.tokens import token_of

    secret = "s" * 20
    started = start_service(tokens=(token_of("anna", secret, ["ask"]),))
    browser.get(f"{started.address}/")
    for _ in range(100):
        dialog = browser.find_element("css selector", "#token-wanted")
        if dialog.is_displayed():
            break
        time.sleep(0.05)
    browser.find_element("css selector", "#token").send_keys(secret + "\ue007")
    for _ in range(100):
        if "2 documents" in browser.find_element("css selector", "#extent").text:
            break
        time.sleep(0.05)
    assert "2 documents" in browser.find_element("css selector", "#extent").text
    browser.get_log("browser")


@needs_browser
def test_nothing_is_asked_of_any_other_place(page, service):
    import json

    page.ask("How many vans?")
    events = [json.loads(entry["message"]) for entry in page.browser.get_log("performance")]
    sent = [event["message"] for event in events]
    urls = {
        message["params"]["request"]["url"]
        for message in sent
        if message["method"] == "Network.requestWillBeSent"
    }
    assert urls
    assert all(url.startswith(("http://127.0.0.1:", "about:", "data:")) for url in urls)


@needs_browser
def test_a_citation_of_a_pdf_shows_the_page_itself(browser, start_service):
    started = start_service()
    index = started.assistant.index
    orders = orders_file()
    index.held = [PdfReader().read(orders, "orders.pdf"), Document("note.txt", NOTE)]
    index.files = {"orders.pdf": orders}
    page = Page(browser, started.address)
    page.ask("How many were ordered?")
    page.one(".source").click()
    page.wait(lambda: [img for img in page.all(".sheet img") if img.get_property("naturalWidth")])
    assert page.one(".sheet img").get_attribute("alt") == "Page 2; marked on it: 400 vans"
    assert page.marked == "400 vans"
    page.wait(lambda: page.one(".picture [role=status]").text == "Page 2 of 2")
    page.look("citation-pdf")
    page.all(".picture button")[0].click()
    page.wait(lambda: page.one(".picture [role=status]").text == "Page 1 of 2")
    index.files = {}
    page.all(".picture button")[1].click()
    page.wait(lambda: "not where it was indexed" in page.one(".picture [role=status]").text)
    assert "410" in " ".join(entry["message"] for entry in browser.get_log("browser"))
