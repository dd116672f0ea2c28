"""Assess a national law that a reader has described."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any

from firearmskit.errors import FirearmskitError, InputError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.law import gaps, load
from firearmskit.law.commands.files import free, read
from firearmskit.terminal import print_json, print_table, print_text

__all__ = ["register"]


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    assess = verbs.add_parser(
        "assess",
        parents=[common],
        help=_("find what a national law lacks"),
        description=_(
            "Find what a national law lacks, by what its readers claimed of it. "
            "It is an aid to a legal reader, and no legal advice. "
            "It ends with 0 when there is no gap, with 1 when there are gaps, and with 2 when it can't be done."
        ),
    )
    assess.add_argument(
        "file",
        metavar="LAW",
        help=_("what was filled in: a workbook, JSON, or a folder of CSV tables; - for standard input"),
    )
    assess.add_argument("--on", metavar="DATE", help=_("the day, such as 2026-11-26; today without it"))
    assess.add_argument("--report", metavar="OUT", help=_("write the assessment report, to .html or .docx"))
    assess.add_argument("--plan", metavar="N", help=_("say what to amend first, in at most so many amendments"))
    assess.add_argument("--json", action="store_true", help=_("write JSON instead of text"))
    assess.set_defaults(run=_assess)


def _assess(arguments: argparse.Namespace) -> int:
    """Show the gaps; the end tells whether there are any."""
    most = _number(arguments.plan)
    report = None if arguments.report is None else free(arguments.report, ".html", ".docx")
    try:
        found = gaps.assess(read(arguments.file), on=arguments.on or date.today())
        chosen = None if most is None else gaps.plan(found, most=most)
        if report is not None:
            gaps.write_report(found, report)
    except FirearmskitError as error:
        # 1 says that there are gaps, so that whatever can't be done is 2.
        raise InputError(str(error)) from None
    if arguments.json:
        print_json(_plain(found, chosen))
    else:
        _show(found, chosen)
    return int(bool(found.gaps()))


def _number(given: str | None) -> int | None:
    if given is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,5}", given):
        raise InputError(_("--plan: {value} isn't a number of amendments; it is 1 at least").format(value=quote(given)))
    return int(given)


def _plain(found: gaps.Assessment, chosen: gaps.Plan | None) -> dict[str, Any]:
    """Give the assessment as plain data."""
    held: dict[str, Any] = {
        "law": found.law.name,
        "state": found.law.state,
        "fictional": found.law.fictional,
        "on": found.on,
        "instruments": found.instruments,
        "unsettled": found.unsettled,
        "counts": dict(found.counts()),
        "gaps": [
            {
                "obligation": each.obligation.id,
                "source": load.cite(each.obligation.instrument, each.obligation.article),
                "status": each.status,
                "severity": each.obligation.severity,
                "failing": [{"element": answer.element, "standing": answer.standing} for answer in each.failing],
                "sentence": gaps.describe(each, found.law),
            }
            for each in found.gaps()
        ],
        "questions": [each.element for each in found.questions()],
    }
    if chosen is not None:
        steps = [
            {"element": each.element.id, "draft": each.element.draft(), "changes": each.changes, "closes": each.closes}
            for each in chosen.amendments
        ]
        held["plan"] = {"amendments": steps, "leaves": chosen.leaves, "exact": chosen.exact}
    return held


def _show(found: gaps.Assessment, chosen: gaps.Plan | None) -> None:
    missing = found.gaps()
    print_text(_("Legislative assessment: {law}").format(law=found.law.name))
    if found.law.fictional:
        print_text(_("State and law are made up for teaching."))
    against = ", ".join(_(load.instrument(each).short) for each in found.instruments) or _("nothing")
    print_text(_("As of {date}, against: {instruments}.").format(date=found.on, instruments=against))
    if found.unsettled:
        names = ", ".join(_(load.instrument(each).short) for each in found.unsettled)
        print_text(_("It isn't known whether these bind the State; they were left out: {names}.").format(names=names))
    words = {**gaps.RESULTS, "unverified": "unverified"}
    counted = ", ".join(f"{_(words[name])} {count}" for name, count in found.counts().items() if count)
    print_text(_("Obligations: {counts}.").format(counts=counted or _("none")))
    print()
    print_text(ngettext("{count} gap was found.", "{count} gaps were found.", len(missing)).format(count=len(missing)))
    for each in missing:
        print_text("- " + gaps.describe(each, found.law), under="  ")
    asked = len(found.questions())
    if asked:
        print_text(
            ngettext(
                "{count} question has no answer, or contradicting ones.",
                "{count} questions have no answer, or contradicting ones.",
                asked,
            ).format(count=asked)
        )
    if chosen is not None and chosen.amendments:
        _show_plan(chosen)
    print()
    print_text(_(gaps.NOTICE))


def _show_plan(chosen: gaps.Plan) -> None:
    header = (_("step"), _("serves"), _("add or change"), _("met then"), _("what to provide"))
    rows = [
        (
            str(number),
            str(len(each.serves)),
            _("change {provisions}").format(provisions=", ".join(each.changes)) if each.changes else _("add"),
            str(len(each.closes)),
            each.element.draft(),
        )
        for number, each in enumerate(chosen.amendments, 1)
    ]
    print()
    print_table([header, *rows])
    if chosen.leaves:
        count = len(chosen.leaves)
        print_text(ngettext("{count} gap is left open.", "{count} gaps are left open.", count).format(count=count))
