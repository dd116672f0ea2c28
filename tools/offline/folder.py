"""Put the offline edition together: the book, the form pages with Python beside them, and the notebooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from firearmskit import language
from firearmskit.course.packs import practice_pack
from tools import book, forms, serve
from tools.offline import runtime

HERE = Path(__file__).resolve().parent
EXTENSIONS = ("@jupyterlite/pyodide-kernel-extension", "@jupyter-widgets/jupyterlab-manager")
LAB_LINK = re.compile(r"http://127\.0\.0\.1:8888/lab/tree/([\w/.-]+\.ipynb)")
PYTHON = "python.js"
WITHOUT_SERVE = "\n.with-serve { display: none; }\n"
"""Hides what the book says of starting JupyterLab, which is there already."""
NO_EXCERPTS = '\nif (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;\n'
"""The search fetches each page for an excerpt, which browsers forbid to files."""


def make(out: Path, pyodide: Path | None) -> None:
    """Make the folder; what it held before goes only when the new one is whole.

    Args:
        out: The folder.
        pyodide: A folder with the files of a Pyodide release, or None.

    Raises:
        FetchError: Pyodide's core can't be had.
        RuntimeFilesError: Another file for the browser can't be had, or JupyterLite can't be built.
    """
    draft, work = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.work")
    for place in (draft, work):
        shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(book.HTML, draft, ignore=shutil.ignore_patterns("jupyter_execute", ".buildinfo", "*.map"))
    runtime.lay_out(work / "static" / "pyodide", pyodide)
    build_lab(work, draft / "lab")
    for edition in book.EDITIONS:
        root = draft if edition == book.SOURCE else draft / edition
        up = "../.." if edition == book.SOURCE else "../../.."
        forms.write_pages(edition, root, book.pictures(), python=f"{up}/{PYTHON}")
        for page in root.glob("curriculum/**/*.html"):
            lead_into_lab(page, draft)
        for name, more in (("book.css", WITHOUT_SERVE), ("documentation_options.js", NO_EXCERPTS)):
            with (root / "_static" / name).open("a", encoding="utf-8") as file:
                file.write(more)
    for page in (draft / "lab").glob("*/index.html"):
        explain_files(page)
    shutil.copy(HERE / PYTHON, draft / PYTHON)
    shutil.copy(HERE / "serve.py", draft / "serve.py")
    shutil.copy(HERE / "READ-ME-FIRST.txt", draft / "READ-ME-FIRST.txt")
    shutil.rmtree(work)
    shutil.rmtree(out, ignore_errors=True)
    draft.replace(out)


def lead_into_lab(page: Path, root: Path) -> None:
    """Let a page's links to JupyterLab on this machine lead to the notebooks in the folder."""
    up = os.path.relpath(root, page.parent)
    text = page.read_text("utf-8")
    led = LAB_LINK.sub(lambda link: f"{up}/lab/notebooks/index.html?path={link[1]}", text)
    if led != text:
        page.write_text(led, "utf-8")


def explain_files(page: Path) -> None:
    """Let a page of JupyterLite say what it needs when it is opened as a file, where it would stay white.

    It also names an icon, for which browsers ask before JupyterLite names its own.
    """
    said = (HERE / "without-serve.html").read_text("utf-8")
    text = page.read_text("utf-8").replace("<head>", '<head>\n<link rel="icon" href="../../_static/favicon.svg">', 1)
    page.write_text(re.sub(r"<body[^>]*>", lambda body: f"{body[0]}\n{said}", text, count=1), "utf-8")


def build_lab(work: Path, out: Path) -> None:
    """Build JupyterLite with the notebooks of every exercise in every language, their pictures, and the explorers.

    The tests before and after a course aren't among them.

    Args:
        work: A folder that holds ``static/pyodide``; the rest of what JupyterLite is built from comes to lie in it.
        out: Where the site goes.
    """
    for master, place in serve.masters(book.ROOT):
        if place.suffix == ".ipynb" and forms.TESTS not in place.parts:
            notebook = json.loads(master.read_bytes())
            notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python", "language": "python"}
            target = work / "content" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")
    for what in forms.practised():
        pictures = forms.draw(practice_pack(what), what, book.pictures())
        for edition in language.available():
            into = work / "content" / ("" if edition == book.SOURCE else edition) / what.module
            for picture in pictures.glob(f"{what.slug}.*.jpg"):
                shutil.copy(picture, into / picture.name)
    shown = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    for name in EXTENSIONS:
        shutil.copytree(shown / name, work / "extensions" / name)
    write_json(work / "jupyter-lite.json", SITE)
    write_json(
        work / "jupyter_lite_config.json",
        {
            "LiteBuildConfig": {
                "apps": ["lab", "notebooks"],
                "contents": ["content"],
                "ignore_sys_prefix": ["federated_extensions"],
                "no_sourcemaps": True,
                "no_unused_shared_packages": True,
                "output_dir": str(out),
            },
            "FederatedExtensionAddon": {"extra_labextensions_path": [str(work / "extensions")]},
        },
    )
    command = [str(Path(sys.prefix) / "bin" / "jupyter"), "lite", "build"]
    built = subprocess.run(command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode:
        raise runtime.RuntimeFilesError(f"JupyterLite can't be built:\n{built.stdout[-3000:]}")


SITE: dict[str, Any] = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "firearmskit",
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {"disablePyPIFallback": True}},
    },
}
"""Without the first setting, a missing wheel would be looked for on the internet."""


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1), "utf-8")


def size(folder: Path) -> int:
    """Give the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
