"""What is recorded has happened: dates in the future are refused, deadlines aren't."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import records
from firearmskit.errors import InputError
from firearmskit.records import Registry, When, events, importing
from firearmskit.records.registry.dating import check_happened
from tests.records.test_registry import registered

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def at_noon(where: str, tmp_path: Path) -> Iterator[Registry]:
    """Give a registry whose clock stands at noon on 27 November 2026."""
    about = {"registry": "lesson.example", "title": "A lesson", "purpose": "lesson"}
    with records.begin_registry(where, user="keita", keys=tmp_path / "r.keys", clock=lambda: NOON, **about) as registry:
        yield registry


@pytest.mark.parametrize(
    "told",
    [
        None, "2026", "2026-11", "2026-11-27", "2026-11-28", "2026-11-28T12:00Z", "2026-11-29T02:00+14:00",
        "2026-11-28T00:00-12:00", "1890",
    ],
)  # fmt: skip
def test_what_has_begun_is_recorded(at_noon: Registry, told: str | None) -> None:
    """A year has begun in January; where a day begins first it is tomorrow; a clock may be a little wrong."""
    registered(at_noon, occurred_at=told)
    assert at_noon.firearm("F1").history[0].event.occurred_at == told


@pytest.mark.parametrize(
    "told", ["2026-11-29", "2026-12", "2027", "2030", "9998", "2026-11-28T12:01Z", "2026-11-29T02:01+14:00"]
)
def test_what_lies_ahead_is_refused(at_noon: Registry, told: str) -> None:
    """With the date and the time by the clock; nothing is recorded."""
    with pytest.raises(InputError, match=rf'"{told[:10]}.*in the future.*"2026-11-27T12:00:00') as refused:
        registered(at_noon, occurred_at=told)
    assert f'"{told}"' in str(refused.value)
    assert len(at_noon) == 2
    with pytest.raises(InputError, match="in the future"):
        at_noon.record_all([{"kind": "holder-registered", "holder": "H", "category": "dealer", "synthetic": True,
                             "occurred_at": told}])  # fmt: skip


def test_a_report_from_the_future_opens_no_discrepancy(at_noon: Registry) -> None:
    """It is a slip, which the one who types can mend; it isn't kept as something that was seen."""
    registered(at_noon)
    with pytest.raises(InputError, match="in the future"):
        at_noon.record(events.RecoveryMade(firearm="F1", recovery="found", received_by="room", occurred_at="2030"))
    assert at_noon.firearm("F1").discrepancies == frozenset()


def test_deadlines_lie_in_the_future(at_noon: Registry) -> None:
    """A licence that is valid until 2031 is granted today."""
    at_noon.record(events.HolderRegistered(holder="H1", category="dealer", synthetic=True))
    granted = at_noon.record(
        events.LicenceGranted(
            licence="L1", holder="H1", category="dealing", valid_from="2027", valid_until="2031", occurred_at="2026-11"
        )
    )
    assert granted.event.valid_until == "2031"  # type: ignore[attr-defined]


def test_a_row_from_the_future_is_rejected_and_kept(at_noon: Registry, tmp_path: Path) -> None:
    """Its reason names the column and the date; the other rows come in."""
    file = tmp_path / "r.csv"
    file.write_text("Serial,Date\nS1,2026-11-28\nS2,03/12/2026\nS3,2031\n", encoding="utf-8")
    table = importing.read_table(file)
    mapping = importing.propose_mapping(table).confirm(
        by="keita", fields={"Serial": "serial", "Date": "date"}, date_order="day first"
    )
    batch = importing.prepare(table, mapping, at_noon)
    told = [(each.number, each.reasons[0][:34]) for each in batch.rejected]
    assert told == [(3, 'Date: "2026-12-03" lies in the fut'), (4, 'Date: "2031" lies in the future: b')]
    report = importing.import_batch(at_noon, batch, rejected=tmp_path / "rejected.csv")
    assert (report.firearms, report.rejected) == (1, 2)
    assert "03/12/2026" in (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")


def test_a_clock_that_stands_still_refuses_what_is_true(where: str, tmp_path: Path) -> None:
    """The message says what the clock says, so that somebody sets it."""
    about = {"registry": "lesson.example", "title": "A lesson", "purpose": "lesson"}
    stands = datetime(1970, 1, 1, tzinfo=UTC)
    with (
        records.begin_registry(where, user="keita", keys=tmp_path / "k", clock=lambda: stands, **about) as registry,
        pytest.raises(InputError, match=r"by the clock it is .1970"),
    ):
        registered(registry, occurred_at="2024")


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1)),
    st.integers(-26, 50),
    st.integers(-14, 14),
)
def test_the_border_is_one_day_wherever_it_is_written(at: datetime, ahead: int, offset: int) -> None:
    """A time is as far ahead as it is, whatever its offset from UTC."""
    now = at.replace(tzinfo=UTC, second=0, microsecond=0)
    told = (now + timedelta(hours=ahead)).astimezone(timezone(timedelta(hours=offset))).isoformat(timespec="minutes")
    assert When.parse(told).first == now + timedelta(hours=ahead)
    check: Callable[[], None] = lambda: check_happened(told, now)  # noqa: E731
    if ahead <= 24:
        check()
    else:
        with pytest.raises(InputError, match="in the future"):
            check()
