"""The words of ``firearmskit course``, in the order of a trainer's day; each does what the library call does."""

from __future__ import annotations

import argparse

from firearmskit.course.commands import (
    closing,
    collecting,
    grading,
    making,
    naming,
    purging,
    regrading,
    releasing,
    results,
    trying,
    validating,
)
from firearmskit.language import text as _

__all__ = ["register"]


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the words of ``firearmskit course`` to the command line."""
    course = subparsers.add_parser("course", help=_("make, hand out and grade a course"))
    words = course.add_subparsers(dest="word", required=True, metavar="WORD")
    for each in (
        making,
        releasing,
        naming,
        collecting,
        grading,
        regrading,
        results,
        closing,
        purging,
        validating,
        trying,
    ):
        each.register(words)
