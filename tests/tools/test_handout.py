"""What is handed out: sheets without anything that only works on a screen, and PDFs that everybody can read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.conftest import built
from tools import book, handout, pages

PAGE = """<!doctype html><html lang="en"><head><link rel="stylesheet" href="b.css"><script src="x.js"></script></head>
<body><nav>menu</nav><article class="bd-article"><section id="top"><h1>Marks<a class="headerlink" href="#top">#</a></h1>
<div class="cell tag_hide-input"><details class="hide"><summary>Show the code</summary>import this</details>
<div class="cell_output"><img src="../_images/a.png" alt="a plate"></div></div>
<section id="look"><h2>Look first</h2><p>Which is the maker?</p>
<details class="sd-dropdown"><summary>Open</summary><p>It is mark A.</p></details>
<p><a href="#look">here</a> <a href="other.html">there</a> <a href="http://127.0.0.1:8888/lab">lab</a>
<a href="https://example.org/law">law</a></p></section></section></article></body></html>"""


@pytest.fixture
def sheet(tmp_path):
    """A page as it is printed, read again."""
    (tmp_path / "m06_identification").mkdir()
    page = tmp_path / "m06_identification" / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    return lambda edition="en", paper="a4": BeautifulSoup(handout.sheet(page, edition, paper), "html.parser")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A session plan in French, printed on both sizes of paper, as bytes; built and printed once."""
    if not any(map(shutil.which, handout.PROGRAMS)):
        pytest.skip("no Chromium on this machine")
    page = built(pages.INSTRUCTOR) / "fr" / "curriculum" / "m06_identification" / "facilitator.html"
    found = {}
    for paper in handout.PAPERS:
        pdf = tmp_path_factory.mktemp("pdf") / "plan.pdf"
        handout.print_sheet(handout.sheet(page, "fr", paper), pdf, handout.chromium())
        found[paper] = pdf.read_bytes()
    return found


def test_each_module_has_its_lesson_its_plan_and_its_activities():
    """Every page of a module is printed but the solved exercises, each under a name of its own."""
    found = dict(handout.sheets())
    modules = sorted(path.parent.name for path in pages.CURRICULUM.glob("*/facilitator.md"))
    assert modules
    wanted = {f"{module}-{name}" for module in modules for name in ("lesson", "facilitator")}
    wanted |= {f"{path.parents[1].name}-{path.stem}" for path in pages.CURRICULUM.glob("*/activities/*.md")}
    assert set(found.values()) == wanted


def test_what_only_works_on_a_screen_is_left_out(sheet):
    """Navigation, scripts and code aren't printed; the heading says the module; a picture comes from the book."""
    read = sheet()
    assert not read.select("nav, script, .headerlink")
    assert "import this" not in read.get_text()
    assert "M06" in read.select_one(".sheet-kind").get_text()
    assert read.title.get_text() == "M06: Marks"
    assert read.select_one("img")["src"].startswith("file:///")
    assert read.html["lang"] == "en"


def test_only_links_that_work_on_paper_stay(sheet):
    """A link within the sheet or to a public address stays; of the others the words stay."""
    read = sheet()
    assert [link["href"] for link in read.select("article a")] == ["#look", "https://example.org/law"]
    assert "there" in read.get_text()
    assert "lab" in read.get_text()


def test_a_folded_answer_stands_at_the_end(sheet):
    """The answer isn't beside its question, and the question says where it is."""
    read = sheet()
    assert not read.select("details")
    question = read.select_one("#look").get_text(" ")
    assert "mark A" not in question
    assert "Answer 1: at the end." in question
    last = read.select("article section")[-1]
    assert "mark A" in last.get_text()
    assert "1. Look first" in last.get_text()


ACTIVITY = """<article class="bd-article"><section id="top"><h1>The first hour</h1>
<section id="cards"><h2>Role cards</h2><div class="cut-out"></div><div class="cut-card"><p>Customs.</p></div></section>
<section id="marks"><h2>Minute 10</h2><div class="cut-out"></div><p>Sheet 2, the frame:</p>
<div class="cell">a picture</div><p>Task: look.</p></section>
<section id="debrief"><h2>Debrief</h2><div class="whole-section"></div><p>The trap is D.</p></section>
</section></article>"""


def test_what_a_group_gets_stands_on_sheets_of_its_own(tmp_path):
    """A sheet, and a section of cards, come before the debrief, each apart; in their places stands where they are."""
    (tmp_path / "m06_identification" / "activities").mkdir(parents=True)
    page = tmp_path / "m06_identification" / "activities" / "first-hour.html"
    page.write_text(f"<html><head></head><body>{ACTIVITY}</body></html>", encoding="utf-8")
    read = BeautifulSoup(handout.sheet(page, "en", "a4"), "html.parser")
    cards, frame = read.select(".sheet-to-cut")
    assert "Customs." in cards.get_text()
    assert " ".join(frame.get_text(" ").split()) == "Sheet 2, the frame: a picture"
    assert [each.get_text() for each in read.select(".sheet-elsewhere")] == [
        "Role cards: on a sheet of its own.",
        "Sheet 2, the frame: on a sheet of its own.",
    ]
    assert "Task: look." in read.select_one("#marks").get_text()
    assert frame.find_next_sibling()["id"] == "debrief"


def test_each_activity_says_which_sheets_are_cut_out():
    """Every activity has sheets, and the debrief comes after them on a page of its own."""
    for page in pages.CURRICULUM.glob("*/activities/*.md"):
        text = page.read_text("utf-8")
        assert text.count("{div} cut-out") >= 2, page.name
        assert text.count("{div} cut-card") >= 4, page.name
        assert text.rindex("{div} cut-") < text.index("{kept-for-instructors}"), page.name


def test_the_address_of_each_source_is_written_out(tmp_path):
    """Where the theme shows a sign or a short name in place of an address, paper shows the address."""
    (tmp_path / "m06_identification").mkdir()
    page = tmp_path / "m06_identification" / "index.html"
    link = '<a class="github" href="https://github.com/a/b"><i></i></a>'
    page.write_text(PAGE.replace("<p>Which", f'<div class="sources">{link}</div><p>Which'), encoding="utf-8")
    assert "https://github.com/a/b" in BeautifulSoup(handout.sheet(page, "en", "a4"), "html.parser").get_text()


def test_the_style_of_sheets_reaches_them(sheet):
    """The book leaves out rules that fit none of its pages, so what only sheets have is written into them."""
    assert ".sheet-to-cut { break-before: page; }" in str(sheet())


def test_the_foot_says_version_and_licence(sheet):
    """The foot of each sheet names the version, the day in the sheet's language, and the licence."""
    french = str(sheet("fr").style)
    assert re.search(r"firearmskit \d+\.\d+", french)
    assert handout.LICENCE in french
    assert "size:A4" in french
    assert "size:Letter" in str(sheet("en", "letter").style)


def test_without_chromium_one_sentence_says_what_to_do(monkeypatch, capsys):
    """Where there is no Chromium, the program names the package and ends with an error."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert handout.main([]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err


def test_without_the_book_one_sentence_says_what_to_do(monkeypatch, capsys, tmp_path):
    """Where the book isn't built, the program says how to build it."""
    monkeypatch.setattr(handout, "chromium", lambda: "chromium")
    monkeypatch.setattr(book, "KINDS", dict.fromkeys(book.KINDS, tmp_path))
    assert handout.main([]) == 1
    assert "make instructor" in capsys.readouterr().err


@pytest.mark.browser
def test_the_pdf_is_accessible(printed):
    """It is tagged, says its language and its title, has an outline, and its text can be selected."""
    for pdf in printed.values():
        assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", pdf)
        assert re.search(rb"/Lang \(fr\)", pdf)
        assert b"/StructTreeRoot" in pdf
        assert b"/Outlines" in pdf
        assert b"/ToUnicode" in pdf
        assert re.search(rb"/Title \(?<?[^/]{8,}", pdf)


@pytest.mark.browser
def test_the_pdf_is_small_and_names_no_machine(printed):
    """It has some sheets and less than 5 MB, and no address of the machine that printed it."""
    for pdf in printed.values():
        assert len(pdf) < 5_000_000
        assert 3 <= len(re.findall(rb"/Type /Page\b", pdf)) <= 12
        assert b"file:" not in pdf
        assert str(Path.home()).encode() + b"/" not in pdf


@pytest.mark.browser
def test_the_paper_is_the_one_that_was_asked_for(printed):
    """A4 is 595 by 842 points, Letter 612 by 792."""
    sizes = {paper: re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups() for paper, pdf in printed.items()}
    assert {paper: [round(float(side)) for side in size] for paper, size in sizes.items()} == {
        "a4": [595, 842],
        "letter": [612, 792],
    }


@pytest.mark.browser
def test_a_page_is_printed_from_the_browser_without_navigation(chromium):
    """Printed from the dark look, a lesson has its heading and its figures on white, and no menu, code or button."""
    page = chromium.new_context(color_scheme="dark").new_page()
    page.goto((built(pages.PUBLIC) / "curriculum" / "m06_identification" / "index.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    # A browser fetches the figures when it prints; until then only those in sight are there.
    page.evaluate("[...document.images].forEach(image => { image.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    assert page.locator("h1:visible").count() == 1
    assert page.locator(".cell_output img:visible").count() > 3
    hidden = ".cell_input, .bd-sidebar-primary, .bd-sidebar-secondary, .bd-header-article, summary, a.headerlink"
    assert page.locator(f":is({hidden}):visible").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.bd-article p')).color") == "rgb(29, 40, 48)"
    page.context.close()
