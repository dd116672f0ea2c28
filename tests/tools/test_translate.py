"""The catalogues: complete, up to date, and sharp enough to notice what isn't."""

import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog

from tools import translate

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_is_translated_and_compiled() -> None:
    """Library, tables and notebooks have no sentence without French, and the compiled catalogue is the written one."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "translate.py", "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_amiss_is_said() -> None:
    """A sentence without translation, and one that lost a placeholder, are named; a whole one isn't."""
    catalogue = Catalog(locale="fr")
    catalogue.add("Nothing yet.", "")
    catalogue.add("{count} things", "des choses")
    catalogue.add("{name} is here", "{name} est là")
    said = list(translate.amiss(catalogue))
    assert len(said) == 2
    assert "Nothing yet." in said[0]
    assert "{count} things" in said[1]


def test_translations_survive_an_update(tmp_path: Path) -> None:
    """Updating a catalogue keeps what is translated, adds what is new and drops what is gone."""
    path = tmp_path / "x.po"
    first = translate.updated(path, "fr", iter([("Old", "a.py"), ("Gone", "a.py")]))
    first["Old"].string = "Ancien"
    path.write_bytes(translate.as_bytes(first))
    second = translate.updated(path, "fr", iter([("Old", "a.py"), ("New", "b.py")]))
    assert {message.id: message.string for message in second if message.id} == {"Old": "Ancien", "New": ""}
