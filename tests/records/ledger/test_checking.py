"""What a check of a log notices, and what it can't."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.errors import InputError
from firearmskit.records.ledger import (
    Checkpoint,
    check_log,
    export_log,
    join_notes,
    parse,
    read_export,
    root,
    sign_checkpoint,
)
from tests.every import every
from tests.records.ledger.logs import KEY, WITNESS, checkpoint, made_up, note, signing_key, stored
from tests.records.ledger.tampering import WAYS

EVENTS = made_up(60)
SIZES = (10, 32, 45, 60)
NOTES = [note(EVENTS, size) for size in SIZES]
KEYS = [KEY.verifier]


def codes(check) -> list[str]:
    """Give the codes of what was found."""
    return [finding.code for finding in check.findings]


@pytest.fixture(autouse=True)
def _english():
    """Read the sentences in English."""
    with language.speaking("en"):
        yield


def test_an_honest_log_is_sound():
    """Nothing is found in a log that is what its checkpoints say."""
    check = check_log(EVENTS, NOTES, KEYS, contents=True)
    assert check.sound
    assert check.findings == ()
    assert (check.size, check.fitting) == (60, 4)
    assert check.root == checkpoint(EVENTS).root
    assert str(check) == (
        "60 events were read. 4 checkpoints fit them. "
        "Whether what was recorded is true, and what was left out, no log can tell."
    )


@given(st.sampled_from(WAYS), st.integers(0, 2**32), st.integers(2, 60))
def test_every_change_of_events_is_noticed(way, seed, size):
    """A flipped bit, a cut, deleted, inserted, repeated, moved or merged event doesn't pass."""
    events = EVENTS[:size]
    changed = way(events, random.Random(seed))
    if changed != events:
        assert codes(check_log(changed, [note(events)], KEYS))


@given(st.sampled_from(WAYS), st.integers(0, 2**32))
def test_the_range_holds_the_first_change(way, seed):
    """Between the last checkpoint that fits and the first that doesn't lies the first changed event."""
    changed = way(EVENTS, random.Random(seed))
    if changed == EVENTS:
        return
    first = next((at for at, (one, other) in enumerate(zip(EVENTS, changed, strict=False), 1) if one != other), 61)
    check = check_log(changed, NOTES, KEYS)
    found = [finding.sentence for finding in check.findings if finding.code == "events-differ"]
    fits = max((size for size in SIZES if size < first), default=0)
    differs = min((size for size in SIZES if size >= first), default=None)
    if differs is not None and differs <= len(changed):
        assert found == [f"Of the events {fits + 1} to {differs}, at least one isn't what it was, or another number of "
                         "them stood there."]  # fmt: skip
    else:
        assert found == []
        assert {"events-missing", "events-unvouched"} & set(codes(check))


@given(st.sampled_from(WAYS), st.integers(0, 2**32))
def test_stored_hashes_tell_the_first_changed_event(way, seed):
    """With the hashes of a backup, the first changed event is named itself."""
    changed = way(EVENTS, random.Random(seed))
    check = check_log(changed, NOTES, KEYS, stored=stored(EVENTS))
    pairs = enumerate(zip(EVENTS, changed, strict=False), 1)
    first = next((at for at, (one, other) in pairs if one != other), None)
    if "events-differ" in codes(check):
        (found,) = [finding.sentence for finding in check.findings if finding.code == "events-differ"]
        assert found.startswith(f"Event {first} is the first that isn't what it was")


def test_stored_hashes_that_fit_no_checkpoint_tell_nothing():
    """Who changed the events may have changed the stored hashes too, or lost some; then only the range is told."""
    changed = [*EVENTS[:20], b"{}", *EVENTS[21:]]
    for kept in (stored(changed), stored([*EVENTS[:15], b"{}", *EVENTS[16:]]), stored(EVENTS[:5])):
        check = check_log(changed, NOTES, KEYS, stored=kept)
        assert check.findings[0].sentence.startswith("Of the events 11 to 32, at least one")


def test_a_cut_log_passes_without_an_older_checkpoint():
    """This documents what a log can't tell: cut back to an older state, with its checkpoints, it looks honest."""
    cut, notes = EVENTS[:32], NOTES[:2]
    assert check_log(cut, notes, KEYS).findings == ()
    kept = Checkpoint.from_line(checkpoint(EVENTS, 45).line())
    check = check_log(cut, [*notes, kept], KEYS)
    assert codes(check) == ["events-missing"]
    assert "speaks of 45 events, and there are only 32" in check.findings[0].sentence


def test_a_log_written_anew_passes_without_an_older_checkpoint():
    """This documents what a log can't tell: who holds the key can sign another history, and only others can know."""
    anew = [*EVENTS[:5], b"{}", *EVENTS[6:]]
    notes = [note(anew, size) for size in SIZES]
    assert check_log(anew, notes, KEYS).findings == ()
    kept = Checkpoint.from_line(checkpoint(EVENTS, 10).line())
    assert "checkpoints-contradict" in codes(check_log(anew, [*notes, kept], KEYS))
    assert not check_log(anew, [*notes, kept], KEYS).sound


@given(st.integers(0, 59), st.integers(1, 60))
def test_every_rollback_is_noticed_with_an_older_checkpoint(left, seen):
    """However far a log is cut, a kept checkpoint over more events shows it."""
    check = check_log(EVENTS[:left], [note(EVENTS, left), checkpoint(EVENTS, seen)], KEYS)
    assert check.sound is (left >= seen)


def test_events_after_the_last_checkpoint_are_said():
    """What nobody vouches for is a warning: a living log has such events."""
    check = check_log([*EVENTS, b"{}"], NOTES, KEYS)
    assert check.sound
    assert codes(check) == ["events-unvouched"]
    assert "after event 60" in check.findings[0].sentence


@given(st.integers(0, 3), st.data())
def test_a_changed_checkpoint_is_noticed(which, data):
    """Whatever bit of a signed checkpoint is flipped, it is found."""
    changed = bytearray(NOTES[which].encode())
    at = data.draw(st.integers(0, 8 * len(changed) - 1))
    changed[at // 8] ^= 1 << at % 8
    try:
        text = bytes(changed).decode()
    except UnicodeDecodeError:
        return
    check = check_log(EVENTS, [*NOTES[:which], text, *NOTES[which + 1 :]], KEYS)
    assert not check.sound


def forged() -> str:
    """Sign a false checkpoint with another key, under the name and id of the log's."""
    false = sign_checkpoint(checkpoint(made_up(60, seed=1)), signing_key(seed=9))
    return false.replace(false.split()[-1], NOTES[-1].split()[-1])


@every(
    [
        (NOTES, [], ["signatures-unchecked"], True),
        (NOTES, [signing_key(seed=9).verifier], ["no-checkpoint", *["signature-unknown"] * 4], False),
        ([*NOTES, forged()], KEYS, ["signature-wrong"], False),
        ([*NOTES, sign_checkpoint(checkpoint(EVENTS), signing_key(seed=9))], KEYS, ["signature-unknown"], False),
        ([], KEYS, ["no-checkpoint"], False),
        (["text"], KEYS, ["checkpoint-unreadable", "no-checkpoint"], False),
        ([*NOTES, checkpoint(EVENTS, origin="other.example")], KEYS, ["checkpoint-of-another-log"], False),
        ([*NOTES, checkpoint(made_up(45, seed=1))], KEYS, ["checkpoints-contradict"], False),
        ([*NOTES, checkpoint(made_up(90))], KEYS, ["events-missing"], False),
        ([*NOTES, *NOTES], KEYS, [], True),
        ([note(EVENTS, 0), *NOTES], KEYS, [], True),
        ([*NOTES, None], KEYS, ["checkpoint-unreadable"], False),
        ([*NOTES, "x" * 10**6], KEYS, ["checkpoint-unreadable"], False),
    ]
)
def test_what_is_found(notes, keys, expected, sound):
    """Each kind of trouble with checkpoints and keys has its code."""
    check = check_log(EVENTS, notes, keys)
    assert sorted(codes(check)) == sorted(expected)
    assert check.sound is sound


def test_a_key_of_another_purpose_or_log_does_not_vouch():
    """A witness's key, or that of another log, doesn't speak for the log."""
    for key in (WITNESS, signing_key("other.example/log")):
        assert "signature-unknown" in codes(check_log(EVENTS, NOTES, [key.verifier]))


def test_events_that_are_no_canonical_json_are_counted():
    """With ``contents``, the first event that can't be read is quoted, and all are counted."""
    events = [*EVENTS[:3], b'{"a": 1}', b"nothing"]
    check = check_log(events, [checkpoint(events)], KEYS, contents=True)
    assert codes(check) == ["events-unreadable"]
    assert check.findings[0].sentence.startswith("2 events aren't canonical JSON. Event 4 can't be read: An event must")
    assert check_log(events, [checkpoint(events)], KEYS).sound


def test_later_checkpoints_that_differ_are_counted_once():
    """One change makes all later checkpoints differ; that is said in one sentence."""
    check = check_log([b"{}", *EVENTS[1:]], NOTES, KEYS)
    assert codes(check) == ["events-differ", "later-differ"]
    assert check.findings[1].sentence == "3 later checkpoints don't fit either."


def test_what_are_no_events_is_named():
    """Events are bytes, and keys are keys."""
    with pytest.raises(InputError, match="must be bytes"):
        check_log(["text"], NOTES, KEYS)
    with pytest.raises(InputError, match="of the type VerifierKey"):
        check_log(EVENTS, NOTES, ["key"])


def test_an_export_comes_back(tmp_path):
    """A log is read back from its export as it was, and an export is never overwritten."""
    assert export_log(iter(EVENTS), NOTES, tmp_path / "export") == 60
    events, notes = read_export(tmp_path / "export")
    assert list(events) == EVENTS
    assert list(notes) == NOTES
    assert all(parse(line) for line in (tmp_path / "export/events.jsonl").read_bytes().splitlines())
    with pytest.raises(InputError, match="none is overwritten"):
        export_log(EVENTS, NOTES, tmp_path / "export")


def test_what_can_not_be_exported_is_refused(tmp_path):
    """An event of two lines, or a note that is no checkpoint, has no place in an export."""
    with pytest.raises(InputError, match="must be one line"):
        export_log([b"1\n2"], NOTES, tmp_path / "one")
    with pytest.raises(InputError, match="A note is a text"):
        export_log(EVENTS, ["text"], tmp_path / "two")
    with pytest.raises(InputError, match="event must be of the type bytes"):
        export_log([None], NOTES, tmp_path / "three")
    with pytest.raises(InputError, match="There is no log in"):
        read_export(tmp_path / "four")
    with pytest.raises(InputError, match="folder must be of the type"):
        read_export("folder")
    (tmp_path / "five").mkdir()
    (tmp_path / "five/events.jsonl").touch()
    with pytest.raises(InputError, match="can't be read"):
        read_export(tmp_path / "five")


def tampered(files: dict[str, bytes], draw: random.Random) -> tuple[str, bytes]:
    """Change a file of an export in one way: an event, or any byte; give its name and what it becomes."""
    if draw.random() < 0.6:
        events = draw.choice(WAYS)(files["events.jsonl"].split(b"\n")[:-1], draw)
        return "events.jsonl", b"".join(event + b"\n" for event in events)
    name = draw.choice(sorted(files))
    data = bytearray(files[name])
    at = draw.randrange(len(data))
    match draw.randrange(3):
        case 0:
            data[at] ^= 1 << draw.randrange(8)
        case 1:
            del data[at]
        case 2:
            data.insert(at, draw.randrange(256))
    return name, bytes(data)


def count_unnoticed(folder, count: int, seed: int) -> list[int]:
    """Tamper with an export again and again; give the numbers of the times that weren't noticed."""
    draw, unnoticed, changed = random.Random(seed), [], 0
    events = made_up(24, seed=3)
    export_log(events, [note(events, size) for size in (7, 16, 24)], folder)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    while changed < count:
        name, data = tampered(files, draw)
        if data == files[name]:
            continue
        changed += 1
        (folder / name).write_bytes(data)
        try:
            read, notes = read_export(folder)
            noticed = bool(check_log(read, notes, KEYS).findings)
        except InputError:
            noticed = True
        (folder / name).write_bytes(files[name])
        if not noticed:
            unnoticed.append(changed)
    return unnoticed


@pytest.fixture
def in_memory():
    """A folder on no disk, where there is such a thing: the tests write thousands of files."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def test_two_thousand_changes_of_an_export_are_noticed(in_memory):
    """Whatever is changed in the files of an export, it is found."""
    assert count_unnoticed(in_memory / "export", 2_000, seed=11) == []


@pytest.mark.slow
def test_a_hundred_thousand_changes_of_an_export_are_noticed(in_memory):
    """Whatever is changed in the files of an export, it is found."""
    assert count_unnoticed(in_memory / "export", 100_000, seed=12) == []


def test_the_notes_of_an_export_are_split_where_they_were_joined():
    """The file of checkpoints is what the format says: a line of five signs between two notes."""
    assert join_notes(NOTES[:2]) == f"{NOTES[0]}\n=====\n{NOTES[1]}"
    assert root([]).hex().startswith("e3b0")
