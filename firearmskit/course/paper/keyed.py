"""Answers typed in from paper: checked against their sheets, kept as typed, and placed where grading reads them.

A sheet is typed into a row of a table, or question by question at the terminal. What is typed is on disk at once, in
``trainer/keyed.csv``; what is made of it can be made again, so a power cut loses nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from firearmskit.course.answers import FORMAT
from firearmskit.course.collecting.gathering import Collected, Placed, Typed, place_typed
from firearmskit.course.collecting.journal import DONE, Journal, Row
from firearmskit.course.folder import student_notebook
from firearmskit.course.packs import all_exercises
from firearmskit.course.paper.codes import Sheet, known_sheets, parse_code
from firearmskit.course.paper.log import Entry, Log, append
from firearmskit.course.paper.questions import Question, questions_of, read_answers
from firearmskit.course.roster import Roster
from firearmskit.course.store import Frozen, Store
from firearmskit.course.teams import TEAM_ANSWERS, teams_of
from firearmskit.errors import CourseError, InputError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["MAX_BYTES", "Keyed", "collect_keyed", "type_in"]

MAX_BYTES = 8 * 1024 * 1024
_MAX_ROWS = 20_000
_MAX_CELL = 20_000
_NUMBER = re.compile(r"\s*(\d{1,3})\b")
_Answers = dict[int, str]


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """What became of what was typed in.

    Attributes:
        collected: What became of the files that were made of it.
        sheets: How many sheets were typed in now, or otherwise than before.
        same: How many were typed in before, with the same answers.
        blank: How many rows have no answers yet.
        listed: Sentences: what a person has to look at, such as a code that is nobody's or two letters for one.
        notes: Sentences: what is blank, what was typed otherwise before.
    """

    collected: Collected
    sheets: int
    same: int
    blank: int
    listed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """One row of a table: what was typed of one sheet."""

    number: int
    code: str
    whose: str
    members: str
    answers: _Answers


def _silent(placed: Placed) -> None:
    """Say nothing."""


def collect_keyed(
    root: Path, table: Path, *, verify: bool = False, progress: Callable[[Placed], None] = _silent
) -> Keyed:
    """Take in a table of answers typed in from sheets.

    The same table may be taken in any number of times, filled further or corrected in between, and after a call that
    was cut off. Where a sheet is typed otherwise than before, both are kept and the later counts.

    Args:
        root: The course folder.
        table: CSV with a column ``code`` and a column for each question, whose heading begins with its number; the
            columns ``learner`` and ``members`` may be there.
        verify: Only compare it with what was typed before, as typed by a second person; nothing is taken in.
        progress: Called for each file that is placed.

    Returns:
        What became of everything.

    Raises:
        CourseError: The folder isn't a course folder, something else is collecting, or the table can't be read.
    """
    Store.at(root)
    root = root.resolve()
    lines = _read_table(table)
    with Journal(root) as journal:
        desk = _Desk(root, journal)
        desk.take(lines, verify=verify)
        return desk.done(() if verify else desk.to_place(), progress)


def type_in(
    root: Path,
    ask: Callable[[str], str | None],
    say: Callable[[str], object],
    *,
    progress: Callable[[Placed], None] = _silent,
) -> Keyed:
    """Take in sheets that are typed at the terminal, question by question; each answer is on disk before the next.

    Args:
        root: The course folder.
        ask: Is given what to ask, and gives what was typed; ``None`` at the end.
        say: Is given a sentence for each answer that was kept or can't be right.
        progress: Called for each file that is placed.

    Returns:
        What became of everything.

    Raises:
        CourseError: The folder isn't a course folder, or something else is collecting.
    """
    Store.at(root)
    root = root.resolve()
    with Journal(root) as journal:
        desk = _Desk(root, journal)
        _Terminal(desk, ask, say).run()
        return desk.done(desk.to_place(), progress)


class _Desk:
    """One call's keying: the sheets of the course, and what was typed of them."""

    def __init__(self, root: Path, journal: Journal) -> None:
        self.root, self.journal = root, journal
        self.log = Log(root)
        self.sheets = known_sheets(root)
        self._stores = {is_team: Store(root, teams=is_team) for is_team in (False, True)}
        self._teams = {team.id: team for team in teams_of(root)}
        roster = [learner.id for learner in Roster(root).learners()]
        self._known = set(roster) | {each for what in all_exercises() for each in self._stores[False].learners(what)}
        self.listed: list[str] = []
        self.notes: list[str] = []
        self.typed = self.same = self.blank = 0
        self._asked: dict[str, tuple[Frozen, tuple[Question, ...]]] = {}

    # ---- what the sheets are

    def sheet(self, code: str) -> Sheet:
        """Find the sheet of a code as it was typed.

        Raises:
            InputError: No sheet of this course has it.
        """
        code = parse_code(code, self.sheets)
        if code not in self.sheets:
            raise InputError(
                _("{code} is a code, but of no sheet of this course; is it a sheet of another course?").format(
                    code=code
                )
            )
        return self.sheets[code]

    def asked(self, sheet: Sheet) -> tuple[Frozen, tuple[Question, ...]]:
        """Give what was frozen for a sheet, and its questions.

        Raises:
            CourseError: The record is damaged or of another version.
        """
        if sheet.code not in self._asked:
            frozen = self._stores[sheet.is_team].frozen(sheet.exercise, learner=sheet.whose)
            self._asked[sheet.code] = frozen, questions_of(sheet.exercise, frozen.evidence)
        return self._asked[sheet.code]

    def name(self, sheet: Sheet) -> str:
        """Give whose a sheet is, as the trainer calls it."""
        team = self._teams.get(sheet.whose) if sheet.is_team else None
        return team.name if team else sheet.whose

    def members(self, sheet: Sheet, typed: str) -> tuple[tuple[str, ...], list[str]]:
        """Read who is credited with a team's sheet: those who are typed, or else the team of the roster.

        Returns:
            Their ids, each once, and what is wrong.
        """
        words = [word for word in re.split(r"[\s,;+&/]+", typed.strip().removeprefix("'")) if word.strip("_")]
        if not sheet.is_team:
            mine = [word for word in words if word.casefold() != sheet.whose.casefold()]
            wrong = _("this is {learner}'s own sheet, so nobody else is credited ({members})")
            return (), [wrong.format(learner=sheet.whose, members=quote(" ".join(mine)))] if mine else []
        if not words:
            team = self._teams.get(sheet.whose)
            return (team.members, []) if team else ((), [_("the roster has no such team any more: name its members")])
        spelled = {each.casefold(): each for each in self._known}
        found = [spelled[word.casefold()] for word in words if word.casefold() in spelled]
        wrong_ones = [word for word in words if word.casefold() not in spelled]
        said = [_("no learner of this course is called {member}").format(member=quote(word)) for word in wrong_ones]
        return tuple(dict.fromkeys(found)), said

    # ---- taking in

    def take(self, lines: Sequence[_Line], *, verify: bool = False) -> None:
        """Take in the rows of a table, or compare them with what was typed before."""
        by_code: dict[str, list[tuple[_Line, Entry]]] = {}
        for line in lines:
            if not line.answers:
                self.blank += 1
                if any(self._says_it(line, code) for code in self.log.entries):
                    self.listed.append(
                        _(
                            "line {number}: {code} was typed in before, and is blank now: what was typed still counts."
                        ).format(number=line.number, code=quote(line.code))
                    )
                continue
            entry = self._entry(line)
            if entry is not None:
                by_code.setdefault(entry.code, []).append((line, entry))
        for code, typed in by_code.items():
            before = self.log.entries.get(code, [])
            last_line, last = typed[-1]
            if len(typed) > 1 and any(not self._equal(last, entry) for _line, entry in typed[:-1]):
                numbers = ", ".join(str(line.number) for line, _entry in typed)
                self.listed.append(
                    _("{sheet} stands in the lines {lines}, with different answers: line {last} counts.").format(
                        sheet=self._called(code), lines=numbers, last=last_line.number
                    )
                )
            if before and self._equal(before[-1], last):
                self.same += 1
                continue
            if before:
                self._differs(code, before[-1], last, verify=verify)
            elif verify:
                self.listed.append(_("{sheet} wasn't typed in before.").format(sheet=self._called(code)))
            if not verify:
                self.keep([entry for _line, entry in typed])

    def _says_it(self, line: _Line, code: str) -> bool:
        try:
            return self.sheet(line.code).code == code
        except InputError:
            return False

    def keep(self, entries: Sequence[Entry]) -> None:
        """Keep what was typed of one sheet, the latest last."""
        for entry in entries:
            before = self.log.entries.get(entry.code, [])
            if not before or not self._equal(before[-1], entry):
                self.log.add(entry)
        self.typed += 1

    def _called(self, code: str) -> str:
        return f"{code} ({escape(self.name(self.sheets[code]))})"

    def _entry(self, line: _Line) -> Entry | None:
        """Read a row, and list what is wrong with it; ``None`` where nobody can say whose it is."""
        where = _("line {number}").format(number=line.number)
        try:
            sheet = self.sheet(line.code)
            _frozen, questions = self.asked(sheet)
        except CourseError as error:
            self.listed.append(f"{where}: {error}.")
            return None
        except InputError as error:
            self.listed.append(_("{where}: {error}. It wasn't taken in.").format(where=where, error=error))
            return None
        name = self.name(sheet)
        said = line.whose.strip().removeprefix("'")
        if said and said.casefold() not in (name.casefold(), sheet.whose.casefold()):
            self.listed.append(
                _("{where}: the code is that of {name}, but the row says {said}. It wasn't taken in.").format(
                    where=where, name=escape(name), said=quote(said)
                )
            )
            return None
        members, wrong = self.members(sheet, line.members)
        self.listed += [f"{where}, {escape(name)}: {each}." for each in wrong]
        if sheet.is_team and not members:
            self.listed.append(_("{where}, {name}: nobody would be credited. It wasn't taken in.").format(
                where=where, name=escape(name)))  # fmt: skip
            return None
        self.look_at(f"{where}, {escape(name)}", questions, line.answers)
        now = datetime.now().astimezone().isoformat()
        return Entry(time=now, code=sheet.code, whose=name, members=members, answers=line.answers)

    def look_at(self, where: str, questions: Sequence[Question], answers: Mapping[int, str]) -> None:
        """List what can't be right in what was typed, and note what is blank."""
        _values, wrong = read_answers(tuple(questions), answers)
        for number, problem in wrong:
            self.listed.append(
                _("{where}, question {number}: {problem}. It is kept as it is, and earns nothing.").format(
                    where=where, number=number, problem=problem
                )
            )
        beyond = sorted(set(answers) - {each.number for each in questions})
        if beyond:
            self.listed.append(
                _("{where}: this sheet has no question {numbers}; what was typed there isn't used.").format(
                    where=where, numbers=", ".join(map(str, beyond))
                )
            )
        blank = [str(each.number) for each in questions if not answers.get(each.number, "").strip()]
        if blank:
            self.notes.append(
                ngettext(
                    "{where}: {count} answer is blank: {numbers}.", "{where}: {count} answers are blank: {numbers}.",
                    len(blank),
                ).format(where=where, count=len(blank), numbers=", ".join(blank))
            )  # fmt: skip

    def _equal(self, one: Entry, other: Entry) -> bool:
        return not self._differing(one, other) and set(one.members) == set(other.members)

    def _differing(self, one: Entry, other: Entry) -> list[int]:
        """Give the questions that two entries of a sheet answer differently; how it was typed doesn't matter."""
        _frozen, questions = self.asked(self.sheets[one.code])
        numbers = [each.number for each in questions]
        (first, second) = (
            {
                each.number: read_answers((each,), entry.answers)[0].get(each.task.id, {}).get(each.field.key)
                for each in questions
            }
            for entry in (one, other)
        )
        return [number for number in numbers if first[number] != second[number]]

    def _differs(self, code: str, before: Entry, now: Entry, *, verify: bool) -> None:
        numbers = self._differing(before, now)
        said = []
        for number in numbers:
            said.append(
                _("question {number} was {before}, is {now}").format(
                    number=number, before=quote(before.answers.get(number, "")), now=quote(now.answers.get(number, ""))
                )
            )
        if set(before.members) != set(now.members):
            said.append(
                _("members were {before}, are {now}").format(before=" ".join(before.members), now=" ".join(now.members))
            )
        if verify:
            sentence = _("{sheet} was typed differently: {differences}.")
            self.listed.append(sentence.format(sheet=self._called(code), differences="; ".join(said)))
        else:
            sentence = _("{sheet} was typed in before: {differences}. The later counts; both are kept.")
            self.notes.append(sentence.format(sheet=self._called(code), differences="; ".join(said)))

    # ---- placing

    def to_place(self) -> tuple[Typed, ...]:
        """Give what was typed in and isn't in its place yet, now or at a call that was cut off."""
        return tuple(typed for entries in self.log.entries.values() for typed in self._files(entries))

    def _files(self, entries: Sequence[Entry]) -> Iterator[Typed]:
        last, number = entries[-1], len(entries)
        sheet = self.sheets.get(last.code)
        if sheet is None:
            return  # of a learner whose data were removed
        try:
            frozen, questions = self.asked(sheet)
        except CourseError as error:
            self.listed.append(f"{last.code}: {error}.")
            return
        answers, _wrong = read_answers(questions, last.answers)
        document = {
            "format": FORMAT, "pack": sheet.pack, "exercise": sheet.exercise.id, "answers": answers,
            "sheet": sheet.code, "typed": number,
        }  # fmt: skip
        data = (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        ending = TEAM_ANSWERS if sheet.is_team else ".answers.json"
        why = _("It was typed in from the sheet {code}.").format(code=sheet.code)
        if sheet.is_team:
            why = _("It was typed in from the sheet {code} of the team {team}.").format(
                code=sheet.code, team=self.name(sheet)
            )
        for learner in last.members if sheet.is_team else (sheet.whose,):
            made = Typed(
                learner=learner, exercise=sheet.exercise, sheet=f"{sheet.code}-{number}",
                name=f"{sheet.exercise.slug}{ending}", data=data, when=datetime.fromisoformat(last.time),
                by="team" if sheet.is_team else "name", why=why,
            )  # fmt: skip
            row = self.journal.last.get((made.sha256, made.file))
            if row is not None and row.became in (*DONE, "set aside"):
                continue
            yield made
            notebook = self.root / "submitted" / learner / sheet.exercise.module / f"{sheet.exercise.slug}.ipynb"
            if not sheet.is_team and not notebook.exists():
                blank = student_notebook(self.root, sheet.exercise, frozen.language).read_bytes()
                yield Typed(
                    learner=learner, exercise=sheet.exercise, sheet=made.sheet, name=notebook.name, data=blank,
                    when=made.when, by=made.by, why=why,
                )  # fmt: skip

    def _no_longer(self) -> Iterator[Row]:
        """Give what a team's sheet credited to somebody whom it doesn't name any more."""
        for code, entries in self.log.entries.items():
            for row in list(self.journal.last.values()):
                credited = row.by == "team" and row.became in DONE and row.file.startswith(f"typed/{code}-")
                if credited and row.learner not in entries[-1].members:
                    yield row

    def done(self, typed: Sequence[Typed], progress: Callable[[Placed], None]) -> Keyed:
        """Place what is to be placed, and say what became of everything."""
        withdraw = tuple(self._no_longer())
        collected = place_typed(self.root, self.journal, typed, withdraw=withdraw, progress=progress)
        self._several_teams(collected)
        return Keyed(
            collected=collected, sheets=self.typed, same=self.same, blank=self.blank, listed=tuple(self.listed),
            notes=tuple(self.notes),
        )  # fmt: skip

    def _several_teams(self, collected: Collected) -> None:
        """Note who is credited by a team's sheet and has another one or work of their own."""
        for placed in collected.placed:
            if not placed.place.endswith(TEAM_ANSWERS):
                continue
            own = self.root / placed.place.removesuffix(TEAM_ANSWERS)
            if own.with_name(f"{own.name}.answers.json").exists():
                self.notes.append(
                    _("{learner} has answers of their own to {exercise}: they count, not the team's.").format(
                        learner=placed.learner, exercise=placed.exercise
                    )
                )
            teams = {
                row.file.split("/")[1].rpartition("-")[0]
                for row in self.journal.last.values()
                if row.by == "team" and row.became in DONE and row.placed == placed.place
            }
            if len(teams) > 1:
                self.notes.append(
                    _(
                        "{learner} stands on the sheets of several teams ({codes}): the one typed in last counts."
                    ).format(learner=placed.learner, codes=", ".join(sorted(teams)))
                )


class _Terminal:
    """Sheets typed at the terminal, question by question; a sheet that was cut off is taken up again."""

    def __init__(self, desk: _Desk, ask: Callable[[str], str | None], say: Callable[[str], object]) -> None:
        self._desk, self._ask, self._say = desk, ask, say
        self._draft = desk.root / "trainer" / "keying.draft"

    def run(self) -> None:
        begun = self._begun()
        if begun is not None and not self._go_on(begun):
            return
        while True:
            typed = self._ask(_("Code of the sheet (nothing to end): "))
            if typed is None or not typed.strip():
                return
            try:
                sheet = self._desk.sheet(typed)
                self._desk.asked(sheet)
            except (CourseError, InputError) as error:
                self._say(f"{error}.")
                continue
            self._begin(sheet)
            if not self._go_on((sheet, "", {})):
                return

    def _go_on(self, begun: tuple[Sheet, str, _Answers]) -> bool:
        """Ask what wasn't answered yet; say whether the sheet was finished."""
        sheet, members, answers = begun
        _frozen, questions = self._desk.asked(sheet)
        self._say(
            _("{code}: {name}, {exercise}. Type an answer and press Enter; for a blank one Enter alone.").format(
                code=sheet.code, name=escape(self._desk.name(sheet)), exercise=_(sheet.exercise.title)
            )
        )
        if sheet.is_team and not answers:
            typed = self._ask(_("Who is ticked (nothing for all that are printed)? "))
            if typed is None:
                return False
            members = typed
            self._keep("members", typed)
        for question in questions:
            if question.number in answers:
                continue
            how = f"A-{list(question.letters)[-1]}" if question.letters else _("in writing")
            typed = self._ask(f"{question.number} [{how}] {escape(question.title)}: ")
            if typed is None:
                return False
            # A terminal that speaks another encoding gives bytes that are no text; they can't be kept as text.
            typed = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            answers[question.number] = typed[:_MAX_CELL]
            self._keep(str(question.number), answers[question.number])
            _values, wrong = read_answers((question,), answers)
            self._say("  " + (_("kept, but: {problem}").format(problem=wrong[0][1]) if wrong else _("kept")))
        line = _Line(
            number=0, code=sheet.code, whose="", members=members,
            answers={number: text for number, text in answers.items() if text.strip()},
        )  # fmt: skip
        self._desk.take([line])
        self._draft.unlink(missing_ok=True)
        self._say(_("{code} is finished.").format(code=sheet.code))
        return True

    def _begin(self, sheet: Sheet) -> None:
        self._draft.unlink(missing_ok=True)
        self._keep("code", sheet.code)

    def _keep(self, what: str, typed: str) -> None:
        """Write one answer to disk before the next is asked."""
        append(self._draft, json.dumps([what, typed]) + "\n")

    def _begun(self) -> tuple[Sheet, str, _Answers] | None:
        """Read what was typed of a sheet that wasn't finished."""
        try:
            text = self._draft.read_text("utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        whole = text[: text.rfind("\n") + 1]
        try:
            kept = dict(json.loads(line) for line in whole.splitlines())
            sheet = self._desk.sheet(kept.pop("code"))
            self._desk.asked(sheet)
            members = str(kept.pop("members", ""))
            answers = {int(number): str(typed) for number, typed in kept.items()}
        except (ValueError, TypeError, KeyError, CourseError):
            return None
        if len(whole) < len(text):
            with self._draft.open("r+b") as stream:
                stream.truncate(len(whole.encode()))
        return sheet, members, answers


def _read_table(path: Path) -> list[_Line]:
    """Read a table of answers as any spreadsheet saves it; the order of its columns doesn't matter.

    Raises:
        CourseError: It can't be read, is too large, or has no column of codes or no question.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CourseError(
            _("{name} can't be read: {error}").format(name=quote(path.name), error=error.strerror)
        ) from None
    if len(data) > MAX_BYTES:
        raise CourseError(
            _("{name} has more than {limit:,} bytes, which is the limit").format(name=quote(path.name), limit=MAX_BYTES)
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CourseError(
            _("{name} is a workbook, not CSV: open it in the spreadsheet and save it as “CSV UTF-8”").format(
                name=quote(path.name)
            )
        )
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=head.count), strict=True)
    columns: dict[str | int, int] = {}
    lines: list[_Line] = []
    line = 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not columns:
                columns = _columns(cells, path.name)
            else:
                lines.append(_line(line, cells, columns, path.name))
            if len(lines) > _MAX_ROWS:
                raise CourseError(_("{name} has more than {most:,} rows").format(name=quote(path.name), most=_MAX_ROWS))
            line = reader.line_num + 1
    except csv.Error as error:
        raise CourseError(
            _("{name} can't be read after line {line}: {error}").format(name=quote(path.name), line=line, error=error)
        ) from None
    if not columns:
        raise CourseError(_("{name} is empty").format(name=quote(path.name)))
    return lines


def _columns(cells: Sequence[str], name: str) -> dict[str | int, int]:
    """Say which column holds what: ``code``, ``learner``, ``members``, and questions by their numbers."""
    found: dict[str | int, int] = {}
    for place, cell in enumerate(cells):
        numbered = _NUMBER.match(cell)
        what: str | int = int(numbered[1]) if numbered else cell.strip().casefold()
        if not what:
            continue
        if what in found:
            raise CourseError(_("{name} has two columns {column}").format(name=quote(name), column=quote(str(what))))
        found[what] = place
    if "code" not in found:
        raise CourseError(_("{name} has no column {column}").format(name=quote(name), column=quote("code")))
    if not any(isinstance(what, int) for what in found):
        raise CourseError(
            _("{name} has no column whose heading begins with the number of a question").format(name=quote(name))
        )
    return found


def _line(number: int, cells: Sequence[str], columns: Mapping[str | int, int], name: str) -> _Line:
    for text in cells:
        if len(text) > _MAX_CELL:
            raise CourseError(
                _("{name}, line {line}: a cell has {count:,} characters; the limit is {most:,}").format(
                    name=quote(name), line=number, count=len(text), most=_MAX_CELL
                )
            )

    def at(what: str | int) -> str:
        place = columns.get(what)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    answers = {what: typed for what in columns if isinstance(what, int) and (typed := at(what))}
    lost = [text for place, text in enumerate(cells) if text.strip() and place >= 1 + max(columns.values())]
    if lost:
        raise CourseError(
            _("{name}, line {line}: {text} stands in a column without a heading").format(
                name=quote(name), line=number, text=quote(lost[0])
            )
        )
    return _Line(number=number, code=at("code"), whose=at("learner"), members=at("members"), answers=answers)
