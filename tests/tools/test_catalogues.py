"""The compiled catalogues: made from the sources, and not kept with them."""

from __future__ import annotations

import gettext
import io
import subprocess

from tools import book, catalogues

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "case"\nmsgstr "étui"\n'


def test_every_language_is_compiled(tmp_path):
    """Beside each source comes a catalogue with which Python says its sentences, also where an old one was."""
    for code in ("fr", "es"):
        folder = tmp_path / "firearmskit" / "locale" / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "firearmskit.po").write_text(PO, "utf-8")
        (folder / "firearmskit.mo").write_bytes(b"old")
    catalogues.compile_all(tmp_path)
    for made in tmp_path.rglob("*.mo"):
        assert gettext.GNUTranslations(io.BytesIO(made.read_bytes())).gettext("case") == "étui"


def test_git_keeps_none():
    """No compiled catalogue is among the files that git has or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.mo"]
    assert subprocess.run(command, cwd=book.ROOT, check=True, capture_output=True).stdout == b""
