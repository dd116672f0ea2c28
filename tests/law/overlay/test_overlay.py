"""A State is laid over the generic from a folder; what it lacks says whom to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law import gaps, overlay
from firearmskit.law.gaps import Claim, NationalLaw, Provision


def state(folder: Path, **files: str) -> Path:
    """Write the folder of a made-up State."""
    (folder / "state.toml").write_text('name = "Nowhere"\nfictional = true\n', "utf-8")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_a_folder_gives_offices_forms_words_and_law(tmp_path: Path) -> None:
    """What the folder says is what a lesson shows."""
    state(
        tmp_path,
        authorities="role,name,contact,source\ntracing,Arms Bureau,desk 4,made up\n",
        forms="form,name,address,source\ntrace-request,Form T-1,,made up\n",
        words="generic,national\nlicensing authority,Arms Board\n",
    )
    act = NationalLaw(
        name="Arms Act",
        fictional=True,
        provisions=(Provision(id="s1", law="Arms Act", article="s. 1"),),
        claims=(Claim(element="records-10-years", says="satisfies", provision="s1"),),
    )
    gaps.write_national_law(act, tmp_path / "law.json")
    read = overlay.read_overlay(tmp_path)
    assert (read.authority("tracing") or pytest.fail("no office")).name == "Arms Bureau"
    assert (read.form("trace-request") or pytest.fail("no form")).name == "Form T-1"
    assert (read.word("licensing authority"), read.word("customs")) == ("Arms Board", "customs")
    assert [each.article for each in read.provisions("records-10-years", on="2026-11-27")] == ["s. 1"]
    assert read.provisions("mark-import-country", on="2026-11-27") == ()


def test_what_is_missing_says_whom_to_ask(tmp_path: Path) -> None:
    """Nothing generic stands in for what a State doesn't give."""
    read = overlay.read_overlay(state(tmp_path))
    assert (read.authority("tracing"), read.form("trace-request"), read.law) == (None, None, None)
    assert len(read.missing()) == 1 + len(overlay.ROLES) + len(overlay.FORMS)
    assert all("Ask your authority" in each for each in read.missing())


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"authorities": "role,name\nwizard,Merlin\n"}, "wizard"),
        ({"authorities": "role,name\ntracing,A\ntracing,B\n"}, "row 3"),
        ({"authorities": "role,name,colour\ntracing,A,red\n"}, "colour"),
        ({"forms": "form,name\nx,A\n"}, r"forms\.csv"),
        ({"words": "generic,national\na," + "b" * 600 + "\n"}, "national"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_place(files: dict[str, str], said: str, tmp_path: Path) -> None:
    """File, row and value stand in the error."""
    with pytest.raises(InputError, match=said):
        overlay.read_overlay(state(tmp_path, **files))


@pytest.mark.parametrize(
    "text", ["name = 5", 'colour = "red"', 'name = "Nowhere"', "name = ", 'state = "XXX"\nname = "X"']
)
def test_a_state_that_is_not_said_is_refused(text: str, tmp_path: Path) -> None:
    """An overlay says which State it is of, or that it is made up."""
    (tmp_path / "state.toml").write_text(text, "utf-8")
    with pytest.raises(InputError):
        overlay.read_overlay(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error quotes the path."""
    with pytest.raises(InputError, match="nothing-here"):
        overlay.read_overlay(tmp_path / "nothing-here")


def test_an_unknown_role_is_refused(tmp_path: Path) -> None:
    """Asking for a role that there is none of is an error, and not an empty answer."""
    with pytest.raises(UnknownCodeError, match="wizard"):
        overlay.read_overlay(state(tmp_path)).authority("wizard")


def test_the_environment_lays_a_state_over_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an overlay there is none; with the variable it is that of the folder, and a block may use another."""
    monkeypatch.delenv(overlay.VARIABLE, raising=False)
    assert overlay.national() is None
    monkeypatch.setenv(overlay.VARIABLE, str(state(tmp_path)))
    assert (overlay.national() or pytest.fail("none")).name == "Nowhere"
    with overlay.using(overlay.Overlay(name="Elsewhere", fictional=True)):
        assert (overlay.national() or pytest.fail("none")).name == "Elsewhere"
    assert (overlay.national() or pytest.fail("none")).name == "Nowhere"
