"""Verify an exported log with Python alone: python -I verify_log.py EXPORT [OLDER [KEY]].

EXPORT is a folder or zip with events.jsonl and checkpoints.txt, OLDER a file of checkpoints that you kept yourself
("" for none), KEY the log's verifier key, from its office and not from the export.
"""

import re
import sys
import zipfile
from base64 import b32decode, b32encode, b64decode
from functools import reduce
from hashlib import sha256
from pathlib import Path


def expect(holds: bool, sentence: str) -> None:
    """Go on if it holds; else say what is wrong, and end."""
    holds or sys.exit(f"WRONG: {sentence}")


def read(note: str) -> tuple[str, str, int, bytes]:
    """Read a checkpoint, a signed note or a line of a log book: its text, the log's name, how many events, the root."""
    if not note.startswith("LOG1 "):
        name, size, root = note.split("\n")[:3]
        return note, name, int(size), b64decode(root)
    line, check = note.strip().rsplit(" ", 1)
    expect(b32encode(sha256(line.encode()).digest())[:4] == check.encode(), f"Copied wrongly: {note}")
    name, size, groups = line[5:].rsplit(" ", 2)
    return note, name, int(size), b32decode(groups.replace("-", "") + "====")


def signed(note: str, key: str) -> None:
    """Expect a signature of the key under the note, and that it holds."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    (name, number, public), (text, lines) = key.split("+", 2), note.rsplit("\n\n", 1)
    signatures = [b64decode(line.rpartition(" ")[2]) for line in lines.split("\n") if line.startswith(f"— {name} ")]
    mine = [signature[4:] for signature in signatures if signature[:4].hex() == number]
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(public)[1:]).verify(mine[0], f"{text}\n".encode())
    except Exception:  # it is not there, or doesn't hold
        expect(False, f"No signature of the key holds under this checkpoint:\n{note}")


def join(right: bytes, left: bytes) -> bytes:
    """Hash a subtree and its left neighbour into the one above them."""
    return sha256(b"\1" + left + right).digest()


def verify(export: str, older: str, key: str) -> None:
    """Compare the events with the checkpoints, and say what holds or what is wrong first."""
    folder = zipfile.Path(export) if zipfile.is_zipfile(export) else Path(export)
    exported = [*map(read, (folder / "checkpoints.txt").read_bytes().decode().split("\n=====\n"))]
    texts = re.split(r"\n=====\n|\n(?=LOG1 )", Path(older).read_text("utf-8-sig")) if older else []
    claims, roots = [*exported, *map(read, texts)], dict[int, set[bytes]]()
    for note, *_rest in exported if key else []:
        signed(note, key)
    for _note, name, claimed, root in claims:
        expect(name == claims[0][1], "The checkpoints are of two logs.")
        roots.setdefault(claimed, set()).add(root)
    size, fits, peaks = 0, 0, list[bytes]()
    with (folder / "events.jsonl").open("rb") as events:
        for size, line in enumerate(events, 1):
            expect(line.endswith(b"\n"), "The last line of the events isn't whole.")
            subtree, pairs = sha256(b"\0" + line[:-1]).digest(), size
            while pairs % 2 == 0:
                subtree, pairs = join(subtree, peaks.pop()), pairs // 2
            peaks.append(subtree)
            if size in roots:
                holds = roots[size] == {reduce(join, reversed(peaks))}
                expect(holds, f"One of the events {fits + 1} to {size} isn't what it was.")
                fits = size
    expect(max(roots) <= size, f"There were {max(roots)} events, and there are {size}: some were removed.")
    expect(max(roots) == size, f"Nobody has signed for the events after event {max(roots)}.")
    print(f"OK: {size} events fit {len(exported)} checkpoints of the export and {len(texts)} that you kept.")
    older or print("Not checked, for want of a checkpoint that you kept: whether the log was cut or written anew.")
    key or print("Not checked, for want of the key: who has signed the checkpoints.")
    print("No log can tell whether what stands in it is true, or what was left out.")


if __name__ == "__main__":
    try:
        verify(*[*sys.argv[1:], "", ""][:3]) if sys.argv[1:] else sys.exit(__doc__)
    except ImportError:
        sys.exit("To check signatures, install the package cryptography; without KEY, the rest is checked.")
    except Exception as error:  # whatever is in the files, say that they can't be read
        sys.exit(f"WRONG: This can't be read: {error!r}")
