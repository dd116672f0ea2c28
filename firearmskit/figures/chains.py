"""A chain of custody and control in words, with or without where it was left."""

from __future__ import annotations

from firearmskit.arguments import of_type
from firearmskit.tracing import Chain, Diversion, describe

__all__ = ["describe_chain"]


def describe_chain(found: Chain | Diversion, *, proposal: bool = True) -> str:
    """Say in sentences what a chain shows.

    Args:
        found: What :func:`firearmskit.tracing.chain` gave, or the diversion in it.
        proposal: Whether it says where the firearm left the lawful chain, as it is proposed.

    Returns:
        Sentences, as :func:`firearmskit.tracing.describe` gives them.

    Raises:
        InputError: It is neither.

    >>> from firearmskit import tracing
    >>> seized = tracing.Entry(id="E1", kind="seizure", standing="record", source="Report 7", date="2020-05-04")
    >>> describe_chain(tracing.chain(tracing.Description(serial="EX 1"), [seized]), proposal=False)
    '1. Seizure, 2020-05-04: record of a register (E1).'
    """
    of_type(found, (Chain, Diversion), "found")
    said = describe(found)
    if proposal or isinstance(found, Diversion):
        return said
    return said.removesuffix(describe(found.diversion)).rstrip("\n")
