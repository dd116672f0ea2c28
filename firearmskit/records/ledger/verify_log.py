"""Verify an exported log with Python alone: python -I verify_log.py EXPORT [OLDER [KEY]].

EXPORT is a folder or zip with events.jsonl and checkpoints.txt, OLDER a file of checkpoints that you kept yourself
("" for none), KEY the log's verifier key, from its office and not from the export.
"""

import base64
import re
import sys
import zipfile
from collections.abc import Iterator
from functools import reduce
from hashlib import sha256
from pathlib import Path


def expect(holds: bool, sentence: str) -> None:
    """Go on if it holds; else say what is wrong, and end."""
    if not holds:
        sys.exit(f"WRONG: {sentence}")


def read(text: str) -> Iterator[tuple[str, str, int, bytes]]:
    """Read checkpoints: signed notes with ===== between two, and lines of a log book, which begin with LOG1."""
    for note in re.split(r"\n=====\n|\n(?=LOG1 )", text):
        if note.startswith("LOG1 "):
            line, check = note.strip().rsplit(" ", 1)
            expect(base64.b32encode(sha256(line.encode()).digest())[:4].decode() == check, f"Copied wrongly: {note}")
            origin, size, groups = line[5:].rsplit(" ", 2)
            yield note, origin, int(size), base64.b32decode(groups.replace("-", "") + "====")
        else:
            origin, size, root = note.split("\n")[:3]
            yield note, origin, int(size), base64.b64decode(root)


def signed(note: str, key: str) -> bool:
    """Tell whether the note bears a signature of the key, and it holds."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    (name, number, public), (text, lines) = key.split("+", 2), note.rsplit("\n\n", 1)
    for line in lines.split("\n"):
        data = base64.b64decode(line.rpartition(" ")[2])
        if line.startswith(f"— {name} ") and data[:4].hex() == number:
            verifier = Ed25519PublicKey.from_public_bytes(base64.b64decode(public)[1:])
            try:
                return verifier.verify(data[4:], f"{text}\n".encode()) is None
            except InvalidSignature:
                return False
    return False


def join(right: bytes, left: bytes) -> bytes:
    """Hash a subtree and its left neighbour into the one above them."""
    return sha256(b"\1" + left + right).digest()


def verify(export: str, older: str, key: str) -> None:
    """Compare the events with the checkpoints, and say what holds or what is wrong first."""
    folder = zipfile.Path(export) if zipfile.is_zipfile(export) else Path(export)
    exported = [*read((folder / "checkpoints.txt").read_bytes().decode())]
    kept = [*read(Path(older).read_text("utf-8-sig"))] if older else []
    for note, _origin, _size, _root in exported if key else []:
        expect(signed(note, key), f"No signature of the key holds under this checkpoint:\n{note}")
    expect(len({origin for _note, origin, _size, _root in exported + kept}) == 1, "The checkpoints are of two logs.")
    roots: dict[int, set[bytes]] = {}
    for _note, _origin, claimed, root in exported + kept:
        roots.setdefault(claimed, set()).add(root)
    last, size, fits, peaks = max(roots), 0, 0, list[bytes]()
    with (folder / "events.jsonl").open("rb") as events:
        for line in events:
            expect(line.endswith(b"\n"), "The last line of the events isn't whole.")
            subtree, pairs = sha256(b"\0" + line[:-1]).digest(), size
            while pairs % 2:
                subtree, pairs = join(subtree, peaks.pop()), pairs // 2
            peaks.append(subtree)
            size += 1
            if size in roots:
                holds = roots[size] == {reduce(join, reversed(peaks))}
                expect(holds, f"One of the events {fits + 1} to {size} isn't what it was.")
                fits = size
    expect(last <= size, f"There were {last} events, and there are {size}: some were removed.")
    expect(last == size, f"Nobody has signed for the events after event {last}.")
    print(f"OK: {size} events fit {len(exported)} checkpoints of the export and {len(kept)} that you kept.")
    if not older:
        print("Not checked, for want of a checkpoint that you kept: whether the log was cut or written anew.")
    if not key:
        print("Not checked, for want of the key: who has signed the checkpoints.")
    print("No log can tell whether what stands in it is true, or what was left out.")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        verify(*[*sys.argv[1:], "", ""][:3])
    except ImportError:
        sys.exit("To check signatures, install the package cryptography; without KEY, the rest is checked.")
    except Exception as error:  # whatever is in the files, say that they can't be read
        sys.exit(f"WRONG: This can't be read: {error!r}")
