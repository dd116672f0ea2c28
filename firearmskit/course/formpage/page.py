"""The page itself: what it holds, what it may do, and the words of its script."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path

from firearmskit import language
from firearmskit.course import display
from firearmskit.course.formpage.controls import Images, task_form
from firearmskit.course.formpage.prose import Prose, read_prose
from firearmskit.course.packs import Exercise, Pack
from firearmskit.language import text as _

__all__ = ["Asked", "form_page"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One exercise on the page.

    Attributes:
        exercise: The exercise.
        pack: The evidence.
        notebook: The learner's notebook in the page's language, whose text is shown.
        pictures: The folder in which the pack's pictures lie; one that isn't there is shown in words.
    """

    exercise: Exercise
    pack: Pack
    notebook: Path
    pictures: Path


def form_page(
    asked: Sequence[Asked],
    *,
    title: str,
    hand_in_as: str,
    python: str | None = None,
    home: str | None = None,
    languages: Sequence[tuple[str, str, str]] = (),
) -> str:
    """Give a whole page in the language spoken now, with everything that it needs inside.

    Its content security policy allows its own script and style, pictures inside the page, and nothing else.

    Args:
        asked: The exercises, in order.
        title: Plain text.
        hand_in_as: The name of the file that it gives back, without ending.
        python: For the practice edition: the address, relative to the page, of the script that runs Python in the
            browser; without it the page says what is missing from an answer, and not what the answer is worth.
        home: An address to go back to.
        languages: Code, own name and address of the same page in each other language.

    Raises:
        CourseError: The text of an exercise can't be read.
    """
    own = {name: _own(f"form.{name}") for name in ("css", "js")}
    words = json.dumps(_words(), ensure_ascii=False).replace("<", "\\u003c")
    links = [f'<a href="{escape(home)}">{escape(_("Back to the lesson"))}</a>'] if home else []
    links += [
        f'<a href="{escape(address)}" lang="{code}" hreflang="{code}">{escape(name)}</a>'
        for code, name, address in languages
    ]
    head = f'<nav aria-label="{escape(_("This page"))}">{" ".join(links)}</nav>\n' if links else ""
    sections = "\n".join(_section(each, alone=len(asked) == 1, scored=python is not None) for each in asked)
    practice = all(each.pack.is_practice for each in asked)
    python_at = f' data-python="{escape(python)}"' if python else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language.current()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(own, python=python is not None)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>{own['css']}</style>\n</head>\n"
        f'<body data-file="{escape(hand_in_as)}"{python_at}>\n<a class="skip" href="#exercise">'
        f'{escape(_("Skip to the exercise"))}</a>\n{head}<main id="exercise" tabindex="-1">\n<h1>{escape(title)}</h1>\n'
        f'<noscript><p class="trouble">{escape(_("The forms need JavaScript. Switch it on for this page."))}</p>'
        f"</noscript>\n{sections}\n{_hand_in(practice=practice)}\n</main>\n"
        f'<script type="application/json" id="words">{words}</script>\n<script>{own["js"]}</script>\n</body>\n</html>\n'
    )


@cache
def _own(name: str) -> str:
    return resources.files("firearmskit.course.formpage").joinpath(name).read_text("utf-8")


def _policy(own: dict[str, str], *, python: bool) -> str:
    hashes = {name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for name, text in own.items()}
    scripts = f"script-src 'sha256-{hashes['js']}'"
    more = " 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'" if python else ""
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{hashes['css']}'; {scripts}{more}; "
        "base-uri 'none'; form-action 'none'"
    )


def _section(asked: Asked, *, alone: bool, scored: bool) -> str:
    """Give one exercise; where it is the only one, the page's title is its own.

    Args:
        asked: The exercise.
        alone: Whether it is the only one.
        scored: Whether the page says what an answer to the practice edition is worth.
    """
    what, prose = asked.exercise, read_prose(asked.notebook)
    heading = "" if alone else f"<h2>{escape(_(what.title))}</h2>"
    tasks = "\n".join(_task(asked, name, prose) for name in (task.id for task in what.tasks))
    edition = "practice" if asked.pack.is_practice else "own"
    return (
        f'<section class="exercise" data-exercise="{escape(what.id)}" data-pack="{escape(asked.pack.id)}" '
        f'data-edition="{edition}">{heading}\n<div class="prose">{prose.intro}</div>\n'
        f'<p class="note edition">{escape(_edition(asked.pack, scored=scored))}</p>\n{tasks}</section>'
    )


def _edition(pack: Pack, *, scored: bool) -> str:
    if pack.is_practice and not scored:
        return _(
            "Practice edition: everybody has the same evidence. This page says what is missing from an answer, and not "
            "what it is worth."
        )
    if pack.is_practice:
        return _("Practice edition: everybody has the same evidence, and you get feedback at once.")
    return _("This is your own case: evidence pack {pack}.").format(pack=pack.id)


def _task(asked: Asked, name: str, prose: Prose) -> str:
    task = asked.exercise.task(name)
    form = task_form(task, asked.pack, _images(asked), prefix=f"{asked.exercise.slug}-{name}")
    return (
        f'<section class="task" data-task="{escape(name)}">\n<div class="prose">{prose.tasks[name]}</div>\n'
        f'<form autocomplete="off">{form}\n'
        f'<p class="status" role="status"></p>\n'
        f'<button type="submit" class="check">{escape(_("Check my answer"))}</button>\n'
        f'<div class="feedback" role="status"></div></form></section>'
    )


def _images(asked: Asked) -> Images:
    found = {}
    for name in asked.pack.evidence.get("pictures", {}):
        file = asked.pictures / display.picture_name(asked.pack, name)
        if file.is_file():
            found[name] = "data:image/jpeg;base64," + base64.b64encode(file.read_bytes()).decode()
    return found


def _hand_in(*, practice: bool) -> str:
    """Give the box that saves and takes up a file; a page of somebody's own evidence asks for no name."""
    said = [
        _(
            "Your answers stay in this browser, also when you close it. To hand them in, save them as a file and give "
            "it to your trainer, or share it."
        ),
        _("Answers belong to this address in this browser. Save a file before you change either."),
    ]
    name = ""
    if practice:
        said.append(_("A notebook of this exercise keeps its own answers: these don't appear there, nor those here."))
        name = (
            f'<p><label for="name">{escape(_("Your name or number, for the name of the file"))}</label>'
            '<input type="text" id="name" maxlength="60" autocomplete="name" spellcheck="false"></p>\n'
        )
    return (
        f'<section id="hand-in"><h2>{escape(_("Hand in"))}</h2>'
        f"{''.join(f'<p>{escape(each)}</p>' for each in said)}\n{name}"
        f'<p class="buttons"><button type="button" id="save">{escape(_("Save my answers as a file"))}</button>\n'
        f'<button type="button" id="share" hidden>{escape(_("Share the file"))}</button></p>\n'
        f'<p><label for="load">{escape(_("Go on with answers that you saved before, here or on another device"))}'
        f'</label><input type="file" id="load" accept=".json,.zip"></p>\n'
        '<p class="status" role="status" id="said"></p></section>'
    )


def _words() -> dict[str, str]:
    """Give the sentences of the page's script."""
    return {
        "answered": _("{done} of {all} answered and kept in this browser."),
        "not_kept": _(
            "This browser keeps nothing after the page is closed. Save your answers as a file before you leave."
        ),
        "missing": _("Not answered yet: {field}"),
        "nothing": _("None of the {count} answers of this task is given yet."),
        "no_number": _("{field}: {value} isn't a number"),
        "twice": _("“{step}” is chosen {count} times."),
        "once": _("Use each step once."),
        "steps": _("Choose a step at every place: {done} of {all} are chosen."),
        "field": _("{field}: {problem}"),
        "changed": _("Changed since it was checked: check again."),
        "from_file": _(
            "Practice edition: everybody has the same evidence. To see points, start serve.py (READ-ME-FIRST). Your "
            "answers here don't move over by themselves: save the file and load it there."
        ),
        "complete": _("Everything is answered. It can be graded."),
        "wait": _("One moment: Python is being loaded. The first time takes some seconds."),
        "no_python": _(
            "This page can't say here what your answer is worth. It says only what is missing; your answers are kept."
        ),
        "saved": _("Saved as {file}: look in Downloads. Give this file to your trainer."),
        "unnamed": _("Write your name or number above and save it again: without it, nobody can tell whose it is."),
        "empty": _("There is nothing to hand in yet: no field is answered."),
        "loaded": _("{count} answers were taken from {file}."),
        "not_ours": _("{file} holds no answers to these exercises. Nothing was changed."),
        "other_pack": _("{file} answers the evidence {other}, and this page shows {own}. Nothing was changed."),
        "replace": _("{file} holds other answers than this page. Replace the answers on this page?"),
    }
