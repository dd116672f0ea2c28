"""The runner's notebook semantics, on the quick way for trusted notebooks; and that both ways agree."""

import base64
import os
from pathlib import Path

import nbformat
import pytest

from firearmskit.course.sandbox import Limits, Run, run_notebook, run_trusted, trusted
from firearmskit.course.sandbox.transcript import Transcript

NAME = "toy.answers.json"


def as_cells(*sources: str) -> list[dict[str, str]]:
    """Make code cells with the ids c0, c1, ..."""
    return [{"id": f"c{number}", "source": source} for number, source in enumerate(sources)]


def run(*sources: str, files: dict[str, bytes] | None = None, limits: Limits | None = None) -> Run:
    """Run some cells on the quick way."""
    return run_trusted(as_cells(*sources), files or {}, answers_name=NAME, limits=limits or Limits())


def outputs(*sources: str) -> list[list[dict]]:
    """Give the outputs of some cells."""
    return list(run(*sources).outputs.values())


def stream(name: str, text: str) -> dict:
    """Make a stream output."""
    return {"output_type": "stream", "name": name, "text": text}


def result(text: str, count: int) -> dict:
    """Make the output of a cell's last line."""
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": count}


def test_the_last_line_is_a_result() -> None:
    """The value of the last line is shown unless a semicolon ends it; Out and _ work."""
    shown = outputs("6 * 7", "'quiet';", "_ + 1", "Out[1]", "None")
    assert shown == [[result("42", 1)], [], [result("43", 3)], [result("42", 4)], []]


def test_streams_and_displays_keep_their_order() -> None:
    """What Python prints, what child processes print and what is displayed stand in the order in which they came."""
    (shown,) = outputs(
        "import os, subprocess, sys\n"
        "print('one'); os.write(1, b'two\\n'); subprocess.run(['echo', 'three'])\n"
        "display('four'); print('five', file=sys.stderr); print('six'); os.write(2, b'seven\\n')\n"
        "sys.stdout.write('eight');"
    )
    assert shown[0] == stream("stdout", "one\ntwo\nthree\n")
    assert shown[1]["data"] == {"text/plain": "'four'"}
    assert shown[2:] == [
        stream("stderr", "five\n"),
        stream("stdout", "six\neight"),
        stream("stderr", "seven\n"),
    ] or shown[2:] == [
        stream("stderr", "five\n"),
        stream("stdout", "six\n"),
        stream("stderr", "seven\n"),
        stream("stdout", "eight"),
    ]


def test_rich_display() -> None:
    """HTML, pictures and raw bundles come through; a display can be changed from a later cell."""
    first, second, third, fourth = outputs(
        "from IPython.display import HTML, Image, display, clear_output\nHTML('<b>x</b>')",
        "display({'text/html': '<i>y</i>', 'text/plain': 'y'}, raw=True)",
        "handle = display('before', display_id=True)",
        "handle.update('after'); print('gone'); clear_output(); print('stays')",
    )
    assert first[0]["data"]["text/html"] == "<b>x</b>"
    assert second[0]["data"] == {"text/html": "<i>y</i>", "text/plain": "y"}
    assert third[0]["data"] == {"text/plain": "'after'"}  # the report of the third cell was sent again
    assert fourth == [stream("stdout", "stays\n")]


def test_output_is_cleared_when_the_next_one_comes() -> None:
    """With ``wait=True`` the old output stays until there is a new one."""
    first, second = outputs(
        "from IPython.display import clear_output\nprint('a'); clear_output(wait=True); print('b')",
        "print('a'); clear_output(wait=True)",
    )
    assert first == [stream("stdout", "b\n")]
    assert second == [stream("stdout", "a\n")]


def test_errors_are_recorded_and_the_next_cell_runs() -> None:
    """An exception, a syntax error and an exception that can't describe itself are outputs of their cell."""
    shown = outputs(
        "1/0",
        "def broken(:",
        "class Rude(Exception):\n    def __str__(self): raise ValueError\nraise Rude",
        "raise KeyboardInterrupt",
        "1",
    )
    names = [cell[-1]["ename"] for cell in shown[:4]]
    # IPython reports what went wrong with the description.
    assert names == ["ZeroDivisionError", "SyntaxError", "ValueError", "KeyboardInterrupt"]
    assert "\x1b" not in str(shown)
    assert "1/0" in shown[0][0]["traceback"][2]
    assert shown[4] == [result("1", 5)]


def test_await_magics_and_the_shell_work() -> None:
    """What people write in notebooks beyond Python works as there."""
    shown = outputs(
        "import asyncio\nawait asyncio.sleep(0.01, 'awaited')",
        "%%bash\necho from bash",
        "%time pass",
        "lines = !echo one; echo two\nlines",
        "%%writefile x.txt\nhello",
        "open('x.txt').read()",
    )
    assert shown[0] == [result("'awaited'", 1)]
    assert shown[1] == [stream("stdout", "from bash\n")]
    assert shown[2][0]["text"].startswith("CPU times")
    assert shown[3][0]["data"]["text/plain"] == "['one', 'two']"
    assert shown[5] == [result("'hello\\n'", 6)]


def test_a_forgotten_fork_ends_with_its_cell() -> None:
    """A child process that a cell leaves behind doesn't go on with the notebook."""
    fork = "import os\nif os.fork() == 0: pass\nelse: os.wait()"
    assert outputs(fork, "open('log', 'a').write('x');", "open('log').read()")[2] == [result("'x'", 3)]


def test_nobody_is_asked() -> None:
    """``input`` and a password prompt raise instead of waiting."""
    first, second, third = outputs(
        "input('name?')", "import getpass; getpass.getpass()", "import sys; sys.stdin.read()"
    )
    assert first[0]["ename"] == second[0]["ename"] == "StdinNotImplementedError"
    assert third == [result("''", 3)]


def test_figures_are_shown_without_a_warning() -> None:
    """A matplotlib figure is a picture, as in a notebook, whether it is shown or left open."""
    shown, left = outputs(
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()", "figure, axes = plt.subplots()"
    )
    for cell in shown, left:
        assert len(cell) == 1
        assert base64.b64decode(cell[0]["data"]["image/png"]).startswith(b"\x89PNG")


def test_a_widget_is_only_described() -> None:
    """A widget has no front end here; it leaves its description as text and no error."""
    (shown,) = outputs("import ipywidgets\nipywidgets.IntSlider(value=7)")
    assert [output["output_type"] for output in shown] == ["execute_result"]
    assert "IntSlider" in shown[0]["data"]["text/plain"]


def test_outputs_are_valid_in_a_notebook() -> None:
    """Every kind of output is accepted by nbformat."""
    notebook = nbformat.v4.new_notebook()
    for shown in outputs("print(1)", "2", "1/0", "display('x')", "import sys; print('e', file=sys.stderr)"):
        cell = nbformat.v4.new_code_cell()
        cell.outputs = [nbformat.from_dict(output) for output in shown]
        notebook.cells.append(cell)
    nbformat.validate(notebook)


def test_runs_know_nothing_of_each_other() -> None:
    """Names, modules, files and folders of one run are gone in the next."""
    first = run(
        "x = 1; import os; os.environ['LEFT'] = '1'; open('left', 'w'); import json; json.left = 1; os.getcwd()"
    )
    second = run(
        "'x' in globals(), 'LEFT' in os.environ, os.listdir(), hasattr(json, 'left')", "import os, json", "os.getcwd()"
    )
    assert second.outputs["c0"][0]["ename"] == "NameError"
    second = run("import os, json\n'x' in globals(), 'LEFT' in os.environ, os.listdir(), hasattr(json, 'left')")
    assert second.outputs["c0"][0]["data"]["text/plain"] == "(False, False, [], False)"
    assert not Path(first.outputs["c0"][-1]["data"]["text/plain"].strip("'")).exists()


def test_answers_come_back() -> None:
    """The answers file is read after each cell, also when a cell changed the folder."""
    done = run("import os; os.mkdir('d'); os.chdir('d')", f"open('../{NAME}', 'w').write('new')", files={NAME: b"old"})
    assert done.answers == b"new"
    assert run("pass", files={NAME: b"old"}).answers == b"old"


def test_the_quick_way_survives_accidents() -> None:
    """A notebook that ends or hangs its process is reported, and the next one runs."""
    assert run("import os; os._exit(3)").ended == "ended early"
    hanging = run(
        "import signal; signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass", limits=Limits(wall_seconds=1)
    )
    assert hanging.ended == "killed: time"
    assert run("1").outputs == {"c0": [result("1", 1)]}


def test_an_interrupted_caller_gets_no_stale_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """After Control-C in the middle of a run, the next run starts clean."""

    def interrupt(self: object, data: bytes) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Transcript, "hear", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run("'stale'")
    assert run("'fresh'").outputs == {"c0": [result("'fresh'", 1)]}


def test_a_forked_process_starts_its_own() -> None:
    """A worker process doesn't talk through its parent's pipe."""
    run("1")
    child = os.fork()
    if child == 0:
        fine = run("'child'").outputs == {"c0": [result("'child'", 1)]}
        trusted._stop_warm_process()
        os._exit(0 if fine else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert run("'parent'").outputs == {"c0": [result("'parent'", 1)]}


def test_both_ways_give_the_same_outputs() -> None:
    """The sandbox and the quick way run a notebook to the same outputs, answers and end."""
    cells = as_cells(
        "print('a'); 1",
        "1/0",
        "import sys; print('e', file=sys.stderr)",
        "input()",
        "def f(:",
        "await __import__('asyncio').sleep(0)",
        "import matplotlib.pyplot as plt; plt.plot([1]); plt.show()",
        "import firearmskit.course; hash('same seed')",
        f"open({NAME!r}, 'w').write('x')",
        "import os, warnings; warnings.warn('attention'); sorted(k for k in os.environ if k != 'PWD')",
    )
    assert run_notebook(cells, {}, answers_name=NAME) == run_trusted(cells, {}, answers_name=NAME)
