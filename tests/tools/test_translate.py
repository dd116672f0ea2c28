"""The catalogues: complete, up to date, and sharp enough to notice what isn't."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import translate


@pytest.mark.parametrize("code", translate.LANGUAGES)
def test_every_sentence_is_translated_and_compiled(code: str) -> None:
    """Nothing that the library, the notebooks or the book say lacks a translation; the catalogues are up to date."""
    sources = {
        "firearmskit": list(translate.library_sentences()),
        "exercises": list(translate.notebook_sentences()),
        "book": list(translate.book_sentences()),
    }
    files, trouble = translate.merge(code, sources)
    assert [line for line in trouble if not line.endswith("no such page")] == []
    assert translate.stale(files) == [], "run `make translations`"


def test_marked_sentences_are_found_wherever_they_stand() -> None:
    """Sentences in f-strings, in both forms, over several lines and behind a module's name are found, in order."""
    source = """
print(f"<p>{escape(_('One.'))}</p>", N_("Two, "
    "in two lines."))
ngettext("{n} thing", "{n} things", n)
speech.text("Three.")
_(variable), re.search("no"), other("no")
"""
    assert list(translate.marked(source)) == ["One.", "Two, in two lines.", ("{n} thing", "{n} things"), "Three."]


def test_words_of_the_look_alikes_are_sentences_and_ids_of_other_tables_are_not() -> None:
    """What tells two types apart is shown to people; the columns of the same name in other tables hold ids."""
    said = {sentence for sentence, where in translate.table_sentences() if "look_alikes" in where}
    assert {"gas block", "two vents", "three vents"} <= said
    assert "gas_tube" not in {sentence for sentence, _where in translate.table_sentences()}


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


def test_a_sentence_that_gets_a_plural_is_translated_anew(tmp_path: Path) -> None:
    """What was translated in one form doesn't fill both, letter by letter; the same holds the other way."""
    path = tmp_path / "x.po"
    two = ("{n} thing", "{n} things")
    for before, after, gone in ((two[0], two, ("", "")), (two, two[0], "")):
        first = translate.updated(path, "fr", [(before, "")])
        first[two[0]].string = "une chose" if before == two[0] else ("une chose", "des choses")
        path.write_bytes(translate.as_bytes(first))
        second = translate.updated(path, "fr", [(after, "")])
        assert second[two[0]].string == gone
        assert translate.updated(path, "fr", [(before, "")])[two[0]].string == first[two[0]].string


def test_a_sentence_is_translated_once(tmp_path: Path) -> None:
    """What another page has translated is taken over; this page's own translation goes first."""
    path = tmp_path / "x.po"
    sentences = [("Minutes", ""), ("Own", "")]
    first = translate.updated(path, "fr", sentences)
    first["Own"].string = "Le sien"
    path.write_bytes(translate.as_bytes(first))
    second = translate.updated(path, "fr", sentences, {"Minutes": "Minutes (fr)", "Own": "Un autre"})
    assert {message.id: message.string for message in second if message.id} == {
        "Minutes": "Minutes (fr)",
        "Own": "Le sien",
    }


def test_an_update_without_news_changes_nothing(tmp_path: Path) -> None:
    """Running the update twice gives the same bytes: no date of the day stands in a catalogue."""
    path = tmp_path / "x.po"
    path.write_bytes(translate.as_bytes(translate.updated(path, "fr", [("One", "a.py")])))
    assert translate.as_bytes(translate.updated(path, "fr", [("One", "a.py")])) == path.read_bytes()
    assert b"2026-01-01" in path.read_bytes()


def test_only_the_check_fails_on_what_waits_for_a_translator(monkeypatch, capsys) -> None:
    """New sentences are no failure of `make translations`; `--check` names them and fails."""
    monkeypatch.setattr(translate, "all_sentences", lambda: {})
    monkeypatch.setattr(translate, "LANGUAGES", ["fr"])
    monkeypatch.setattr(translate, "merge", lambda code, sources: ({}, ["fr: not translated: 'News'"]))
    codes = []
    for arguments in ([], ["--check"]):
        monkeypatch.setattr("sys.argv", ["translate.py", *arguments])
        codes.append(translate.main())
    assert codes == [0, 1]
    assert capsys.readouterr().out.count("News") == 2
