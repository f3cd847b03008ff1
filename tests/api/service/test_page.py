"""The page: small, sufficient to itself, and usable in a browser by keyboard alone.

The browser tests need chromium, chromedriver and selenium. PINCITE_AXE=path/to/axe.min.js (from
npm's axe-core) checks accessibility in each state; PINCITE_SCREENSHOTS=folder keeps pictures.
"""

import os
import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from pincite.api.kept_answers import FILE_NAME, KeptAnswers
from pincite.api.tokens import token_of
from pincite.api.uploads import Uploads
from pincite.corpus import Document
from pincite.corpus.pdf_reader import PdfReader
from pincite.indexer.reports import FileReport, IndexReport

from .conftest import NOTE, PATIENCE_S, orders_file, wait_until

PAGE = files("pincite.api").joinpath("page")
LARGEST_PAGE = 100_000
ENTER, TAB, SPACE, ESCAPE = "\ue007", "\ue004", "\ue00d", "\ue00c"
SECRET = "s" * 20
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

    def __init__(
        self, browser, address: str, *, place: str = "/", secrets: tuple[str, ...] = ()
    ) -> None:
        self.browser = browser
        self.address = address
        browser.get("about:blank")
        browser.get(f"{address}{place}")
        told = ""
        for secret in secrets:
            self.wait(lambda told=told: self.is_asking_for_token(told))
            told = "That token is not known here."
            self.look("token")
            self.one("#token").send_keys(secret + ENTER)
        self.wait(lambda: "2 documents" in self.text_of("#extent"))

    def is_asking_for_token(self, told: str) -> bool:
        return self.one("#token-wanted").is_displayed() and self.text_of("#token-told") == told

    def text_of(self, selector: str) -> str:
        """The text of an element, whether it can be seen or not."""
        return self.one(selector).get_attribute("textContent")

    def named(self, name: str):
        """The button of that name, which must be there and be the only one that is shown."""
        (found,) = [each for each in self.all("button") if each.text == name]
        return found

    def tab_to(self, name: str) -> None:
        """Moves the focus on by Tab until it stands on what bears the name."""
        for _ in range(60):
            self.press(TAB)
            labels = (self.focused.text, self.focused.get_attribute("aria-label"))
            if name in labels or self.focused.get_attribute("id") == name:
                return
        raise AssertionError(f"Tab does not lead to {name}")

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
        self.one("#question").send_keys(question + ENTER)
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
        wait_until(is_so)

    def look(self, name: str) -> None:
        """Checks accessibility and keeps a picture, where that is asked for."""
        folder = os.environ.get("PINCITE_SCREENSHOTS")
        if folder:
            self.browser.save_screenshot(str(Path(folder) / f"{name}.png"))
        axe = os.environ.get("PINCITE_AXE")
        if axe:
            self.browser.execute_script(Path(axe).read_text(encoding="utf-8"))
            assert self.browser.execute_async_script(AXE) == []

    def look_dark(self, name: str) -> None:
        """The same in dark colours."""
        dark = [{"name": "prefers-color-scheme", "value": "dark"}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
        try:
            self.look(name)
        finally:
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


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
    page.one(".number").send_keys(ENTER)
    page.wait(lambda: page.marked == "3.8 million")
    assert page.focused.get_attribute("id") == "side-title"
    assert "In 2020 it sold" in page.one(".text").text
    page.look("citation")
    page.press(ESCAPE)
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
def test_an_answer_is_explained_when_that_is_unfolded(page, service):
    page.ask("Vans in 2019?")
    assert not service.assistant.asked[-1].explain
    page.one(".why summary").send_keys(ENTER)
    page.wait(lambda: "1 of them read" in page.one(".why").text)
    assert service.assistant.asked[-1].explain
    unfolded = page.one(".why").text
    assert "not the kind of thing asked for" in unfolded
    assert "without “2019”: no answer" in unfolded
    page.look("why")


@needs_browser
def test_an_error_can_be_asked_for_where_the_index_is_calibrated(browser, start_service):
    started = start_service()
    started.assistant.calibration = "some"
    page = Page(browser, started.address)
    page.wait(lambda: page.one("#max-error").is_displayed())
    page.one("#max-error option[value='0.05']").click()
    page.ask("Vans in 2019?")
    assert started.assistant.asked[-1].max_error == 0.05


@needs_browser
def test_no_error_can_be_asked_for_without_a_calibration(page, service):
    page.ask("Vans in 2019?")
    assert not page.one("#max-error").is_displayed()
    assert service.assistant.asked[-1].max_error is None


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
        page.one("#close-side").click()
        page.one("#show-documents").click()
        page.wait(lambda: len(page.all(".documents li")) == 2)
        page.look("narrow-documents")
    finally:
        page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def keeping(start_service, tmp_path):
    started = start_service()
    started.service.kept = KeptAnswers(tmp_path / FILE_NAME, days=7)
    return started


@pytest.fixture
def writable(start_service, tmp_path):
    """A service that takes uploads: a file is a document as soon as it is there."""
    started = start_service(tokens=(token_of("anna", SECRET, ["ask", "write"]),))
    index, first = started.assistant.index, list(started.assistant.index.held)

    def update(folder: Path, progress) -> IndexReport:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
        progress("reading", 0, len(names))
        started.assistant.may_go_on.wait(PATIENCE_S)
        if "broken.txt" in names:
            (folder / "broken.txt").unlink()
            return IndexReport((FileReport("broken.txt", "failed", "it is broken", 0),), "g1", 0.1)
        index.held = [*first, *(Document(name, "Ada Lovelace wrote it.\n") for name in names)]
        index.generation = f"g{len(index.held)}"
        reports = tuple(FileReport(name, "added", None, 1) for name in names)
        return IndexReport(reports, index.generation, 0.1)

    started.service.uploads = Uploads(tmp_path / "uploads", update)
    return started


@needs_browser
def test_an_answer_is_judged_and_its_link_shows_it_again(browser, keeping):
    page = Page(browser, keeping.address)
    page.ask("How many vans were sold in 2019?")
    page.named("Right").send_keys(ENTER)
    page.wait(lambda: "Noted." in page.last)
    (kept,) = keeping.service.kept.judged()
    page = Page(browser, keeping.address, place=f"/#answer={kept.answer_id}")
    page.wait(lambda: page.all("#turns > li") != [])
    assert "3.8 million" in page.last
    assert "Answered on" in page.last
    assert page.named("Right").get_attribute("aria-pressed") == "true"
    page.look("kept-answer")


@needs_browser
def test_the_right_place_is_shown_by_keyboard_alone(browser, keeping):
    page = Page(browser, keeping.address)
    page.ask("How many vans were sold in 2019?")
    page.named("Wrong").send_keys(ENTER)
    page.wait(lambda: "What is wrong with it?" in page.last)
    page.look("feedback")
    page.tab_to("Show the right place")
    page.press(ENTER)
    page.wait(lambda: page.marked == "3.8 million")
    page.tab_to("words")
    page.press("2.9   MILLION" + ENTER)
    page.wait(lambda: page.marked == "2.9 million")
    page.look("right-place")
    page.tab_to("This is the right place")
    page.press(ENTER)
    page.wait(lambda: "“2.9 million” in report.md" in page.last)
    assert page.focused.text == "Show the right place"
    (kept,) = keeping.service.kept.judged()
    assert kept.feedback["verdict"] == "wrong"
    assert kept.feedback["place"]["quote"] == "2.9 million"


@needs_browser
def test_marked_words_are_the_right_place_in_whatever_document(browser, keeping):
    page = Page(browser, keeping.address)
    page.ask("Who won?")
    page.named("No, they do say").click()
    page.wait(lambda: "What is wrong with it?" in page.last)
    page.named("Show the right place").click()
    page.wait(lambda: page.marked == "works council")
    page.named("Look in another document").click()
    page.wait(lambda: len(page.all(".documents li")) == 2)
    page.all(".documents .source")[0].click()
    page.wait(lambda: page.all(".offer") != [])
    page.browser.execute_script(SELECT, "votes")
    page.named("This is the right place").click()
    page.wait(lambda: "“votes” in note.txt" in page.last)
    place = keeping.service.kept.judged()[0].feedback["place"]
    assert NOTE[place["start"] : place["end"]] == "votes"


SELECT = """
const text = document.querySelector(".text"), walk = document.createTreeWalker(text, 4);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
  const at = node.data.indexOf(arguments[0]);
  if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + arguments[0].length);
}
"""


@needs_browser
def test_an_address_that_leads_nowhere_says_so(page):
    page.browser.get(f"{page.address}/#answer=none")
    page.wait(lambda: "keeps no answers" in page.text_of("#telling"))
    page.browser.get_log("browser")  # the browser itself reports the status 404


@needs_browser
def test_a_link_without_kept_answers_asks_again_of_the_same_documents(browser, service):
    place = "/#q=How+many+vans+in+2019%3F&in=report.md"
    page = Page(browser, service.address, place=place)
    page.wait(lambda: "3.8 million" in page.text_of("#turns"))
    assert service.assistant.asked[-1].sources == ("report.md",)


@needs_browser
def test_an_answer_is_copied_with_its_sources(page):
    page.ask("How many vans were sold in 2019?")
    page.browser.execute_script(
        "navigator.clipboard.writeText = async (text) => { copied = text; }"
    )
    page.named("Copy with sources").click()
    page.wait(lambda: page.all("button") and "Copied" in page.last)
    copied = page.browser.execute_script("return copied")
    assert '[1] report.md, as of 2019: "3.8 million"' in copied
    assert f"{page.address}/v1/citations/" in copied


@needs_browser
def test_where_copying_is_not_allowed_the_text_stands_there_to_be_copied(page):
    page.ask("How many vans were sold in 2019?")
    page.browser.execute_script("navigator.clipboard.writeText = async () => { throw 1; }")
    page.named("Copy link").click()
    page.wait(lambda: page.all(".to-copy") != [])
    assert page.one(".to-copy").get_attribute("value").startswith(f"{page.address}/#q=How")


@needs_browser
def test_files_are_taken_in_and_removed_again_where_the_right_is_there(browser, writable, tmp_path):
    page = Page(browser, writable.address, secrets=(SECRET,))
    page.one("#show-documents").send_keys(ENTER)
    page.wait(lambda: page.all("#files") != [])
    for name in ("essay.txt", "broken.txt"):
        (tmp_path / name).write_text("Ada Lovelace wrote it.\n", encoding="utf-8")
    page.one("#files").send_keys(str(tmp_path / "essay.txt"))
    page.wait(lambda: page.all(".uploads progress") != [])
    page.look("uploading")
    writable.assistant.may_go_on.set()
    page.wait(lambda: "essay.txt: ready to be asked." in page.one(".uploads").text)
    assert len(page.all(".documents li")) == 3
    page.one("#files").send_keys(str(tmp_path / "broken.txt"))
    page.wait(lambda: "broken.txt: this failed: it is broken" in page.one(".uploads").text)
    page.look("uploaded")
    page.one(".remove").click()
    assert page.one(".remove").text == "Really remove"
    page.one(".remove").click()
    page.wait(lambda: "essay.txt: removed." in page.one(".uploads").text)
    assert len(page.all(".documents li")) == 2
    browser.get_log("browser")


@needs_browser
def test_some_documents_are_chosen_by_keyboard_alone(page, service):
    page.tab_to("Documents")
    page.press(ENTER)
    page.wait(lambda: len(page.all(".documents li")) == 2)
    page.tab_to("Ask only: report.md")
    page.press(SPACE)
    page.press(ESCAPE)
    assert "Asking only report.md" in page.one("#scope").text
    assert page.focused.text == "Documents"
    page.ask("Vans in 2019?")
    assert service.assistant.asked[-1].sources == ("report.md",)


@needs_browser
@pytest.mark.skipif(
    not {"PINCITE_AXE", "PINCITE_SCREENSHOTS"} & set(os.environ), reason="nobody looks"
)
def test_the_page_holds_in_dark_colours(page):
    page.ask("How many vans?")
    page.look_dark("disagreement-dark")
    page.one(".number").click()
    page.wait(lambda: page.marked != "")
    page.look_dark("citation-dark")


@needs_browser
def test_a_wrong_token_is_asked_for_again(browser, writable):
    page = Page(browser, writable.address, secrets=("wrong", SECRET))
    assert "2 documents" in page.text_of("#extent")
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
    browser.execute_script("HTMLAnchorElement.prototype.click = function () { taken = this; }")
    page.named("Download").click()
    page.wait(lambda: browser.execute_script("return window.taken?.download") == "orders.pdf")
    page.all(".picture button")[0].click()
    page.wait(lambda: page.one(".picture [role=status]").text == "Page 1 of 2")
    index.files = {}
    page.all(".picture button")[1].click()
    page.wait(lambda: "not where it was indexed" in page.one(".picture [role=status]").text)
    assert "410" in " ".join(entry["message"] for entry in browser.get_log("browser"))
