"""The report says what is missing, on which text that rests, and that it is an aid and no advice."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from firearmskit import language, law
from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.law import gaps
from firearmskit.law.gaps import Claim, NationalLaw, Provision
from firearmskit.law.gaps.blocks import Heading, Listing, Paragraph, Table, as_html, as_word

HOSTILE = "<script>alert(1)</script> & 'text' \x00\ud800"
ACT = NationalLaw(
    name="Arms Act <b>",
    fictional=True,
    facts=dict.fromkeys(law.FACTS, True),
    instruments=("firearms-protocol", "iti"),
    provisions=(Provision(id="s1", law="Arms Act", article="s. 1", text="Imports are free of marks."),),
    claims=(
        Claim(element="mark-import-country", says="contradicts", provision="s1", reasoning="It says so."),
        Claim(element="mark-import-unique-if-none", says="absent"),
        Claim(element="records-10-years", says="satisfies", provision="s1"),
    ),
)
FOUND = gaps.assess(ACT, on="2026-11-27")


class Tags(HTMLParser):
    """Collects the tags of a page and checks that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_report_holds_gap_text_reason_and_notice(code: str, tmp_path: Path) -> None:
    """A reader finds each gap with its article, the provision's wording, the reason, and what to provide."""
    with language.speaking(code):
        gaps.write_report(FOUND, tmp_path / "r.html")
        page = (tmp_path / "r.html").read_text("utf-8")
        wanted = [
            _(gaps.NOTICE)[:60],
            "Imports are free of marks.",
            "It says so.",
            "Arms Act, s. 1",
            "Arms Act &lt;b&gt;",
        ]
        for result in FOUND.gaps():
            wanted.append(_(result.obligation.heading))
        for each in wanted:
            assert each.replace("'", "&#x27;") in page or each in page, each
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert "script" not in tags.seen
    assert f'lang="{code}"' in page


def test_the_word_document_holds_the_same(tmp_path: Path) -> None:
    """Headings, tables and texts of the page stand in the Word document too; a table's header repeats."""
    gaps.write_report(FOUND, tmp_path / "r.docx")
    document = docx.Document(str(tmp_path / "r.docx"))
    texts = [each.text for each in document.paragraphs]
    assert any(each.style.name.startswith("Heading") for each in document.paragraphs)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert any("Imports are free of marks." in each for each in cells)
    assert any(gaps.NOTICE in each for each in texts)
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_hostile_text_stays_text() -> None:
    """Markup and characters that XML can't hold neither run nor break a document."""
    blocks = [
        Heading(text=HOSTILE),
        Paragraph(text=HOSTILE, notice=True),
        Listing(items=(HOSTILE,), numbered=True),
        Table(caption=HOSTILE, header=(HOSTILE,), rows=((HOSTILE,),)),
    ]
    page = as_html(HOSTILE, blocks)
    assert "<script" not in page
    data = as_word("x", blocks)
    assert b"<script" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert "alert(1)" in docx.Document(io.BytesIO(data)).tables[0].rows[1].cells[0].text


def test_the_self_assessment_asks_every_question(tmp_path: Path) -> None:
    """The form holds each question under its article, with what was answered."""
    gaps.write_self_assessment(FOUND, tmp_path / "s.docx")
    cells = {
        cell.text
        for table in docx.Document(str(tmp_path / "s.docx")).tables
        for row in table.rows
        for cell in row.cells
    }
    asked = {each.element for result in FOUND.results for each in (*result.answers, *result.advice)}
    assert {law.element(name).ask() for name in asked} <= cells


def test_the_report_ranks_nobody_and_counts_apart_what_is_unverified(tmp_path: Path) -> None:
    """There is no score; what rests on texts that weren't read is shown apart."""
    gaps.write_report(FOUND, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "Unverified" in page
    assert "%" not in page.partition("</style>")[2]


def test_the_steps_show_how_far_a_document_has_come() -> None:
    """Answers given, answers reviewed and questions settled are counted."""
    done = {step.id: (count, of) for step, count, of in gaps.progress(FOUND)}
    answered, asked = done["self-assessment"]
    assert 0 < answered < asked
    assert done["desk-review"] == (0, 3)


@pytest.mark.parametrize("write", [gaps.write_report, gaps.write_self_assessment])
def test_another_kind_of_file_is_refused(write: object, tmp_path: Path) -> None:
    """A report is HTML or Word."""
    with pytest.raises(InputError, match=r"r\.pdf"):
        write(FOUND, tmp_path / "r.pdf")  # type: ignore[operator]
