"""Slides: few words for those at the back, everything else for the speaker, and nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tests.site.conftest import built
from tools import book, npm, pages, slide_layout, slides

MODULES = slides.modules()
EDITION_AND_MODULE = [(edition, module) for edition in book.EDITIONS for module in MODULES]
LONGER = [
    pytest.param(edition, module, marks=pytest.mark.slow if edition == book.SOURCE and module != MODULES[0] else ())
    for edition, module in EDITION_AND_MODULE
]
"""English says the same in fewer letters: one of its decks shows whether it fits."""
LESSON = """<article><section id="marks"><h1>Marks</h1>{}</section></article>"""
SECTION = """<section id="look"><h2>Look first<a class="headerlink" href="#look">#</a></h2>{}</section>"""


def cut(body: str) -> list[slides.Slide]:
    """Give the slides of one section."""
    article = BeautifulSoup(LESSON.format(SECTION.format(body)), "html.parser").article
    return slides.Lesson(article).cut()


def shown(found: list[slides.Slide]) -> list[str]:
    """Give the words of each slide."""
    return [
        " ".join(BeautifulSoup(slides.shown(slides.Slide("", slide.parts)), "html.parser").get_text(" ").split())
        for slide in found
    ]


RESULT = '<div class="cell_output"><div class="output">{}</div></div>'
CELL = f'<div class="cell"><div class="cell_input">{{}}</div>{RESULT}</div>'
FIGURE = CELL.format("code", '<img src="a.png" alt="A plate">')
OUTPUT = CELL.format("code", "<pre>{}</pre>")


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    """A folder with every deck, made from the built instructor's edition."""
    built(pages.INSTRUCTOR)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slides, "OUT", tmp_path_factory.mktemp("slides"))
        try:
            slides.bring_reveal()
        except npm.FetchError as error:
            pytest.skip(str(error))
        for edition, module in EDITION_AND_MODULE:
            slides.write_deck(module, edition)
        yield slides.OUT


def test_prose_is_spoken_and_never_cut():
    """A paragraph is on the slide whole or not at all, and always in the notes; a citation is in neither."""
    told = "Suppose that 200,000 others could stand there. Then the chances are 1 to 2: rather not, until more agrees."
    cited = f"<p>{told.replace(' Then', ' <a href=#s>[7]</a> Then')}</p>"
    (slide,) = cut(f"{FIGURE}{cited}")
    assert shown([slide]) == [""]
    assert told in " ".join(slide.notes)
    assert slide.heading == "Look first"
    (slide,) = cut(f'<div class="on-slide">{cited}</div>')
    assert shown([slide]) == [told]
    (slide,) = cut(f"{cited}{FIGURE}")  # so short, it leads to the figure
    assert shown([slide]) == [told]


def test_a_question_is_shown_with_all_of_its_paragraph():
    """What stands before and after a question in its paragraph is on the slide with it, and with its figure."""
    (slide,) = cut(f"<p>Three numbers are known. Which goes into the request? Decide before you go on.</p>{FIGURE}")
    assert shown([slide]) == ["Three numbers are known. Which goes into the request? Decide before you go on."]
    assert [part.kind for part in slide.parts] == ["line", "question", "line", "figures"]


def test_figures_that_are_compared_stand_side_by_side():
    """Figures that follow each other share a slide; so do two of which each has a sentence, as its caption."""
    (slide,) = cut(FIGURE * 4)
    assert [len(part.figures) for part in slide.parts] == [4]
    (slide,) = cut(f"<p>Here is one frame.</p>{FIGURE}<p>And here is another.</p>{FIGURE}")
    assert [figure.caption for figure in slide.parts[0].figures] == ["Here is one frame.", "And here is another."]


def test_an_answer_on_a_sheet_of_its_own_has_a_slide_of_its_own():
    """A figure that answers the question about another one never stands beside it."""
    found = cut(
        f'<p>What are the parts?</p>{FIGURE}<div class="new-sheet"><p>Now compare with the names.</p></div>{FIGURE}'
    )
    assert [len(slide.parts) for slide in found] == [2, 2]


def test_no_row_and_no_line_is_left_out():
    """A table is shared out evenly, none of its rows alone; an output is whole, or read in the lesson and not shown."""
    row = "<tr><td>{}</td><td>what went wrong here was told in a sentence of some length</td></tr>"
    rows = "".join(row.format(number) for number in range(13))
    table = f"<table><thead><tr><th>No</th><th>Why</th></tr></thead><tbody>{rows}</tbody></table>"
    found = cut(f'<div class="pst-scrollable-table-container">{table}</div>')
    counts = [len(slide.parts[0].rows) - 1 for slide in found]
    assert sum(counts) == 13
    assert max(counts) - min(counts) <= 1
    assert min(counts) > 3
    lines = [f"piece {number} of what the library says" for number in range(20)]
    (first, second) = cut(OUTPUT.format("\n".join(lines)))
    assert " ".join(shown([first, second])).split() == " ".join(lines).split()
    assert cut("<p>Seen?</p>" + OUTPUT.format("\n".join(lines * 9)))[-1].parts[-1].kind == "question"


def test_an_answer_stands_on_the_next_slide():
    """A question stands with its evidence; what the library says, and the next paragraph, come after it."""
    question = "<p>Here is a frame of a pistol. Which of the marks was made by the factory?</p>"
    for evidence in (FIGURE, ""):
        found = shown(cut(question + evidence + OUTPUT.format("A is the maker.")))
        assert len(found) == 2
        assert "Which of the marks" in found[0]
        assert "A is the maker." in found[1]
        assert "A is" not in found[0]


def test_a_no_break_space_stays_one():
    """A question mark of French stays on the line of its word."""
    assert "objet\u00a0?" in slides.inner(BeautifulSoup("<p>Quel\n objet\u00a0?</p>", "html.parser").p)


def test_code_is_never_shown():
    """Of a cell, what it gives is shown."""
    assert shown(cut(OUTPUT.format("a reading"))) == ["a reading"]


def test_an_author_steers():
    """What is marked on-slide is shown whole; what is marked off-slide, or follows an empty marker, is spoken."""
    long = "One thing is said here at some length for all to read on the wall. Another is said. And a third."
    assert shown(cut(f'<div class="on-slide"><p>{long}</p></div>')) == [long]
    (slide,) = cut(f'<p>Seen?</p><div class="off-slide"><p>{long}</p></div>')
    assert shown([slide]) == ["Seen?"]
    assert long in " ".join(slide.notes)
    assert shown(cut(f'<p>Seen?</p><div class="off-slide"></div>{FIGURE}')) == ["Seen?"]
    assert shown(cut(f'<p>Seen?</p><div class="off-slide"><p>In words:</p></div>{OUTPUT.format("words")}')) == ["Seen?"]
    assert cut('<div class="off-slide"></div><p>A section that nobody shows.</p>') == []


def test_what_announces_a_list_stands_with_it():
    """A sentence that ends in a colon isn't left behind on the slide before."""
    long = "".join(f"<li>{'word ' * 30}</li>" for _item in range(4))
    said = f"<ul>{long}</ul><p>This is the order:</p><ol>{long}</ol>"
    assert shown(cut(said))[1].startswith("This is the order: word")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("One. Two!", ["One.", "Two!"]),
        ("It says <em>No. Never.</em> Then it ends.", ["It says <em>No. Never.</em>", "Then it ends."]),
        ("« Vrai ? » Non. Article 8 b) dit oui.", ["« Vrai ? »", "Non.", "Article 8 b) dit oui."]),
        ("It is 9.5 mm; see Inc. in the table.", ["It is 9.5 mm; see Inc. in the table."]),
    ],
)
def test_sentences(html, wanted):
    """A sentence ends at its mark, not within an element, a number or an abbreviation before a small letter."""
    assert slides.sentences(html) == wanted


def test_letters_are_as_large_as_the_slide_lets_them_be():
    """Few words have the largest letters, many have smaller ones, and too many don't fit."""
    few, many = (slide_layout.Part("line", f"<p>{'word ' * count}</p>") for count in (8, 150))
    assert slide_layout.size_that_fits("Look", [few]) == slide_layout.SIZES[0]
    assert slide_layout.size_that_fits("Look", [many]) < slide_layout.SIZES[0]
    assert slide_layout.size_that_fits("Look", [many] * 3) is None


def test_a_column_that_held_citations_alone_is_left_out():
    """Without the citations, the column of sources is empty and gone."""
    head, row = "<th>Code</th><th>Source</th>", "<td>DAC</td><td><a>[1]</a></td>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    assert shown(cut(f'<div class="pst-scrollable-table-container">{table}</div>')) == ["Code DAC"]


def test_steps_of_the_plan_find_their_section():
    """A step goes to the section whose title shares its words, else to the next one; breaks go nowhere."""
    steps = [("The situation.", ""), ("Which is it?", ""), ("Break", ""), ("The register and the rifle.", "")]
    sections = [("a", "The situation"), ("b", "Look first"), ("c", "Compare with a register"), ("d", "Sources")]
    assert slides.aligned(steps, sections) == {"a": [0], "b": [1], "c": [3]}


@pytest.mark.browser
@pytest.mark.parametrize(("edition", "module"), EDITION_AND_MODULE)
def test_the_speaker_has_the_session_plan(decks, edition, module):
    """The notes of a deck hold what the session plan of that language says of its sections, and the lesson's prose."""
    read = BeautifulSoup((decks / edition / f"{module}.html").read_text("utf-8"), "html.parser")
    notes = " ".join(each.get_text(" ") for each in read.select("aside.notes"))
    home = book.home(edition, pages.INSTRUCTOR) / "curriculum" / module
    steps = slides.plan(slides.parsed(home / "facilitator.html"))
    said = [BeautifulSoup(text, "html.parser").get_text() for _name, text in steps]
    assert sum("".join(each.split()) in "".join(notes.split()) for each in said) >= 6
    assert read.html["lang"] == edition
    assert len(notes.split()) > 1200


@pytest.mark.browser
@pytest.mark.parametrize(
    "size",
    [(1280, 720), *(pytest.param(size, marks=pytest.mark.slow) for size in ((1024, 768), (640, 360)))],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
@pytest.mark.parametrize(("edition", "module"), LONGER)
def test_no_slide_overflows_and_nothing_is_asked_from_elsewhere(decks, chromium, edition, module, size):
    """Opened from disk, each slide fits the screen, has something to show, and asks for nothing but files beside it."""
    page = chromium.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    amiss = []
    here = decks.as_uri()
    page.on("request", lambda r: r.url.startswith((here, "data:")) or amiss.append(r.url))
    page.on("requestfailed", lambda r: amiss.append(f"failed: {r.url}"))
    page.on("console", lambda m: amiss.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.goto(f"{here}/{edition}/{module}.html")
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    number = page.evaluate("Reveal.getTotalSlides()")
    assert 25 <= number <= 45
    seen = set()
    for _each in range(number):
        found = page.evaluate(MEASURE)
        seen.add(found["place"])
        assert found["wide"] <= slides.WIDTH, found
        assert found["high"] <= slides.HEIGHT, found
        assert found["inside"], found
        assert found["words"] + 10 * found["pictures"] >= 3, found
        assert min(found["figures"], default=300) >= 200, found
        assert min(found["letters"]) >= 24, found
        page.keyboard.press("ArrowRight")
    assert len(seen) == number  # one key goes through all of them
    assert amiss == []
    page.context.close()


MEASURE = """() => {
  const now = Reveal.getCurrentSlide(), slide = now.querySelector('.slide'), box = document.documentElement;
  const parts = [...slide.children].map(each => each.getBoundingClientRect());
  const number = document.querySelector('.slide-number').getBoundingClientRect();
  return {
    place: JSON.stringify(Reveal.getIndices()), text: slide.innerText.slice(0, 80),
    wide: slide.scrollWidth, high: slide.scrollHeight,
    inside: parts.every(each => each.top >= 0 && each.left >= 0
      && each.right <= box.clientWidth && each.bottom <= number.top),
    words: slide.innerText.replace(slide.querySelector('h2')?.innerText ?? '', '').split(/\\s+/).filter(Boolean).length,
    pictures: [...slide.querySelectorAll('img')].filter(each => each.complete && each.naturalWidth).length,
    figures: [...slide.querySelectorAll('figure')].map(each => each.clientHeight),
    letters: [...slide.querySelectorAll('p, li, td, th, pre, figcaption')]
      .map(each => parseFloat(getComputedStyle(each).fontSize)).concat(99),
  };
}"""


@pytest.mark.browser
def test_no_question_is_answered_on_its_slide(decks):
    """No slide of any deck shows a question together with an output of the library or a list."""
    for edition, module in EDITION_AND_MODULE:
        read = BeautifulSoup((decks / edition / f"{module}.html").read_text("utf-8"), "html.parser")
        asking = [slide for slide in read.select(".slide") if slide.select_one(".question")]
        assert len(asking) > 3
        assert [slide.get_text(" ")[:80] for slide in asking if slide.select_one(".question ~ :is(pre, ul, ol)")] == []


@pytest.mark.browser
def test_decks_name_no_machine_and_no_other_address(decks):
    """No deck holds a path of the machine, and none asks for a script, a style or a picture by an address."""
    for path in decks.glob("*/*.html"):
        text = path.read_text("utf-8")
        assert "file://" not in text
        assert str(book.ROOT) not in text
        assert re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]*", text) == []


def test_without_the_book_one_sentence_says_what_to_do(monkeypatch, capsys, tmp_path):
    """Where the book isn't built, or reveal.js can't be had, the program says what to do."""
    monkeypatch.setattr(slides, "OUT", tmp_path / "out")
    monkeypatch.setattr(slides, "bring_reveal", lambda: None)
    monkeypatch.setattr(book, "KINDS", dict.fromkeys(book.KINDS, tmp_path))
    assert slides.main([]) == 1
    assert "make instructor" in capsys.readouterr().err

    def none() -> None:
        raise npm.FetchError("reveal.js 1 can't be fetched")

    monkeypatch.setattr(slides, "bring_reveal", none)
    assert slides.main([]) == 1
    assert "can't be fetched" in capsys.readouterr().err
