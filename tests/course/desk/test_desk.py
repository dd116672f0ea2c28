"""The desk without widgets: what offices answer, what is recorded, and that it works where little is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from firearmskit.course.desk import Desk, office
from firearmskit.course.desk.book import open_book
from firearmskit.course.desk.mirroring import mirror
from firearmskit.errors import CourseError, InputError
from firearmskit.tracing import RegisterEntry
from tests.course.desk.conftest import GONE, lines

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(case, tmp_path: Path) -> Desk:
    """A desk on which nothing was done."""
    return Desk(case, tmp_path / "mine.db")


def sent(desk: Desk, state: str, **more: str):
    """Send a request, and give its reply."""
    return desk.reply(desk.send({**desk.draft, "state": state, **more}, anyway=True))


@pytest.mark.parametrize(
    ("serial", "kind"),
    [
        ("EXA 100452", "full"),
        ("exa-100452", "full"),
        ("EXA 10045?", "more-information"),
        ("EXA 100453", "partial"),
        ("EXA 100425", "no-record"),
        ("???", "not-traceable"),
    ],
)
def test_an_office_answers_for_the_serial_that_it_was_given(desk, serial, kind):
    """What merely looks like a serial is none; an unread sign fits several lines; not each line has a history."""
    reply = sent(desk, "QMA", serial=serial)
    assert reply.kind == kind
    assert reply.searched_serial == serial
    assert bool(reply.transfers) == (kind == "full")


def test_of_lines_with_one_serial_the_make_decides(desk, case):
    """Two firearms have the same serial; the office tells of the one whose make was asked for."""
    entries = (
        RegisterEntry(id="1", serial="EXA 100452", make="Tarnholt Arms", calibre="9 mm"),
        RegisterEntry(id="2", serial="EXA 100452", make="Zastava", calibre="7.62x39"),
    )
    register = replace(case.registers[1], entries=entries, histories={"2": (GONE,)})
    asked = desk.drafted({**desk.draft, "state": "QMA", "maker": "Zastava", "calibre": "7.62x39"})
    reply = office.answer(register, replace(asked, sent=case.today), today=case.today)
    assert (reply.kind, [each.id for each in reply.transfers]) == ("full", ["E4"])


@pytest.mark.parametrize("day", [None, "2026-03-02"])
def test_nothing_comes_before_the_day_on_which_it_comes(desk, case, day):
    """A register that answers later, or never, has not answered."""
    register = replace(case.registers[1], answers_on=day)
    asked = replace(desk.drafted({**desk.draft, "state": "QMA"}), sent=case.today)
    assert office.answer(register, asked, today=case.today) is None


def test_missing_pages_and_an_empty_register_are_told(desk, case):
    """The reply carries the periods of which pages are missing."""
    register = replace(case.registers[1], missing=("2013",), entries=())
    asked = replace(desk.drafted({**desk.draft, "state": "QMA"}), sent=case.today)
    reply = office.answer(register, asked, today=case.today)
    assert (reply.kind, reply.missing) == ("no-record", ("2013",))


def test_the_chain_grows_with_what_comes_in(desk):
    """The recovery alone, then the reply of the maker's State, then that of the importer's."""
    assert [link.kind for link in desk.chain().path] == ["seizure"]
    sent(desk, "QMA")
    assert [link.kind for link in desk.chain().path] == ["manufacture", "export", "seizure"]
    sent(desk, "QMB")
    sent(desk, "QMB", serial="EXA100452")
    assert [link.kind for link in desk.chain().path] == ["manufacture", "export", "import", "theft", "seizure"]
    assert desk.chain().diversion.point.kind == "theft"


def test_the_register_at_home_is_evidence_once_the_learner_decided(desk):
    """The last decision counts; a line that isn't there is refused."""
    with pytest.raises(InputError, match="Search the register first"):
        desk.take_line(None)
    desk.search("QMD", {"serial": "KL 7?19"})
    with pytest.raises(InputError, match='"9"'):
        desk.take_line("9")
    desk.take_line("2")
    desk.search("QMD", {"serial": "EXA 100452"})
    desk.take_line(None)
    assert [each.searched_serial for each in desk.evidence()[1:]] == ["EXA 100452"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"state": ""}, "Choose the State"),
        ({"state": "QMD"}, "searched at home"),
        ({"state": "nowhere"}, '"nowhere"'),
        ({"state": "QMA", "channel": "post"}, '"post"'),
        ({"state": "QMA", "wanted_by": "soon"}, '"soon"'),
        ({"state": "QMA", "wanted_by": "2026-02-28"}, "lies before today"),
        ({"state": "QMA", "why_illicit": "x" * 3000}, "3000 characters"),
    ],
)
def test_a_request_that_cant_be_sent_is_refused_with_its_value(desk, typed, says):
    """Nothing is sent, and nothing is kept as sent."""
    with pytest.raises(InputError, match=says):
        desk.send({**desk.draft, **typed})
    assert desk.requests == ()


def test_another_states_register_isnt_searched(desk):
    """It is asked."""
    with pytest.raises(InputError, match="write a request"):
        desk.search("QMA", {"serial": "EXA 100452"})
    with pytest.raises(InputError, match="Type a serial number"):
        desk.search("QMD", {"serial": " "})
    assert desk.journal.acts == ()


@pytest.mark.parametrize(
    ("piece", "on", "words", "says"),
    [
        ("national-register", "2026-02-20", "Done", "what you do at the desk"),
        ("tea", "2026-02-20", "Done", '"tea"'),
        ("dna", "20 February", "Done", '"20 February"'),
        ("dna", "2026-02-30", "Done", "2026-02-30"),
        ("dna", "2026-03-02", "Done", "after today"),
        ("dna", "2026-02-20", " ", "is empty"),
        ("dna", "2026-02-20", "x" * 2000, "2000 characters"),
    ],
)
def test_a_record_that_cant_be_filed_is_refused(desk, piece, on, words, says):
    """Nothing is filed."""
    with pytest.raises(InputError, match=says):
        desk.file(piece, on=on, words=words)
    assert desk.journal.acts == ()


def test_what_has_events_stands_in_the_registry_once(desk):
    """The find, the request, its reply and the examination are recorded, however often the desk is opened."""
    sent(desk, "QMA")
    desk.file("dna", on="2026-02-20", words="Nothing usable")
    desk.file("interview", on="2026-02-21", words="Held")
    assert mirror(desk) is None
    with open_book(desk.path) as registry:
        kinds = [each.event.kind for each in registry.history("case-7")]
        assert registry.verify(deep=True) == ()
    assert sorted(kinds) == [
        "examination-begun", "examination-ended", "firearm-registered", "marking-read", "recovery-made",
        "trace-answered", "trace-sent",
    ]  # fmt: skip
    assert mirror(Desk(desk.case, desk.path)) is None
    with open_book(desk.path) as registry:
        assert len(registry.history("case-7")) == len(kinds)


def test_what_the_registry_refuses_stays_in_the_journal(desk):
    """An examination of a firearm that was lost meanwhile is refused, told, and kept."""
    mirror(desk)
    with open_book(desk.path) as registry:
        registry.record({"kind": "loss-reported", "firearm": "case-7", "loss": "stolen", "occurred_at": "2026-02-15"})
    desk.file("dna", on="2026-02-20", words="Nothing usable")
    assert "The registry refused this" in mirror(desk)
    assert desk.steps()[4].state == "done"


def test_two_desks_on_one_journal_lose_nothing(desk, case):
    """A notebook whose cell was run twice has two desks; each adds to what the other kept."""
    other = Desk(case, desk.path)
    desk.decline("interview", reason="Nobody was there")
    other.decline("dna", reason="Washed")
    desk.decline("fingerprints", reason="Rust")
    assert [act["id"] for act in desk.journal.acts] == ["J1", "J2", "J3"]


def test_one_path_keeps_one_case(desk, case):
    """The journal of another case is refused by name."""
    desk.decline("interview", reason="Nobody was there")
    with pytest.raises(CourseError, match='"Case 7"'):
        Desk(replace(case, id="Case 8"), desk.path)


def in_new_python(code: str, folder: Path) -> str:
    """Run code in a Python that refuses some packages."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


REFUSE = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused or (refused == () and
                name.partition(".")[0] not in {{*sys.stdlib_module_names, "firearmskit", "tests"}}):
            raise ModuleNotFoundError(f"{{name}} isn't installed")
refused = {refused}
sys.meta_path.insert(0, Refuse())
"""


def test_the_desks_logic_opens_with_the_standard_library_alone(tmp_path: Path):
    """Its values are for exercises, which run in a browser that has nothing but Python."""
    code = REFUSE.format(refused="()") + "from firearmskit.course.desk import Desk, DeskCase; print(DeskCase.__name__)"
    assert in_new_python(code, tmp_path) == "DeskCase"


def test_without_sqlalchemy_the_desk_keeps_its_journal_and_says_so(tmp_path: Path):
    """In a browser there is no database: the desk works, says in a sentence what is missing, and loses nothing."""
    code = REFUSE.format(refused="('sqlalchemy', 'alembic', 'pydantic')") + (
        "from tests.course.desk import conftest\n"
        "from tests.course.test_explorers import shown\n"
        "from firearmskit.course.desk import build_desk, build_registry, Desk\n"
        "case = conftest.case.__wrapped__() if hasattr(conftest.case, '__wrapped__') "
        "else conftest.case.__pytest_wrapped__.obj()\n"
        "form = build_desk(case, path='mine.db')\n"
        "Desk(case, 'mine.db').decline('dna', reason='Washed')\n"
        "print('SQLAlchemy' in shown(form), 'mine.desk.json' in shown(form))\n"
        "print(Desk(case, 'mine.db').steps()[4].state)\n"
        "print('is not installed' in shown(build_registry('mine.db')).replace(\"isn&#x27;t\", 'is not'))\n"
    )
    assert in_new_python(code, tmp_path).split() == ["True", "True", "not-applicable", "True"]
    assert not (tmp_path / "mine.db").exists()


def test_a_desk_needs_no_lines_in_other_registers(case, tmp_path: Path):
    """A State without a register at home searches nothing, and says so."""
    desk = Desk(replace(case, registers=case.registers[1:]), tmp_path / "mine.db")
    assert desk.home is None
    with pytest.raises(InputError, match="no register"):
        desk.search("QMD", {"serial": "EXA 100452"})
    assert len(lines("A 1", "A 2")) == 2
