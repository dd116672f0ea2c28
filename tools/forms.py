"""The practice edition of every exercise as a page of the book that needs no kernel.

It stands at ``exercises/<module>/<slug>.html``, beside ``curriculum``. Pictures are drawn once for all languages, and
again when the library changes.
"""

from __future__ import annotations

import os
from pathlib import Path

from babel import Locale

from firearmskit import language
from firearmskit.course import display
from firearmskit.course.formpage import Asked, form_page
from firearmskit.course.packs import Exercise, Pack, all_exercises, practice_pack
from firearmskit.language import text as _

TESTS = "assessments"
ROOT = Path(__file__).resolve().parent.parent


def notebook(what: Exercise, edition: str) -> Path:
    """Give the learner's notebook of an exercise in a language."""
    folder = ROOT / "exercises" if edition == language.available()[0] else ROOT / "exercises" / edition
    return folder / what.module / f"{what.slug}.ipynb"


def practised() -> list[Exercise]:
    """Give the exercises for practice: all but the tests before and after a course."""
    return [what for what in all_exercises() if what.module != TESTS]


def native_name(edition: str) -> str:
    """Give a language's own name for itself."""
    return str(Locale(edition).get_language_name(edition)).capitalize()


def address(what: Exercise, here: str, there: str) -> str:
    """Give the address of an exercise's page in one language from its page in another."""
    source = language.available()[0]
    up = "../.." if here == source else "../../.."
    return f"{up}/{'' if there == source else f'{there}/'}exercises/{what.id}.html"


def draw(pack: Pack, what: Exercise, pictures: Path) -> Path:
    """Draw the pictures of a pack that aren't there yet, and give their folder."""
    folder = pictures / what.module
    folder.mkdir(parents=True, exist_ok=True)
    for name in pack.evidence.get("pictures", {}):
        path = folder / display.picture_name(pack, name)
        if not path.exists():
            draft = path.with_name(f".{os.getpid()}.{path.name}")  # the editions are built side by side
            display.draw_picture(pack.evidence, name, draft)
            draft.replace(path)
    return folder


def write_pages(
    edition: str, out: Path, pictures: Path, *, python: str | None = None, tests: bool = False
) -> list[Path]:
    """Write the page of every exercise in one language.

    Args:
        edition: ISO 639-1 code.
        out: The root of the edition, beside whose ``curriculum`` the pages come to stand.
        pictures: Where pictures are kept between runs.
        tests: Whether the tests before and after a course have pages, too: one that was looked up measures nothing.
        python: The address of the script that runs Python in the browser, from a page; ``None`` where there is none.

    Returns:
        The pages.
    """
    written = []
    others = [code for code in language.available() if code != edition]
    with language.speaking(edition):
        for what in all_exercises() if tests else practised():
            pack = practice_pack(what)
            asked = Asked(
                exercise=what, pack=pack, notebook=notebook(what, edition), pictures=draw(pack, what, pictures)
            )
            page = out / "exercises" / what.module / f"{what.slug}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            text = form_page(
                [asked],
                title=_(what.title),
                hand_in_as=what.slug,
                python=python,
                home=f"../../curriculum/{what.module}/index.html",
                languages=[(code, native_name(code), address(what, edition, code)) for code in others],
            )
            page.write_text(text, encoding="utf-8")
            written.append(page)
    return written
