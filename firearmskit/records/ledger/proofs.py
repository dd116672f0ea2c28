"""Proofs over the tree of a log (RFC 9162): that an event is in it, and that a longer log begins with a shorter one.

A proof is a short list of hashes: some 20 for a million events. Whoever has the root can check it without the log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from firearmskit.arguments import whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.ledger.merkle import EMPTY_ROOT, HASH_BYTES, MOST_EVENTS, node_hash

__all__ = [
    "NodeReader",
    "consistency_proof",
    "inclusion_proof",
    "stored_root",
    "verify_consistency",
    "verify_inclusion",
]

NodeReader = Callable[[int, int], bytes]
"""From level and index to the stored hash of a complete subtree; ``LookupError`` when there is none."""

_LONGEST = 64
"""Hashes in a proof over the longest log."""


def stored_root(size: int, node: NodeReader) -> bytes:
    """Give the root of a log from the hashes that were stored.

    Args:
        size: How many events, at most as many as are stored.
        node: Gives the stored hash of a complete subtree.

    Returns:
        The root hash of the first ``size`` events.

    Raises:
        InputError: The size is no count.
    """
    return _over(0, _count(size, "size"), node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: NodeReader) -> tuple[bytes, ...]:
    """Prove that an event is in a log.

    Args:
        index: Which event, from 0.
        size: How many events the log has, in the tree against whose root the proof is to be checked.
        node: Gives the stored hash of a complete subtree.

    Returns:
        The hashes that lead from the event to the root.

    Raises:
        InputError: The log has no such event.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.3.1.

    >>> from firearmskit.records.ledger.merkle import Frontier, leaf_hash
    >>> grown = Frontier().append([leaf_hash(event) for event in (b"one", b"two", b"three")])
    >>> stored = {(node.level, node.index): node.hash for node in grown.nodes()}
    >>> proof = inclusion_proof(1, 3, lambda level, index: stored[level, index])
    >>> verify_inclusion(1, 3, leaf_hash(b"two"), proof, grown.frontier.root)
    True
    """
    if _count(index, "index") >= _count(size, "size"):
        raise InputError(
            _("A log of {size} events has no event at index {index}, counted from 0.").format(size=size, index=index)
        )
    proof = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            proof.append(_over(middle, end, node))
            end = middle
        else:
            proof.append(_over(start, middle, node))
            start = middle
    return tuple(reversed(proof))


def consistency_proof(old: int, new: int, node: NodeReader) -> tuple[bytes, ...]:
    """Prove that a log begins with the events that it had before.

    Args:
        old: How many events it had.
        new: How many it has, at least ``old``.
        node: Gives the stored hash of a complete subtree.

    Returns:
        The hashes that lead from the old root to the new one; none where the log was empty or hasn't grown.

    Raises:
        InputError: The log had more events than it has.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.4.1.
    """
    if _count(old, "old") > _count(new, "new"):
        raise InputError(_("A log of {new} events can't have had {old} before.").format(new=new, old=old))
    if old in (0, new):
        return ()
    proof = []
    start, end = 0, new
    while end != old:
        middle = start + _left(end - start)
        if old <= middle:
            proof.append(_over(middle, end, node))
            end = middle
        else:
            proof.append(_over(start, middle, node))
            start = middle
    # The old root itself needs no proof.
    if start:
        proof.append(_over(start, end, node))
    return tuple(reversed(proof))


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that an event is in a log.

    Args:
        index: Which event, from 0.
        size: How many events the log has.
        leaf: The :func:`leaf_hash` of the event.
        proof: What :func:`inclusion_proof` gave.
        root: The root of the log, as a checkpoint that you trust has it.

    Returns:
        Whether it does. Whatever is handed over, nothing is raised.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.3.2.

    >>> verify_inclusion(0, 1, bytes(32), [], bytes(32))
    True
    """
    if not (_is_count(index) and _is_count(size) and index < size and _are_hashes([leaf, root], proof)):
        return False
    place, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            reached = node_hash(step, reached)
            place, last = _past_the_edge(place, last)
        else:
            reached = node_hash(reached, step)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that a log begins with the events that it had before.

    Args:
        old: How many events it had.
        new: How many it has.
        old_root: The root that it had.
        new_root: The root that it has.
        proof: What :func:`consistency_proof` gave.

    Returns:
        Whether it does. Whatever is handed over, nothing is raised. Every log begins with the empty one.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.4.2.

    >>> verify_consistency(4, 4, bytes(32), bytes(32), [])
    True
    >>> verify_consistency(5, 4, bytes(32), bytes(32), [])
    False
    """
    if not (_is_count(old) and _is_count(new) and old <= new and _are_hashes([old_root, new_root], proof)):
        return False
    if old in (0, new):
        return not proof and old_root == (new_root if old else EMPTY_ROOT) and (new > 0 or new_root == EMPTY_ROOT)
    # A complete subtree is the old root itself, which the proof leaves out.
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    if not path:
        return False
    place, last = old - 1, new - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    was = grew = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            was, grew = node_hash(step, was), node_hash(step, grew)
            place, last = _past_the_edge(place, last)
        else:
            grew = node_hash(grew, step)
        place, last = place >> 1, last >> 1
    return last == 0 and was == old_root and grew == new_root


def _past_the_edge(place: int, last: int) -> tuple[int, int]:
    """Climb over the levels at which the last node has no neighbour and stands for itself."""
    while place and not place % 2:
        place, last = place >> 1, last >> 1
    return place, last


def _over(start: int, end: int, node: NodeReader) -> bytes:
    """Give the hash over the events from ``start`` to ``end``, of which only the right edge may be incomplete."""
    hashes = []
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        hashes.append(node(width.bit_length() - 1, start // width))
        start += width
    return reduce(lambda right, left: node_hash(left, right), reversed(hashes))


def _left(count: int) -> int:
    """Give the largest power of two below a count of at least 2: so many events are in the left subtree."""
    return 1 << (count - 1).bit_length() - 1


def _count(value: object, name: str) -> int:
    count = whole(value, name)
    if count < 0:
        raise InputError(_("{name} must be a count of events, not {value}.").format(name=name, value=quote(value)))
    return count


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_EVENTS


def _are_hashes(hashes: list[bytes], proof: object) -> bool:
    """Tell whether these are hashes, and the proof a list of hashes that isn't longer than any can be."""
    if not isinstance(proof, list | tuple) or len(proof) > _LONGEST:
        return False
    return all(isinstance(value, bytes) and len(value) == HASH_BYTES for value in (*hashes, *proof))
