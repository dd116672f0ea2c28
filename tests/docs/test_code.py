"""What the pages show is true: code prints what they say, commands exist, links lead somewhere."""

from __future__ import annotations

import doctest
import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import firearmskit
from firearmskit import cli, language

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: its language, its text, the line of its text, and the output that is shown right under it."""

    language: str
    text: str
    line: int
    shown: str


def name_of(page: Path) -> str:
    """Name a page as readers find it."""
    return page.relative_to(ROOT).as_posix()


def blocks_of(text: str) -> list[Block]:
    """List the fenced blocks of a page."""
    found = []
    for match, following in pairwise([*BLOCK.finditer(text), None]):
        is_output = following and following[1] == "text" and not text[match.end() : following.start()].strip()
        shown = following[2] if following and is_output else ""
        line = text.count("\n", 0, match.start(2)) + 1
        found.append(Block(language=match[1], text=match[2], line=line, shown=shown))
    return found


def run(block: Block, names: dict[str, object], page: str) -> str:
    """Run a block in the names that the blocks before it left, and give what it printed."""
    printed = io.StringIO()
    if ">>>" not in block.text:
        # The empty lines make an error in the block point to its line in the page.
        with redirect_stdout(printed):
            exec(compile("\n" * (block.line - 1) + block.text, page, "exec"), names)
        return printed.getvalue()
    test = doctest.DocTestParser().get_doctest(block.text, {}, page, page, block.line - 1)
    test.globs = names
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    failed = runner.run(test, out=printed.write, clear_globs=False).failed
    assert not failed, printed.getvalue()
    return ""


def lines(text: str) -> list[str]:
    """Split a text into lines without the spaces at their ends, which no reader sees."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def check_code(text: str, page: str) -> None:
    """Run the Python of a page, from top to bottom, and compare what it prints with the block under it."""
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks_of(text):
        if block.language == "python":
            printed = run(block, names, page)
            assert lines(printed) == lines(block.shown), f"{page}, line {block.line}, prints something else"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder outside of the repository, English at the start, and the language put back at the end."""
    monkeypatch.chdir(tmp_path)
    with language.speaking("en"):
        yield tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if "```python" in p.read_text("utf-8")], ids=name_of)
@pytest.mark.usefixtures("elsewhere")
def test_python_of_a_page_runs_and_prints_what_is_shown(page):
    """Each Python block runs as pasted, after those above it, and prints exactly the text block under it."""
    check_code(page.read_text("utf-8"), name_of(page))


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(
    "page",
    [
        "```python\nprint(1)\n```\n\n```text\n2\n```\n",
        "```python\nprint(1)\n```\nProse.\n\n```text\n1\n```\n",
        "```python\nx = 1\n```\n\n```text\n1\n```\n",
        "```python\n>>> 1 + 1\n3\n\n```\n",
    ],
    ids=["other output", "output not under its code", "silent", "doctest"],
)
def test_a_page_that_shows_something_else_is_caught(page):
    """The comparison notices other output, missing output, and a doctest that fails."""
    with pytest.raises(AssertionError):
        check_code(page, "page")


def calls() -> list[str]:
    """List the calls in the table of rooms, one for each room."""
    text = (ROOT / "docs/educators.md").read_text("utf-8")
    return re.findall(r"^\| `\w+` \| [^|]+ \| `(\w+\.[^`]+)` \|$", text, re.MULTILINE)


def test_table_of_rooms_has_a_call_for_each():
    """The table for educators names every room of the library once."""
    assert {call.partition(".")[0] for call in calls()} == set(firearmskit.__all__) - {"__version__"}
    assert len(calls()) == len(firearmskit.__all__) - 1


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("call", calls())
def test_each_call_in_the_table_works(call):
    """A call that the table of rooms names can be made as it stands."""
    rooms = {room: getattr(firearmskit, room) for room in firearmskit.__all__}
    run(Block(language="python", text=call, line=1, shown=""), rooms, "docs/educators.md")


def commands(word: str) -> list[tuple[str, str]]:
    """List the commands that begin with a word, in inline code and in blocks, as (page, command)."""
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        blocks = "".join(block.text for block in blocks_of(text) if block.language != "python").splitlines()
        inline = re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))
        for code in [*blocks, *inline]:
            match = re.match(rf"\s*(?:\.venv/bin/)?{word} +(?=[\w-])(.*)", code)
            if match:
                found.append((name_of(page), match[1].partition(" #")[0].strip()))
    return sorted(set(found))


@pytest.mark.parametrize(("page", "command"), commands("make"))
def test_make_words_exist(page, command):
    """Each word that a page gives to make is a target of the Makefile."""
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    words = [word for word in shlex.split(command) if "=" not in word]
    assert words, f"{page}: make {command}"
    assert set(words) <= set(targets), f"{page}: make {command}"


@pytest.mark.parametrize(("page", "command"), commands("firearmskit"))
def test_commands_and_their_options_exist(page, command, capsys):
    """Each command that a page shows is one of the command line, and so is each of its options."""
    given = shlex.split(command)
    options = [word.partition("=")[0] for word in given if word.startswith("-") and word != "-"]
    first = next((place for place, word in enumerate(given) if word.startswith("-")), len(given))
    assert cli.main([*given[:first], "--help"]) == 0, f"{page}: firearmskit {command}"
    known = set(re.findall(r"--?[\w-]+", capsys.readouterr().out))
    assert set(options) <= known, f"{page}: firearmskit {command}"


def test_pages_name_commands():
    """The pages name words of make and of the command line, so that the tests above test something."""
    assert ("README.md", "course") in commands("make")
    assert any(command.startswith("mark read --text") for _page, command in commands("firearmskit"))


@cache
def anchors(page: Path) -> frozenset[str]:
    """Give the anchors of a page: its headings in small letters, hyphens for spaces, no punctuation."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ +(.+?)\s*$", text, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_repository_lead_somewhere(page):
    """Each relative link of a page leads to a file or folder, and its anchor to a heading."""
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _hash, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []
