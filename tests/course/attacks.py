"""Hostile and broken submissions, each with a sentence that says what it tries.

An attack is a list of cells that a learner adds after the set-up cell, or a change of the files that are handed in.
Each learner answers the first task rightly through the form and nothing else, so the honest score of every attack is
the same: whatever it does, it must earn exactly that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat

Change = Callable[[Path, str], None]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One hostile submission.

    Attributes:
        tries: What it tries, in a sentence.
        cells: Code that is added after the set-up cell.
        change: What is done to the files; gets the folder and the exercise's slug.
        said: A word that the grader's notes must hold, or ``None`` where nothing has to be said.
        scored: Whether its honest answers are still scored; otherwise it must be listed.
    """

    tries: str
    cells: tuple[str, ...] = ()
    change: Change | None = None
    said: str | None = None
    scored: bool = True


def _edit(change: Callable[[dict], None]) -> Change:
    """Make a change of the notebook's JSON."""

    def edit(folder: Path, slug: str) -> None:
        path = folder / f"{slug}.ipynb"
        document = json.loads(path.read_text("utf-8"))
        change(document)
        path.write_text(json.dumps(document), "utf-8")

    return edit


def _id(cell: dict) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def _cell(document: dict, name: str) -> dict:
    return next(cell for cell in document["cells"] if _id(cell) == name)


def _replace(name: str, source: str) -> Change:
    def change(document: dict) -> None:
        _cell(document, name)["source"] = source

    return _edit(change)


def _reorder(document: dict) -> None:
    document["cells"].reverse()


def _double(document: dict) -> None:
    document["cells"].append(dict(_cell(document, "reading"), id="twice"))


def _drop(document: dict) -> None:
    document["cells"] = [cell for cell in document["cells"] if _id(cell) not in ("reading", "judgement")]


def _more_points(document: dict) -> None:
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = 1000
            cell["metadata"]["nbgrader"]["locked"] = False


def _forged_outputs(document: dict) -> None:
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "30.0"}}
            ]
    document["metadata"]["points"] = document["metadata"]["score"] = 30


def _many_cells(document: dict) -> None:
    document["cells"] += [
        {"cell_type": "code", "id": f"x{n}", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}
        for n in range(3000)
    ]


def _more_cells_than_anybody_writes(document: dict) -> None:
    document["cells"] += [
        {"cell_type": "code", "id": f"x{n}", "metadata": {}, "sourc": "1", "outputs": [{}]} for n in range(30_000)
    ]


def _outputs_that_are_none(document: dict) -> None:
    _cell(document, "reading")["outputs"] = [{}] * 200_000
    _cell(document, "reading")["metadata"]["tags"] = [{}] * 200_000


def _huge(document: dict) -> None:
    document["cells"].append(
        {"cell_type": "markdown", "id": "huge", "metadata": {}, "source": "x" * (25 * 1024 * 1024)}
    )


def _nested(folder: Path, slug: str) -> None:
    (folder / f"{slug}.ipynb").write_text('{"nbformat": 4, "cells": ' + "[" * 100_000 + "]" * 100_000 + "}", "utf-8")


def _not_utf8(folder: Path, slug: str) -> None:
    path = folder / f"{slug}.ipynb"
    path.write_bytes(path.read_bytes().replace(b"firearm", b"fire\xff\xfearm", 1))


def _duplicate_keys(folder: Path, slug: str) -> None:
    path = folder / f"{slug}.answers.json"
    path.write_text(path.read_text("utf-8").replace('"answers":', '"answers": {}, "answers":', 1), "utf-8")


def _a_zip(folder: Path, slug: str) -> None:
    (folder / f"{slug}.ipynb").write_bytes(b"PK\x03\x04" + bytes(500))


def _links(folder: Path, slug: str) -> None:
    (folder / "truth.json").symlink_to(folder.parents[2] / "trainer" / "secret")
    (folder / f"{slug}.pack.json").unlink()
    (folder / f"{slug}.pack.json").symlink_to("/etc/passwd")


def _odd_names(folder: Path, slug: str) -> None:
    for name in (b"new\nline.py", "\u202erlo.py".encode(), b"\xff\xfe.py", b"..."):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"x = 1")


def _shadow(folder: Path, slug: str) -> None:
    for name in ("firearmskit.py", "json.py", "IPython.py", "sitecustomize.py", "usercustomize.py"):
        (folder / name).write_text("import os; os._exit(3)", "utf-8")


def _mad_answers(folder: Path, slug: str) -> None:
    path = folder / f"{slug}.answers.json"
    document = json.loads(path.read_text("utf-8"))
    document["answers"] |= {"judgement": {"status": True, "entries": ["a"] * 400, "steps": [[]]}}
    path.write_text(json.dumps(document), "utf-8")


_KEEP = """
import json, pathlib
_path = next(pathlib.Path().glob("*.answers.json"))
def keep(task, **fields):
    document = json.loads(_path.read_text())
    document["answers"].setdefault(task, {}).update(fields)
    _path.write_text(json.dumps(document))
"""
_FORGE = """
import json, os, stat
def say(message):
    line = json.dumps(message).encode() + b"\\n"
    for fd in range(3, 256):
        try:
            if stat.S_ISFIFO(os.fstat(fd).st_mode): os.write(fd, line)
        except OSError: pass
"""
_FLOOD = (
    _FORGE
    + """
many = [{"output_type": "error", "ename": f"E{n}", "evalue": "", "traceback": []} for n in range(5000)]
for cell in range(20): say({"cell": f"cell-{cell}", "outputs": many})
os._exit(0)
"""
)
_LOOK = """
import os, glob, pathlib
found = []
for place in {places!r}:
    for path in glob.glob(place, recursive=True):
        try: found.append(pathlib.Path(path).read_text()[:200])
        except Exception: pass
assert not found, found
"""

ATTACKS = {
    # ---- objects that lie
    "always_equal": Attack(
        tries="answers with an object that equals everything",
        cells=(
            "class A(str):\n    __eq__ = lambda s, o: True\n    __hash__ = str.__hash__\n"
            "exercise.answer('judgement', {'status': A('able')})",
        ),
        said="AnswerError",
    ),
    "always_true": Attack(
        tries="answers with an object that is always true and counts as every number",
        cells=(
            "class A:\n    def __bool__(s): return True\n    def __float__(s): return 1e9\n"
            "exercise.answer('judgement', {'status': A(), 'steps': A()})",
        ),
        said="AnswerError",
    ),
    "number_subclass": Attack(
        tries="answers with a number whose comparisons are its own",
        cells=(
            "class N(int):\n    def __eq__(s, o): return True\n    __hash__ = int.__hash__\n"
            "exercise.answer('judgement', {'status': N(1)})",
        ),
        said="AnswerError",
    ),
    "list_subclass": Attack(
        tries="answers with a list that contains everything",
        cells=(
            "class L(list):\n    def __contains__(s, o): return True\n"
            "exercise.answer('judgement', {'entries': L(['serial'])})",
        ),
        said="AnswerError",
    ),
    "nan": Attack(
        tries="answers with numbers that aren't equal to themselves",
        cells=("exercise.answer('judgement', {'status': float('nan')})",),
        said="AnswerError",
    ),
    "nan_in_the_file": Attack(
        tries="writes NaN and Infinity into the answers file",
        cells=(_KEEP + "keep('judgement', status=float('nan'), steps=float('inf'))",),
        said="can't be read",
    ),
    # ---- patches
    "patched_builtins": Attack(
        tries="makes sum, round, set and len generous",
        cells=(
            "import builtins\nbuiltins.sum = lambda *a: 30\nbuiltins.round = lambda *a: 30\nbuiltins.len = lambda a: 1",
        ),
    ),
    "patched_library": Attack(
        tries="replaces the library's scorer, check, grade and verdict",
        cells=(
            "import firearmskit.course.tasks as t, firearmskit.course.exercise as e\n"
            "t.score = e.score = lambda *a, **k: 30\n"
            "e.OpenExercise.grade = e.OpenExercise.verdict = e.OpenExercise.check = lambda *a, **k: 30.0",
        ),
    ),
    "patched_json": Attack(
        tries="makes json write a report of full marks",
        cells=("import json\nold = json.dumps\njson.dumps = lambda o, **k: old({'done': True, 'points': 30})",),
    ),
    "input_transformer": Attack(
        tries="blanks every later cell that checks",
        cells=(
            "get_ipython().input_transformers_post.append("
            "lambda lines: ['30.0\\n' if 'check' in l or 'grade' in l else l for l in lines])",
        ),
    ),
    "display_hook": Attack(
        tries="replaces the hooks that show results and errors",
        cells=(
            "import sys\nget_ipython().displayhook.write_format_data = lambda *a, **k: None\n"
            "sys.displayhook = lambda v: None\nget_ipython().showtraceback = lambda *a, **k: None\n"
            "get_ipython().display_pub.publish = lambda *a, **k: None",
        ),
    ),
    "import_hook": Attack(
        tries="puts a finder before all others that imports nothing but itself",
        cells=("import sys\nclass F:\n    def find_spec(s, *a): raise SystemExit(0)\nsys.meta_path.insert(0, F())",),
    ),
    "events": Attack(
        tries="registers callbacks that answer after each cell",
        cells=("get_ipython().events.register('post_run_cell', lambda r: 1 / 0)",),
    ),
    "atexit": Attack(
        tries="answers when the process ends",
        cells=("import atexit\natexit.register(lambda: open('late', 'w').write('x'))",),
    ),
    # ---- forged reports and metadata
    "forged_report": Attack(
        tries="writes reports with answers and points into the grader's channel",
        cells=(_FORGE + "say({'cell': 'cell-2', 'outputs': [], 'points': 30, 'verdicts': []})\nsay({'points': 30})",),
        said="refused",
    ),
    "forged_end": Attack(
        tries="says that it is done before it is",
        cells=(_FORGE + "say({'done': True})\nimport time; time.sleep(1)",),
        said="ended",
    ),
    "forged_outputs": Attack(tries="hands in outputs and metadata that claim points", change=_edit(_forged_outputs)),
    "more_points": Attack(tries="raises the points of the graded cells and unlocks them", change=_edit(_more_points)),
    "forged_nonsense": Attack(
        tries="writes reports nested 50,000 deep, numbers of 5,000 digits, lone surrogates and broken UTF-8",
        cells=(
            _FORGE + "def raw(line):\n"
            "    for fd in range(3, 256):\n"
            "        try:\n"
            "            if stat.S_ISFIFO(os.fstat(fd).st_mode): os.write(fd, line + b'\\n')\n"
            "        except OSError: pass\n"
            "raw(b'[' * 50_000)\nraw(b'{\"done\": ' + b'9' * 5_000 + b'}')\nraw(b'{\"signal\": 1e999}')\n"
            "raw(b'\\xed\\xa0\\x80')\nraw(b'{\"done\": true, \"done\": true}')\n"
            "say({'cell': 'cell-1', 'outputs': [{'output_type': 'error', 'ename': '\\ud800', 'evalue': '\\u2028', "
            "'traceback': ['\\udfff']}]})",
        ),
        said="refused",
    ),
    "forged_flood": Attack(
        tries="fills the grader's memory with reports of outputs for all of its cells",
        cells=(_FLOOD,),
        said="put out too much",
    ),
    "many_errors": Attack(
        tries="drowns what the trainer has to read in thousands of errors",
        cells=("for n in range(3000): get_ipython()._showtraceback(ValueError, ValueError(n), [])",),
        said="2980 more errors stand in the notebook",
    ),
    "a_picture_that_is_none": Attack(
        tries="shows a picture whose text takes a careless reader hours",
        cells=("display({'image/png': ' ' * 1_000_000 + '!'}, raw=True)",),
    ),
    # ---- locked cells
    "edited_setup": Attack(
        tries="opens an exercise of its own making in the set-up cell",
        change=_replace("setup", "class E:\n    def __getattr__(s, n): return lambda *a: 30.0\nexercise = E()"),
        said="was changed",
    ),
    "edited_check": Attack(
        tries="replaces a graded cell by its points", change=_replace("judgement", "8.0"), said="was changed"
    ),
    "deleted_cells": Attack(tries="deletes graded cells", change=_edit(_drop), said="was deleted"),
    "doubled_cell": Attack(tries="hands a graded cell in twice", change=_edit(_double), said="stood twice"),
    "reordered": Attack(tries="puts the cells in the opposite order", change=_edit(_reorder)),
    # ---- looking around
    "reads_the_truth": Attack(
        tries="looks for solutions, secrets, the gradebook and other packs",
        cells=(
            _LOOK.format(
                places=[
                    "/**/trainer/**",
                    "/**/solutions/**/*.ipynb",
                    "/**/gradebook.db",
                    "/home/**",
                    "/root/*",
                    "../**/*.pack.json",
                    "/**/submitted/**",
                ]
            ),
        ),
    ),
    "reads_the_environment": Attack(
        tries="looks for secrets in the environment of all processes",
        cells=(
            "import glob\nfor p in glob.glob('/proc/[0-9]*/environ'):\n    try: e = open(p).read()\n"
            "    except OSError: continue\n    assert 'SECRET' not in e and 'TOKEN' not in e",
        ),
    ),
    "reads_the_parents_memory": Attack(
        tries="opens the memory of the process above it",
        cells=(
            "import os\nfor p in (os.getppid(), 1):\n    try: open(f'/proc/{p}/mem', 'rb+')\n"
            "    except OSError: pass\n    else: raise RuntimeError('opened')",
        ),
    ),
    "solves": Attack(
        tries="asks the library for the solution", cells=("exercise.solve('judgement')",), said="PackError"
    ),
    "guesses_the_seed": Attack(
        tries="draws cases from short seeds until one has its own evidence",
        cells=(
            "from firearmskit.course import find_exercise, Draw\nwhat = find_exercise(exercise.what.id)\n"
            "for n in range(2000):\n    case = what.draw(Draw(n.to_bytes(8, 'big')))\n"
            "    if case.evidence == exercise.pack.evidence:\n"
            "        for task in what.tasks:\n            exercise.answer(task.id, case.truth[task.id])\n",
        ),
    ),
    "unknown_calls": Attack(
        tries="calls the kernel by numbers that are newer than the filter, and by those of another processor",
        cells=(
            "import ctypes\nc = ctypes.CDLL(None)\n"
            "for n in (470, 471, 500, 1000, 0x40000000 + 39, 435): assert c.syscall(n, 0, 0, 0) == -1, n",
        ),
    ),
    "other_gate": Attack(
        tries="enters the kernel through the gate for 32 bits, or ends on a machine that has none",
        cells=(
            "import ctypes, mmap\nm = mmap.mmap(-1, 4096, flags=34, prot=7)\n"
            "m.write(b'\\xb8\\x14\\0\\0\\0\\xcd\\x80\\xc3')\n"
            "ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()",
        ),
        said="ended its own",
    ),
    # ---- resources
    "shared_memory": Attack(
        tries="holds memory that belongs to no file and no process",
        cells=("import mmap\nmmap.mmap(-1, 4096)", "import mmap\nmmap.mmap(open('/dev/zero', 'rb+').fileno(), 4096)"),
        said="PermissionError",
    ),
    "full_sockets": Attack(
        tries="lets the kernel keep what nobody reads, in sockets of any size",
        cells=("import socket\nsocket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10**7)",),
        said="PermissionError",
    ),
    "network": Attack(
        tries="sends its evidence away",
        cells=("import socket\nsocket.create_connection(('192.0.2.1', 80), 2)",),
        said="error",
    ),
    "fork_bomb": Attack(
        tries="doubles itself without end",
        cells=("import os\nwhile True: os.fork()",),
        said="",
    ),
    "memory_bomb": Attack(tries="asks for all memory", cells=("x = [bytearray(2**28) for _ in range(100)]",), said=""),
    "disk_fill": Attack(
        tries="fills the disk with one file and the inodes with many",
        cells=(
            "f = open('big', 'wb')\nwhile True: f.write(bytes(2**20))",
            "n = 0\nwhile True:\n    open(f'/tmp/{n}', 'w'); n += 1",
        ),
        said="error",
    ),
    "endless_loop": Attack(tries="never ends", cells=("while True: pass",), said="CellTimeout"),
    "endless_loop_that_resists": Attack(
        tries="never ends and catches what would end it",
        cells=("import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass",),
        said="too long",
    ),
    "endless_output": Attack(tries="prints without end", cells=("while True: print('x' * 10_000)",), said="too much"),
    "deep_recursion": Attack(
        tries="calls itself until the stack is gone",
        # Without its thousand places: writing them down takes seconds, and then the clock may end the cell first.
        cells=("def f(): f()\ntry: f()\nexcept RecursionError as error: raise error.with_traceback(None)",),
        said="Recursion",
    ),
    "threads": Attack(
        tries="leaves threads that write answers for ever",
        cells=(
            "import threading, time\n" + _KEEP + "def go():\n    while True: time.sleep(.01)\n"
            "for _ in range(20): threading.Thread(target=go).start()",
        ),
    ),
    "orphans": Attack(
        tries="leaves children behind that outlive the notebook",
        cells=("import subprocess\nsubprocess.Popen('setsid sleep 5151 &', shell=True)",),
    ),
    "signals": Attack(
        tries="sends signals to the grader, its group and everybody",
        cells=(
            "import os, signal\nfor p in (1, os.getppid(), 0, -1):\n"
            "    for s in (signal.SIGTERM, signal.SIGUSR1):\n        try:\n"
            "            if p != 0: os.kill(p, s)\n        except OSError: pass",
        ),
    ),
    "interrupts_the_first": Attack(
        tries="interrupts the first process of its namespace, which watches over it",
        cells=("import os, time\nos.kill(1, 2); time.sleep(1)",),
        said="ended its own",
    ),
    "nameless_errors": Attack(
        tries="raises errors that raise errors when they are asked what they are",
        cells=(
            "class E(BaseException):\n    def __str__(s): raise E()\n    __repr__ = __str__\nraise E()",
            "class F(OSError):\n    def __str__(s): raise SystemExit(s)\nraise F()",
        ),
    ),
    "os_exit": Attack(tries="ends its own process", cells=("import os; os._exit(0)",), said="ended its own"),
    "kills_itself": Attack(
        tries="kills its own process", cells=("import os; os.kill(os.getpid(), 9)",), said="ended its own"
    ),
    "segfault": Attack(tries="crashes Python", cells=("import ctypes; ctypes.string_at(0)",), said="ended its own"),
    # ---- files
    "huge_notebook": Attack(tries="hands in a notebook of 25 MB", change=_edit(_huge), said="limit"),
    "nested_notebook": Attack(tries="hands in JSON nested 100,000 deep", change=_nested, said="can't be run"),
    "many_cells": Attack(tries="hands in 3,000 cells", change=_edit(_many_cells)),
    "too_many_cells": Attack(
        tries="hands in 30,000 cells that aren't any",
        change=_edit(_more_cells_than_anybody_writes),
        said="the limit is 5,000",
    ),
    "outputs_that_are_none": Attack(
        tries="hands in 200,000 outputs and tags that a reader would explain one by one",
        change=_edit(_outputs_that_are_none),
    ),
    "not_utf8": Attack(tries="hands in bytes that aren't UTF-8", change=_not_utf8, said="UTF-8"),
    "duplicate_keys": Attack(
        tries="names the answers twice", change=_duplicate_keys, said="stands twice", scored=False
    ),
    "really_a_zip": Attack(tries="hands in a ZIP as a notebook", change=_a_zip, said="can't be run"),
    "links": Attack(tries="hands in links to the secret and to the machine's files", change=_links),
    "odd_names": Attack(tries="hands in files with line breaks, direction marks and broken names", change=_odd_names),
    "shadowed_modules": Attack(tries="hands in modules named like Python's and the library's", change=_shadow),
    "mad_answers": Attack(
        tries="hands in answers of the wrong shape", change=_mad_answers, said="can't be read", scored=False
    ),
}


def prepare(attack: Attack, folder: Path, slug: str) -> None:
    """Turn a submission into the attack."""
    path = folder / f"{slug}.ipynb"
    if attack.cells:
        notebook = nbformat.read(path, as_version=4)
        place = 1 + next(n for n, cell in enumerate(notebook.cells) if _id(cell) == "setup")
        for number, source in enumerate(attack.cells):
            notebook.cells.insert(place + number, nbformat.v4.new_code_cell(source, id=f"attack-{number}"))
        nbformat.write(notebook, path)
    if attack.change:
        attack.change(folder, slug)
