"""Make a deck of slides of each module's lesson, in every language: ``_build/slides/<language>/<module>.html``.

A slide is for those at the back of the room: a heading, a question with its figure, a table, what to keep in mind; what
answers a question comes on the next slide. The lesson's whole prose, and what the session plan says to do in this
part, are the speaker's notes (key S). The decks are made from the built instructor's edition, so that figures, outputs
and translations are those of the book, and by nbconvert's exporter of slides; reveal.js lies beside them, and nothing
is asked from elsewhere.

What goes on a slide, unless the author says otherwise: figures, those side by side that follow each other; lists,
tables, quotations and outputs of the library, shared out over slides where they are long; each paragraph that asks
something; and a short one that leads to such evidence. Whatever is shown is shown whole: no sentence is left out of a
paragraph, and no line of an output. All other prose is spoken. In the lesson, ``{div} on-slide`` shows what it holds,
and ``{div} off-slide`` leaves what it holds to the notes; where it is empty it speaks of what follows, or of a whole
section where it stands first in it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import SlidesExporter

from tools import book, npm, pages, signs
from tools.slide_layout import (
    HEIGHT,
    ROOM_HIGH,
    SMALLEST,
    WIDTH,
    Figure,
    Part,
    height,
    plain,
    shared,
    size_that_fits,
    stands_beside,
)

OUT = book.BUILD / "slides"
TEMPLATES = book.ROOT / "tools" / "templates"
REVEAL = ("reveal.js", "reveal.css", "reset.css", "plugin/notes.js")
"""The files of reveal.js that a deck needs."""
LEFT_OUT = {"try-it", "your-turn", "sources"}
"""Sections that lead elsewhere: they aren't shown."""

CITED = "\N{OBJECT REPLACEMENT CHARACTER}"
QUESTION = re.compile(r"""\?(?:["”’)»\s]|</\w+>)*$""")
YEARS = re.compile(r"(\d)–(\d)")
"""From a year to another: they stay on one line."""
RUN_IN = re.compile(r"<strong>[^<]*</strong>")
"""A heading at the beginning of a paragraph, such as *Which rule?*"""
SENTENCE_ENDS = re.compile(r"""(?<=[.!?…])(?:["”’)]|\s?»|</(?:em|strong|code)>)*\s+(?=["“«(<\dA-ZÀ-Þ])""")

LEADS_TO, LEAST_WORDS = 26, 3
"""A paragraph of at most so many words that stands before evidence leads to it; a mere *Read.* is spoken."""
MOST_WORDS = 60
"""A longer paragraph is spoken, even if it asks something, unless the author puts it on the slide."""
MOST_SLIDES_OF_AN_OUTPUT = 2
"""What the library says at greater length is read in the lesson, and not from a wall."""


class SlidesError(Exception):
    """A deck can't be made; the message says what to do."""


@dataclass
class Slide:
    """One slide: its heading, its parts, and what the speaker has before them."""

    heading: str
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: str = ""

    @property
    def asks(self) -> bool:
        """Whether it asks something: what answers it comes on the next one."""
        return any(part.kind == "question" for part in self.parts)

    def holds(self, *more: Part) -> bool:
        """Say whether there is room for more."""
        return size_that_fits(self.heading, [*self.parts, *more]) is not None


def count(html: str) -> int:
    """Count the words of HTML."""
    return len(re.sub(r"<[^>]+>", " ", html).split())


def sentences(html: str) -> list[str]:
    """Cut a paragraph into its sentences, none of which ends within an element."""
    found, begun = [], 0
    for end in SENTENCE_ENDS.finditer(html):
        if balanced(html[begun : end.end()]):
            found.append(html[begun : end.end()].strip())
            begun = end.end()
    return [*found, html[begun:].strip()] if html[begun:].strip() else found


def balanced(html: str) -> bool:
    """Say whether every element that begins also ends."""
    return len(re.findall(r"<[a-z][^>]*>", html)) == len(re.findall(r"</[a-z]+>", html))


def inner(tag: Tag) -> str:
    """Give what an element holds, on one line, without citations and with the words of links alone."""
    copy = BeautifulSoup(str(tag), "html.parser").find(tag.name)
    if not isinstance(copy, Tag):
        return ""
    for link in copy.select("a"):
        if re.fullmatch(r"\[\d+\]", link.get_text(strip=True)):
            link.replace_with(CITED)
        else:
            link.unwrap()
    for each in copy.find_all(True):
        each.attrs = {}
    html = "".join(str(each) for each in copy.contents)
    html = re.sub(rf"\s*{CITED}(?:,\s*{CITED})*", "", re.sub(r"</?(?:span|cite|div|p|dfn|abbr)>", "", html))
    return re.sub(r"[ \t\r\n]+", " ", html).strip(" ")  # a no-break space stays one


class Lesson:
    """Cuts the article of a lesson into slides."""

    def __init__(self, article: Tag) -> None:
        self.article = article
        self.slides: list[Slide] = []
        self.heading = ""

    # What is shown now

    def new(self, *, taking: bool = False) -> Slide:
        """Begin a slide, unless the present one is still empty; what leads to the evidence is taken along."""
        taken: list[Part] = []
        if taking and self.slides and self.slides[-1].heading == self.heading:
            while self.slides[-1].parts and self.slides[-1].parts[-1].leads:
                taken.insert(0, self.slides[-1].parts.pop())
        if not self.slides or self.slides[-1].heading != self.heading or self.slides[-1].parts:
            self.slides.append(Slide(self.heading))
        self.slides[-1].parts += taken
        return self.slides[-1]

    def present(self) -> Slide:
        """Give the slide of this section that is being filled."""
        if not self.slides or self.slides[-1].heading != self.heading:
            self.slides.append(Slide(self.heading))
        return self.slides[-1]

    def add(self, *parts: Part) -> Slide:
        """Put parts on the present slide, or on a new one where they don't fit or would answer a question."""
        slide = self.present()
        answers = slide.asks and parts[0].kind not in ("question", "figures", "table")
        if slide.parts and (answers or not slide.holds(*parts)):
            slide = self.new(taking=not answers)
        slide.parts += parts
        return slide

    def figure(self, figure: Figure) -> Slide:
        """Put a figure on a slide: beside the one before it where both follow each other, else below what is said."""
        slide = self.present()
        before = slide.parts[-1] if slide.parts else None
        if before is not None and before.kind == "figures":
            together = Part("figures", figures=[*before.figures, figure])
            if size_that_fits(slide.heading, [*slide.parts[:-1], together]) is not None:
                slide.parts[-1] = together
                return slide
        kinds = [part.kind for part in slide.parts]
        if kinds == ["line", "figures", "line"] and len(slide.parts[1].figures) == 1:
            # Here is one, and there is another: a pair to compare, each with its words.
            first = slide.parts[1].figures[0]
            first.caption, figure.caption = slide.parts[0].html, slide.parts[2].html
            first.caption, figure.caption = (re.sub(r"</?p[^>]*>", "", each.caption) for each in (first, figure))
            slide.parts = [Part("figures", figures=[first, figure])]
            return slide
        return self.add(Part("figures", figures=[figure]))

    # What a lesson consists of

    def cut(self) -> list[Slide]:
        """Give the slides of the sections."""
        for section in self.article.select("section > section"):
            title = section.find(["h2"], recursive=False)
            left_out = section.get("id") in LEFT_OUT or section.find("ul", class_="key-points", recursive=False)
            if isinstance(title, Tag) and not left_out:
                self.section(section, title)
        found: list[Slide] = []
        for slide in self.slides:
            if slide.parts:
                found.append(slide)
            elif found:  # nothing to see, and all the same to be said
                found[-1].notes += slide.notes
        return found

    def section(self, section: Tag, title: Tag) -> None:
        """Cut a section into slides."""
        blocks = [each for each in section.children if isinstance(each, Tag) and each is not title]
        self.heading = inner_title(title)
        first = len(self.slides)
        hidden = bool(blocks) and is_marker(blocks[0], "off-slide") and not blocks[0].get_text(strip=True)
        if not hidden:
            self.blocks(blocks)
        for slide in self.slides[first:]:
            slide.notes.insert(0, "")  # where the session plan may speak
        if len(self.slides) > first:
            self.slides[first].kind += f" first-of-{section.get('id')}"

    def blocks(self, blocks: list[Tag], after: Tag | None = None) -> None:
        """Show one block after the other, as their markers say; one may come after them."""
        mode = ""
        for at, block in enumerate(blocks):
            marked = next((name for name in ("on-slide", "off-slide") if is_marker(block, name)), "")
            if marked:
                held = [each for each in block.children if isinstance(each, Tag)]
                for each in held:
                    self.block(each, marked)
                # An empty marker, or a sentence that announces something, speaks of what follows too.
                announces = bool(held) and held[-1].get_text(strip=True).endswith(":")
                mode = marked if not held or announces else ""
                continue
            follows = blocks[at + 1] if at + 1 < len(blocks) else after
            if is_marker(block, "new-sheet"):
                self.new()  # what answers a question begins here
                self.blocks([each for each in block.children if isinstance(each, Tag)], follows)
            else:
                self.block(block, mode, is_before_evidence=follows is not None and is_evidence(follows))
                mode = ""

    def block(self, block: Tag, mode: str, *, is_before_evidence: bool = False) -> None:
        """Show one block; its whole text is for the speaker."""
        slide = self.present()
        if mode != "off-slide":
            slide = self.show(block, whole=mode == "on-slide", leads=is_before_evidence) or slide
        if block.name == "p":
            slide.notes.append(f"<p>{inner(block)}</p>")
        elif block.name in ("ul", "ol"):
            slide.notes += [f"<p>– {inner(item)}</p>" for item in block.find_all("li", recursive=False)]
        elif "admonition" in classes(block):
            slide.notes += [f"<p>{inner(each)}</p>" for each in block.find_all("p", recursive=False)[1:]]

    def show(self, block: Tag, *, whole: bool, leads: bool) -> Slide | None:
        """Put a block on slides, and give the last of them."""
        found = classes(block)
        if block.name == "p":
            return self.paragraph(block, whole=whole, leads=leads)
        if block.name == "blockquote":
            return self.add(Part("quotation", f"<blockquote>{inner(block)}</blockquote>"))
        if block.name in ("ul", "ol"):
            return self.listing(block)
        if "pst-scrollable-table-container" in found and block.table:
            return self.table(block.table)
        if "cell" in found:
            return self.cell(block, whole=whole)
        if "admonition" in found and (whole or "note" not in found):
            said = " ".join(inner(each) for each in block.find_all("p", recursive=False)[1:])
            return self.add(Part("alert", f'<div class="alert">{said}</div>'))
        return None

    def paragraph(self, block: Tag, *, whole: bool, leads: bool) -> Slide | None:
        """Show a paragraph that is marked, that asks something, or that leads to evidence in few words."""
        found = sentences(inner(block))
        asks = [QUESTION.search(sentence) is not None and not RUN_IN.fullmatch(sentence) for sentence in found]
        words = count(" ".join(found))
        shows = words <= MOST_WORDS if any(asks) else leads and LEAST_WORDS <= words <= LEADS_TO
        if not (whole or shows):
            return None
        parts = []
        for is_question, run in groupby(zip(asks, found, strict=True), key=lambda each: each[0]):
            said = " ".join(sentence for _asks, sentence in run)
            kind, names = ("question", "line question") if is_question else ("line", "line")
            parts.append(Part(kind, f'<p class="{names}">{said}</p>', leads=leads))
        return self.add(*parts)

    def listing(self, block: Tag) -> Slide | None:
        """Show the items of a list, each whole, on several slides where they are many."""
        items = [f"<li>{inner(item)}</li>" for item in block.find_all("li", recursive=False)]
        name = block.name

        def make(rows: list[str], begun: int) -> Part:
            start = f' start="{begun + 1}"' if name == "ol" and begun else ""
            return Part("list", f"<{name}{start}>{''.join(rows)}</{name}>", rows=rows)

        return self.several(Part("list", rows=items), make)

    def table(self, table: Tag) -> Slide | None:
        """Show a table, its rows on several slides where they are many; each has the head."""
        rows = [
            [YEARS.sub("\\1\N{WORD JOINER}–\N{WORD JOINER}\\2", inner(cell)) for cell in row.find_all(["td", "th"])]
            for row in table.select("tr")
        ]
        shown = [column for column in range(len(rows[0])) if any(column < len(row) and row[column] for row in rows[1:])]
        head, *body = (
            "<tr>"
            + "".join(
                f'<th scope="row">{row[column]}</th>'
                if kind == "td" and column == shown[0]
                else f"<{kind}>{row[column]}</{kind}>"
                for column in shown
                if column < len(row)
            )
            + "</tr>"
            for row, kind in zip(rows, ["th", *["td"] * (len(rows) - 1)], strict=True)
        )

        def make(lines: list[str], _begun: int) -> Part:
            html = f"<table><thead>{head}</thead><tbody>{''.join(lines)}</tbody></table>"
            return Part("table", html, rows=[head, *lines])

        return self.several(Part("table", rows=body), make)

    def several(self, part: Part, make: Callable[[list[str], int], Part]) -> Slide | None:
        """Show what has rows: below what is there already, if that takes no more slides than a new beginning."""
        slide = self.present()
        below = shared(part, make, self.heading, slide.parts)
        leading = list(reversed(list(takewhile(lambda each: each.leads, reversed(slide.parts)))))
        alone = shared(part, make, self.heading, leading)
        if slide.parts and len(below) > len(alone):
            self.new(taking=True)
            below = alone
        last = None
        for number, each in enumerate(below):
            if number:
                self.new()
            last = self.add(each)
        return last

    def cell(self, cell: Tag, *, whole: bool) -> Slide | None:
        """Show the figures and the outputs of a cell, never its code."""
        slide = None
        for output in cell.select(".cell_output > .output, .cell_output > div"):
            image = output.find("img")
            if isinstance(image, Tag):
                slide = self.figure(as_figure(image))
            elif output.pre:
                slide = self.output(output.pre.get_text().strip("\n"), whole=whole) or slide
        return slide

    def output(self, text: str, *, whole: bool) -> Slide | None:
        """Show what the library says, on as few slides as can be; what is longer is read in the lesson."""
        between = "\n\n" if "\n\n" in text else "\n"
        pieces = [escape(piece) for piece in text.split(between)]

        def make(rows: list[str], _begun: int) -> Part:
            return Part("output", f"<pre>{between.join(rows)}</pre>", rows=rows)

        slide = self.present()
        found = shared(Part("output", rows=pieces), make, self.heading)
        is_too_long = any(size_that_fits(self.heading, [each]) is None for each in found)
        if is_too_long or (len(found) > MOST_SLIDES_OF_AN_OUTPUT and not whole):
            slide.notes += [f"<p>{line}</p>" for piece in pieces for line in piece.split("\n") if line.strip()]
            return None
        for each in found:
            slide = self.add(each)
        return slide


def is_evidence(block: Tag) -> bool:
    """Say whether a block shows something; a computation of which nothing but its words is seen isn't meant."""
    found = classes(block)
    return block.name in ("blockquote", "ul", "ol") or bool(
        {"pst-scrollable-table-container", "cell"} & set(found) and block.find(["img", "table", "pre"])
    )


def as_figure(image: Tag) -> Figure:
    """Give a picture of the book as a figure of a slide."""
    wide, high = (float(str(image.get(side) or 0)) for side in ("width", "height"))
    shape = wide / high if wide and high else Figure.shape
    return Figure(source=escape(str(image["src"])), alt=escape(str(image.get("alt", ""))), shape=shape)


def classes(tag: Tag) -> list[str]:
    """Give the classes of an element."""
    found = tag.get("class")
    return list(found) if isinstance(found, list) else []


def is_marker(tag: Tag, name: str) -> bool:
    """Say whether an element is the box of that name."""
    return tag.name == "div" and name in classes(tag)


def inner_title(title: Tag) -> str:
    """Give a heading without the sign that links to it."""
    for link in title.select("a.headerlink"):
        link.decompose()
    return inner(title)


def stem(text: str) -> set[str]:
    """Give the beginnings of the longer words of a title, by which a plan's step and a section know each other."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.lower())}


def plan(facilitator: BeautifulSoup) -> list[tuple[str, str]]:
    """Give the steps of a session plan: what each is called, and all that is said of it."""
    steps = []
    for row in facilitator.select("section#session-plan tbody tr"):
        clock, what = row.find_all(["th", "td"])[:2]
        name = what.find("strong")
        steps.append((name.get_text(" ", strip=True) if name else "", f"{clock.get_text(strip=True)} · {inner(what)}"))
    return steps


def aligned(steps: list[tuple[str, str]], sections: list[tuple[str, str]]) -> dict[str, list[int]]:
    """Say which steps of the English plan belong to which section: by their words, else to the next one in order."""
    found: dict[str, list[int]] = {}
    at = -1
    for number, (name, _said) in enumerate(steps):
        if not name or re.match(r"Activity|Exercise|Debrief|Last debrief|Break|Pause|The first hour", name):
            continue
        scores = [len(stem(name) & stem(title)) for _id, title in sections]
        best = max(scores, default=0)
        at = scores.index(best) if best else min(at + 1, len(sections) - 1)
        found.setdefault(sections[at][0], []).append(number)
    return found


def parsed(page: Path) -> BeautifulSoup:
    """Read a page of the instructor's edition."""
    if not page.is_file():
        raise SlidesError("The instructor's edition isn't built yet. Run `make instructor` first.")
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def headings(article: BeautifulSoup) -> list[tuple[str, str]]:
    """Give the sections of a lesson: id and title."""
    found = article.select("article section > section")
    return [(str(each.get("id")), each.h2.get_text(" ", strip=True)) for each in found if each.h2]


def deck(module: str, edition: str) -> list[Slide]:
    """Give all slides of a module."""
    _ = book.speak(edition)
    place = f"curriculum/{module}"
    home, english = (book.home(code, pages.INSTRUCTOR) for code in (edition, book.SOURCE))
    read = parsed(home / place / "index.html")
    article = read.select_one("article.bd-article")
    if article is None:
        raise SlidesError(f"{place} has no article: build the instructor's edition again.")
    steps = plan(parsed(home / place / "facilitator.html"))
    source = parsed(english / place / "index.html")
    belong = aligned(plan(parsed(english / place / "facilitator.html")), headings(source))
    matter = pages.front_matter(pages.CURRICULUM / module / "index.md")
    objectives = [inner(each.find("p") or each) for each in article.select("ul.objectives > li")]
    points = [inner(each) for each in article.select("ul.key-points > li")]
    opening = title_slide(article, matter["id"])
    result = [opening]
    after = article.select_one("section > p")
    promise = re.sub(r"\s*:$", "", inner(after)) if after else ""
    result += listed(promise, objectives)
    for section in article.select("section > section"):
        if section.select_one("ul.key-points"):
            section["id"] = "key-points"
    body = Lesson(article)
    for slide in body.cut():
        for name, numbers in belong.items():
            if f"first-of-{name}" in slide.kind.split():
                slide.notes[0] = "".join(f"<p><strong>{steps[number][1]}</strong></p>" for number in numbers)
        result.append(slide)
    title = next((inner_title(each.h2) for each in article.select("section#key-points") if each.h2), "")
    result += listed(title, points)
    closing = _("The lesson, with its sources, is in the book.")
    facts = [Part("line", f'<p class="facts">{each}</p>') for each in (closing, LICENCE)]
    result.append(Slide("", [opening.parts[1], *facts], kind="title-slide"))
    return result


LICENCE = "firearmskit · CC BY 4.0"


def listed(title: str, items: list[str]) -> list[Slide]:
    """Give the slides of a list that stands alone."""

    def make(rows: list[str], _begun: int) -> Part:
        return Part("list", f"<ul>{''.join(rows)}</ul>", rows=rows)

    whole = Part("list", rows=[f"<li>{each}</li>" for each in items])
    return [Slide(title, [part]) for part in shared(whole, make, title)]


def title_slide(article: Tag, module: str) -> Slide:
    """Give the first slide: cover, module, title, and for whom it is."""
    heading = inner_title(article.h1) if article.h1 else module
    cover = article.select_one("img.cover")
    facts = [each.get_text(" ", strip=True) for each in article.select(".module-facts dd")]
    parts = [f'<p class="kicker">{LICENCE.split(" ")[0]} · {module}</p>', f"<h1>{heading}</h1>"]
    if len(facts) > 2:
        parts.append(f'<p class="facts">{escape(facts[0])} · {escape(facts[2])}</p>')
    found = [Part("line", each) for each in parts]
    if cover is not None:
        found.append(Part("figures", figures=[as_figure(cover)]))
    return Slide("", found, kind="title-slide")


def as_notebook(slides: list[Slide], title: str) -> nbformat.NotebookNode:
    """Write slides as a notebook: a cell a slide, and one for its notes, with the metadata that nbconvert reads."""
    cells = []
    before = None
    for slide in slides:
        kind = "subslide" if slide.heading and slide.heading == before else "slide"
        before = slide.heading
        cells.append(cell(shown(slide), kind))
        if any(slide.notes):
            cells.append(cell("\n".join(filter(None, slide.notes)), "notes"))
    metadata = {"title": title, "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def shown(slide: Slide) -> str:
    """Give a slide as HTML, with letters as large as its parts let them be."""
    head = f"<h2>{slide.heading}</h2>\n" if slide.heading else ""
    size = size_that_fits(slide.heading, slide.parts) or SMALLEST
    others = [part for part in slide.parts if part.kind != "figures"]
    left = ROOM_HIGH - height(slide.heading, others, size)
    parts = [part.show(left) for part in slide.parts]
    if "title-slide" in slide.kind:
        names = "slide title-slide"
    else:
        names = f"slide letters-{size}"
        if stands_beside(slide.parts):
            words = "".join(part.html for part in others)
            figure = next(part.show() for part in slide.parts if part.kind == "figures")
            parts = [f'<div class="beside"><div class="words">{words}</div>{figure}</div>']
    return f'<div class="{names}">\n{head}' + "\n".join(parts) + "\n</div>"


def cell(html: str, kind: str) -> nbformat.NotebookNode:
    """Give one cell of that notebook."""
    return nbformat.v4.new_markdown_cell(html, metadata={"slideshow": {"slide_type": kind}})


def with_pictures_beside(html: str, page: Path, folder: Path) -> str:
    """Copy the pictures that slides name from the book to beside the deck."""
    read = BeautifulSoup(html, "html.parser")
    for image in read.select("img[src]"):
        address = urlsplit(str(image["src"]))
        if not address.scheme:
            source = (page.parent / unquote(address.path)).resolve()
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / source.name)
            image["src"] = f"images/{source.name}"
    return str(read)


def write_deck(module: str, edition: str) -> tuple[Path, int]:
    """Write the deck of a module, and give its file and how many slides it has."""
    slides = deck(module, edition)
    title = plain(slides[0].parts[1].html)
    exporter = SlidesExporter(
        template_name="deck",
        extra_template_basedirs=[str(TEMPLATES)],
        reveal_url_prefix="../reveal.js",
        reveal_width=str(WIDTH),
        reveal_height=str(HEIGHT),
        language_code=edition,
    )
    html, _resources = exporter.from_notebook_node(as_notebook(slides, title))
    page = book.home(edition, pages.INSTRUCTOR) / "curriculum" / module / "index.html"
    path = OUT / edition / f"{module}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_pictures_beside(html, page, path.parent / "images"), encoding="utf-8")
    return path, len(slides)


def bring_reveal() -> None:
    """Put reveal.js, and the style of the decks, beside them."""
    source = npm.package("reveal.js")
    for name in REVEAL:
        target = OUT / "reveal.js" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "dist" / name, target)
    shutil.copyfile(source / "LICENSE", OUT / "reveal.js" / "LICENSE")
    shutil.copyfile(TEMPLATES / "deck" / "deck.css", OUT / "deck.css")
    shutil.copyfile(signs.FONT, OUT / signs.FONT.name)


def modules() -> list[str]:
    """Give the folders of the modules that have a lesson and a session plan."""
    lessons = (Path(chapter["file"]).parent for chapter in book.table_of_contents(pages.INSTRUCTOR)["chapters"])
    return [lesson.name for lesson in lessons if (book.ROOT / lesson / "facilitator.md").exists()]


def main(argv: list[str] | None = None) -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Make a deck of slides of each module's lesson.")
    parser.add_argument("--language", choices=book.EDITIONS, help="make this language alone")
    options = parser.parse_args(argv)
    started = time.perf_counter()
    try:
        bring_reveal()
        for edition in [options.language] if options.language else book.EDITIONS:
            for module in modules():
                path, number = write_deck(module, edition)
                print(f"{path.relative_to(book.ROOT)}  {number} slides", flush=True)
    except (SlidesError, npm.FetchError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"slides: {OUT} ({time.perf_counter() - started:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
