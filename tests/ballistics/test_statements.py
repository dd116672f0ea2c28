"""Draft statements are checked for claims that go too far and for what is missing, in both languages."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from firearmskit import language
from firearmskit.ballistics import check_statement
from firearmskit.ballistics.statements import MOST_CHARACTERS, STATEMENT_CODES
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law import SEVERITIES
from tests.ballistics.made_up_statements import HELD, TUNED
from tests.every import every

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/ballistics.md"

KNOWN = {"The score of 14 lies beyond all 300 comparisons"}
"""How statements begin of which it is known that the check finds something else."""


def found(text: str) -> set[str]:
    """Give the codes of the findings."""
    return {each.code for each in check_statement(text)}


def counted(statements) -> dict[str, int]:
    """Count statements, findings that are wanted and found, those that aren't, and statements with false alarms."""
    right = wrong = missed = alarms = 0
    for _language, text, wanted in statements:
        codes = found(text)
        right += len(codes & set(wanted))
        wrong += len(codes - set(wanted))
        missed += len(set(wanted) - codes)
        alarms += not wanted and bool(codes)
    careful = sum(not wanted for _language, _text, wanted in statements)
    return {
        "statements": len(statements),
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "careful": careful,
        "alarms": alarms,
    }


@every([each for each in TUNED if not any(each[1].startswith(start) for start in KNOWN)])
def test_statements_that_taught_the_wordings_are_judged_right(spoken, text, wanted):
    """Each made-up statement has exactly the findings that belong to it, also where the language is said."""
    assert {each.code for each in check_statement(text, language=spoken)} == set(wanted)
    assert found(text) == set(wanted)


def test_statements_that_taught_nothing_are_judged_as_the_page_says():
    """Precision, recall and false alarms of statements that no wording was changed for stand on the page."""
    page = PAGE.read_text("utf-8")
    for name, statements in (("that taught the wordings", TUNED), ("written afterwards", HELD)):
        counts = counted(statements)
        precision = counts["right"] / (counts["right"] + counts["wrong"])
        recall = counts["right"] / (counts["right"] + counts["missed"])
        row = (
            f"| {name} | {counts['statements']} | {100 * precision:.0f} % | {100 * recall:.0f} % "
            f"| {counts['alarms']} of {counts['careful']} |"
        )
        assert row in page, f"the row should read: {row}"
    assert len(HELD) >= len([*HELD, *TUNED]) / 3
    assert {spoken for spoken, _text, _codes in HELD} == {"en", "fr"}


def test_every_code_is_tried():
    """Each kind of finding belongs to a made-up statement of either language."""
    for spoken in ("en", "fr"):
        assert {code for each, _text, codes in (*TUNED, *HELD) if each == spoken for code in codes} == set(
            STATEMENT_CODES
        )


def test_findings_stand_in_the_order_of_the_text_and_quote_it():
    """First those on words, as they come, then what is missing; each has its severity and its words."""
    text = "With certainty, the case was fired by the pistol. The likelihood ratio is 9."
    findings = check_statement(text)
    assert [(each.code, each.field) for each in findings] == [
        ("certainty", "certainty"),
        ("categorical", "case was fired by"),
        ("no-alternative", "statement"),
        ("no-population", "statement"),
        ("no-limits", "statement"),
    ]
    assert all(each.severity in SEVERITIES for each in findings)
    assert '"case was fired by"' in findings[1].sentence
    assert [each.severity for each in findings] == ["error", "error", "warning", "warning", "warning"]


def test_what_stands_anywhere_isnt_missing():
    """A population and limits in another sentence are enough."""
    alone = "The findings support proposition 1 rather than proposition 2."
    assert found(alone) == {"no-population", "no-limits"}
    assert found(f"{alone} The population is that of annex 2. The interval is 20 to 90.") == set()


def test_a_denial_denies_its_own_clause_alone():
    """What is denied is no claim; what stands behind a comma or a but is."""
    assert found("I do not say that this is certain.") == set()
    assert found("I was not present, but this is certain.") == {"certainty"}
    assert found("Je ne dis pas que ce soit prouvé.") == set()
    assert found("Je n’étais pas présent, mais la chose est prouvée.") == {"certainty"}


def test_words_that_are_only_named_are_no_claims():
    """A report may say which words it doesn't use."""
    assert found("The word “match” isn't used here.") == set()
    assert found("The report calls it a “match”.") == {"match"}


def test_spaces_that_dont_break_are_spaces():
    """French puts them before signs, also narrow ones."""
    for space in ("\u00a0", "\u202f", " "):
        assert "certainty" in found(f"C’est certain à 100{space}%.")


def test_the_language_can_be_said():
    """A word of one language is no claim in the other, and a third language is refused."""
    assert [each.code for each in check_statement("Certitude.", language="fr")] == ["certainty"]
    assert check_statement("Certitude.", language="en") == ()
    with pytest.raises(UnknownCodeError, match='aren\'t checked in "de"; known are en, fr'):
        check_statement("Gewissheit.", language="de")


def test_findings_are_said_in_the_language_that_is_spoken():
    """The draft may be English, and its reader French."""
    with language.speaking("fr"):
        (finding,) = check_statement("The case matches the pistol.")
    assert finding.sentence != check_statement("The case matches the pistol.")[0].sentence
    assert "matches" in finding.sentence


@every(sorted(STATEMENT_CODES))
def test_each_rule_that_claims_a_source_names_it(code):
    """A finding has a source that can be looked up, or none and no confidence."""
    text = next(text for _language, text, codes in (*TUNED, *HELD) if code in codes and code in found(text))
    finding = next(each for each in check_statement(text) if each.code == code)
    assert (finding.source is None) == (finding.confidence is None)
    assert finding.source is None or re.search(r"\d{4}", finding.source)


@pytest.mark.parametrize("text", ["", " \n", "....", "\u202e", "a" * 5_000, "12 %" * 400])
def test_any_text_is_checked(text):
    """What says nothing has no finding."""
    assert check_statement(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the probability that " * 4_000,
        "cartridge case " * 6_000,
        "la douille provient " * 4_000,
        "not " * 20_000,
        "exhibit 1 was identified as " * 3_000,
    ],
    ids=lambda text: text[:20],
)
def test_a_long_text_takes_no_longer_than_it_must(text):
    """No wording takes more than a few seconds on 80,000 characters without a full stop."""
    before = time.process_time()
    check_statement(text)
    assert time.process_time() - before < 10


def test_what_is_no_text_is_refused():
    """The message says what is wrong."""
    with pytest.raises(InputError, match="text must be of the type str"):
        check_statement(b"certain")
    with pytest.raises(InputError, match=f"more than {MOST_CHARACTERS} characters"):
        check_statement("x" * (MOST_CHARACTERS + 1))
