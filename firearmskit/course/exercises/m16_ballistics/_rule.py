"""What a threshold does: both errors of a rule, read off two distributions of congruent cells."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "SAYS", "TASK", "draw_rule"]

SAYS = {
    "third": N_("The true share can still be as high as about 1 in {third}."),
    "never": N_("The rule never takes in a pair of different firearms."),
    "each": N_("The true share is 1 in {n}, because there were {n} pairs."),
    "even": N_("The true share is one half, because nobody knows."),
    "same": N_("It is as high as the share of pairs of one firearm that the rule leaves out."),
}
HINTS = {
    "missed": N_("Add up the pairs of one firearm in the lines below the threshold. The threshold itself is taken in."),
    "missed_other": N_("These are pairs of different firearms. Which column is the question about?"),
    "missed_one": N_("“Or more”: is the line of the threshold itself taken in, or left out?"),
    "taken": N_("Add up the pairs of different firearms from the line of the threshold on."),
    "taken_one": N_("“Or more”: is the line of the threshold itself taken in, or left out?"),
    "least": N_(
        "Find the last line in which the column of different firearms isn't 0. Where must the threshold stand?"
    ),
    "least_one": N_("With this threshold, is that last line taken in, or left out?"),
    "says": N_("Nothing went wrong in a number of pairs. Read the last sentence of the note again."),
    "never": N_("None of so many is a finding on these pairs. What would some thousand more have shown?"),
}
MOST = 14


def _draw_columns(draw: Draw) -> tuple[list[int], list[int], int]:
    """Draw how many pairs of one firearm, and of different ones, had each count, and a threshold where both stand."""
    same, different = [0] * (MOST + 1), [0] * (MOST + 1)
    first, top = draw.between(1, 3), draw.between(7, 9)
    for count in range(first, MOST + 1):
        height = 2 + 2 * (count - first) if count <= top else 14 - 3 * (count - top)
        same[count] = max(0, height + draw.between(-1, 1))
    last = draw.between(first + 2, first + 5)
    left = draw.between(1, 3)
    for count in range(last, -1, -1):
        different[count] = left
        left += draw.between(1, 3 + left // 2)
    return same, different, draw.between(first + 1, last)


def draw_rule(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw how often each count of cells came up, a threshold, and the size of another test."""
    while True:
        same, different, threshold = _draw_columns(draw)
        missed, taken = sum(same[:threshold]), sum(different[threshold:])
        least = max(count for count, pairs in enumerate(different) if pairs) + 1
        # Each slip that is foreseen gives another number than the right one.
        if missed and same[threshold] and taken not in (missed, missed + same[threshold]):
            break
    n = 30 * draw.between(5, 20)
    truth: dict[str, dict[str, Any]] = {
        "missed": {
            "accept": [missed],
            "hint": "missed",
            "because": {str(taken): "missed_other", str(missed + same[threshold]): "missed_one"},
        },
        "taken": {
            "accept": [taken],
            "hint": "taken",
            "because": {str(taken - different[threshold]): "taken_one"},
        },
        "least": {"accept": [least], "hint": "least", "because": {str(least - 1): "least_one"}},
        "says": {"accept": ["third"], "hint": "says", "because": {"never": "never"}},
    }
    shown = {
        "same": same,
        "different": different,
        "threshold": threshold,
        "n": n,
        "says": draw.shuffle(sorted(SAYS)),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    pairs = N_("one firearm: {same}; different firearms: {different}")
    rows = tuple(
        (
            _("Cells: {count}").format(count=count),
            _(pairs).format(same=evidence["same"][count], different=evidence["different"][count]),
        )
        for count in range(MOST + 1)
    )
    return (
        Note(
            text=_(
                "Pairs of cases with known answers were compared. The table says how many pairs had how many congruent "
                "cells. The numbers are made up. A rule takes in a pair when it has as many cells as the threshold, or "
                "more; it leaves out the others. Where none of so many pairs went wrong, the true share of errors can "
                "still be as high as about 3 divided by that number."
            )
        ),
        Document(title=_("How many pairs had so many cells"), rows=rows),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    threshold, n = evidence["threshold"], evidence["n"]
    says = tuple(Option(value=each, label=_(SAYS[each]).format(n=n, third=n // 3)) for each in evidence["says"])
    return (
        Field(
            key="missed",
            kind="number",
            label=_("The threshold is {threshold}. How many pairs of one firearm does the rule leave out?").format(
                threshold=threshold
            ),
            points=2,
        ),
        Field(
            key="taken",
            kind="number",
            label=_("The threshold is {threshold}. How many pairs of different firearms does the rule take in?").format(
                threshold=threshold
            ),
            points=2,
        ),
        Field(
            key="least",
            kind="number",
            label=_("What is the lowest threshold at which no pair of different firearms in the table is taken in?"),
            points=2,
        ),
        Field(
            key="says",
            kind="choice",
            label=_(
                "In another test, a rule took in none of {n} pairs of different firearms. What can be said of the "
                "share "
                "that it takes in?"
            ).format(n=n),
            points=2,
            options=says,
        ),
    )


TASK = Task(id="rule", title=N_("What a threshold does"), points=8, fields=_fields, blocks=_blocks)
"""Both errors, the lowest threshold without one of them in the table, and what none of so many means."""
