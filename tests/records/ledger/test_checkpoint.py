"""Checkpoints: their text, their line for paper, who signs them, and what a witness refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.errors import InputError
from firearmskit.records.ledger import (
    EMPTY_ROOT,
    Checkpoint,
    consistency_proof,
    describe,
    open_checkpoint,
    sign_checkpoint,
    stored_root,
    witness,
)
from firearmskit.records.ledger.note import sign, split
from tests.every import every
from tests.records.ledger.logs import KEY, ORIGIN, WITNESS, checkpoint, made_up, note, signing_key, stored

# The example of https://c2sp.org/tlog-checkpoint and https://c2sp.org/tlog-cosignature (read 2026-11-27). Its keys
# aren't published, so that it can be read and not verified.
SPEC_TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
SPEC_NOTE = (
    f"{SPEC_TEXT}\n— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ"
    "qhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
EVENTS = made_up(40)
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)

LINES = st.text(st.characters(codec="utf-8", min_codepoint=32), min_size=1, max_size=20)
CHECKPOINTS = st.builds(
    Checkpoint,
    origin=LINES,
    size=st.integers(1, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
    extensions=st.lists(LINES, max_size=3).map(tuple),
)


def test_the_text_of_the_specification_is_read_and_written():
    """The example of the specification comes back as it stands there."""
    read = Checkpoint.parse(SPEC_TEXT)
    assert (read.origin, read.size) == ("example.com/behind-the-sofa", 20852163)
    assert read.root.hex().startswith("0ac5186a91863e8e")
    assert str(read) == SPEC_TEXT
    text, signatures = split(SPEC_NOTE)
    assert text == SPEC_TEXT
    assert [signature.seconds for signature in signatures] == [None, 1_679_315_147]
    assert "".join(map(str, signatures)) == SPEC_NOTE.removeprefix(f"{SPEC_TEXT}\n")


@given(CHECKPOINTS)
def test_a_checkpoint_comes_back(given_one):
    """Each checkpoint comes back from its text, and from its line without its extensions."""
    assert Checkpoint.parse(str(given_one)) == given_one
    again = Checkpoint.from_line(given_one.line())
    assert (again.origin, again.size, again.root) == (given_one.origin, given_one.size, given_one.root)


@given(CHECKPOINTS, st.data())
def test_a_line_may_be_written_by_hand(given_one, data):
    """Small letters, blanks for hyphens and look-alike digits in the groups are read as they were meant."""
    line = given_one.line()
    head, groups = line[:-69], line[-69:]
    written = head + data.draw(
        st.sampled_from([groups.lower(), groups.replace("-", " "), groups.translate(str.maketrans("OIB", "018"))])
    )
    assert Checkpoint.from_line(f" {written}\n").root == given_one.root


@given(st.integers(0, 40), st.data())
def test_a_slip_of_the_pen_is_noticed(size, data):
    """One character copied wrongly is noticed, wherever it stands."""
    line = checkpoint(EVENTS, size).line()
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.sampled_from("ACEX234579ax").filter(lambda char: char.upper() != line[at].upper()))
    with pytest.raises(InputError, match=r"copied wrongly|14 groups"):
        Checkpoint.from_line(line[:at] + other + line[at + 1 :])


def test_a_line_fits_a_book_and_a_small_code():
    """The line has some hundred characters, for a page or a QR code of low density."""
    assert len(checkpoint(EVENTS).line()) <= 100


@every(
    [
        "",
        "\n",
        SPEC_TEXT[:-1],
        SPEC_TEXT + "\n",
        SPEC_TEXT.replace("2085", "02085"),
        SPEC_TEXT.replace("2085", "+2085"),
        SPEC_TEXT.replace("2085", "2_085"),
        SPEC_TEXT.replace("2085", "\u0662085"),
        SPEC_TEXT.replace("20852163", "-1"),
        SPEC_TEXT.replace("20852163", "9223372036854775808"),
        SPEC_TEXT.replace("20852163", "9" * 5000),
        SPEC_TEXT.replace("20852163", "0"),
        SPEC_TEXT.replace("q2I=", "q2J="),
        SPEC_TEXT.replace("q2I=", ""),
        SPEC_TEXT.replace("CsUY", "Cs UY"),
        SPEC_TEXT.replace("\n", "\r\n"),
        SPEC_TEXT.replace("example", "ex\tample"),
        "\n" + SPEC_TEXT,
        SPEC_TEXT + "x" * 20_000,
        None,
        b"text",
    ]
)
def test_what_is_no_checkpoint_is_refused(text):
    """A checkpoint has one form only."""
    with pytest.raises(InputError):
        Checkpoint.parse(text)


@every(
    ["", "LOG1", "LOG1 a 1 " + "A" * 69, "LOG2" + checkpoint(EVENTS).line()[4:], "x" * 10**6, "-" * 69, None, b"LOG1"]
)
def test_what_is_no_line_is_refused(line):
    """Whatever else stands in a book isn't taken for a checkpoint."""
    with pytest.raises(InputError):
        Checkpoint.from_line(line)


def test_a_log_signs_with_its_own_key():
    """A checkpoint opens with the key of its log, and with no other."""
    signed = note(EVENTS)
    read, opened = open_checkpoint(signed, [KEY.verifier])
    assert read == checkpoint(EVENTS)
    assert opened.signatures[0][0] == KEY.verifier
    with pytest.raises(InputError, match="a log signs with a key of its own name"):
        sign_checkpoint(checkpoint(EVENTS), signing_key("other.example/log"))
    # another trusted log's key doesn't speak for this one
    other = signing_key("other.example/log", 5)
    with pytest.raises(InputError, match='No known key of "registry'):
        open_checkpoint(sign(str(checkpoint(EVENTS)), other), [other.verifier])


def cosigned(old: int | None, new: int, events=EVENTS, proof=None, seen=EVENTS) -> str:
    """Let the witness compare two sizes of the log."""
    older = None if old is None else checkpoint(seen, old)
    if proof is None:
        proof = consistency_proof(old or 0, new, stored(events)) if (old or 0) <= new else ()
    return witness(note(events, new), older, proof, WITNESS, log_keys=[KEY.verifier], at=AT)


@given(st.none() | st.integers(0, 40), st.integers(0, 40))
def test_a_witness_signs_for_a_log_that_only_grew(old, new):
    """A witness signs a log that begins with what it saw, and says when; it refuses one that became shorter."""
    if old is not None and old > new:
        with pytest.raises(InputError, match="events were removed"):
            cosigned(old, new)
        return
    signed = cosigned(old, new)
    read, opened = open_checkpoint(signed, [KEY.verifier, WITNESS.verifier])
    assert read.size == new
    signers = [(key.name, signature.seconds) for key, signature in opened.signatures]
    assert signers == [(ORIGIN, None), (WITNESS.name, int(AT.timestamp()))]


@given(st.integers(1, 40), st.data())
def test_a_witness_refuses_a_changed_history(old, data):
    """Where one event that the witness saw was changed, no proof helps."""
    new = data.draw(st.integers(old, 40))
    changed = list(EVENTS)
    changed[data.draw(st.integers(0, old - 1))] = b"{}"
    honest = consistency_proof(old, new, stored(EVENTS))
    for proof in (None, honest, ()):
        with pytest.raises(InputError, match="isn't proved"):
            cosigned(old, new, changed, proof)


def test_a_witness_alone_is_not_enough():
    """What only a witness has signed isn't the log's word."""
    with pytest.raises(InputError, match="No known key of"):
        open_checkpoint(cosigned(3, 7), [WITNESS.verifier])


@every(
    [
        (lambda: witness(note(EVENTS), None, (), WITNESS, log_keys=[], at=AT), "No known key"),
        (lambda: witness(note(EVENTS), None, (), KEY, log_keys=[KEY.verifier], at=AT), "isn't a witness's"),
        (
            lambda: witness(note(EVENTS), None, (), WITNESS, log_keys=[KEY.verifier], at=AT.replace(tzinfo=None)),
            "time zone",
        ),
        (
            lambda: witness(
                note(EVENTS), checkpoint(EVENTS, 3, "other.example"), (), WITNESS, log_keys=[KEY.verifier], at=AT
            ),
            "of two logs",
        ),
        (lambda: cosigned(3, 7, proof=[b"x"] * 3), "isn't proved"),
        (lambda: witness(note(EVENTS), "older", (), WITNESS, log_keys=[KEY.verifier], at=AT), "type Checkpoint"),
        (lambda: Checkpoint(origin="", size=1, root=EMPTY_ROOT), "line of a checkpoint"),
        (lambda: Checkpoint(origin="a\nb", size=1, root=EMPTY_ROOT), "line of a checkpoint"),
        (lambda: Checkpoint(origin="\ud800", size=1, root=EMPTY_ROOT), "line of a checkpoint"),
        (lambda: Checkpoint(origin="a", size=1, root=EMPTY_ROOT, extensions=("",)), "line of a checkpoint"),
        (lambda: Checkpoint(origin="a", size=-1, root=EMPTY_ROOT), "can't have"),
        (lambda: Checkpoint(origin="a", size=1, root=b""), "32 bytes"),
        (lambda: Checkpoint(origin="a", size=0, root=bytes(32)), "one root only"),
    ]
)
def test_slips_are_named(call, said):
    """Whoever hands over the wrong thing is told so."""
    with pytest.raises(InputError, match=said):
        call()


def test_a_checkpoint_is_said_in_sentences():
    """The sentences name the log, its size, who signed and when a witness saw it."""
    read, opened = open_checkpoint(cosigned(3, 7), [KEY.verifier, WITNESS.verifier])
    with language.speaking("en"):
        assert "Its signatures weren't verified." in describe(read)
        said = describe(read, opened)
    root = stored_root(7, stored(EVENTS)).hex()
    assert said == (
        f"The log registry.example/log has 7 events, with the root hash {root[:4]}…{root[-4:]}. "
        "It is signed with the key of registry.example/log. "
        "agency.example/witness says to have seen it, and the log only grow, on 2026-03-01."
    )
