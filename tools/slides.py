"""Make a deck of slides of each module's lesson, in every language: ``_build/slides/<language>/<module>.html``.

A slide is for those at the back of the room: a heading, few sentences, a figure as large as it can be, a question; what
answers the question comes on the next slide. The lesson's whole prose, and what the session plan says to do in this
part, are the speaker's notes (key S). The decks are made from the built instructor's edition, so that figures, outputs
and translations are those of the book, and by nbconvert's exporter of slides; reveal.js lies beside them, and nothing
is asked from elsewhere.

What goes on a slide, unless the author says otherwise: the first sentence of each paragraph and every question; each
figure on a slide of its own, with the words before it; tables, quotations, lists (the first sentence of each item) and
outputs of the library, on several slides where they are long. In the lesson, ``{div} on-slide`` shows what it
holds whole, and ``{div} off-slide`` leaves what it holds to the notes; where it is empty it speaks of what follows, or
of a whole section where it stands first in it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import SlidesExporter

from tools import book, npm, pages

OUT = book.BUILD / "slides"
TEMPLATES = book.ROOT / "tools" / "templates"
WIDTH, HEIGHT = 1280, 720
REVEAL = ("reveal.js", "reveal.css", "reset.css", "plugin/notes.js")
"""The files of reveal.js that a deck needs."""
LEFT_OUT = {"try-it", "your-turn", "sources"}
"""Sections that lead elsewhere: they aren't shown."""

CITED = "\N{OBJECT REPLACEMENT CHARACTER}"
QUESTION = re.compile(r"""\?(?:["”’)»\s]|</\w+>)*$""")
SENTENCE_ENDS = re.compile(r"""(?<=[.!?…])(?:["”’)]|\s?»|</(?:em|strong|code)>)*\s+(?=["“«(<\dA-ZÀ-Þ])""")

WORDS_A_SLIDE = 62
WORDS_BESIDE_A_FIGURE = 34
LINES_A_TABLE = 11
LETTERS_A_LINE = 62
"""How many letters stand beside each other in a table."""
WORDS_AN_OUTPUT = 72
ROWS_A_TABLE = 6
LINES_AN_OUTPUT = 11
ITEMS_A_SLIDE = 5
POINTS_A_SLIDE = 4
WORDS_TO_SAY_SOMETHING = 12
"""A shorter sentence takes the next one of its paragraph along."""


class SlidesError(Exception):
    """A deck can't be made; the message says what to do."""


@dataclass
class Slide:
    """One slide: its heading, its parts as HTML, and what the speaker has before them."""

    heading: str
    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asks: bool = False
    kind: str = ""

    @property
    def words(self) -> int:
        """How many words are on it."""
        return count(" ".join(self.parts))


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
    return re.sub(r"\s+", " ", html).strip(" ")


def essence(tag: Tag) -> str:
    """Give the first sentence of an item; what it begins with in bold stays with the sentence after it."""
    found = sentences(inner(tag))
    if len(found) > 1 and count(found[0]) < 5:
        return " ".join(found[:2])
    return found[0] if found else ""


class Lesson:
    """Cuts the article of a lesson into slides."""

    def __init__(self, article: Tag) -> None:
        self.article = article
        self.slides: list[Slide] = []
        self.heading = ""

    # What is shown now

    def new(self, *, force: bool = True) -> Slide:
        """Begin a slide, unless the present one is still empty."""
        if not self.slides or self.slides[-1].heading != self.heading or (force and self.slides[-1].parts):
            self.slides.append(Slide(self.heading))
        return self.slides[-1]

    def add(self, html: str, *, budget: int = WORDS_A_SLIDE) -> Slide:
        """Put a part on the present slide, or on a new one where it doesn't fit or would answer a question."""
        slide = self.new(force=False)
        is_closed = slide.asks or slide.kind not in ("", "output")  # what comments on an output may stand below it
        if slide.parts and (is_closed or slide.words + count(html) > budget):
            slide = self.new()
        slide.parts.append(html)
        return slide

    def beside(self, html: str, budget: int, kind: str) -> Slide:
        """Put evidence on the present slide, with the words or the question before it, or on a new one."""
        slide = self.new(force=False)
        answers = slide.asks and kind in ("output", "list")
        if slide.parts and (answers or slide.kind or slide.words > budget):
            announced = ""
            if not slide.kind and len(slide.parts) > 1 and slide.parts[-1].endswith(":</p>"):
                announced = slide.parts.pop()  # what announces the evidence stands with it
            slide = self.new()
            slide.parts += [announced] if announced else []
        slide.parts.append(html)
        slide.kind = kind
        return slide

    # What a lesson consists of

    def cut(self) -> list[Slide]:
        """Give the slides of the sections."""
        for section in self.article.select("section > section"):
            title = section.find(["h2"], recursive=False)
            left_out = section.get("id") in LEFT_OUT or section.find("ul", class_="key-points", recursive=False)
            if isinstance(title, Tag) and not left_out:
                self.section(section, title)
        return [slide for slide in self.slides if slide.parts]

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

    def blocks(self, blocks: Iterable[Tag]) -> None:
        """Show one block after the other, as their markers say."""
        mode = ""
        for block in blocks:
            marked = next((name for name in ("on-slide", "off-slide") if is_marker(block, name)), "")
            if marked:
                held = [each for each in block.children if isinstance(each, Tag)]
                for each in held:
                    self.block(each, marked)
                # An empty marker, or a sentence that announces something, speaks of what follows too.
                announces = bool(held) and held[-1].get_text(strip=True).endswith(":")
                mode = marked if not held or announces else ""
            elif block.name == "div" and is_marker(block, "new-sheet"):
                self.blocks([each for each in block.children if isinstance(each, Tag)])
            else:
                self.block(block, mode)
                mode = ""

    def block(self, block: Tag, mode: str) -> None:
        """Show one block; its whole text is for the speaker."""
        slide = self.new(force=False)
        if mode != "off-slide":
            slide = self.show(block, whole=mode == "on-slide") or slide
        if block.name == "p":
            slide.notes.append(f"<p>{inner(block)}</p>")
        elif block.name in ("ul", "ol"):
            slide.notes += [f"<p>– {inner(item)}</p>" for item in block.find_all("li", recursive=False)]
        elif "admonition" in classes(block):
            slide.notes += [f"<p>{inner(each)}</p>" for each in block.find_all("p", recursive=False)[1:]]

    def show(self, block: Tag, *, whole: bool) -> Slide | None:
        """Put a block on slides, and give the last of them."""
        found = classes(block)
        if block.name == "p":
            return self.paragraph(block, whole)
        if block.name == "blockquote":
            return self.add(f"<blockquote>{inner(block)}</blockquote>", budget=WORDS_A_SLIDE + 20)
        if block.name in ("ul", "ol"):
            return self.listing(block, whole)
        if "pst-scrollable-table-container" in found and block.table:
            return self.table(block.table)
        if "cell" in found:
            return self.cell(block)
        if "admonition" in found and "note" not in found:
            said = " ".join(inner(each) for each in block.find_all("p", recursive=False)[1:])
            return self.add(f'<div class="alert">{said}</div>', budget=WORDS_A_SLIDE)
        return None

    def paragraph(self, block: Tag, whole: bool) -> Slide | None:
        """Show how a paragraph begins, and its questions with what stands before them; all of it where it is marked."""
        slide = None
        if whole:
            return self.add(f'<p class="line">{inner(block)}</p>')
        found = sentences(inner(block))
        asks = [QUESTION.search(sentence) is not None for sentence in found]
        said, pending = 0, ""
        for number, sentence in enumerate(found):
            if asks[number]:
                if pending:
                    self.add(f'<p class="line">{pending}</p>')
                    pending = ""
                slide = self.question(sentence)
            elif said < WORDS_TO_SAY_SOMETHING or any(asks[number + 1 : number + 2]):
                pending = f"{pending} {sentence}".strip()
                said += count(sentence)
        is_more = not any(asks) or count(pending) >= WORDS_TO_SAY_SOMETHING // 2  # and no mere "decide first"
        return self.add(f'<p class="line">{pending}</p>') if pending and is_more else slide

    def question(self, sentence: str) -> Slide:
        """Show a question; those that follow each other stand together."""
        slide = self.new(force=False)
        if slide.asks and not slide.kind and slide.words + count(sentence) < WORDS_A_SLIDE:
            slide.parts[-1] = slide.parts[-1].removesuffix("</p>") + f" {sentence}</p>"
            return slide
        slide = self.add(f'<p class="line question">{sentence}</p>')
        slide.asks = True
        return slide

    def listing(self, block: Tag, whole: bool) -> Slide | None:
        """Show the items of a list, on several slides where they are many."""
        items = [
            f"<li>{inner(item) if whole else essence(item)}</li>" for item in block.find_all("li", recursive=False)
        ]
        slide, begun = None, 0
        for group in grouped(items, ITEMS_A_SLIDE, WORDS_A_SLIDE):
            start = f' start="{begun + 1}"' if block.name == "ol" and begun else ""
            slide = self.beside(f"<{block.name}{start}>{''.join(group)}</{block.name}>", 24, "list")
            begun += len(group)
        return slide

    def table(self, table: Tag) -> Slide | None:
        """Show a table, its rows on several slides where they are many; each has the head."""
        rows = [[inner(cell) for cell in row.find_all(["td", "th"])] for row in table.select("tr")]
        shown = [column for column in range(len(rows[0])) if any(column < len(row) and row[column] for row in rows[1:])]
        head, *body = (
            "<tr>" + "".join(f"<{kind}>{row[column]}</{kind}>" for column in shown if column < len(row)) + "</tr>"
            for row, kind in zip(rows, ["th", *["td"] * (len(rows) - 1)], strict=True)
        )
        slide = None
        for group in grouped(body, ROWS_A_TABLE, LINES_A_TABLE, lines_of_row):
            made = f"<table><thead>{head}</thead><tbody>{''.join(group)}</tbody></table>"
            room = WORDS_A_SLIDE - 5 * sum(map(lines_of_row, group)) + 15
            slide = self.beside(made, room, "table")
        return slide

    def cell(self, cell: Tag) -> Slide | None:
        """Show the figures and the outputs of a cell, never its code."""
        slide = None
        for output in cell.select(".cell_output > .output, .cell_output > div"):
            image = output.find("img")
            if isinstance(image, Tag):
                alt = escape(str(image.get("alt", "")))
                figure = f'<figure><img src="{escape(str(image["src"]))}" alt="{alt}"></figure>'
                slide = self.beside(figure, WORDS_BESIDE_A_FIGURE, "figure")
            elif output.pre:
                text = output.pre.get_text().strip("\n")
                first, *more = outputs(text)
                slide = self.beside(f"<pre>{first}{' …' if more[1:] else ''}</pre>", 30, "output")
                if more[1:]:  # so long that nobody would read it from a wall
                    slide.notes += [f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip()]
                elif more:
                    slide = self.beside(f"<pre>{more[0]}</pre>", 30, "output")
        return slide


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


def lines_of_row(row: str) -> int:
    """Estimate how many lines a row of a table takes."""
    cells = [BeautifulSoup(each, "html.parser").get_text() for each in re.findall(r"<t[dh]>(.*?)</t[dh]>", row)]
    return max((-(-len(cell) * len(cells) // LETTERS_A_LINE) for cell in cells), default=1) or 1


def grouped(items: list[str], most: int, room: int, weigh: Callable[[str], int] = count) -> list[list[str]]:
    """Share items out over slides, evenly, so that none holds too many of them or too much, in words by default."""
    for slides in range(1, len(items) + 1):
        few, more = divmod(len(items), slides)
        sizes = [few + 1] * more + [few] * (slides - more)
        ends = [sum(sizes[: number + 1]) for number in range(slides)]
        groups = [items[end - size : end] for end, size in zip(ends, sizes, strict=True)]
        if all(len(group) <= most and (len(group) == 1 or sum(map(weigh, group)) <= room) for group in groups):
            return groups
    return []


def outputs(text: str) -> list[str]:
    """Cut what the library says into parts that fit a slide: by blank lines, by lines, else by sentences."""
    between = "\n\n" if "\n\n" in text else "\n"
    pieces = text.split(between)
    if len(pieces) == 1:
        pieces, between = re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-Þ\"«])", text), " "
    lines = [sum(1 + len(line) // 66 for line in piece.split("\n")) + (between == "\n\n") for piece in pieces]
    if between == " " or sum(lines) > LINES_AN_OUTPUT:
        most = max(1, len(pieces) * LINES_AN_OUTPUT // max(1, sum(lines))) if between != " " else len(pieces)
        shared = grouped([escape(piece) for piece in pieces], most, WORDS_AN_OUTPUT)
    else:
        shared = [[escape(piece) for piece in pieces]]
    return [between.join(group) for group in shared]


def stem(text: str) -> set[str]:
    """Give the beginnings of the longer words of a title, by which a plan's step and a section know each other."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.lower())}


def plan(facilitator: BeautifulSoup) -> list[tuple[str, str]]:
    """Give the steps of a session plan: what each is called, and all that is said of it."""
    steps = []
    for row in facilitator.select("section#session-plan tbody tr"):
        clock, what = row.find_all("td")[:2]
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
    for group in grouped([f"<li>{each}</li>" for each in objectives], POINTS_A_SLIDE, WORDS_A_SLIDE):
        result.append(Slide(promise, [f"<ul>{''.join(group)}</ul>"]))
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
    for group in grouped([f"<li>{each}</li>" for each in points], POINTS_A_SLIDE, WORDS_A_SLIDE + 10):
        result.append(Slide(title, [f"<ul>{''.join(group)}</ul>"]))
    closing = _("The lesson, with its sources, is in the book.")
    result.append(
        Slide(
            "",
            [opening.parts[1], f'<p class="facts">{closing}</p>', f'<p class="facts">{LICENCE}</p>'],
            kind="title-slide",
        )
    )
    return result


LICENCE = "firearmskit · CC BY 4.0"


def title_slide(article: Tag, module: str) -> Slide:
    """Give the first slide: cover, module, title, and for whom it is."""
    heading = inner_title(article.h1) if article.h1 else module
    cover = article.select_one("img.cover")
    facts = [each.get_text(" ", strip=True) for each in article.select(".module-facts dd")]
    parts = [f'<p class="kicker">{LICENCE.split(" ")[0]} · {module}</p>', f"<h1>{heading}</h1>"]
    if len(facts) > 2:
        parts.append(f'<p class="facts">{escape(facts[0])} · {escape(facts[2])}</p>')
    if cover is not None:
        alt = escape(str(cover.get("alt", "")))
        parts.append(f'<figure><img src="{escape(str(cover["src"]))}" alt="{alt}"></figure>')
    return Slide("", parts, kind="title-slide")


def as_notebook(slides: list[Slide], title: str) -> nbformat.NotebookNode:
    """Write slides as a notebook: a cell a slide, and one for its notes, with the metadata that nbconvert reads."""
    cells = []
    before = None
    for slide in slides:
        kind = "subslide" if slide.heading and slide.heading == before else "slide"
        before = slide.heading
        parts = "\n".join(slide.parts)
        names = [
            "slide",
            *(["title-slide"] if "title-slide" in slide.kind else []),
            *(["dense"] if slide.words > 58 else []),
        ]
        head = f"<h2>{slide.heading}</h2>\n" if slide.heading else ""
        cells.append(cell(f'<div class="{" ".join(names)}">\n{head}{parts}\n</div>', kind))
        if any(slide.notes):
            cells.append(cell("\n".join(filter(None, slide.notes)), "notes"))
    metadata = {"title": title, "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def density(slide: Slide) -> list[str]:
    """Say how large the letters may be: few words are larger, many are smaller."""
    evidence = any(kind in slide.kind.split() for kind in ("figure", "table", "title-slide"))
    return ["dense"] if slide.words > 62 else ["airy"] if slide.words < 34 and not evidence else []


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
    title = BeautifulSoup(slides[0].parts[1], "html.parser").get_text()
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
