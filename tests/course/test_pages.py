"""Pages in which nothing runs, and that ask for nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.course import pages


def test_the_policy_allows_the_pages_own_style_and_pictures_alone():
    """Nothing is allowed by default; the style is allowed by its digest, so that no other style is."""
    text = pages.page("T", "<p>x</p>", style="p{margin:0}")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)[1]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'", "img-src data:", f"style-src 'sha256-{digest}'", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert "p{margin:0}" in style
    assert "unsafe" not in policy


def test_a_page_says_its_language_and_is_made_for_phones():
    """Screen readers need the language, phones the width."""
    with language.speaking("fr"):
        text = pages.page("<T>", "")
    assert '<html lang="fr">' in text
    assert 'content="width=device-width, initial-scale=1"' in text
    assert text.count("&lt;T&gt;") == 2
    assert "<T>" not in text


@given(st.text())
def test_what_somebody_wrote_holds_no_tag_and_no_control(text):
    """Any text becomes words and line ends; nothing of it is a tag, an attribute's end or an invisible sign."""
    html = pages.written(text)
    bare = html.replace("<br>", "")
    assert not set("<>\"'") & set(bare)
    assert not [c for c in bare if ord(c) < 32 or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u200f\u2028"]
    assert html.count("<br>") == len(re.findall("\r\n|\r|\n", text))


def test_what_somebody_wrote_stays_readable():
    """Accents, other scripts and lines are shown as they are."""
    assert pages.written("Ère\nЖук & co") == "Ère<br>Жук &amp; co"


def test_a_table_names_rows_and_columns():
    """Heads carry their scope, and numbers stand to the right."""
    text = pages.table(["a<", "n"], [["x", "1"]], caption="C&", numbers=[1])
    assert '<th scope="col">a&lt;</th><th scope="col" class="points">n</th>' in text
    assert '<th scope="row">x</th><td class="points">1</td>' in text
    assert "<caption>C&amp;</caption>" in text


@pytest.mark.parametrize("words", ['"><script>x</script>', "plain"])
def test_a_picture_has_its_words(words):
    """The alternative text can't leave its attribute."""
    html = pages.image(b"<svg/>", words)
    assert html.count("<") == 1
    assert base64.b64encode(b"<svg/>").decode() in html
