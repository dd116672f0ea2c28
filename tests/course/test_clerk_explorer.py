"""A number through a tired clerk's hand: what is searched, what comes out, and what is never said."""

from __future__ import annotations

import re

import ipywidgets as widgets
import pytest

from firearmskit import tracing
from firearmskit.course.explorers import clerk_register
from firearmskit.course.explorers.clerks import CALIBRES, SLIPS, build_clerk
from tests.course.test_explorers import shown
from tests.course.test_forms import walk


@pytest.fixture
def clerk() -> widgets.VBox:
    """The explorer of a number through a tired clerk's hand."""
    return build_clerk()


def fill(form: widgets.VBox, **values: object) -> None:
    """Set the boxes of the clerk's explorer, each named by how its words begin."""
    for name, value in values.items():
        (box,) = (each for each in walk(form) if getattr(each, "description", "").startswith(name.replace("_", " ")))
        box.value = value


def rows_of(form: widgets.VBox) -> list[str]:
    """Give the rows of the table, as text."""
    body = re.search("<tbody>(.*?)</tbody>", shown(form)).group(1)
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in body.split("</tr>") if row]


def test_the_made_up_register_is_always_the_same():
    """It has each serial once, and only makers that nobody has."""
    entries = list(clerk_register())
    assert len({each.serial for each in entries}) == len(entries) == 3000
    assert {each.make: each.calibre for each in entries} == CALIBRES
    assert [each.serial for each in entries[:3]] == ["HB 058216", "HB 053216", "HB 058261"]


def test_a_slip_is_followed_to_its_line_only_with_what_else_is_known(clerk):
    """A misread number leads to another maker's line until maker and calibre are known."""
    fill(clerk, What="H8 O58216")
    assert rows_of(clerk)[0].startswith("4 H8 058216 Morvik")
    assert "Don't decide yet" in shown(clerk).replace("&#x27;", "'")
    fill(clerk, Maker="Tarnholt Arms", Calibre="9x19")
    assert rows_of(clerk)[0].startswith("1 HB 058216 Tarnholt Arms")
    assert "From line 1 to what was written" in shown(clerk)
    assert "speaks against it" in shown(clerk)


def test_what_is_known_beforehand_moves_the_share_of_none(clerk):
    """The rarer such firearms are in this register, the likelier it isn't there."""
    fill(clerk, What="HB 052816", Such=90)
    assert "It is probably not in this register" not in shown(clerk)
    fill(clerk, Such=1)
    assert "It is probably not in this register" in shown(clerk)
    assert rows_of(clerk)[-1].startswith("not in this register 9")


def test_probabilities_of_the_table_are_those_of_the_library(clerk):
    """Lines, other lines and none add up to one; every slip can be searched."""
    for serial in SLIPS:
        fill(clerk, Serial=serial)
        found = tracing.match({"serial": serial}, clerk_register(), prior=0.1, limit=5)
        shares = [each.probability for each in found.candidates] + [found.others, found.absent]
        assert sum(shares) == pytest.approx(1)
        told = [row.rpartition(" %")[0].split()[-1] for row in rows_of(clerk)]
        assert told == ["0.1" if each < 0.001 else f"{100 * each:.1f}" for each in shares]


def test_a_number_that_nobody_has_is_told_as_none(clerk):
    """No line is offered, no picture drawn, and it isn't said that no register has it."""
    fill(clerk, Serial="QXWZ 99441077")
    assert len(rows_of(clerk)) == 2
    assert "<img" not in shown(clerk)
    assert "Another one can have it." in shown(clerk)


def test_a_line_that_is_likely_enough_is_still_confirmed_by_its_keeper(clerk):
    """Where one line is said to be the one, the sentence asks for its keeper."""
    fill(clerk, Serial="58216", Such=90)
    assert "Write: line 5" in shown(clerk)
    assert "The keeper of the register confirms it." in shown(clerk)


@pytest.mark.parametrize(
    "serial", ["", "???", "A" * 25, "<img src=x onerror=alert(1)>", "HB <i>058216", "<?><?>", "A\x00B"]
)
def test_what_cant_be_searched_is_answered_in_words(clerk, serial):
    """An empty, unread, overlong or hostile number gives a sentence or a search, and never markup."""
    fill(clerk, Serial=serial)
    assert not any(mark in shown(clerk) for mark in ("<img src=x", "<i>", "<?>"))
    assert len(shown(clerk)) > 40
