"""The word that verifies a registry. It opens it for nobody, so that a damaged one can be verified too."""

from __future__ import annotations

import argparse
import base64
from typing import Any

from firearmskit.errors import InputError, RegistryError
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.ledger import VerifierKey
from firearmskit.records.registry.auditing import Audit, audit
from firearmskit.records.registry.verifying_signed import read_kept
from firearmskit.terminal import print_json, print_text, read_file

__all__ = ["MEANINGS", "register"]

_TOLD = 20
"""Findings that are shown; the JSON has all of them."""

MEANINGS = {
    "body": N_("An event was changed by something else than this program, or never written by it."),
    "checkpoint": N_("The kept checkpoints were changed, or the log was after they were signed."),
    "column": N_("What stands beside an event was changed, or the event was."),
    "damaged": N_("The file or database is damaged, by an accident or on purpose. Restore a copy and verify that one."),
    "derived": N_("A list for looking things up was changed. Where the log holds, `rebuild` makes the lists again."),
    "event": N_("An event stands where it can't stand, or was never written by this program."),
    "id": N_("An event was copied, or its id was changed."),
    "key": N_("The file of keys was changed, is one of another time, or an erasure stopped in the middle."),
    "life": N_("An event was put in that the registry itself would have refused."),
    "node": N_("An event was changed, or the hashes over the events were."),
    "number": N_("Events were removed, moved or put in."),
    "origin": N_("The checkpoint or the registry is another one than you think."),
    "rewritten": N_("Events before the older checkpoint were changed, and all hashes made to fit."),
    "sealed": N_("Personal data were changed, removed or put in."),
    "signature": N_("The checkpoint was changed or forged, or signed with another key."),
    "time": N_("The times of events were changed, or events were moved."),
    "truncated": N_("Events were removed from the end, or an older copy was put in the place of the registry."),
    "user": N_("An event was put in under the name of somebody who could not have recorded it."),
}
"""What each code of a finding means."""


def register(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add words to the command line.

    Args:
        verbs: Where the words of ``firearmskit registry`` are kept.
        common: What every command takes.
    """
    said = _("verify that a registry is as it was written")
    verify: argparse.ArgumentParser = verbs.add_parser("verify", parents=[common], help=said)
    verify.add_argument("registry", metavar="REGISTRY", help=_("file or address of the registry"))
    verify.add_argument("--deep", action="store_true", help=_("verify also what is kept beside the log"))
    verify.add_argument("--checkpoint", metavar="FILE", help=_("an older checkpoint, which the log has to continue"))
    verify.add_argument("--key", metavar="KEY", help=_("the registry's verifier key, to check signatures with"))
    verify.add_argument("--keys", metavar="FILE", help=_("the file of keys, where it isn't beside the registry"))
    verify.add_argument("--json", action="store_true", help=_("write JSON instead of sentences"))
    verify.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    kept = None if arguments.checkpoint is None else read_kept(read_file(arguments.checkpoint))
    verifier = None if arguments.key is None else VerifierKey.parse(arguments.key)
    try:
        done = audit(arguments.registry, deep=arguments.deep, kept=kept, keys=arguments.keys, verifier=verifier)
    except RegistryError as error:
        # 1 says that something was found; here, nothing could be looked for.
        raise InputError(str(error)) from None
    if arguments.json:
        print_json(_plain(done))
    else:
        _say(done)
    return 1 if done.findings else 0


def _plain(done: Audit) -> dict[str, object]:
    return {
        "registry": done.registry,
        "holds": not done.findings,
        "events": done.events,
        "root": _root(done),
        "deep": done.deep,
        "older_checkpoint": done.older,
        "signatures_checked": done.signatures,
        "findings": [
            {"code": each.code, "field": each.field, "sentence": each.sentence, "meaning": _(MEANINGS[each.code])}
            for each in done.findings
        ],
    }


def _root(done: Audit) -> str | None:
    """Write a root as checkpoints have it."""
    return None if done.root is None else base64.b64encode(done.root).decode()


def _say(done: Audit) -> None:
    for each in done.findings[:_TOLD]:
        _say_finding(each)
    if len(done.findings) > _TOLD:
        print_text(_("More findings: {count}.").format(count=len(done.findings) - _TOLD))
    name = done.registry or _("unknown")
    if done.findings:
        sentence = _("The registry {name} isn't as it was written. Findings: {count}; events: {events}.")
        events = _("unknown") if done.events is None else done.events
        print_text(sentence.format(name=name, count=len(done.findings), events=events))
    else:
        sentence = _("The registry {name} is as it was written. Events: {events}; root: {root}.")
        print_text(sentence.format(name=name, events=done.events, root=_root(done)))
    for sentence in _unchecked(done):
        print_text(sentence)
    print_text(_("Whether what was recorded is true, and what was left out, no log can tell."))


def _say_finding(found: Finding) -> None:
    print_text(f"{found.code}: {found.sentence}", under="  ")
    print_text(f"  {_(MEANINGS[found.code])}", under="  ")


def _unchecked(done: Audit) -> list[str]:
    said = []
    if done.older is None:
        said.append(
            _("Not checked, for want of an older checkpoint: whether the log was cut or written anew (--checkpoint).")
        )
    if (done.older is not None or done.deep) and not done.signatures:
        said.append(_("Not checked, for want of a key: who signed the checkpoints (--key)."))
    if not done.deep:
        said.append(_("Not checked: lists, personal data and kept checkpoints (--deep)."))
    return said
