"""How one serial number became another, step by step: plain data, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import check_choice, check_line
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ALIGNMENT_STEPS", "check_steps", "describe_alignment"]

ALIGNMENT_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "same": N_("the same"),
        "script": N_("the same in another script"),
        "unread": N_("can't be read"),
        "look-alike": N_("looks alike"),
        "other": N_("another character"),
        "transposed": N_("changed places"),
        "omitted": N_("left out"),
        "added": N_("added"),
        "group left out": N_("group left out"),
        "group added": N_("group added"),
        "zeros left out": N_("zeros left out"),
        "zeros added": N_("zeros added"),
    }
)
"""Every kind of step of an alignment and the words for it."""

MOST_STEPS = 40
LONGEST_STEP = 12


def check_steps(steps: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Give the steps as a list of kind, characters of the record, characters of the copy.

    Raises:
        InputError: There is no step or too many, a kind is unknown, or characters can't be shown.
    """
    if isinstance(steps, str) or not isinstance(steps, Iterable):
        raise InputError(_("steps must be a list of three texts each, not {value}.").format(value=quote(steps)))
    found = []
    for step in steps:
        if not isinstance(step, Sequence) or isinstance(step, str) or len(step) != 3:
            raise InputError(_("Each step must be three texts, not {value}.").format(value=quote(step)))
        kind, record, copy = step
        check_choice("step", kind, ALIGNMENT_STEPS)
        found.append((kind, check_line("record", record, LONGEST_STEP), check_line("copy", copy, LONGEST_STEP)))
        if len(found) > MOST_STEPS:
            break
    if not 1 <= len(found) <= MOST_STEPS:
        raise InputError(_("An alignment has 1 to {most} steps.").format(most=MOST_STEPS))
    return found


def describe_alignment(steps: Sequence[tuple[str, str, str]]) -> str:
    """Describe an alignment of two serial numbers in words.

    Args:
        steps: Kind (one of :data:`ALIGNMENT_STEPS`), characters of the record and characters of the copy of each
            step; ``""`` where there are none. 1 to 40.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: There is no step or too many, a kind is unknown, or characters can't be shown.

    >>> print(describe_alignment([("same", "A", "A"), ("look-alike", "0", "O"), ("omitted", "7", "")]))
    The record “A07” above the copy “AO”. Step 2: “0” above “O”, looks alike. Step 3: “7” above nothing, left out.
    """
    found = check_steps(steps)
    nothing = _("nothing")
    said = [
        _("The record “{record}” above the copy “{copy}”.").format(
            record="".join(step[1] for step in found), copy="".join(step[2] for step in found)
        )
    ]
    for number, (kind, *sides) in enumerate(found, start=1):
        if kind != "same":
            record, copy = (_("“{text}”").format(text=side) if side else nothing for side in sides)
            sentence = _("Step {number}: {record} above {copy}, {kind}.")
            said.append(sentence.format(number=number, record=record, copy=copy, kind=_(ALIGNMENT_STEPS[kind])))
    if all(kind == "same" for kind, _record, _copy in found):
        said.append(_("Every step is the same."))
    return " ".join(said)
