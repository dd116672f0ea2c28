"""The verifier that imports nothing of ours, run as others run it."""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from firearmskit.records.ledger import export_log, sign, sign_checkpoint
from firearmskit.records.ledger import verify_log as verifier
from tests.records.ledger.logs import KEY, WITNESS, checkpoint, made_up, note, signing_key
from tests.records.ledger.tampering import WAYS

PROGRAM = Path(verifier.__file__)
EVENTS = made_up(60)
SIZES = (10, 32, 60)
KEPT = checkpoint(EVENTS, 45)


def verify(*arguments: object) -> tuple[int, str]:
    """Run the verifier in a Python of its own, and give its exit status and what it said."""
    command = [sys.executable, "-I", str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "1"})
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def export(tmp_path):
    """An honest export."""
    export_log(EVENTS, [note(EVENTS, size) for size in SIZES], tmp_path / "export")
    return tmp_path / "export"


@pytest.fixture
def older(tmp_path):
    """A file with what a reader kept: a line of the log book and a signed note."""
    path = tmp_path / "older.txt"
    path.write_text(f"{KEPT.line()}\n", encoding="utf-8", newline="\n")
    return path


def test_it_imports_nothing_of_ours():
    """Its imports are Python's own, but for the signatures, where a package is asked for when it is needed."""
    imported = {}
    for node in ast.walk(ast.parse(PROGRAM.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0]: node.col_offset for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported[node.module.partition(".")[0]] = node.col_offset
    foreign = {name: offset for name, offset in imported.items() if name not in sys.stdlib_module_names}
    assert foreign == {"cryptography": 4}


def test_it_is_short_enough_to_be_read_aloud():
    """Fewer than ninety lines with everything, of which fewer than sixty-five do something."""
    lines = PROGRAM.read_text("utf-8").splitlines()
    assert len(lines) < 90
    tree = ast.parse("\n".join(lines))
    told = [each.body[0] for each in ast.walk(tree) if isinstance(each, ast.Module | ast.FunctionDef)]
    assert all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in told)
    words = {at for each in told for at in range(each.lineno, (each.end_lineno or 0) + 1)}
    assert len([line for at, line in enumerate(lines, 1) if line.strip() and at not in words]) < 65


def test_an_honest_export_is_accepted(export, older):
    """The last words say what wasn't checked, and what no log can tell."""
    status, said = verify(export, older, KEY.verifier)
    assert status == 0, said
    assert said.splitlines() == [
        "OK: 60 events fit 3 checkpoints of the export and 1 that you kept.",
        "No log can tell whether what stands in it is true, or what was left out.",
    ]
    status, said = verify(export)
    assert status == 0, said
    assert said.count("Not checked, for want of") == 2


def test_a_zip_is_accepted_too(export, tmp_path):
    """The folder may come as one file."""
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", export)
    assert verify(packed, "", KEY.verifier)[0] == 0
    assert zipfile.is_zipfile(packed)


def test_it_needs_no_package_without_a_key(export, older):
    """Where cryptography isn't installed, the events are verified all the same, and it is said what isn't."""
    hidden = "import runpy, sys; sys.modules['cryptography'] = None; sys.argv = sys.argv[1:]; "
    command = [sys.executable, "-I", "-c", f"{hidden}runpy.run_path(sys.argv[0], run_name='__main__')", str(PROGRAM)]
    done = subprocess.run([*command, str(export), str(older)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    done = subprocess.run([*command, str(export), str(older), str(KEY.verifier)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "install the package cryptography" in done.stderr


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_changed_export_is_refused(export, way):
    """It says between which checkpoints the first change lies, or that events are missing or unsigned."""
    changed = way(EVENTS, random.Random(5))
    (export / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in changed))
    status, said = verify(export)
    assert status == 1
    assert said.startswith("WRONG: ")
    assert "isn't what it was" in said or "were removed" in said or "Nobody has signed" in said


def test_a_thousand_changes_of_events_are_refused(export):
    """Called as a function, which is quicker: whatever is changed in the events, it is refused."""
    draw, honest = random.Random(6), (export / "events.jsonl").read_bytes()
    verifier.verify(str(export), "", "")
    for number in range(1_000):
        data = bytearray(honest)
        at = draw.randrange(len(data))
        if number % 2:
            data[at] ^= 1 << draw.randrange(8)
        else:
            data[at : at + draw.randint(0, 3)] = draw.randbytes(draw.randint(0, 2))
        if data != honest:
            (export / "events.jsonl").write_bytes(data)
            with pytest.raises(SystemExit, match="WRONG"):
                verifier.verify(str(export), "", "")


def test_it_names_the_range(export):
    """A change in event 20 lies between the checkpoints over 10 and 32 events."""
    (export / "events.jsonl").write_bytes(b"".join(event + b"\n" for event in [*EVENTS[:19], b"{}", *EVENTS[20:]]))
    assert verify(export) == (1, "WRONG: One of the events 11 to 32 isn't what it was.\n")


def test_events_that_nobody_signed_are_refused(export):
    """What stands behind the last checkpoint could have been added by anybody."""
    with (export / "events.jsonl").open("ab") as events:
        events.write(b"{}\n")
    assert verify(export) == (1, "WRONG: Nobody has signed for the events after event 60.\n")


def test_checkpoints_of_two_logs_are_refused(export, tmp_path):
    """A checkpoint of another log, even over the same events, says nothing of this one."""
    other = checkpoint(EVENTS, 45, origin="other.example/log")
    (tmp_path / "other.txt").write_text(other.line(), encoding="utf-8")
    assert verify(export, tmp_path / "other.txt") == (1, "WRONG: The checkpoints are of two logs.\n")


def test_a_signature_is_found_by_its_key_among_others(tmp_path):
    """After a change of keys, a note bears the signatures of two that have one name; each key finds its own."""
    new = signing_key(seed=9)
    export_log(EVENTS, [sign(str(checkpoint(EVENTS)), KEY, new)], tmp_path / "two")
    for key in (KEY, new):
        assert verify(tmp_path / "two", "", key.verifier)[0] == 0
    assert verify(tmp_path / "two", "", signing_key(seed=8).verifier)[0] == 1


def test_a_cut_log_is_refused_with_an_older_checkpoint_only(tmp_path, older):
    """Cut back to 32 events with their checkpoints, the log passes; what the reader kept shows it."""
    export_log(EVENTS[:32], [note(EVENTS, size) for size in SIZES[:2]], tmp_path / "cut")
    assert verify(tmp_path / "cut", "", KEY.verifier)[0] == 0
    status, said = verify(tmp_path / "cut", older, KEY.verifier)
    assert (status, said) == (1, "WRONG: There were 45 events, and there are 32: some were removed.\n")


def test_a_log_written_anew_is_refused_with_an_older_checkpoint_only(tmp_path, older):
    """Signed anew with the log's own key, another history passes; what the reader kept shows it."""
    anew = [*EVENTS[:5], b"{}", *EVENTS[6:]]
    export_log(anew, [note(anew, size) for size in SIZES], tmp_path / "anew")
    assert verify(tmp_path / "anew", "", KEY.verifier)[0] == 0
    status, said = verify(tmp_path / "anew", older, KEY.verifier)
    assert (status, said) == (1, "WRONG: One of the events 33 to 45 isn't what it was.\n")


def test_older_checkpoints_may_be_notes(export, tmp_path):
    """What was kept may be signed notes and lines in one file."""
    path = tmp_path / "kept.txt"
    both = f"{note(EVENTS, 45)}\n=====\n{note(EVENTS, 7)}\n{checkpoint(EVENTS, 8).line()}\n{KEPT.line()}\n"
    path.write_text(both, encoding="utf-8", newline="\n")
    status, said = verify(export, path)
    assert (status, said.splitlines()[0]) == (0, "OK: 60 events fit 3 checkpoints of the export and 4 that you kept.")
    # as an editor on Windows may save it
    path.write_text(both, encoding="utf-8-sig", newline="\r\n")
    assert verify(export, path) == (status, said)


def test_a_line_copied_wrongly_is_named(export, older):
    """A slip of the pen isn't taken for a change of the log."""
    older.write_text(KEPT.line().replace(" 45 ", " 46 "), encoding="utf-8")
    status, said = verify(export, older)
    assert status == 1
    assert said.startswith("WRONG: Copied wrongly: LOG1")


@pytest.mark.parametrize(
    "key",
    [signing_key(seed=9).verifier, signing_key("other.example/log").verifier, WITNESS.verifier, "nothing", "a+b+c"],
    ids=["another key", "another name", "a witness", "no key", "no base64"],
)
def test_another_key_is_refused(export, key):
    """The checkpoints must bear a signature of the key that was given."""
    status, said = verify(export, "", key)
    assert status == 1
    assert said.startswith("WRONG: ")


def test_a_forged_signature_is_refused(tmp_path):
    """The name and id of the log's key under another's signature don't hold."""
    good, false = note(EVENTS), sign_checkpoint(checkpoint(made_up(60, seed=1)), KEY)
    export_log(made_up(60, seed=1), [good.replace(good.split("\n")[2], false.split("\n")[2])], tmp_path / "forged")
    assert verify(tmp_path / "forged")[0] == 0
    status, said = verify(tmp_path / "forged", "", KEY.verifier)
    assert status == 1
    assert said.startswith("WRONG: No signature of the key holds under this checkpoint:\nregistry.example/log\n60\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("events.jsonl", b"".join(event + b"\n" for event in EVENTS)[:-1]),
        ("events.jsonl", b"".join(event + b"\n" for event in EVENTS)[:-1] + b"\x0b"),
        ("events.jsonl", b""),
        ("events.jsonl", None),
        ("checkpoints.txt", None),
        ("checkpoints.txt", b""),
        ("checkpoints.txt", b"\xff\xfe"),
        ("checkpoints.txt", b"a\nb\nc\n\n"),
        ("checkpoints.txt", b"a\n1\n\xc3\xa9\n\n"),
        ("checkpoints.txt", b"LOG1 \n"),
    ],
)
def test_what_can_not_be_read_is_wrong(export, name, data):
    """Damaged or missing files end with a sentence, never with a traceback."""
    (export / name).unlink()
    if data is not None:
        (export / name).write_bytes(data)
    status, said = verify(export)
    assert status == 1
    assert said.startswith("WRONG: ")
    assert "Traceback" not in said


def test_without_arguments_it_explains_itself():
    """Who runs it without arguments is told what it takes."""
    status, said = verify()
    assert status == 1
    assert "EXPORT is a folder or zip" in said
