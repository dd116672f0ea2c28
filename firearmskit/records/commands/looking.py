"""The words that look things up: firearms, their history, and their chain of custody."""

from __future__ import annotations

import argparse
from typing import Any

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.commands.opening import opened, verb
from firearmskit.records.custody import chain_of, describe
from firearmskit.records.firearm import Firearm
from firearmskit.records.lifecycle import STATES
from firearmskit.records.logged import Logged
from firearmskit.terminal import print_json, print_table, print_text

__all__ = ["register"]


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add words to the command line.

    Args:
        verbs: Where the words of ``firearmskit registry`` are kept.
        common: What every command takes.
    """
    listed = verb(verbs, common, "list", _("list firearms"))
    listed.add_argument("--state", choices=tuple(STATES), help=_("only those in this state"))
    listed.add_argument("--mark", metavar="TEXT", help=_("only those on which this was read, such as a serial"))
    listed.add_argument("--limit", type=int, default=100, metavar="N", help=_("the most lines (100)"))
    listed.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))
    listed.set_defaults(run=_list)
    show = verb(verbs, common, "show", _("say what a firearm is and where, now or on a day"))
    show.add_argument("id", metavar="ID", help=_("the firearm's name in the registry"))
    show.add_argument("--known-by", metavar="DATE", help=_("as it was known then"))
    show.add_argument("--happened-by", metavar="DATE", help=_("as it was then, by all that is known now"))
    show.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    show.set_defaults(run=_show)
    history = verb(verbs, common, "history", _("list all that was ever recorded about something"))
    history.add_argument("id", metavar="ID", help=_("name of a firearm, part, lot, holder or anything else"))
    history.add_argument("--json", action="store_true", help=_("write JSON instead of a table"))
    history.set_defaults(run=_history)
    custody = verb(verbs, common, "custody", _("tell the chain of custody of an item, and check it"))
    custody.add_argument("id", metavar="ID", help=_("the item's name in the registry"))
    custody.add_argument("--recovery", type=int, metavar="N", help=_("which recovery it begins with (the last one)"))
    custody.set_defaults(run=_custody)


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments) as registry:
        fields = {"state": arguments.state} if arguments.state else {}
        if arguments.mark is None:
            found = registry.firearms(limit=max(0, arguments.limit), **fields)
        else:
            found = [
                each for each in registry.with_mark(arguments.mark) if each.state == (arguments.state or each.state)
            ]
            found = found[: max(0, arguments.limit)]
        if arguments.json:
            print_json(found)
        elif found:
            header = (_("firearm"), _("state"), _("serial"), _("maker"), _("model and calibre"))
            rows = [
                (each.id, _(STATES[each.state]), each.serial or "", each.make or "", _what(each.model, each.calibre))
                for each in found
            ]
            print_table([header, *rows])
        else:
            print_text(_("Nothing was found."))
            print_text(_("Firearms in the registry: {count}.").format(count=sum(registry.count().values())))
    return 0


def _what(model: str | None, calibre: str | None) -> str:
    return ", ".join(filter(None, (model, calibre)))


def _show(arguments: argparse.Namespace) -> int:
    with opened(arguments) as registry:
        firearm = registry.firearm(arguments.id, known_by=arguments.known_by, happened_by=arguments.happened_by)
        if arguments.json:
            print_json(_plain(firearm))
            return 0
        print_text(str(firearm))
        for mark in firearm.markings:
            sentence = _("Put on: {text}") if mark.applied else _("Read: {text}")
            print_text("  " + sentence.format(text=quote(mark.verbatim, 300)))
        for name, value in (
            (_("holder"), firearm.holder),
            (_("custodian"), firearm.custodian),
            (_("place"), firearm.place),
        ):
            if value is not None:
                print_text(f"  {name}: {value}")
        for each in sorted(firearm.discrepancies):
            print_text("  " + _("open discrepancy: {name}").format(name=each))
    return 0


def _plain(firearm: Firearm) -> dict[str, object]:
    return {
        "id": firearm.id,
        "state": firearm.state,
        "description": firearm.description.model_dump(),
        "serial": firearm.serial,
        "markings": [
            {"marking": mark.marking, "verbatim": mark.verbatim, "serial": mark.serial} for mark in firearm.markings
        ],
        "holder": firearm.holder,
        "custodian": firearm.custodian,
        "place": firearm.place,
        "holds": dict(firearm.holds),
        "discrepancies": sorted(firearm.discrepancies),
        "synthetic": firearm.synthetic,
    }


def _history(arguments: argparse.Namespace) -> int:
    with opened(arguments) as registry:
        held = registry.history(arguments.id)
        if not held:
            raise InputError(_("Nothing about {name} is recorded.").format(name=quote(arguments.id)))
        if arguments.json:
            print_json([_event(each) for each in held])
            return 0
        header = (_("event"), _("happened"), _("recorded"), _("by"), _("what"))
        print_table([header, *(_line(each) for each in held)])
    return 0


def _event(logged: Logged) -> dict[str, object]:
    return {
        "number": logged.number,
        "id": logged.id,
        "recorded_at": logged.recorded_at.isoformat(),
        "recorded_by": logged.recorded_by,
        "event": logged.event.model_dump(mode="json", exclude_none=True),
    }


def _line(logged: Logged) -> tuple[str, ...]:
    event = logged.event.model_dump(mode="json", exclude_none=True, exclude_defaults=True, exclude={"occurred_at"})
    told = "; ".join(f"{name}: {value}" for name, value in event.items() if name != "kind")
    return (
        str(logged.number),
        logged.event.occurred_at or "",
        logged.recorded_at.date().isoformat(),
        logged.recorded_by,
        f"{logged.event.kind} ({told})" if told else logged.event.kind,
    )


def _custody(arguments: argparse.Namespace) -> int:
    with opened(arguments) as registry:
        chain = chain_of(registry, arguments.id, recovery=arguments.recovery)
        for line in describe(chain.steps, recovered=chain.recovered).splitlines():
            print_text(line)
    return 0
