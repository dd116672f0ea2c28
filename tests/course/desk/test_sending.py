"""Sending a request at the desk: errors keep it back, warnings do until a tick, and what was typed is kept."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets
import pytest

from firearmskit import tracing
from firearmskit.course.desk import Desk, DeskCase, build_desk
from firearmskit.errors import InputError
from tests.course.desk.test_desk_form import control, go
from tests.course.test_explorers import press, shown
from tests.course.test_forms import walk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A learner's registry file."""
    return tmp_path / "mine.db"


@pytest.fixture
def desk(case: DeskCase, path: Path) -> widgets.VBox:
    """The desk, just opened."""
    return build_desk(case, path=path)


def test_a_request_with_errors_isnt_sent(case, path, desk):
    """The button says what is missing, nothing is sent, no tick is offered, and the draft is kept."""
    part = go(desk, 2)
    control(part, "State that is asked").value = "QMA"
    control(part, "Channel").value = "mutual-legal-assistance"
    press(part, "Send it")
    assert "Not sent: mend what is named here." in shown(part)
    assert "the purpose" in shown(part)
    assert 'role="alert"' in shown(part)
    assert control(part, "Send all the same").layout.display == "none"
    kept = Desk(case, path)
    assert kept.requests == ()
    assert (kept.draft["state"], kept.draft["channel"]) == ("QMA", "mutual-legal-assistance")
    with pytest.raises(InputError, match="isn't sent"):
        kept.send(kept.draft, anyway=True)
    control(part, "What the answer is wanted for").value = "To find where it left the lawful chain"
    control(part, "How the firearm was recovered").value = "In a crate"
    press(part, "Send it")
    assert len(Desk(case, path).requests) == 1


def test_a_request_with_warnings_is_sent_after_a_tick(case, path, desk):
    """Without the tick it isn't sent; the tick is taken back once it was."""
    part = go(desk, 2)
    control(part, "State that is asked").value = "QMA"
    press(part, "Send it")
    assert "Not sent yet" in shown(part)
    press(part, "Send it")
    assert Desk(case, path).requests == ()
    with pytest.raises(InputError, match="isn't sent"):
        Desk(case, path).send(Desk(case, path).draft)
    tick = control(part, "Send all the same")
    tick.value = True
    press(part, "Send it")
    assert len(Desk(case, path).requests) == 1
    assert (tick.value, tick.layout.display) == (False, "none")


@pytest.mark.parametrize("channel", [row.id for row in tracing.channels()])
def test_every_channel_can_be_answered_by_the_form(case, path, desk, channel):
    """Each field that a channel requires has a control, which is seen: filled in, no error is left."""
    part = go(desk, 2)
    control(part, "Channel").value = channel
    for each in walk(part):
        if isinstance(each, widgets.Text | widgets.Textarea) and not each.value and each.layout.display is None:
            each.value = "2026-04-01" if each.description.startswith("Answer wished") else "QMA"
        if isinstance(each, widgets.Dropdown) and each.value == "" and each.layout.display is None:
            each.value = each.options[1][1]
    found = Desk(case, path).check(Desk(case, path).draft)
    assert [each.sentence for each in found if each.severity == "error"] == []
