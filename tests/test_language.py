"""The language that firearmskit speaks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from firearmskit import language
from firearmskit.errors import UnknownCodeError


def test_english_comes_first_and_french_is_there() -> None:
    """English is the source; French ships with the library."""
    assert language.available()[0] == "en"
    assert "fr" in language.available()


def test_a_block_speaks_its_language_and_no_longer() -> None:
    """Inside the block French is spoken, after it what was spoken before."""
    with language.speaking("fr"):
        assert language.text("Right.") != "Right."
    assert language.text("Right.") == "Right."


def test_blocks_in_two_threads_do_not_mix() -> None:
    """Two verdicts written at the same time are each in their own learner's language."""
    together = Barrier(2)

    def say(code: str) -> list[str]:
        with language.speaking(code):
            together.wait(10)
            return [language.text("Right.") for _ in range(50)]

    with ThreadPoolExecutor(2) as pool:
        english, french = pool.map(say, ("en", "fr"))
    assert set(english) == {"Right."}
    assert len(set(french)) == 1
    assert "Right." not in french


def test_a_language_that_is_not_spoken_is_named() -> None:
    """Asking for a language without a catalogue says which there are."""
    with pytest.raises(UnknownCodeError, match=r'"xx".*en'), language.speaking("xx"):
        pass
    with pytest.raises(UnknownCodeError, match="xx"):
        language.use("xx")


def test_what_has_no_translation_stays_english() -> None:
    """A sentence that no catalogue knows is said in English; nothing is said for nothing."""
    with language.speaking("fr"):
        assert language.text("A sentence that nobody translated.") == "A sentence that nobody translated."
        assert language.text("") == ""
