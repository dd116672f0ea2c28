"""What all tests share: the optional source files beside the checkout, a count of skips without them, and a browser."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from firearmskit import language
from firearmskit.course.draw import SECRET_BYTES
from firearmskit.course.folder import create_course
from firearmskit.course.store import Store

# How long an example takes depends on what else the machine does: no test fails for it. Examples differ from run to
# run, so half as many find as much in the end.
settings.register_profile("any machine", deadline=None, max_examples=50)
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHARED_DATA = SHARED / "data"
REASON = "not in ../shared/data: "
REASON_FACTS = "not in ../shared/facts: "
REASON_PAPER = "not in ../shared/paper: "
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

LONGEST = (
    "test_whole_course", "test_exercises_in_jupyterlab", "test_attacks", "test_killed", "test_releasing",
    "test_same_points", "test_course_run", "test_memory",
)  # fmt: skip
"""The modules whose tests take longest, in this order."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: two processes then end together, and neither waits for the other's last test."""
    order = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Give a function from a name in ``../shared/data`` to its path, which skips the test when it isn't there."""

    def find(name: str) -> Path:
        path = SHARED_DATA / name
        if not path.exists():
            pytest.skip(REASON + name)
        return path

    return find


@pytest.fixture(scope="session")
def shared_facts() -> Callable[[str], Path]:
    """Give a function from a name in ``../shared/facts`` to its path, which skips the test when it isn't there."""

    def find(name: str) -> Path:
        path = SHARED / "facts" / name
        if not path.exists():
            pytest.skip(REASON_FACTS + name)
        return path

    return find


@pytest.fixture(scope="session")
def shared_paper() -> str:
    """Give the text of the United Nations paper in ``../shared/paper``; skip the test when it isn't there."""
    path = SHARED / "paper" / "CTOC-COP-WG.6-2018-3.txt"
    if not path.exists():
        pytest.skip(REASON_PAPER + path.name)
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def chromium():
    """One headless browser for all tests: Playwright takes no second driver in a process."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Start a PostgreSQL server of one's own; give a function that makes an empty database and gives its address.

    The server listens on a socket in a folder of its own and on no port. It refuses to be run by root, so that root
    lends it to the user that Debian's package brings.
    """
    found = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if found is None:
        pytest.skip("no PostgreSQL server on this machine")
    programs = Path(found).resolve().parent
    lend = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path may have 107 characters
    if lend:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        command = [*lend, str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    numbers = count()

    def database() -> str:
        from sqlalchemy import create_engine, text

        name = f"course{next(numbers)}"
        engine = create_engine(f"postgresql+psycopg://teacher@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return f"postgresql+psycopg://teacher@/{name}?host={folder}"

    try:
        run("initdb", "--username=teacher", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        # A server that lives for one run needn't outlive the machine: it waits for no disk.
        how = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {how}", "start")
        yield database
        run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def new_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    """Give a function that lays out a course folder of one's own: nbgrader makes it once, the others are copies.

    Its secret is fixed, so that every run of the tests hands out the same cases.
    """
    made = tmp_path_factory.mktemp("made") / "course"
    (made / "trainer").mkdir(parents=True)
    (made / "trainer" / "secret").write_text("07" * SECRET_BYTES + "\n", encoding="ascii")
    create_course(made, material=ROOT)

    def lay_out() -> Store:
        return Store.at(shutil.copytree(made, tmp_path_factory.mktemp("course") / "course"))

    return lay_out


@pytest.fixture(autouse=True)
def _same_language() -> Iterator[None]:
    """Leave the language as it was: one test's must not reach the next."""
    before = language.current()
    yield
    language.use(before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped for want of each folder of ``../shared``, also when it is none."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, folder in ((REASON, "data"), (REASON_FACTS, "facts"), (REASON_PAPER, "paper")):
        count = sum(reason in str(report.longrepr) for report in skipped)
        terminalreporter.write_line(f"{count} skipped for want of ../shared/{folder}")
