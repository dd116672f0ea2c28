"""Where a request stands, from when it is late, and what follows from a reply."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import REPLIES, STATUSES
from tests.tracing.cases import ABROAD, IMPORTER, exported, imported, made, reply, request, sold

SENT = request()


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], "sent"),
        (["acknowledgement"], "acknowledged"),
        (["acknowledgement", "delay"], "in-progress"),
        (["acknowledgement", "more-information"], "in-progress"),
        (["acknowledgement", "partial"], "partly-answered"),
        (["acknowledgement", "partial", "full"], "answered"),
        (["refusal"], "refused"),
        (["refusal", "full"], "answered"),
        (["no-record"], "answered"),
        (["not-traceable"], "answered"),
        (["full", "acknowledgement"], "answered"),
        (["partial", "refusal"], "refused"),
    ],
)
def test_replies_move_a_request_on(kinds, expected):
    """Each kind of reply has its status; an answer that was given once stays given."""
    replies = [reply(kind, dated=f"2026-04-{day:02}") for day, kind in enumerate(kinds, start=1)]
    assert tracing.status(SENT, replies, "2026-06-01").state == expected


def test_what_is_not_sent_is_a_draft():
    """Before the day of sending it is a draft, and replies of later days don't count."""
    assert tracing.status(SENT, [], "2026-03-01").state == "draft"
    assert tracing.status(SENT, [], "2026-03-02").state == "sent"
    assert tracing.status(SENT, [reply("full", dated="2026-04-01")], "2026-03-31").state == "sent"
    assert tracing.status(SENT, [reply("full", request="R2")], "2026-05-01").state == "sent"


def test_no_deadline_is_made_up():
    """Where no instrument names a number of days nothing is late; a wish binds nobody."""
    found = tracing.status(SENT, [], "2036-01-01")
    assert (found.due_on, found.late, found.rests_on) == (None, None, "none found")
    wished = tracing.status(replace(SENT, wanted_by="2026-05-01"), [], "2036-01-01")
    assert (wished.due_on, wished.late, wished.rests_on) == ("2026-05-01", None, "request")
    assert all(row.hours is None or row.binds_addressee == "no" for row in tracing.deadlines())


def test_a_delay_that_was_told_is_held_to():
    """After the day that the State named, the answer is late."""
    delayed = [reply("delay", ground="pending-case", reasons="x", until="2026-09-01")]
    assert tracing.status(SENT, delayed, "2026-09-01").late is False
    found = tracing.status(SENT, delayed, "2026-09-02")
    assert (found.late, found.rests_on, found.due_on) == (True, "reply", "2026-09-01")


def test_information_that_is_wanted_is_the_asking_authoritys_turn():
    """The State that waits for information owes nothing meanwhile."""
    found = tracing.status(replace(SENT, wanted_by="2026-05-01"), [reply("more-information")], "2026-06-01")
    assert (found.due_on, found.late) == (None, None)
    assert "asking authority" in found.next_step


def test_a_request_lapses_unless_it_was_answered():
    """After its last day a request is expired; an answer or a refusal stays what it is."""
    lapsing = replace(SENT, lapses="2026-05-01")
    assert tracing.status(lapsing, [reply("acknowledgement")], "2026-05-02").state == "expired"
    assert tracing.status(lapsing, [reply("full")], "2026-05-02").state == "answered"
    assert tracing.status(lapsing, [], "2026-05-01").state == "sent"


@given(st.lists(st.tuples(st.sampled_from(sorted(REPLIES)), st.integers(1, 28)), max_size=6), st.randoms())
def test_the_order_of_replies_does_not_matter(replies, random):
    """Shuffled replies give the same status, and a known one."""
    held = [reply(kind, dated=f"2026-04-{day:02}", id=f"A{at}") for at, (kind, day) in enumerate(replies)]
    shuffled = random.sample(held, len(held))
    found = tracing.status(SENT, held, "2026-06-01")
    assert found == tracing.status(SENT, shuffled, "2026-06-01")
    assert found.state in STATUSES
    assert (found.state == "answered") == bool(
        {kind for kind, _day in replies} & {"full", "no-record", "not-traceable"}
    )


def test_the_next_state_is_the_one_that_the_reply_names():
    """An export leads to the State of the consignee; the draft follows on, and knows the importer as told."""
    found = tracing.follow_on(SENT, reply("full", transfers=(made(), exported())))
    assert found is not None
    draft = found.request
    assert (draft.addressee.state, draft.follows, draft.sent, draft.snapshot) == ("QMB", "R1", None, None)
    assert (draft.firearm.last_import_country, draft.firearm.importer) == ("QMB", "Harbour Trading")
    assert found.consent_from is None
    assert "Altania (QMA)" in found.because
    assert tracing.send(draft, on="2026-04-02").snapshot != SENT.snapshot


def test_the_last_transfer_abroad_counts():
    """Of several exports the last one leads on, whatever their order in the reply."""
    again = exported("2018-01-01", to=ABROAD)
    for transfers in ((exported(), again), (again, exported())):
        found = tracing.follow_on(SENT, reply("full", transfers=transfers))
        assert found.request.addressee.state == "QMC"


def test_nothing_follows_from_a_reply_that_names_no_other_state():
    """A sale at home, and an empty answer, lead nowhere."""
    assert tracing.follow_on(SENT, reply("no-record")) is None
    at_home = reply("full", state="QMB", transfers=(imported(), sold()))
    assert tracing.follow_on(SENT, at_home) is None


def test_restrictions_are_carried_over():
    """All restrictions of both stay, each once; none is ever lost on the way."""
    asked = request(restrictions=("this-case-only", "not-public"))
    told = reply("full", transfers=(exported(),), restrictions=("not-public", "not-in-court"))
    assert tracing.follow_on(asked, told).request.restrictions == ("this-case-only", "not-public", "not-in-court")


def test_what_may_not_be_passed_on_is_left_out_until_the_state_consents():
    """The draft holds nothing that only the restricted answer gives, and it is said whose consent comes first."""
    told = reply("full", transfers=(exported(),), restrictions=("not-passed-on",))
    found = tracing.follow_on(SENT, told)
    assert found.consent_from == "QMA"
    assert found.request.firearm == SENT.firearm
    assert set(found.left_out) == {"last_import_country", "importer", "import_year"}
    assert IMPORTER.name not in str(found.request)


def test_a_reply_to_another_request_is_refused():
    """What doesn't belong together is named; so is a request that was never sent."""
    with pytest.raises(InputError, match='"R1"'):
        tracing.follow_on(SENT, reply("full", request="R2"))
    with pytest.raises(InputError):
        tracing.follow_on(replace(SENT, sent=None), reply("full"))
    with pytest.raises(InputError):
        tracing.status(SENT, [5], "2026-06-01")
    with pytest.raises(InputError):
        tracing.status(SENT, [], "June")
    with pytest.raises(UnknownCodeError):
        tracing.deadlines("post")
    with pytest.raises(UnknownCodeError):
        reply("maybe")
