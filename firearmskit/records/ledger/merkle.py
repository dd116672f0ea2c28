"""The tree of hashes over a log (RFC 9162): one hash stands for all events, and the tree only grows at its right edge.

The hash of two events stands above both, that of two such hashes above these, and so on up to one *root*. Whoever
changes one event changes the root. Nodes are named by level and index, both from 0: ``(0, 5)`` is the sixth event,
``(3, 2)`` the subtree over the eight events from the seventeenth on. A subtree that is complete never changes again, so
a database can keep its hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from itertools import islice

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = [
    "EMPTY_ROOT",
    "HASH_BYTES",
    "MOST_EVENTS",
    "Frontier",
    "Growth",
    "Node",
    "leaf_hash",
    "leaf_hashes",
    "node_hash",
    "root",
]

HASH_BYTES = 32
"""Bytes of a hash, SHA-256."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of a log without events."""

MOST_EVENTS = 2**63 - 1
"""The largest size of a log, as far as other programs count."""

_BATCH = 4_096
"""Events that are hashed at a time: enough to be fast, few enough to stay in the processor's cache."""

# To copy a hasher that has begun is a fifth faster than to begin one for each event and node.
_leaf = sha256(b"\0").copy
_node = sha256(b"\1").copy


def leaf_hash(event: bytes) -> bytes:
    """Hash one event.

    Args:
        event: The bytes of the event.

    Returns:
        The hash of the event as a leaf; no inner node can have the same.

    Raises:
        InputError: The event isn't bytes.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.1.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return sha256(b"\0" + of_type(event, bytes, "event")).digest()


def leaf_hashes(events: Iterable[bytes]) -> list[bytes]:
    """Hash many events, as :func:`leaf_hash` does one.

    Args:
        events: The bytes of each event.

    Returns:
        One hash for each event.

    Raises:
        InputError: An event isn't bytes.
    """
    hashes = []
    for event in events:
        hasher = _leaf()
        try:
            hasher.update(event)
        except (TypeError, BufferError) as error:
            raise InputError(_("Each event must be bytes, not {value}.").format(value=quote(event))) from error
        hashes.append(hasher.digest())
    return hashes


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two nodes into the one above them.

    Args:
        left: Hash of the left one, 32 bytes.
        right: Hash of the right one, 32 bytes.

    Returns:
        The hash of the node above.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.1.

    >>> node_hash(leaf_hash(b""), leaf_hash(bytes(1))).hex()[:16]
    'fac54203e7cc696c'
    """
    return sha256(b"\1" + left + right).digest()


def _of_hashes(values: Iterable[bytes]) -> list[bytes]:
    """Give hashes back as a list, if they are as long together as so many hashes are."""
    try:
        hashes = list(values)
        length = len(b"".join(hashes))
    except TypeError as error:
        raise InputError(_("hashes must be a list of hashes, not {value}.").format(value=quote(values))) from error
    if length != HASH_BYTES * len(hashes):
        wrong = next((value for value in hashes if len(value) != HASH_BYTES), b"")
        raise InputError(_("A hash has 32 bytes; this one hasn't: {value}.").format(value=quote(wrong)))
    return hashes


def _parents(hashes: Sequence[bytes]) -> list[bytes]:
    """Hash each pair of neighbours; one that is left over has no parent yet."""
    parents, pairs = [], iter(hashes)
    for left, right in zip(pairs, pairs, strict=False):
        hasher = _node()
        hasher.update(left + right)
        parents.append(hasher.digest())
    return parents


@dataclass(frozen=True, kw_only=True)
class Node:
    """A complete subtree, and its hash.

    Args:
        level: How many levels above the events; the subtree stands over 2 to the power of this many events.
        index: Which one of its level, from the left, from 0.
        hash: Its hash, 32 bytes.
    """

    level: int
    index: int
    hash: bytes


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """The right edge of the tree: all that is needed to append events and to tell the root.

    Args:
        size: How many events the log has.
        peaks: The hashes of the largest complete subtrees, from the left: one for each 1 in the binary form of
            ``size``.

    Raises:
        InputError: The size is no count, or there are other than so many hashes of 32 bytes.

    >>> Frontier().append([leaf_hash(b"one"), leaf_hash(b"two"), leaf_hash(b"three")]).frontier.size
    3
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.size, bool) or not isinstance(self.size, int) or not 0 <= self.size <= MOST_EVENTS:
            raise InputError(_("A log can't have {value} events.").format(value=quote(self.size)))
        if len(self.peaks) != self.size.bit_count():
            raise InputError(
                _("The edge of a tree of {size} events has {wanted} hashes, not {count}.").format(
                    size=self.size, wanted=self.size.bit_count(), count=len(self.peaks)
                )
            )
        for peak in self.peaks:
            if not isinstance(peak, bytes) or len(peak) != HASH_BYTES:
                raise InputError(_("A hash has 32 bytes; this one hasn't: {value}.").format(value=quote(peak)))

    def __bytes__(self) -> bytes:
        """Write it: the size in 8 bytes, the highest first, then the hashes."""
        return self.size.to_bytes(8, "big") + b"".join(self.peaks)

    @classmethod
    def parse(cls, data: bytes) -> Frontier:
        """Read what ``bytes(frontier)`` wrote.

        Args:
            data: The bytes.

        Returns:
            The edge.

        Raises:
            InputError: They aren't the bytes of an edge.

        >>> Frontier.parse(bytes(Frontier())).size
        0
        """
        of_type(data, bytes, "data")
        if len(data) < 8 or (len(data) - 8) % HASH_BYTES:
            raise InputError(_("These {count} bytes aren't the edge of a tree.").format(count=len(data)))
        peaks = tuple(data[at : at + HASH_BYTES] for at in range(8, len(data), HASH_BYTES))
        return cls(size=int.from_bytes(data[:8], "big"), peaks=peaks)

    @property
    def root(self) -> bytes:
        """The root of the tree: the peaks hashed together, from the right."""
        if not self.peaks:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.peaks))

    def append(self, hashes: Sequence[bytes]) -> Growth:
        """Append events, of which the hashes are known.

        Args:
            hashes: The :func:`leaf_hash` of each new event, in order.

        Returns:
            The new edge, and the subtrees that became complete. It takes as many steps as there are new events, and one
            for each level of the tree.

        Raises:
            InputError: Something isn't a hash of 32 bytes, or the log would become too long.

        >>> grown = Frontier().append([leaf_hash(b"one"), leaf_hash(b"two"), leaf_hash(b"three")])
        >>> [(node.level, node.index) for node in grown.nodes()]
        [(0, 0), (0, 1), (0, 2), (1, 0)]
        """
        peaks, edge, levels = list(self.peaks), [], []
        first, pending = self.size, _of_hashes(hashes)
        while pending:
            levels.append((first, pending))
            if first % 2:
                pending = [peaks.pop(), *pending]
            # What has no right neighbour yet waits at the edge.
            if len(pending) % 2:
                edge.append(pending[-1])
            first, pending = first // 2, _parents(pending)
        frontier = Frontier(size=self.size + len(hashes), peaks=(*peaks, *reversed(edge)))
        return Growth(frontier=frontier, levels=tuple(levels))

    def extend(self, hashes: Iterable[bytes]) -> Frontier:
        """Append many events, of which only the new edge is wanted.

        Args:
            hashes: The :func:`leaf_hash` of each new event, in order; as many as you like, they aren't kept.

        Returns:
            The new edge.
        """
        grown, stream = self, iter(hashes)
        while batch := list(islice(stream, _BATCH)):
            grown = grown.append(batch).frontier
        return grown


@dataclass(frozen=True, kw_only=True)
class Growth:
    """What appending events made.

    Args:
        frontier: The new edge.
        levels: For each level, the index of the first new node, and the hashes of the new ones.
    """

    frontier: Frontier
    levels: tuple[tuple[int, Sequence[bytes]], ...]

    def nodes(self, *, above: int = 0) -> Iterator[Node]:
        """Give the subtrees that became complete, the lowest level first, for a database to keep.

        Args:
            above: Leave out the levels below this one; 1 leaves out the events themselves.

        Yields:
            Each new node once. In its lifetime a log of n events has fewer than 2n.
        """
        for level, (first, hashes) in enumerate(self.levels):
            if level >= above:
                for index, digest in enumerate(hashes, first):
                    yield Node(level=level, index=index, hash=digest)


def root(hashes: Iterable[bytes]) -> bytes:
    """Give the root of a tree.

    Args:
        hashes: The :func:`leaf_hash` of each event, in order.

    Returns:
        The root hash, 32 bytes.

    Source:
        RFC 9162, Certificate Transparency Version 2.0, section 2.1.1; RFC 6962 has the same tree.

    >>> root([]).hex()[:16]
    'e3b0c44298fc1c14'
    >>> root([leaf_hash(b""), leaf_hash(bytes(1))]).hex()[:16]
    'fac54203e7cc696c'
    """
    return Frontier().extend(hashes).root
