"""``course validate``: what a learner can know before handing in."""

from __future__ import annotations

import argparse
from pathlib import Path

from firearmskit import language as speech
from firearmskit.errors import escape
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    check = words.add_parser("validate", help=_("before handing in: see what is missing or couldn't be graded"))
    check.add_argument("path", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(run=_validate)


def _validate(arguments: argparse.Namespace) -> int:
    from firearmskit.course.validating import spoken_in, validate

    status = 0
    for path in arguments.path:
        findings = validate(path)
        with speech.speaking(spoken_in(path) or speech.current()):
            print(escape(str(path)))
            for finding in findings:
                print(f"  {escape(finding.file)}: {escape(finding.sentence)}")
            serious = [finding for finding in findings if finding.severity != "note"]
            if not serious:
                print("  " + _("Nothing is missing. It can be handed in."))
        if any(finding.code == "nothing" for finding in findings):
            status = 2
        elif serious:
            status = max(status, 1)
    return status
