"""The tree of hashes and its proofs, against the RFC, the vectors of Certificate Transparency and another program."""

from __future__ import annotations

import random
from functools import partial

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.ledger import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    leaf_hashes,
    node_hash,
    root,
    stored_root,
    verify_consistency,
    verify_inclusion,
)
from tests.every import every
from tests.records.ledger.logs import Specified, stored

EVENTS = [b"%d" % number for number in range(512)]
NODE = stored(EVENTS)
SPECIFIED = Specified(EVENTS)

# The leaves, roots and proofs that implementations of Certificate Transparency test with
# (google/certificate-transparency, merkletree; transparency-dev/merkle, testonly; read 2026-11-27).
CT_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
CT_INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CT_CONSISTENCY = {
    (1, 1): [],
    (1, 8): CT_INCLUSION[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def hexes(hashes) -> list[str]:
    """Give hashes as hex."""
    return [each.hex() for each in hashes]


def test_roots_of_certificate_transparency():
    """The root of the empty log and those of one to eight leaves are the published ones."""
    assert [root(leaf_hashes(CT_LEAVES[:size])).hex() for size in range(9)] == CT_ROOTS
    assert EMPTY_ROOT.hex() == CT_ROOTS[0]


def test_proofs_of_certificate_transparency():
    """The published proofs are given, and hold."""
    node = stored(CT_LEAVES)
    roots = [bytes.fromhex(each) for each in CT_ROOTS]
    for (index, size), proof in CT_INCLUSION.items():
        assert hexes(inclusion_proof(index, size, node)) == proof
        assert verify_inclusion(index, size, leaf_hash(CT_LEAVES[index]), [*map(bytes.fromhex, proof)], roots[size])
    for (old, new), proof in CT_CONSISTENCY.items():
        assert hexes(consistency_proof(old, new, node)) == proof
        assert verify_consistency(old, new, roots[old], roots[new], [*map(bytes.fromhex, proof)])


@pytest.fixture(scope="module")
def oracle():
    """The same events in the tree of another program."""
    tree = pymerkle.InmemoryTree()
    tree.append_entries(EVENTS)
    return tree


def check_size(size, others, oracle):
    """Check the root of a size, and proofs between it and others, against the RFC and the other program."""
    whole = stored_root(size, NODE)
    assert whole == oracle.get_root(size) == SPECIFIED.head(0, size)
    for index in others:
        if index < size:
            proof = inclusion_proof(index, size, NODE)
            assert list(proof) == oracle.prove_inclusion(index + 1, size).path[1:]
            assert list(proof) == SPECIFIED.inclusion(index, 0, size)
            assert verify_inclusion(index, size, leaf_hash(EVENTS[index]), proof, oracle.get_root(size))
        if 0 < index <= size:
            # pymerkle cuts its consistency proofs in another way than the RFC, so that only roots can be compared
            proof = consistency_proof(index, size, NODE)
            assert list(proof) == SPECIFIED.consistency(index, 0, size)
            assert verify_consistency(index, size, oracle.get_root(index), oracle.get_root(size), proof)
            theirs = oracle.prove_consistency(index, size)
            theirs.verify(stored_root(index, NODE), whole)


def test_roots_and_proofs_are_those_of_another_program(oracle):
    """Roots of all sizes up to 512, all proofs up to 24, and some of each larger size are equal."""
    draw = random.Random(7)
    for size in range(513):
        check_size(size, range(size + 1) if size <= 24 else draw.sample(range(size + 1), 3), oracle)


@pytest.mark.slow
def test_every_proof_is_that_of_another_program(oracle):
    """All 131,328 proofs of each kind, for every size up to 512, are equal."""
    for size in range(513):
        check_size(size, range(size + 1), oracle)


@given(st.lists(st.integers(0, 40), max_size=12))
def test_events_may_be_appended_in_any_portions(portions):
    """However the events come in, the edge and the nodes to store are the same."""
    edge, nodes, size = Frontier(), {}, 0
    for portion in portions:
        grown = edge.append(leaf_hashes(EVENTS[size : size + portion]))
        for node in grown.nodes():
            assert (node.level, node.index) not in nodes, "a node was given twice"
            nodes[node.level, node.index] = node.hash
        edge, size = Frontier.parse(bytes(grown.frontier)), size + portion
    assert edge.size == size
    assert edge.root == SPECIFIED.head(0, size)
    assert edge == Frontier().extend(leaf_hashes(EVENTS[:size]))
    whole = {(level, index) for level in range(10) for index in range(size >> level)}
    assert nodes.keys() == whole
    assert all(SPECIFIED.head(index << level, index + 1 << level) == nodes[level, index] for level, index in whole)


def test_nodes_above_the_events_alone():
    """A database that has the hashes of the events already can leave them out."""
    grown = Frontier().append(leaf_hashes(EVENTS[:4]))
    assert [(node.level, node.index) for node in grown.nodes(above=1)] == [(1, 0), (1, 1), (2, 0)]


def test_a_proof_reads_few_hashes():
    """Both kinds of proof read at most some two hashes for each level of the tree, not all of them."""
    read = []

    def node(level, index):
        read.append((level, index))
        return leaf_hash(b"%d.%d" % (level, index))

    size = 2**40 + 12_345
    for make in (partial(inclusion_proof, 2**39 + 1), partial(consistency_proof, 2**39 + 1)):
        read.clear()
        make(size, node)
        assert len(read) <= 2 * 41


SIZES = st.integers(1, 512)


@given(SIZES, st.data())
def test_a_changed_proof_of_inclusion_is_refused(size, data):
    """A proof with any hash, place, size or root changed, or with a hash more or less, shows nothing."""
    index = data.draw(st.integers(0, size - 1))
    proof, whole = list(inclusion_proof(index, size, NODE)), SPECIFIED.head(0, size)
    leaf = leaf_hash(EVENTS[index])
    other = data.draw(st.integers(0, 600).filter(lambda value: value != index))
    assert not verify_inclusion(other, size, leaf, proof, whole)
    assert not verify_inclusion(index, size, flipped(leaf, data), proof, whole)
    assert not verify_inclusion(index, size, leaf, proof, flipped(whole, data))
    for changed in mutations(proof, data):
        assert not verify_inclusion(index, size, leaf, changed, whole)


@given(SIZES, st.data())
def test_a_changed_proof_of_consistency_is_refused(new, data):
    """A proof with any hash or root changed, or with a hash more or less, shows nothing."""
    old = data.draw(st.integers(1, new))
    proof = list(consistency_proof(old, new, NODE))
    was, grew = SPECIFIED.head(0, old), SPECIFIED.head(0, new)
    assert not verify_consistency(old, new, flipped(was, data), grew, proof)
    assert not verify_consistency(old, new, was, flipped(grew, data), proof)
    for changed in mutations(proof, data):
        assert not verify_consistency(old, new, was, grew, changed)


@given(SIZES, st.data())
def test_a_proof_is_not_taken_for_a_larger_log(size, data):
    """A proof that ends before the top of the tree shows nothing, even where it reaches the root that was given."""
    larger = 1 << size.bit_length() + 2
    index = data.draw(st.integers(0, size - 1))
    proof, whole = inclusion_proof(index, size, NODE), SPECIFIED.head(0, size)
    assert not verify_inclusion(index, larger, leaf_hash(EVENTS[index]), proof, whole)
    old = index + 1
    if old < size:
        proof = consistency_proof(old, size, NODE)
        assert not verify_consistency(old, larger, SPECIFIED.head(0, old), whole, proof)


def test_a_proof_is_not_taken_for_a_smaller_log():
    """Nobody passes an event off as one at an earlier place of a smaller log, with the root of the whole one."""
    events = [b"first", b"second"]
    first, second = leaf_hashes(events)
    assert verify_inclusion(1, 2, second, [first], root([first, second]))
    assert not verify_inclusion(0, 1, second, [first], root([first, second]))


@given(st.integers(2, 512), st.data())
def test_another_history_has_no_proof(new, data):
    """Where one event of the old log is another one, its proof doesn't fit the old root."""
    old = data.draw(st.integers(1, new))
    events = list(EVENTS[:new])
    events[data.draw(st.integers(0, old - 1))] = b"another"
    rewritten = stored(events)
    proof = consistency_proof(old, new, rewritten)
    assert not verify_consistency(old, new, SPECIFIED.head(0, old), stored_root(new, rewritten), proof)


def flipped(digest: bytes, data) -> bytes:
    """Flip one bit."""
    at = data.draw(st.integers(0, 255))
    return bytes(byte ^ (1 << at % 8 if place == at // 8 else 0) for place, byte in enumerate(digest))


def mutations(proof: list[bytes], data) -> list[list[bytes]]:
    """Give proofs that were changed in one way each."""
    changed = [[*proof, bytes(32)], [bytes(32), *proof], [*proof, *proof[-1:]] if proof else [EMPTY_ROOT]]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        changed += [
            proof[:at] + proof[at + 1 :],
            [*proof[:at], flipped(proof[at], data), *proof[at + 1 :]],
            [*proof[:at], proof[at][:-1], *proof[at + 1 :]],
        ]
    if len(proof) > 1:
        changed.append(proof[1:] + proof[:1])
    return changed


ROOT = SPECIFIED.head(0, 8)


@every(
    [
        (None, [ROOT], None),
        (b"", [ROOT], b""),
        (ROOT.hex(), [ROOT], ROOT.hex()),
        (ROOT, [ROOT] * 100_000, ROOT),
        (ROOT, None, ROOT),
        (ROOT, ROOT, ROOT),
        (ROOT, [None], ROOT),
        (ROOT, ["x" * 32], ROOT),
        (ROOT, iter([ROOT]), ROOT),
        (ROOT, {0: ROOT}, ROOT),
    ]
)
def test_what_are_no_hashes_prove_nothing(first, proof, last):
    """Hashes of another type or length, or far too many, show nothing and raise nothing."""
    assert verify_inclusion(0, 2, first, proof, last) is False
    assert verify_consistency(1, 2, first, last, proof) is False


@every([(-1, 8), (0, -1), (0, 2**63), (0, 10**400), (True, 1), (0.0, 1), ("0", 1), (0, None), (9, 8)])
def test_what_are_no_counts_prove_nothing(first, second):
    """Sizes below zero, beyond any log or of another type show nothing and raise nothing."""
    assert verify_inclusion(first, second, ROOT, [], ROOT) is False
    assert verify_consistency(first, second, ROOT, ROOT, []) is False


def test_a_log_has_no_event_at_its_size():
    """Events are counted from 0."""
    assert verify_inclusion(1, 1, ROOT, [], ROOT) is False
    assert verify_inclusion(0, 0, ROOT, [], ROOT) is False


@pytest.mark.parametrize(
    ("old", "new", "was", "grew", "proof", "holds"),
    [
        (0, 0, EMPTY_ROOT, EMPTY_ROOT, [], True),
        (0, 8, EMPTY_ROOT, ROOT, [], True),
        (0, 8, ROOT, ROOT, [], False),
        (0, 8, EMPTY_ROOT, ROOT, [ROOT], False),
        (0, 0, EMPTY_ROOT, ROOT, [], False),
        (8, 8, ROOT, ROOT, [], True),
        (8, 8, ROOT, ROOT, [ROOT], False),
        (8, 8, ROOT, EMPTY_ROOT, [], False),
        (9, 8, ROOT, ROOT, [], False),
        (3, 8, ROOT, ROOT, [], False),
        (4, 8, ROOT, ROOT, [], False),
    ],
)
def test_edges_of_consistency(old, new, was, grew, proof, holds):
    """Every log begins with the empty one and with itself, and with nothing else for nothing."""
    assert verify_consistency(old, new, was, grew, proof) is holds


@every(
    [
        (lambda: inclusion_proof(8, 8, NODE), "no event at index 8"),
        (lambda: inclusion_proof(-1, 8, NODE), "index must be a count"),
        (lambda: inclusion_proof(0.0, 8, NODE), "index must be a whole number"),
        (lambda: consistency_proof(9, 8, NODE), "can't have had 9"),
        (lambda: stored_root(-1, NODE), "size must be a count"),
        (lambda: leaf_hash("text"), "event must be of the type bytes"),
        (lambda: leaf_hashes([b"1", "text"]), 'must be bytes, not "text"'),
        (lambda: Frontier().append(["x" * 32, "y" * 32]), "list of hashes"),
        (lambda: Frontier().append([b"short"]), "32 bytes"),
        (lambda: Frontier().append(None), "list of hashes"),
        (lambda: Frontier(size=3, peaks=(ROOT,)), "has 2 hashes, not 1"),
        (lambda: Frontier(size=1, peaks=(b"x",)), "32 bytes"),
        (lambda: Frontier(size=-1), "can't have"),
        (lambda: Frontier(size=2**63, peaks=(ROOT,)), "can't have"),
        (lambda: Frontier.parse(b""), "aren't the edge"),
        (lambda: Frontier.parse(bytes(7) + b"\x03" + ROOT), "has 2 hashes, not 1"),
        (lambda: Frontier.parse(b"\xff" * 8 + ROOT * 64), "can't have"),
    ],
)
def test_slips_are_named(call, said):
    """Whoever asks for what can't be is told what was wrong."""
    with pytest.raises(InputError, match=said):
        call()


def test_a_leaf_is_never_a_node():
    """Nobody can pass two hashes off as an event."""
    left, right = leaf_hash(b"1"), leaf_hash(b"2")
    assert leaf_hash(left + right) != node_hash(left, right)
