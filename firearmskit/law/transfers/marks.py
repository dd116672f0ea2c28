"""Which marks the firearms of a file should bear, by the rules on marks."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.binding import rules
from firearmskit.law.finding import Finding
from firearmskit.law.rows import CONTENTS, MarkingRule
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import shown
from firearmskit.law.transfers.ruling import Ground, of_rule, rest
from firearmskit.law.transfers.values import GoodsLine

__all__ = ["check_marks"]

_ON_PAPER_UNSEEN = ("place", "form")
"""Where a mark stands and how it is made can't be seen in a file."""


def check_marks(case: Case) -> Iterator[Finding]:
    """Check each line of firearms against the rules that bind the States of export and of import."""
    for goods in sorted(case.file.goods, key=lambda each: each.line):
        if goods.kind != "firearm":
            continue
        if goods.marks is None:
            first = next(each for each in load.marking_rules() if each.id == "fp-8-1-a")
            yield from rest(
                case, "marks-not-in-file", "warning", goods.line,
                _("Line {line}: what the marks on the firearms show isn't in the file. To move them unmarked from "
                  "State to State is illicit trafficking.").format(line=shown(goods.line)),
                of_rule(first, case.file.export_state),
            )  # fmt: skip
            continue
        yield from _line(case, goods)


def _line(case: Case, goods: GoodsLine) -> Iterator[Finding]:
    wanted: dict[str, tuple[bool, list[Ground]]] = {}
    for event, state in _due(case):
        for rule in _rules(case, event, state):
            for content in rule.required:
                if not _shows(goods, content, rule):
                    wanted.setdefault(content, (event == "import", []))[1].append(of_rule(rule, state))
    for content, (imported, grounds) in wanted.items():
        sentence = (
            _("Line {line}: the marks don't show what is owed at import: {content}.")
            if imported
            else _(
                "Line {line}: the marks don't show what is owed since manufacture, or at export: {content}. "
                "Whether the rule applied when the firearms were made isn't in the file."
            )
        )
        said = sentence.format(line=shown(goods.line), content=_(CONTENTS[content]))
        yield from rest(
            case, "mark-missing", "error" if imported else "warning", f"{goods.line}: {content}", said, *grounds
        )


def _due(case: Case) -> Iterator[tuple[str, str]]:
    """Give what makes a mark due, and where; an import does so when the goods are there, unless they only pass."""
    file = case.file
    received = case.events("receipt") or case.papers("delivery-verification")
    if file.import_state and received and file.temporary is not True:
        yield "import", file.import_state
    if file.export_state:
        yield "manufacture", file.export_state
        yield "export", file.export_state


def _rules(case: Case, event: str, state: str) -> Iterator[MarkingRule]:
    """Give the rules for an event that bind or may bind a State.

    Where the firearms were made isn't in the file: for that, only treaties count, not the law of the State of export.
    """
    for rule in rules(event, on=case.day):
        instrument = load.instrument(rule.instrument)
        own = instrument.country is not None or instrument.group == "european-union"
        if case.standing(rule.instrument, state)[0] != "not-bound" and not (event == "manufacture" and own):
            yield rule


def _shows(goods: GoodsLine, content: str, rule: MarkingRule) -> bool:
    """Say whether the marks of a line show what a rule asks for."""
    marks = goods.marks or ()
    if content in _ON_PAPER_UNSEEN or content in marks:
        return True
    if content == "unique-mark":
        return "serial" in marks
    # Symbols with a code may stand for maker, country and number where the rule allows it.
    by_code = "symbols" in (rule.exceptions or "") and "unique-mark" in marks
    return by_code and content in ("manufacturer", "country-of-manufacture", "serial")
