"""Serve the book and JupyterLab with the exercises on this machine, until Ctrl-C.

Learners work in ``work/``. A file that is there is never touched: when an exercise changes later,
the new one is laid beside the learner's as ``NAME.new-DIGEST.ipynb``.
A learner who wants to start over removes the file; the next start brings a fresh one.

Runs with the system's Python and the standard library alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "_build" / "html"
WORK = ROOT / "work"
LAB = ROOT / ".venv" / "bin" / "jupyter-lab"
HOST = "127.0.0.1"
BOOK_PORT = 8000
LAB_PORT = 8888  # the book's links name it


def main() -> None:
    if not (BOOK / "index.html").is_file() or not LAB.is_file():
        sys.exit("The book isn't built yet. Run `make course` first.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for note in lay_out(masters(ROOT), WORK):
        print(note)
    book = start_book(BOOK, free_port(BOOK_PORT))
    lab_port, token = free_port(LAB_PORT), secrets.token_urlsafe(24)
    lab = start_lab(lab_port, token)
    try:
        wait_for_lab(lab, lab_port, token)
        print(f"\n  JupyterLab  http://{HOST}:{lab_port}/lab?token={token}")
        print(f"  The book    http://{HOST}:{book.server_port}/\n")
        if lab_port == LAB_PORT:
            print("Open JupyterLab first: after that, the book's links into it work in the same browser.")
        else:
            print(
                f"Port {LAB_PORT} is taken by another program, so the book's links into it don't work. "
                "Use the address above, or end that program and run `make serve` again."
            )
        print(f"Your work is kept in {WORK}. Ctrl-C ends both.", flush=True)
        lab.wait()
        sys.exit("JupyterLab has ended.")
    except KeyboardInterrupt:
        print("\nEnding; saved work stays in work/.", flush=True)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave JupyterLab running
        lab.terminate()
        book.shutdown()
        try:
            lab.wait(timeout=20)
        except subprocess.TimeoutExpired:
            lab.kill()


def masters(root: Path) -> Iterator[tuple[Path, Path]]:
    """Find what learners open: each file of the course, with its place below ``work/``."""
    exercises, curriculum = root / "exercises", root / "curriculum"
    for path in sorted(exercises.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(exercises).parts):
            yield path, path.relative_to(exercises)
    for path in sorted(curriculum.glob("*/explorer.ipynb")):
        yield path, Path("explorers") / path.relative_to(curriculum)


def lay_out(files: Iterator[tuple[Path, Path]], work: Path) -> list[str]:
    """Copy the course's files to where learners work, and never over a file that is there.

    Args:
        files: Each master with its place below ``work``.
        work: The learner's folder; made when missing.

    Returns:
        A sentence for each new master that was laid beside a learner's file.
    """
    work.mkdir(exist_ok=True)
    record = work / ".laid-out.json"  # which masters this learner has been given, by digest
    given = read_record(record)
    notes = []
    for master, place in files:
        content = master.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        target = work / place
        known = given.setdefault(place.as_posix(), [])
        if target.exists() and digest not in known and target.read_bytes() != content:
            target = target.with_name(f"{target.stem}.new-{digest[:8]}{target.suffix}")
            notes.append(f"{place} has changed. Yours stays; the new one is {target.relative_to(work)}.")
        if not target.exists():
            write_whole(target, content)
        if digest not in known:
            known.append(digest)
    write_whole(record, json.dumps(given, indent=1, sort_keys=True).encode())
    return notes


def read_record(path: Path) -> dict[str, list[str]]:
    """Read which masters a learner has been given; a record that isn't there or is broken counts as empty."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    items = found.items() if isinstance(found, dict) else ()
    return {place: digests for place, digests in items if isinstance(digests, list)}


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


def free_port(first: int) -> int:
    """Give the first free port from this one upwards."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    sys.exit(f"No free port between {first} and {first + 99}.")


class BookHandler(SimpleHTTPRequestHandler):
    """Serve files, always fresh; no folder listings."""

    extensions_map = {  # noqa: RUF012  (the parent's own way to say it)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def end_headers(self) -> None:
        """Forbid caching, so that a rebuilt page shows at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Refuse to list a folder."""
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say that a page is missing with the book's own page, in the language of the edition that was asked for."""
        book = Path(self.directory)
        editions = {page.parent.name: page for page in book.glob("*/404.html")}
        page = editions.get(self.path.split("/")[1] if "/" in self.path else "", book / "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep successes out of the terminal, where they would push the addresses away."""


def start_book(folder: Path, port: int) -> ThreadingHTTPServer:
    """Serve a folder on a thread of its own."""
    server = ThreadingHTTPServer((HOST, port), partial(BookHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def start_lab(port: int, token: str) -> subprocess.Popen[bytes]:
    """Start JupyterLab in a session of its own, so that Ctrl-C reaches it only through us."""
    command = [
        str(LAB),
        f"--ServerApp.root_dir={WORK}",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.open_browser=False",
        f"--ServerApp.allow_root={os.geteuid() == 0}",
        "--log-level=ERROR",
    ]
    # The token travels in the environment: other users of the machine can read a command line.
    environment = {
        **os.environ,
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(WORK / ".jupyter"),  # the learner's settings
        "JUPYTER_CONFIG_PATH": str(ROOT / "tools" / "jupyter"),  # ours: no news, no updates, nothing fetched
    }
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)


def wait_for_lab(lab: subprocess.Popen[bytes], port: int, token: str) -> None:
    """Return once JupyterLab answers; stop with its exit code if it ends instead."""
    request = urllib.request.Request(f"http://{HOST}:{port}/api/status", headers={"Authorization": f"token {token}"})
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy must not see this
    print("Starting JupyterLab …", flush=True)
    while lab.poll() is None:
        try:
            with local.open(request, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"JupyterLab didn't start (exit code {lab.returncode}); what it said is above.")


if __name__ == "__main__":
    main()
