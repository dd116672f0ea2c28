"""The library carries whole States: read with the standard library alone, made up, and honest about what they lack."""

from __future__ import annotations

import subprocess
import sys

import pytest

from firearmskit.errors import UnknownCodeError
from firearmskit.law import overlay


@pytest.mark.parametrize("name", overlay.EXAMPLES)
def test_an_example_is_made_up_and_says_so(name: str) -> None:
    """State and law are fictional, and no real State stands behind them."""
    one = overlay.example(name)
    assert (one.fictional, one.state) == (True, None)
    assert one.law is not None
    assert (one.law.fictional, one.law.state) == (True, None)
    assert one.name in overlay.EXAMPLES[name]
    assert all("Ask your authority" in each for each in one.missing())
    assert one.missing()


def test_norovia_is_nearly_complete() -> None:
    """Three things are left out, so that a reader sees whom to ask; no address leads to somebody real."""
    one = overlay.example("norovia")
    assert [role for role in overlay.ROLES if one.authority(role) is None] == ["contact-point", "statistics"]
    assert [form for form in overlay.FORMS if one.form(form) is None] == ["transit-consent"]
    assert len(one.missing()) == 3
    assert one.word("licensing authority") == "Firearms Bureau"
    places = [each.contact for each in one.authorities] + [each.address for each in one.forms]
    assert all(".example" in place for place in places if place)
    assert all("made up for teaching" in (each.source or "") for each in (*one.authorities, *one.forms))


def test_a_lesson_shows_the_provision_of_the_state_that_is_in_use() -> None:
    """Inside the block, the State is laid over the generic; its law says which provision provides an element."""
    with overlay.using(overlay.example("norovia")):
        state = overlay.national() or pytest.fail("none")
        (found,) = state.provisions("mark-import-country", on=overlay.PLANTED_ON)
    assert found.citation == "Firearms Act 2019, s. 25"
    assert overlay.example("norovia").provisions("mark-import-unique-if-none", on=overlay.PLANTED_ON) == ()


@pytest.mark.parametrize("read", [overlay.example, overlay.planted])
def test_an_unknown_example_is_refused(read: object) -> None:
    """The error quotes the name."""
    with pytest.raises(UnknownCodeError, match="utopia"):
        read("utopia")  # type: ignore[operator]


def test_an_example_needs_the_standard_library_alone() -> None:
    """Law, offices and truth of each are read where no other package can be imported."""
    code = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "firearmskit"}:
            raise ImportError(f"{name} isn't in the standard library")

sys.meta_path.insert(0, Refuse())
from firearmskit.law import gaps, overlay
for name in overlay.EXAMPLES:
    found = gaps.assess(overlay.example(name).law, on=overlay.PLANTED_ON)
    print(name, len(found.gaps()), len({each.obligation for each in overlay.planted(name) if each.gap}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [name for name, _found, _planted in lines] == list(overlay.EXAMPLES)
    assert all(found == planted for _name, found, planted in lines)
