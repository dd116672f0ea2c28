"""Brokers on licences, the help of dealers, and how long records are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.finding import Finding
from firearmskit.law.transfers.case import Case
from firearmskit.law.transfers.phrases import called, shown
from firearmskit.law.transfers.ruling import Ground, ground, of_rule, rest
from firearmskit.law.transfers.values import TransferPaper, TransferParty

__all__ = ["check_brokers", "check_keeping"]


def check_brokers(case: Case) -> Iterator[Finding]:
    """Check that licences name the brokers where a State asks for it, and that the help of the trade was sought."""
    file = case.file
    brokers = sorted((each for each in file.parties if each.role == "broker"), key=lambda each: each.name)
    if brokers and file.disclosure_states is None:
        yield from rest(
            case, "disclosure-not-in-file", "note", "disclosure_states",
            _("A broker takes part; whether a State asks that licences name brokers isn't in the file."),
            ground("fp-15-1-c", file.export_state), ground("att-10", file.export_state),
        )  # fmt: skip
    for paper in case.papers("import-licence", "export-licence"):
        state = file.import_state if paper.kind == "import-licence" else file.export_state
        if state is None or state not in (file.disclosure_states or ()):
            continue
        for broker in brokers:
            yield from _named(case, paper, broker, ground("fp-15-1-c", state))
    trade = [each for each in file.parties if each.role in ("broker", "dealer", "carrier", "manufacturer")]
    if trade and not case.events("industry-contact"):
        yield from rest(
            case, "industry-contact-not-in-file", "note", "industry-contact",
            _("Dealers, brokers, carriers or makers take part; that their help was sought isn't in the file."),
            ground("fp-13-3", file.export_state),
        )  # fmt: skip


def _named(case: Case, paper: TransferPaper, broker: TransferParty, by: Ground) -> Iterator[Finding]:
    """Check that a licence names a broker, with a place."""
    names = {"paper": called(paper), "broker": shown(broker.name)}
    listed = [each for each in paper.brokers or () if each.name.casefold() == broker.name.casefold()]
    if paper.brokers is None:
        severity, sentence = "warning", _("{paper}: that it names the broker {broker} isn't in the file.")
    elif not listed:
        severity, sentence = "error", _("{paper}: it doesn't name the broker {broker}.")
    elif not any(each.place for each in listed):
        severity, sentence = "warning", _("{paper}: the place of the broker {broker} isn't in the file of it.")
    else:
        return
    yield from rest(
        case, "broker-not-disclosed", severity, f"{paper.id}: {broker.name}", sentence.format(**names), by, plain=True
    )


def check_keeping(case: Case) -> Iterator[Finding]:
    """Check until when the records of the transfer are kept."""
    file = case.file
    side = file.import_state if file.direction == "import" else file.export_state
    if file.kept_until is None:
        yield from rest(
            case, "keeping-not-in-file", "note", "kept_until",
            _("Until when the records of this transfer are kept isn't in the file."), ground("fp-7-b", side),
        )  # fmt: skip
        return
    days = [each.on for each in (*case.shipments, *case.events("receipt")) if each.on]
    if not days or side is None:
        return
    short = [
        (until, of_rule(rule, side))
        for rule in load.retention_rules()
        if rule.duty == "must"
        and rule.minimum_years
        and rule.counted_from == "record"
        and {file.direction, "all"} & set(rule.records)
        and (rule.since or "") <= case.day <= (rule.until or "9999")
        and case.standing(rule.instrument, side)[0] != "not-bound"
        and file.kept_until < (until := _years_after(max(days), rule.minimum_years))
    ]
    if short:
        until = max(each for each, _ground in short)
        yield from rest(
            case, "kept-too-short", "error", "kept_until",
            _("The records are kept until {kept}; a rule asks for {until} at least.")
            .format(kept=file.kept_until, until=until), *(each for _until, each in sorted(short, key=_latest)),
        )  # fmt: skip


def _latest(pair: tuple[str, Ground]) -> int:
    return -date.fromisoformat(pair[0]).toordinal()


def _years_after(day: str, years: int) -> str:
    """Give the day so many years later; after a 29 February, the first of March."""
    first = date.fromisoformat(day)
    try:
        return first.replace(year=first.year + years).isoformat()
    except ValueError:
        return date(first.year + years, 3, 1).isoformat()
