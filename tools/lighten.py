"""Make the built book light, for a phone and a slow line: a Sphinx extension.

The theme brings stylesheets, icons and scripts for whatever a site may show. When an edition is built, what no page
of it shows is left out: rules of stylesheets that fit nothing, icons that no page has, the sources of scripts.
Figures that a lesson carries inside its page become files beside it, so that it is read before they have come.
The pages also get what the theme leaves out for those who don't see them.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image
from sphinx.application import Sphinx

from firearmskit import language

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table that it cuts

UNUSED_FILES = (
    *("**/*.map", "scripts/fontawesome.js*", "scripts/bootstrap.js*"),
    *("images/logo_*", "locales/**/*", "*webpack-macros.html"),
)
"""What lies below ``_static`` and no page loads."""

SCRIPTED = frozenset(
    {"active", "collapse", "collapsed", "disabled", "fade", "hide", "noprint", "scrolled", "show", "showing"}
)
"""Classes that scripts give to parts of a page."""
SCRIPTED_BEGINNINGS = ("bs-tooltip", "tooltip", "modal-backdrop")
"""How the classes begin that a script puts together."""

SCRIPTS_FOR = {
    "togglebutton.js": "toggle",
    "design-tabs.js": "sd-tab",
}
"""Scripts that some pages need: those in which these words stand."""

IMAGE = re.compile(r"<img\b[^>]*>")
DATA = re.compile(r'src="data:image/(\w+)(?:\+xml)?;base64,([^"]+)"')
ASSET = re.compile(r'(?P<quote>")(?P<path>(?:\.\./)*_static/[^"?]+\.(?:css|js))(?:\?[^"]*)?"')
WORDS = re.compile(r'\b(?:class|id)="([^"]*)"')
CHAPTER = re.compile(
    r'(?P<before><a class="[^"]*reference internal[^"]*" href="[^"]*">(?P<title>(?:(?!</a>).)*)</a><details[^>]*>)'
    r'<summary>(?=<span class="toctree-toggle")',
    re.DOTALL,
)
HEADING = re.compile(r'<p>(<strong>(?:(?!</p>).)*</strong>)</p>(\s*<ul class="objectives)')
"""What stands above the objectives looks like a heading."""
TABLE = re.compile(r'<table class="[^"]*\btable\b[^"]*">.*?</table>', re.DOTALL)
ROW = re.compile(r'(?P<row><tr class="row-(?:even|odd)">\s*)<td(?P<how>[^>]*)>(?P<said>.*?)</td>', re.DOTALL)
CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
UNCOLOURED = re.compile(r'<span class="[npw]">([^<]*)</span>')
"""Names, signs and blanks of code, which have the colour of the text around them in both looks."""
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
SETTING = re.compile(r"""(?<=[{;\s])(--[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*;?""")
ICON = re.compile(r"\\(f[0-9a-f]{3})|([\ue000-\uf8ff])", re.IGNORECASE)
BOX = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')


# --- figures


def move_figures(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Put the figures that stand inside a page into files, and have the browser fetch them as the reader comes near."""
    if "body" not in context:
        return
    seen = 0

    def place(found: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        tag = found.group()
        if data := DATA.search(tag):
            kind, content = data.group(1), b64decode(data.group(2))
            name = f"_images/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
            path = Path(app.outdir) / name
            path.parent.mkdir(exist_ok=True)
            if not path.exists():
                path.write_bytes(content)
            width, height = size(kind, content)
            tag = tag.replace(data.group(), f'src="{context["pathto"](name, 1)}" width="{width}" height="{height}"')
        # The first picture of a page is its cover, which is seen at once.
        return (
            tag if seen == 1 or " loading=" in tag else tag.replace("<img", '<img loading="lazy" decoding="async"', 1)
        )

    context["body"] = IMAGE.sub(place, context["body"])


def size(kind: str, content: bytes) -> tuple[int, int]:
    """Give width and height of a figure, so that the page keeps its room while it comes."""
    if kind == "svg":
        box = BOX.search(content)
        if box is None:
            raise ValueError("a drawing doesn't say its size as viewBox")
        return round(float(box.group(1))), round(float(box.group(2)))
    with Image.open(io.BytesIO(content)) as image:
        return image.size


# --- stylesheets


class Trimmer:
    """Leaves out of a stylesheet what fits nothing.

    Args:
        words: The classes and ids of all pages and those that scripts give.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    def trim(self, text: str) -> str:
        """Give a stylesheet without the rules that fit nothing, nor the variables and animations that they used."""
        return self._rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def _rules(self, nodes: Iterable[Any]) -> str:
        return "".join(self._rule(node) for node in nodes)

    def _rule(self, node: Any) -> str:
        if node.type == "qualified-rule":
            kept = [part for part in selectors(node.prelude) if self.fits(part)]
            if not kept:
                return ""
            head = ",".join(tinycss2.serialize(part).strip() for part in kept)
            return f"{head}{{{tinycss2.serialize(node.content).strip()}}}\n"
        if node.type == "at-rule" and node.lower_at_keyword in ("media", "supports", "layer", "container"):
            if node.content is None:
                return str(node.serialize()) + "\n"
            inside = self._rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
            return f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inside}}}\n" if inside else ""
        return str(node.serialize()) + "\n" if node.type == "at-rule" else ""

    def fits(self, selector: list[Any]) -> bool:
        """Say whether something in the book may fit a selector; what stands in :not(...) and the like doesn't count."""
        return all(self.known(name) for name in names(selector))

    def known(self, name: str) -> bool:
        """Say whether a class or an id occurs in the book."""
        return name in self.words or name.startswith(SCRIPTED_BEGINNINGS)


def selectors(prelude: Iterable[Any]) -> Iterator[list[Any]]:
    """Give the selectors that a rule lists."""
    part: list[Any] = []
    for piece in prelude:
        if piece == ",":
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def names(selector: list[Any]) -> Iterator[str]:
    """Give the classes and ids that a selector asks for."""
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or (token.type == "ident" and before == "."):
            yield token.value


def without_unused(sheets: Mapping[Path, str], elsewhere: str) -> dict[Path, str]:
    """Leave out variables that nothing uses, again and again, as one variable may name another.

    Args:
        sheets: The stylesheets of an edition.
        elsewhere: The text of pages and scripts, which may use variables too.
    """
    texts = dict(sheets)
    outside = set(re.findall(r"--[\w-]+", elsewhere))
    while True:
        used = outside.union(*(VARIABLE.findall(text) for text in texts.values()))
        slim = {path: without_variables(text, used) for path, text in texts.items()}
        if slim == texts:
            return {path: re.sub(r"[^{}]*\{\s*\}\n?", "", text) for path, text in slim.items()}
        texts = slim


def without_variables(text: str, used: set[str]) -> str:
    """Give a stylesheet that sets no variables but those that are used."""
    return SETTING.sub(lambda found: found.group() if found.group(1) in used else "", text)


def trim_stylesheets(static: Path, pages: Iterable[str]) -> None:
    """Trim each stylesheet of an edition to what its pages and scripts may use, and the icons likewise."""
    pages = list(pages)
    scripts = [path.read_text("utf-8") for path in sorted(static.rglob("*.js"))]
    words = {word for page in pages for found in WORDS.findall(page) for word in found.split()}
    words |= SCRIPTED.union(*(re.findall(r"[\w-]+", text) for text in scripts))
    trimmer = Trimmer(words)
    sheets = {path: trimmer.trim(path.read_text("utf-8")) for path in sorted(static.rglob("*.css"))}
    sheets = without_unused(sheets, "\n".join([*pages, *scripts]))
    for path, text in sheets.items():
        path.write_text(trim_icons(path, text, "".join(sheets.values())), "utf-8")


def trim_script(text: str) -> str:
    """Give a script without indents, empty lines and lines of comment; texts of several lines keep it as it is."""
    texts = text.split("`")[1::2]
    if "\\\n" in text or any("\n" in each for each in texts):
        return text
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def trim_index(text: str) -> str:
    """Give the index of the search with its letters as they are, and without blanks between its parts."""
    head, tail = "Search.setIndex(", ")"
    held = json.loads(text.strip().removeprefix(head).removesuffix(tail))
    return head + json.dumps(held, ensure_ascii=False, separators=(",", ":")) + tail


def trim_icons(sheet: Path, text: str, everything: str) -> str:
    """Keep of each font that a stylesheet names the signs that stylesheets show, and give the stylesheet that names it.

    Args:
        sheet: Where the stylesheet stands.
        text: The stylesheet.
        everything: The text of all stylesheets.
    """
    signs = {int(code, 16) if code else ord(sign) for code, sign in ICON.findall(everything)}

    def narrow(found: re.Match[str]) -> str:
        rule = found.group()
        source = re.search(r"url\(\"?([^)\"]+\.ttf)\"?\)", rule)
        family = re.search(r"font-family:([^;}]+)", rule)
        if source is None or family is None:
            return rule
        path = sheet.parent / source.group(1)
        font = TTFont(path)
        have = signs & set(font.getBestCmap())
        named = family.group(1).replace("\\", "").strip("\" '")
        # Outside of its own rule a family is named where it is used.
        if not have or everything.replace("\\", "").count(named) < 2:
            return ""
        cut = subset.Subsetter(subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True))
        cut.populate(unicodes=have)
        cut.subset(font)
        font.flavor = "woff"
        font["head"].modified = font["head"].created  # the same icons make the same file
        font.recalcTimestamp = False
        made = path.with_suffix(".woff")
        font.save(made)
        return re.sub(r"src:[^;}]+", f'src:url({source.group(1).removesuffix("ttf")}woff) format("woff")', rule)

    return re.sub(r"@font-face\s*\{[^}]*\}", narrow, text)


# --- pages


def mend(page: str, spoken: Mapping[str, str]) -> str:
    """Give a page with what the theme leaves out for those who don't see it, and without tags that show nothing.

    Args:
        page: The page as the theme writes it.
        spoken: What is said in the language of the page: ``pages``, ``primary`` and ``secondary`` for the buttons of
            the side bars and, with a ``{title}``, ``more``.
    """
    # A button that opens some code says so in words that are seen; the other name would hide them, and is English.
    page = page.replace(' aria-label="Toggle hidden content"', "")
    for side in ("primary", "secondary"):
        page = page.replace(f'"Toggle {side} sidebar"', f'"{spoken[side]}"')
    page = CODE.sub(lambda found: UNCOLOURED.sub(r"\1", found.group()), page)
    page = HEADING.sub(r'<p role="heading" aria-level="2">\1</p>\2', page)
    page = TABLE.sub(lambda found: ROW.sub(head_of_row, found.group()), page)
    # An icon says nothing by itself: the button around it has a name.
    page = re.sub(
        r'<(i|span) class="((?:theme-switch )?fas? |(?:theme-switch )?fa-solid )',
        r'<\1 aria-hidden="true" class="\2',
        page,
    )

    def name(found: re.Match[str]) -> str:
        title = re.sub(r"<[^>]*>", "", found.group("title")).strip()
        label = spoken["more"].format(title=title)
        return f'{found.group("before")}<summary aria-label="{label}">'

    # The arrow that opens a chapter in the list of pages.
    page = CHAPTER.sub(name, page)
    # The list of pages is a part of its own, whose name stands in the list of landmarks.
    page = page.replace(
        '<div id="pst-primary-sidebar" class',
        f'<div id="pst-primary-sidebar" role="region" aria-label="{spoken["pages"]}" class',
    )
    # A table that pandas draws begins with an empty corner, which heads no column.
    return page.replace("<th></th>", "<td></td>")


def head_of_row(found: re.Match[str]) -> str:
    """Give a row of a table whose first cell heads it, as the look of the book says by its bold letters."""
    return f'{found["row"]}<th scope="row"{found["how"]}>{found["said"]}</th>'


def pages_of(out: Path) -> Iterator[Path]:
    """Give the pages of an edition; below the first one stand the other editions."""
    for path in sorted(out.rglob("*.html")):
        inside = path.relative_to(out).parts
        if inside[0] not in ("_static", *language.available()):
            yield path


def finish(app: Sphinx, failure: Exception | None) -> None:
    """Lighten an edition when it is built."""
    if failure is not None or app.builder.name != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    for pattern in UNUSED_FILES:
        for path in static.glob(pattern):
            if path.is_file():
                path.unlink()
    texts = {path: path.read_text("utf-8") for path in pages_of(out)}
    trim_stylesheets(static, texts.values())
    for path in static.rglob("*.js"):
        path.write_text(trim_script(path.read_text("utf-8")), "utf-8")
    index = out / "searchindex.js"
    index.write_text(trim_index(index.read_text("utf-8")), "utf-8")
    for path in static.rglob("fa-*"):
        if path.suffix != ".woff":
            path.unlink()
    digests: dict[Path, str] = {}

    def digest(path: Path) -> str:
        if path not in digests:
            digests[path] = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        return digests[path]

    for path, text in texts.items():

        def link(found: re.Match[str], page: Path = path) -> str:
            asset = found.group("path")
            return f'"{asset}?v={digest((page.parent / asset).resolve())}"'

        mended = ASSET.sub(link, mend(text, app.config.html_context["spoken"]))
        if mended != text:
            path.write_text(mended, "utf-8")


def notice(app: Sphinx) -> None:
    """Have Sphinx write those pages anew that are older than the look; by itself it compares texts and templates."""
    folders = [Path(app.srcdir) / name for name in app.config.html_static_path]
    look = [Path(__file__), *(path for folder in folders for path in folder.rglob("*"))]
    newest = max(path.stat().st_mtime for path in look)
    for page in pages_of(Path(app.outdir)):
        if page.stat().st_mtime < newest:
            os.utime(page, (0, 0))


def spare(_app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Leave out the scripts that a page has no use for."""
    body = context.get("body", "")
    useless = {name for name, mark in SCRIPTS_FOR.items() if mark not in body}
    context["script_files"] = [
        script for script in context["script_files"]
        if Path(str(getattr(script, "filename", script) or "")).name not in useless
    ]  # fmt: skip


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx call what lightens the pages, and what lightens an edition in the end."""
    app.connect("builder-inited", notice)
    app.connect("html-page-context", move_figures)
    app.connect("html-page-context", spare, priority=900)
    app.connect("build-finished", finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
