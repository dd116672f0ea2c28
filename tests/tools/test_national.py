"""The box on one State: what its folder gives, whom to ask for the rest, and nothing of it as markup."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from firearmskit import language
from firearmskit.law import gaps, overlay
from firearmskit.law.gaps import Claim, NationalLaw, Provision
from tools import book, glossary, national, slides

BOX = """# Marks

```{{in-your-state}}
{options}
```
"""
OPTIONS = """:elements: mark-import-each mark-import-country mark-import-year
:authorities: marking customs
:forms: trace-request
:words: import-mark"""
HOSTILE = '</div></dd><script>alert(1)</script> *x* [y](javascript:z) {math}`a` "q" \u202eevil'
TODAY = date.today().isoformat()

Build = Callable[..., tuple[int, str, BeautifulSoup]]


@pytest.fixture(autouse=True)
def _no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without an overlay, whatever the machine has."""
    monkeypatch.delenv(overlay.VARIABLE, raising=False)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Give a function that builds a page with the box, into the same folder each time, and gives what came of it."""
    source = tmp_path / "source"
    source.mkdir()

    def go(options: str = OPTIONS, edition: str = "en", builder: str = "html") -> tuple[int, str, BeautifulSoup]:
        page = source / "index.md"
        if not page.exists() or page.read_text("utf-8") != BOX.format(options=options):
            page.write_text(BOX.format(options=options), "utf-8")
        out, warnings = tmp_path / "out" / edition, io.StringIO()
        config = {
            "extensions": ["myst_parser", "tools.national"],
            # Where none are given, Sphinx adds those of the parser to a table that later builds start from.
            "source_suffix": {".md": "markdown"},
            "language": edition,
            "html_theme": "basic",
            "glossary_terms": book.terms(edition),
        }
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source, None, out, out / "doctrees", builder,
                confoverrides=config, warningiserror=True, keep_going=True, status=None, warning=warnings,
            )  # fmt: skip
            app.build()
        made = out / "index.html"
        html = made.read_text("utf-8") if made.exists() else ""
        return int(app.statuscode), warnings.getvalue(), BeautifulSoup(html, "html.parser")

    return go


def lay(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str = "satisfies") -> None:
    """Lay a made-up State over the book, each of whose texts is the same."""
    folder.mkdir(exist_ok=True)
    cell = '"' + text.replace('"', '""') + '"'
    (folder / "state.toml").write_text("name = '''" + text + "'''\nfictional = true\n", "utf-8")
    (folder / "authorities.csv").write_text(f"role,name,contact,source\nmarking,{cell},{cell},{cell}\n", "utf-8")
    (folder / "forms.csv").write_text(f"form,name,address\ntrace-request,{cell},{cell}\n", "utf-8")
    (folder / "words.csv").write_text(f"generic,national\nmark of import,{cell}\n", "utf-8")
    provisions = (
        Provision(id="s1", law="Arms Act", article="s. 1", text=text, language="fr"),
        Provision(id="s2", law="Old Act", article="s. 2", text=text, until="2001-01-01"),
        Provision(id="s3", law="Arms Act", article="s. 3", text=text, language='"><script>'),
    )
    claims = (
        Claim(element="mark-import-each", says=says, provision="s1"),
        Claim(element="mark-import-each", says="satisfies", provision="s2"),
        Claim(element="mark-import-country", says="partly", provision="s3"),
        Claim(element="mark-import-year", says="silent"),
    )
    law = NationalLaw(name="Arms Act", fictional=True, provisions=provisions, claims=claims)
    gaps.write_national_law(law, folder / "law.json")
    monkeypatch.setenv(overlay.VARIABLE, str(folder))


def said(page: BeautifulSoup) -> list[str]:
    """Give the lines of the box."""
    return [each.get_text(" ", strip=True) for each in page.select(".in-your-state :is(p, dt)")]


def test_without_a_state_the_box_says_whom_to_ask(build: Build) -> None:
    """No State gives two sentences below the title, which name the offices."""
    status, complaint, page = build()
    assert (status, complaint) == (0, "")
    title, first, second = said(page)
    assert title == "In your State"
    assert first.startswith("No State is laid over this page")
    assert second == "Whom to ask: the office that marks firearms; the customs service."
    assert build(":elements: mark-import-each")[2].select(".in-your-state p")[-1].text.endswith("your authority.")


def test_a_state_is_shown_with_what_its_folder_gives(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Provisions in force, offices, papers and words are shown, and what isn't given says so."""
    lay(tmp_path / "state", monkeypatch, "Each firearm bears a sign.")
    status, complaint, page = build()
    assert (status, complaint) == (0, "")
    assert said(page) == [
        "In your State: Each firearm bears a sign.",
        "This is made up for teaching: State, law, offices and papers.",
        f"The law is shown as readers described it, with what was in force on {TODAY}.",
        "Each imported firearm has to be marked.",
        "Arms Act, s. 1: Each firearm bears a sign.",
        "An imported firearm is marked with the country of import.",
        "In part: Arms Act, s. 3: Each firearm bears a sign.",
        "An imported firearm is marked with the year of import.",
        "The law as it was read provides nothing for this. Another law may: ask your authority.",
        "the office that marks firearms",
        "Each firearm bears a sign.",
        "Each firearm bears a sign.",
        "Source: Each firearm bears a sign.",
        "request to trace a firearm",
        "Each firearm bears a sign.",
        "Each firearm bears a sign.",
        "import mark",
        "Each firearm bears a sign.",
        "Not given here: the customs service. Ask your authority.",
    ]
    assert [each["lang"] for each in page.select(".in-your-state p[lang]")] == ["fr"]


def test_each_language_says_it_in_its_own_words(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences of the box are those of the edition; the State's own texts stay."""
    lay(tmp_path / "state", monkeypatch, "Each firearm bears a sign.")
    english, french = said(build()[2]), said(build(edition="fr")[2])
    same = [one for one, other in zip(english, french, strict=True) if one == other]
    assert set(same) == {"Arms Act, s. 1: Each firearm bears a sign.", "Each firearm bears a sign."}


def test_hostile_texts_stay_texts(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of a folder opens or closes an element, becomes markup, or turns the direction of reading."""
    lay(tmp_path / "state", monkeypatch, HOSTILE)
    status, _complaint, page = build()
    assert status == 0
    box = page.select_one(".in-your-state")
    assert box is not None
    assert {each.name for each in box.find_all(True)} == {"p", "dl", "dt", "dd"}
    assert all(set(each.attrs) <= {"class", "lang"} for each in box.find_all(True))
    assert box.get_text().count('<script>alert(1)</script> *x* [y](javascript:z) {math}`a` "q" \\u202eevil') == 9


@pytest.mark.parametrize("option", ["elements", "authorities", "forms", "words"])
def test_an_unknown_id_fails_the_build(build: Build, option: str) -> None:
    """Without a State too, an id that there is none of is quoted in the error of the build."""
    status, complaint, _page = build(f":{option}: wizard")
    assert status == 1
    assert '"wizard"' in complaint
    assert "index.md" in complaint


def test_a_folder_that_cannot_be_read_fails_the_build(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page never says that no State is laid over when one was asked for."""
    monkeypatch.setenv(overlay.VARIABLE, str(tmp_path / "nothing-here"))
    status, complaint, _page = build()
    assert (status, "nothing-here" in complaint) == (1, True)


def test_a_page_is_read_anew_when_the_state_changes(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that comes, changes or goes is seen, though the page itself stays as it was."""
    build()
    lay(tmp_path / "state", monkeypatch, "First.")
    assert "Arms Act, s. 1: First." in said(build()[2])
    lay(tmp_path / "state", monkeypatch, "Second.")
    overlay.active._read.cache_clear()  # a build is a process of its own
    assert "Arms Act, s. 1: Second." in said(build()[2])
    monkeypatch.delenv(overlay.VARIABLE)
    assert said(build()[2])[0] == "In your State"


def test_a_new_day_is_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in force depends on the day; without a State, nothing does."""
    assert national.state_now() == ""
    lay(tmp_path / "state", monkeypatch, "First.")
    assert national.state_now().startswith(TODAY)
    assert national.state_now() == national.state_now()


@pytest.mark.parametrize(
    ("says", "line"),
    [
        ("contradicts", "The law says otherwise: Arms Act, s. 1."),
        ("absent", "The whole law was searched, and it provides nothing for this."),
    ],
)
def test_what_speaks_against_an_element_is_told(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, line: str
) -> None:
    """A provision that says otherwise is no provision for it, and a search that found nothing isn't silence."""
    lay(tmp_path / "state", monkeypatch, "A sign.", says=says)
    assert said(build(":elements: mark-import-each")[2])[-1] == line


def test_conflicts_and_open_questions_are_told() -> None:
    """Claims against each other name the provisions for it, and nobody's answer isn't the law's silence."""
    provisions = tuple(Provision(id=each, law="Act", article=each) for each in ("s1", "s2"))
    claims = (
        Claim(element="mark-import-each", says="satisfies", provision="s1"),
        Claim(element="mark-import-each", says="contradicts", provision="s2"),
    )
    law = NationalLaw(name="Act", fictional=True, provisions=provisions, claims=claims)
    with overlay.using(overlay.Overlay(name="Nowhere", fictional=True, law=law)):
        box = overlay.in_your_state(on=TODAY, elements=["mark-import-each", "mark-import-year"])
    assert [[line.text for line in each.lines] for each in box.entries] == [
        ["Act, s1", "Readers of the law contradict each other on this. Ask your authority."],
        ["Nobody has said yet what the law provides for this. Ask your authority."],
    ]


def test_a_state_without_a_law_says_so_once() -> None:
    """However many elements are asked for, one sentence says that the law isn't given."""
    with overlay.using(overlay.Overlay(name="Nowhere", fictional=True)):
        box = overlay.in_your_state(on=TODAY, elements=["mark-import-each", "mark-import-year"])
    assert (box.entries, box.missing) == (
        (),
        ("Not given here: the national law on firearms. Ask your authority.",),
    )


def test_long_texts_are_cut() -> None:
    """A whole chapter of a law doesn't fill the page."""
    provision = Provision(id="s1", law="Act", article="s. 1", text="word " * 2000)
    claim = Claim(element="mark-import-each", says="satisfies", provision="s1")
    law = NationalLaw(name="Act", fictional=True, provisions=(provision,), claims=(claim,))
    with overlay.using(overlay.Overlay(name="Nowhere", fictional=True, law=law)):
        (entry,) = overlay.in_your_state(on=TODAY, elements=["mark-import-each"]).entries
    assert (len(entry.lines[0].text), entry.lines[0].text[-1]) == (601, "…")


def test_slides_leave_the_box_out(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The box is for reading, not for the wall."""
    lay(tmp_path / "state", monkeypatch, "A sign.")
    box = build()[2].select_one(".in-your-state")
    lesson = f'<article><section><h1>A</h1><section id="b"><h2>B</h2>{box}</section></section></article>'
    assert slides.Lesson(BeautifulSoup(lesson, "html.parser").article).cut() == []


def test_terms_are_not_linked_inside() -> None:
    """The box shows the State's own texts, and no link of the course stands in them."""
    assert national.CLASS in glossary.FACTS


def test_languages_of_the_library_are_those_of_the_book() -> None:
    """The box can be said in each edition."""
    assert set(book.EDITIONS) == set(language.available())
