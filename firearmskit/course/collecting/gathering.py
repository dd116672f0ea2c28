"""Collecting: taking in, deciding, and placing each submission where grading reads it.

Every step can be cut off and is finished by the next call: what came in is in the journal before it is copied, it is
decided from the copies and the journal alone, and a file is in its place before the journal says so.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from firearmskit.course.answers import parse_answers, write_atomically
from firearmskit.course.collecting.deciding import NOBODY, Decision, Item, decide, likeness
from firearmskit.course.collecting.intake import MAX_BESIDE_BYTES, Intake, file_of, may_be_ours, parts_of, put, settle
from firearmskit.course.collecting.journal import DONE, Journal, Row, cell, instant
from firearmskit.course.collecting.names import Names
from firearmskit.course.collecting.reading import Contents, read_contents
from firearmskit.course.collecting.sources import Found, Refused, Walk, looks_like_zip, open_regular
from firearmskit.course.packs import Exercise, all_exercises, exercises_of
from firearmskit.course.roster import Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store, is_learner_id
from firearmskit.course.tasks import is_blank
from firearmskit.course.teams import TEAM_ANSWERS
from firearmskit.errors import AnswerError, CourseError, SubmissionError, quote
from firearmskit.language import text as _

__all__ = ["TO_RESOLVE", "Collected", "Listed", "Placed", "Typed", "collect", "place_typed"]

TO_RESOLVE = "trainer/to-resolve.csv"
"""Where the trainer says whose the unresolved files are."""
_MAX_ACCEPT = 4 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One file that was placed.

    Attributes:
        file: Its name when it came in, after the names of the folders and zips around it.
        learner: Whose it is.
        exercise: ``"<module>/<slug>"``.
        place: Where it belongs in ``submitted/``.
        counts: Whether it is the one that grading reads; otherwise a newer one counts, and it is kept.
        why: A sentence: what said whose it is.
    """

    file: str
    learner: str
    exercise: str
    place: str
    counts: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One thing that wasn't placed, for the trainer to look at.

    Attributes:
        file: Its name when it came in, after the names of the folders and zips around it.
        why: A sentence.
        candidates: Whose it may be.
        to_resolve: Whether it is placed as soon as the trainer says whose it is.
    """

    file: str
    why: str
    candidates: tuple[str, ...] = ()
    to_resolve: bool = False


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What became of all that came in.

    Attributes:
        placed: What was placed by this call, sorted by learner and place.
        unchanged: How many files had come in before, and changed nothing.
        listed: What wasn't placed, each with a sentence.
        notes: Sentences for the trainer: which of several submissions counts, what is emptier than before.
        junk: How many files and folders of systems and programs, and READMEs of packs, were passed over.
        pictures: How many pictures beside the exercises were passed over; grading reads none.
        read: How many of the sources could be read.
        handed_in: ``{exercise id: learners}`` who have handed in, in this call or before.
        missing: ``{exercise id: learners}`` to whom it was released and who haven't.
    """

    placed: tuple[Placed, ...]
    unchanged: int
    listed: tuple[Listed, ...]
    notes: tuple[str, ...]
    junk: int
    pictures: int
    read: int
    handed_in: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Typed:
    """A file that was made from what somebody typed in, and for whom.

    Attributes:
        learner: Whose it is to be.
        exercise: What it is for.
        sheet: What it was typed in from, with a number: the name of its copy in ``collected/typed/``.
        name: The file's name in ``submitted/``.
        data: What is in it.
        when: When it was typed in.
        by: ``"name"``, or ``"team"``.
        why: A sentence.
    """

    learner: str
    exercise: Exercise
    sheet: str
    name: str
    data: bytes
    when: datetime
    by: str
    why: str

    @property
    def file(self) -> str:
        """What the journal calls it."""
        return f"typed/{self.sheet}/{self.learner}/{self.name}"

    @property
    def sha256(self) -> str:
        """Of its bytes, as hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def _silent(placed: Placed) -> None:
    """Say nothing."""


def collect(
    root: Path,
    sources: Iterable[Path],
    *,
    learner: str | None = None,
    accept: Path | None = None,
    progress: Callable[[Placed], None] = _silent,
) -> Collected:
    """Take in what learners hand in, and place it in ``submitted/``.

    Everything is copied into ``collected/`` first. What was listed before for want of a learner is looked at again.
    The same files may be collected any number of times, also after a call was cut off.

    Args:
        root: The course folder.
        sources: Folders, sticks, zips and files; nothing in them is changed.
        learner: Whose they are, where the trainer knows it: an id or a name.
        accept: A table with the columns ``file`` and ``learner``: ``trainer/to-resolve.csv``, filled in.
        progress: Called for each file that is placed.

    Returns:
        What became of everything.

    Raises:
        CourseError: The folder isn't a course folder, something else is collecting, a table can't be read, or nobody is
            called as ``learner`` or the table says.
    """
    store = Store.at(root)
    root = root.resolve()
    with Journal(root) as journal:
        return _Gathering(store, root, journal, progress).run(list(sources), learner, accept)


def place_typed(
    root: Path,
    journal: Journal,
    typed: Iterable[Typed],
    *,
    withdraw: Iterable[Row] = (),
    progress: Callable[[Placed], None] = _silent,
) -> Collected:
    """Place what was typed in from paper, as :func:`collect` places what learners hand in.

    It may be cut off at any moment and called again with the same.

    Args:
        root: The course folder, resolved.
        journal: The course's journal, open.
        typed: What is to be placed.
        withdraw: Rows of the journal that no longer hold; of what else came in for their places, the newest counts.
        progress: Called for each file that is placed.

    Returns:
        What became of everything.
    """
    return _Gathering(Store.at(root), root, journal, progress).run_typed(list(typed), list(withdraw))


@dataclass(frozen=True, kw_only=True)
class _Offer:
    """One file that may count at a place in ``submitted/``."""

    row: Row
    decision: Decision | None
    order: int

    @property
    def rank(self) -> tuple[bool, datetime, int]:
        """What decides: a name over mere evidence, then the newest, then the one collected later.

        What a trainer collects as somebody's is as new as that.
        """
        when = self.row.time if self.row.by == "as" else self.row.changed
        return self.row.by != "pack", datetime.fromisoformat(when), self.order


class _Gathering:
    def __init__(self, store: Store, root: Path, journal: Journal, progress: Callable[[Placed], None]) -> None:
        self.store, self.root, self.journal, self.progress = store, root, journal, progress
        self.now = datetime.now().astimezone()
        self.intake = Intake(root, journal, self.now)
        known = {each.id for each in Roster(root).learners()}
        for exercise in all_exercises():
            known.update(store.learners(exercise))
        self.names = Names(root, filter(is_learner_id, known))
        self.placed: list[Placed] = []
        self.listed: list[Listed] = []
        self.notes: list[str] = []
        self.unchanged = 0
        self._owners: dict[str, dict[str, str]] = {}
        self._bytes: dict[tuple[str, str], tuple[int, int]] = {}
        self._opened: list[Row] = []
        self._said: dict[str, str] = {}

    def run(self, sources: Sequence[Path], learner: str | None, accept: Path | None) -> Collected:
        if self.names.trouble:
            self.notes.append(
                _("Learners' names aren't known here, so only ids and evidence decide: {reason}.").format(
                    reason=self.names.trouble
                )
            )
        forced = self._meant(learner) if learner is not None else None
        if learner is not None and forced is None:
            raise CourseError(_("no learner of this course is clearly meant by {text}").format(text=quote(learner)))
        self._said = self._accepted(accept) if accept is not None else {}
        read = sum(self.intake.take(source) for source in sources)
        for stray in self.intake.strays:
            self._list(Listed(file=stray.file, why=stray.why))
        with TemporaryFile(dir=self.root / "trainer") as spool:  # without a name: nothing is left when this is killed
            self._settle(self._open(spool, forced), spool)
        self.journal.add(self._opened)
        self._write_to_resolve()
        return self._done(read)

    def run_typed(self, typed: Sequence[Typed], withdraw: Sequence[Row]) -> Collected:
        with TemporaryFile(dir=self.root / "trainer") as spool:
            by_learner: dict[str, list[Typed]] = {}
            for each in typed:
                by_learner.setdefault(each.learner, []).append(each)
            for row in withdraw:
                self._withdraw(row, spool)
            for learner in sorted(by_learner):
                rows: list[Row] = []
                for each in by_learner[learner]:
                    rows += self._place_typed(each, spool)
                settle({(self.root / row.placed).parent for row in rows if (self.root / row.placed).exists()})
                self.journal.add(rows)
        return self._done(len(typed))

    def _place_typed(self, typed: Typed, spool: IO[bytes]) -> list[Row]:
        kept, when = f"collected/{typed.file}", typed.when
        place = f"submitted/{typed.learner}/{typed.exercise.module}/{typed.name}"
        path = self.root / kept
        if not path.is_file():
            put(self.root, path, [typed.data], sha256=typed.sha256, changed=typed.when.timestamp())
            settle([path.parent])
        before = self._before(place)
        # A laptop's clock may have gone back since: what was typed later counts all the same.
        earlier = [datetime.fromisoformat(offer.row.changed) for offer in before if offer.row.file.startswith("typed/")]
        row = Row(
            time=self._time, source="typed", file=typed.file, sha256=typed.sha256,
            changed=instant(max([when, *earlier]).timestamp()), kept=kept, became="placed", learner=typed.learner,
            exercise=typed.exercise.id, placed=place, by=typed.by, why=cell(typed.why),
        )  # fmt: skip
        at = spool.seek(0, os.SEEK_END)
        spool.write(typed.data)
        self._bytes[row.key] = (at, len(typed.data))
        item = Item(row=row, parts=parts_of(typed.file), contents=Contents(), arrival="typed")
        decision = Decision(item=item, became="placed", learner=typed.learner, exercise=typed.exercise, placed=place)
        offer = _Offer(row=row, decision=decision, order=len(self.journal.order))
        return self._place(place, before, [offer], spool)

    def _before(self, place: str) -> list[_Offer]:
        return [
            _Offer(row=row, decision=None, order=self.journal.order[row.key])
            for row in self.journal.last.values()
            if row.became in DONE and row.placed == place
        ]

    def _withdraw(self, row: Row, spool: IO[bytes]) -> None:
        """Take away what no longer holds; the copy stays, and what came in for its place before counts again."""
        data = self._at(row.placed)
        if data is not None and hashlib.sha256(data).hexdigest() == row.sha256:
            (self.root / row.placed).unlink()
            settle([(self.root / row.placed).parent])
        left = [offer for offer in self._before(row.placed) if offer.row.key != row.key]
        rows = self._place(row.placed, left, [], spool)
        why = _("The sheet as it was typed last doesn't name {learner}.").format(learner=row.learner)
        self.journal.add([*rows, replace(row, time=self._time, became="set aside", why=cell(why))])
        self.notes.append(
            _("{place} was taken away again: the sheet as it was typed last doesn't name {learner}.").format(
                place=row.placed, learner=row.learner
            )
        )

    def _done(self, read: int) -> Collected:
        handed_in, missing = self._attendance()
        return Collected(
            placed=tuple(sorted(self.placed, key=lambda each: (each.learner, each.place))),
            unchanged=self.unchanged,
            listed=tuple(self.listed),
            notes=tuple(dict.fromkeys(self.notes)),
            junk=self.intake.junk,
            pictures=self.intake.pictures,
            read=read,
            handed_in=handed_in,
            missing=missing,
        )

    def _list(self, listed: Listed, outer: Row | None = None) -> None:
        """List what can't be opened, and say so in the journal."""
        self.listed.append(listed)
        row = Row(
            time=self._time, source=outer.source if outer else "", file=listed.file, sha256="", changed="",
            kept=outer.kept if outer else "", became="listed", why=cell(listed.why),
        )  # fmt: skip
        before = self.journal.last.get(row.key)
        if before is None or before.why != row.why:
            self.journal.add([row])

    @property
    def _time(self) -> str:
        return self.now.isoformat()

    # What the trainer says.

    def _meant(self, text: str) -> str | None:
        """Give the learner whom a trainer means by an id or a name; ``None`` where that isn't clear."""
        text = text.strip().removeprefix("'")
        if text == NOBODY:
            return NOBODY
        found = self.names.claim(text, False)
        return next(iter(found.sure)) if len(found.sure) == 1 else None

    def _accepted(self, path: Path) -> dict[str, str]:
        known = {row.file for row in self.journal.last.values()}
        said: dict[str, str] = {}
        for number, row in enumerate(_read_table(path), 2):
            if not row["learner"].strip():
                continue
            learner = self._meant(row["learner"])
            if row["file"] not in known:
                raise CourseError(
                    _("line {number} of {name}: nothing that came in is called {file}").format(
                        number=number, name=path.name, file=quote(row["file"], 200)
                    )
                )
            if learner is None:
                raise CourseError(
                    _("line {number} of {name}: no learner of this course is clearly meant by {text}").format(
                        number=number, name=path.name, text=quote(row["learner"])
                    )
                )
            said[row["file"]] = learner
        return said

    # Opening what came in.

    def _open(self, spool: IO[bytes], forced: str | None) -> list[Item]:
        """Open what came in with this call, what was cut off, and what waits for the trainer."""
        rows = [row for row in self.journal.last.values() if row.kept and row.sha256]
        # The entries of a zip have the zip's copy, and longer names.
        outer = {row.kept: row for row in sorted(rows, key=lambda row: len(row.file), reverse=True)}
        mine = {self.journal.last[key].kept for key in self.intake.keys}
        waiting = {row.kept for row in rows if row.became in ("came in", "unresolved") or row.file in self._said}
        opened: dict[tuple[str, str], Item] = {}
        for kept in sorted(mine | waiting, key=lambda kept: (kept not in mine, self.journal.order[outer[kept].key])):
            for each in self._items(outer[kept], spool, current=kept in mine):
                row = each.row
                # Of what came in earlier, only what isn't settled is looked at again.
                if kept in mine or row.became in ("came in", "unresolved") or row.file in self._said:
                    who = self._said.get(row.file, forced if kept in mine else None)
                    opened.setdefault(row.key, replace(each, forced=who))
        return list(opened.values())

    def _items(self, row: Row, spool: IO[bytes], *, current: bool) -> Iterator[Item]:
        path = self.root / row.kept
        try:
            size = path.lstat().st_size
        except OSError:
            self.listed.append(
                Listed(file=row.file, why=_("It came in, but its copy isn't there. Collect it once more."))
            )
            return
        found = Found(
            parts=parts_of(row.file), changed=datetime.fromisoformat(row.changed).timestamp(), size=size,
            open=lambda: open_regular(path), path=path,
        )  # fmt: skip
        if not looks_like_zip(found):
            yield from self._item(found, row, spool)
            return
        walk = Walk()
        whole = True
        for each in walk.zip(found):
            if isinstance(each, Found) and self.intake.is_handed_out(each):
                self.intake.junk += current
            elif isinstance(each, Found):
                yield from self._item(each, row, spool)
            elif each.parts == found.parts:
                whole = False
                self.listed.append(Listed(file=row.file, why=each.why))
                self._became(row, "listed", each.why)
            elif current or row.became == "came in":
                self._list(Listed(file=file_of(each.parts), why=each.why), row)
        if current:
            self.intake.junk += walk.junk
            self.intake.pictures += walk.pictures
        if whole:
            self._became(row, "opened")

    def _became(self, row: Row, became: str, why: str = "") -> None:
        """Note what became of a zip, to be written when all that was in it is in its place."""
        if (row.became, row.why) != (became, cell(why)):
            self._opened.append(replace(row, time=self._time, became=became, why=cell(why)))

    def _item(self, found: Found, outer: Row, spool: IO[bytes]) -> Iterator[Item]:
        try:
            if found.path is None and found.size > MAX_BESIDE_BYTES and not may_be_ours(found):
                raise SubmissionError(_("This belongs to no exercise, and it is too large to go along with one"))
            data = found.read()
        except SubmissionError as error:
            self._list(Listed(file=file_of(found.parts), why=f"{error}."), outer)
            return
        digest, file = hashlib.sha256(data).hexdigest(), file_of(found.parts)
        row = self.journal.last.get((digest, file))
        if row is None:
            row = replace(
                outer, time=self._time, file=file, sha256=digest, became="came in",
                changed=instant(self.intake.changed(found.changed)),
            )  # fmt: skip
        at = spool.seek(0, os.SEEK_END)
        spool.write(data)
        self._bytes[row.key] = (at, len(data))
        contents = read_contents(found.parts, data)
        arrival = _origin(outer) + ("" if outer.key in self.intake.keys else "|" + outer.kept.split("/")[1])
        yield Item(row=row, parts=found.parts, contents=contents, arrival=arrival)

    # Deciding, and placing.

    def _settle(self, opened: list[Item], spool: IO[bytes]) -> None:
        decisions = decide(opened, self.names, self._owners_of, self.journal.last.values())
        settled = (*DONE, "set aside")
        fresh = [each for each in decisions if each.item.forced is not None or each.item.row.became not in settled]
        order = {id(each): len(self.journal.order) + at for at, each in enumerate(fresh)}
        rows: list[Row] = []
        for each in fresh:
            row = each.item.row
            if (each.by == "trainer" and each.why != _("The trainer said so.")) or each.why == likeness(each.learner):
                self.notes.append(f"{row.file}: {each.why}")
            if each.became != "placed":
                if each.became != "set aside":
                    self.listed.append(
                        Listed(
                            file=row.file, why=each.why, candidates=each.candidates,
                            to_resolve=each.became == "unresolved",
                        )
                    )  # fmt: skip
                if (row.became, row.why) != (each.became, cell(each.why)):
                    rows.append(self._row(each, each.became, each.why))
        self._vacate(fresh)
        self.journal.add(rows)
        by_place: dict[str, list[_Offer]] = {}
        renewed = {each.item.row.key for each in fresh}
        for row in self.journal.last.values():
            if row.became in DONE and row.key not in renewed:
                by_place.setdefault(row.placed, []).append(
                    _Offer(row=row, decision=None, order=self.journal.order[row.key])
                )
        places: dict[str, dict[str, list[_Offer]]] = {}
        for each in fresh:
            before = each.item.row
            if before.became in DONE:
                places.setdefault(before.learner, {}).setdefault(before.placed, [])
            if each.became == "placed":
                offer = _Offer(
                    row=self._row(each, "placed", each.why), decision=each,
                    order=self.journal.order.get(each.item.row.key, order[id(each)]),
                )  # fmt: skip
                places.setdefault(each.learner, {}).setdefault(each.placed, []).append(offer)
        for each in decisions:
            row = each.item.row
            if row.key not in renewed:
                self.unchanged += 1
                if row.became in DONE:
                    places.setdefault(row.learner, {}).setdefault(row.placed, [])
        for learner in sorted(places):
            rows = []
            for place, offers in sorted(places[learner].items()):
                rows += self._place(place, by_place.get(place, []), offers, spool)
            settle({(self.root / row.placed).parent for row in rows if (self.root / row.placed).exists()})
            self.journal.add(rows)

    def _owners_of(self, exercise: Exercise) -> dict[str, str]:
        if exercise.id not in self._owners:
            self._owners[exercise.id] = self.store.owners(exercise)
        return self._owners[exercise.id]

    def _row(self, decision: Decision, became: str, why: str) -> Row:
        row = decision.item.row
        by = "as" if decision.by == "trainer" and row.file not in self._said else decision.by
        return replace(
            row, time=self._time, became=became, learner=decision.learner,
            exercise=decision.exercise.id if decision.exercise else "", placed=decision.placed, by=by, why=cell(why),
        )  # fmt: skip

    def _vacate(self, fresh: Iterable[Decision]) -> None:
        """Take from its place what the trainer now says is somebody else's; the copy stays."""
        for each in fresh:
            before = each.item.row
            if before.became in DONE and before.placed != each.placed:
                path = self.root / before.placed
                data = self._at(before.placed)
                if data is not None and hashlib.sha256(data).hexdigest() == before.sha256:
                    path.unlink()
                    self.notes.append(
                        _("{place} was taken away again: {file} is somebody else's.").format(
                            place=before.placed, file=before.file
                        )
                    )

    def _place(self, place: str, before: list[_Offer], offers: list[_Offer], spool: IO[bytes]) -> list[Row]:
        """Let the newest of all that came in for a place be there, and give the rows that say so."""
        rows: list[Row] = []
        if not before and not offers:
            return rows
        if why := self._in_the_way(place):
            self.listed += [Listed(file=offer.row.file, why=why) for offer in offers]
            return [replace(offer.row, became="listed", why=cell(why)) for offer in offers]
        found: _Offer | None = None
        there = self._at(place)
        digest = None if there is None else hashlib.sha256(there).hexdigest()
        if digest is not None and digest not in {offer.row.sha256 for offer in (*before, *offers)}:
            adopted = self.intake.adopt(self.root / place, place)
            sample = (before or offers)[0].row
            row = replace(
                adopted, time=self._time, became="placed", learner=sample.learner, exercise=sample.exercise,
                why=_("It lay in its place already."),
            )  # fmt: skip
            found = _Offer(row=row, decision=None, order=self.journal.order[row.key])
            before = [*before, found]
        best = max(before, key=lambda offer: offer.rank, default=None)
        known = {offer.row.sha256 for offer in before}
        new: list[_Offer] = []
        for offer in offers:
            if best is None or offer.row.sha256 not in known or offer.row.by == "as":
                new.append(offer)
            elif offer.row.sha256 == best.row.sha256 or offer.rank <= best.rank:
                self.unchanged += 1
                rows.append(replace(offer.row, became="same", why=_("The same came in before.")))
            else:
                why = _(
                    "The same came in before, and something else since ({file}), which counts. If this is to count "
                    "again, collect it with --as {learner}."
                ).format(file=best.row.file, learner=offer.row.learner)
                self.listed.append(Listed(file=offer.row.file, why=why))
                rows.append(replace(offer.row, became="listed", why=cell(why)))
        counts = max([*before, *new], key=lambda offer: offer.rank, default=None)
        if counts is None:
            return rows
        if found is not None:
            rows.append(found.row if found is counts else replace(found.row, became="older"))
        if counts.row.sha256 != digest:
            data = self._data(counts.row, spool)
            if data is None:
                self.listed.append(
                    Listed(file=counts.row.file, why=_("It came in, but its copy isn't there. Collect it once more."))
                )
                return rows
            changed = datetime.fromisoformat(counts.row.changed).timestamp()
            put(self.root, self.root / place, [data], sha256=counts.row.sha256, changed=changed)
            if there is not None:
                self._compare(place, counts.row, there, data)
            if counts.decision is None:
                self._say(counts.row, place, counts=True)
        for offer in new:
            same = offer.row.sha256 == counts.row.sha256
            became = "placed" if offer is counts else "same" if same else "older"
            why = offer.row.why
            if became == "older":
                why = _("A newer one counts: {file}.").format(file=counts.row.file)
                self.notes.append(
                    _("{place} came in more than once. {file}, changed on {when}, counts; all are kept.").format(
                        place=place.removeprefix("submitted/"), file=counts.row.file, when=_when(counts.row)
                    )
                )
            rows.append(replace(offer.row, became=became, why=why))
            self._say(offer.row, place, counts=offer is counts)
        if best is not None and counts.decision is not None and counts.row.sha256 != best.row.sha256:
            self.notes.append(
                _("{place} came in more than once. {file}, changed on {when}, counts; all are kept.").format(
                    place=place.removeprefix("submitted/"), file=counts.row.file, when=_when(counts.row)
                )
            )
        return rows

    def _say(self, row: Row, place: str, *, counts: bool) -> None:
        placed = Placed(
            file=row.file, learner=row.learner, exercise=row.exercise, place=place, counts=counts, why=row.why
        )
        self.placed.append(placed)
        self.progress(placed)

    def _compare(self, place: str, row: Row, before: bytes, after: bytes) -> None:
        """Say when answers give way to emptier ones."""
        if not place.endswith(".answers.json"):
            return
        had, has = _answered(before), _answered(after)
        if had and has is not None and 2 * has <= had:
            self.notes.append(
                _(
                    "{place}: the newer answers fill {has} fields, the ones before filled {had}. The newer count; if "
                    "that is a mistake, collect the others with --as {learner}."
                ).format(place=place.removeprefix("submitted/"), has=has, had=had, learner=row.learner)
            )

    def _in_the_way(self, place: str) -> str:
        """Say why nothing can be written at a place in ``submitted/``, or nothing."""
        parts = Path(place).parts
        for count in range(1, len(parts) + 1):
            path = self.root.joinpath(*parts[:count])
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:
                return ""
            fits = stat.S_ISREG(mode) if count == len(parts) else stat.S_ISDIR(mode)
            if not fits:
                return _("{path} is in the way: it is a link, or not what belongs there.").format(
                    path="/".join(parts[:count])
                )
        return ""

    def _at(self, place: str) -> bytes | None:
        try:
            with open_regular(self.root / place) as stream:
                return stream.read()
        except (OSError, SubmissionError):
            return None

    def _data(self, row: Row, spool: IO[bytes]) -> bytes | None:
        """Give the bytes of what came in, now or before."""
        if row.key in self._bytes:
            at, size = self._bytes[row.key]
            spool.seek(at)
            return spool.read(size)
        path = self.root / row.kept
        outer = min(
            (other for other in self.journal.last.values() if other.kept == row.kept), key=lambda r: len(r.file)
        )
        found = Found(parts=parts_of(outer.file), changed=0, size=0, open=lambda: open_regular(path), path=path)
        inside: Iterable[Found | Refused] = [found] if outer.key == row.key else Walk().zip(found)
        for each in inside:
            if isinstance(each, Found) and file_of(each.parts) == row.file:
                try:
                    data = each.read()
                except SubmissionError:
                    continue
                if hashlib.sha256(data).hexdigest() == row.sha256:
                    return data
        return None

    # What the trainer gets.

    def _write_to_resolve(self) -> None:
        """Write the table in which the trainer says whose the unresolved files are; what is filled in stays."""
        path = self.root / TO_RESOLVE
        filled: dict[str, str] = {}
        if path.is_file():
            try:
                filled = {row["file"]: row["learner"] for row in _read_table(path)}
            except CourseError as error:
                aside = path.with_name(f"{path.stem}-{self.now.strftime('%Y-%m-%dT%H%M%S')}{path.suffix}")
                path.rename(aside)
                self.notes.append(_("{error}; it was kept as {name}.").format(error=error, name=aside.name))
        waiting = [row for row in self.journal.last.values() if row.became == "unresolved"]
        if not waiting:
            path.unlink(missing_ok=True)
            return
        candidates = {each.file: each.candidates for each in self.listed}
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["file", "learner", "may be", "why"])
        for row in waiting:
            table.writerow([row.file, cell(filled.get(row.file, "")), " ".join(candidates.get(row.file, ())), row.why])
        write_atomically(path, text.getvalue(), mode=0o600)

    def _attendance(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """Say who has handed in what, and who hasn't."""
        here = {each.id for each in Roster(self.root).learners()}
        handed_in, missing = {}, {}
        submitted = self.root / "submitted"
        folders = sorted(path.name for path in submitted.iterdir()) if submitted.is_dir() else []
        for exercise in exercises_of(Settings.read(self.root).modules):
            files = [f"{exercise.slug}{ending}" for ending in (".ipynb", ".answers.json", TEAM_ANSWERS)]
            done = tuple(
                name
                for name in folders
                if is_learner_id(name) and any((submitted / name / exercise.module / file).is_file() for file in files)
            )
            given = [name for name in self.store.learners(exercise) if not here or name in here]
            if done or given:
                handed_in[exercise.id] = done
                missing[exercise.id] = tuple(name for name in given if name not in done)
        return handed_in, missing


def _origin(outer: Row) -> str:
    """Give the folder or the zip that something came from."""
    above = Path(outer.source).parents
    return str(above[min(len(parts_of(outer.file)), len(above)) - 1]) if above else outer.source


def _answered(data: bytes) -> int | None:
    try:
        _pack, _exercise, answers = parse_answers(data, name="answers")
    except AnswerError:
        return None
    return sum(not is_blank(value) for fields in answers.values() for value in fields.values())


def _when(row: Row) -> str:
    return datetime.fromisoformat(row.changed).astimezone().isoformat(" ", "minutes")[:16]


def _read_table(path: Path) -> list[dict[str, str]]:
    """Read a table with the columns ``file`` and ``learner``, as any spreadsheet saves it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(_("{name} can't be read: {error}").format(name=path.name, error=error)) from None
    if len(data) > _MAX_ACCEPT:
        raise CourseError(
            _("{name} has {count:,} bytes; the limit is {limit:,}").format(
                name=path.name, count=len(data), limit=_MAX_ACCEPT
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise CourseError(_("{name} can't be read: {error}").format(name=path.name, error=error)) from None
    columns = [name.strip().casefold() for name in rows[0]] if rows else []
    for wanted in ("file", "learner"):
        if wanted not in columns:
            raise CourseError(_("{name} has no column {column}").format(name=path.name, column=quote(wanted)))
    found = []
    for row in rows[1:]:
        padded = [*row, *([""] * len(columns))]
        found.append({name: padded[columns.index(name)] for name in ("file", "learner")})
    return found
