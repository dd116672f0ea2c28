"""The trainer's page, to be read in five minutes the evening before the next day of a course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from firearmskit.course import display, pages, plots
from firearmskit.course.answers import write_atomically
from firearmskit.course.copies import Alike, Group
from firearmskit.course.overview import Examined, Met, Need, Overview, Trap, is_before, survey
from firearmskit.course.packs import Exercise
from firearmskit.course.roster import Roster
from firearmskit.course.settings import Settings
from firearmskit.course.statistics import FEWEST_PAIRS, Gain, Item, Share, most_chosen
from firearmskit.errors import CourseError
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["Reported", "gain_words", "page_of", "report"]

_STYLE = """
ol.first{padding-inline-start:1.4rem}ol.first>li{margin:.6rem 0;font-size:1.05rem}
ol.first>li>strong{display:block}
.twin{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
.twin pre{margin:0;padding:.5rem;border:1px solid #8a949e;font-size:.8rem;max-height:24rem;overflow-y:auto}
mark{background:#ffe08a;color:#000}
.small{font-size:.9rem}
nav a{margin-inline-end:.8rem}
@media (max-width:40rem){.twin{grid-template-columns:1fr}}
@media print{.twin pre{max-height:none}}
"""
_NAMED = 6
"""How many learners the first lines name before they count."""
_UNFOLDED = 25
_LOW, _FAIR = 0.2, 0.4

Namer = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Reported:
    """The page, and whether something waits for the trainer.

    Attributes:
        path: The page.
        open: How many submissions weren't scored, weren't graded or wait for a person.
    """

    path: Path
    open: int


def report(root: Path, *, names: bool = False, db: str | None = None) -> Reported:
    """Write ``reports/report.html`` in the language spoken now.

    Args:
        root: The course folder.
        names: Whether to open the names; pseudonyms by default.
        db: The gradebook's address for SQLAlchemy; the course's own by default.

    Raises:
        CourseError: The folder isn't a course folder, or the names can't be opened.
    """
    seen = survey(root, db=db)
    people = Roster(root).people() if names else {}
    if names and not people:
        raise CourseError(_("this course has no names: it was made without a roster"))

    def named(learner: str) -> str:
        person = people.get(learner)
        return pages.written(f"{person.name} ({learner})" if person else learner)

    text = page_of(seen, title=Settings.read(root).title, named=named)
    path = root / "reports" / "report.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text, mode=0o600)
    waits = sum(need.state in ("unscored", "ungraded") for need in seen.needs) + len(seen.waiting)
    return Reported(path=path, open=waits)


def page_of(seen: Overview, *, title: str, named: Namer = pages.written) -> str:
    """Give the page in the language spoken now.

    Args:
        seen: What it says.
        title: The course's, as participants read it.
        named: A learner's id to the HTML that names the learner.
    """
    sections = [
        ("help", _("Who needs help tomorrow"), _help(seen, named)),
        ("objectives", _("What the group hasn't met"), _objectives(seen)),
        ("tasks", _("How hard the tasks are, and whom they tell apart"), _tasks(seen)),
        ("traps", _("Wrong answers that caught several"), _traps(seen)),
        ("gain", _("From pre-test to post-test"), _gain(seen)),
        ("alike", _("Written alike"), _alike(seen, named)),
        ("look", _("To look at"), _look(seen, named)),
    ]
    above = _("Three things for tomorrow")
    links = "".join(f'<a href="#{name}">{escape(head)}</a> ' for name, head, _body in sections)
    body = [
        f"<h2>{escape(above)}</h2>",
        f'<ol class="first">{"".join(f"<li>{each}</li>" for each in _first(seen, named))}</ol>',
        _counts(seen),
        f"<nav>{links}</nav>",
        *(f'<section id="{name}"><h2>{escape(head)}</h2>{text}</section>' for name, head, text in sections),
        _sources(),
    ]
    return pages.page(_("Report: {course}").format(course=title), "\n".join(body), style=_STYLE)


def _strong(sentence: str) -> str:
    return f"<strong>{escape(sentence)}</strong>"


def _share(value: float) -> str:
    return f"{round(100 * value)}\N{NO-BREAK SPACE}%"


def _interval(share: Share) -> str:
    words = _("{mean} (between {low} and {high}, n = {n})").format(
        mean=_share(share.mean), low=_share(share.low), high=_share(share.high), n=share.n
    )
    return words.replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}")


def _title(exercise: Exercise, task: str) -> str:
    return _(exercise.task(task).title)


def _some(learners: Iterable[str], named: Namer) -> str:
    """Name a few, and count the others."""
    everybody = list(dict.fromkeys(learners))
    shown = ", ".join(named(learner) for learner in everybody[:_NAMED])
    more = len(everybody) - _NAMED
    if more <= 0:
        return shown
    words = ngettext("{names} and {count} more", "{names} and {count} more", more)
    return escape(words).format(names=shown, count=more)


def _first(seen: Overview, named: Namer) -> Iterator[str]:
    """Give the three things, each as HTML."""
    below = [need for need in seen.needs if need.state == "below"]
    scored = sum(len(each.shares) for each in seen.examined if not is_before(each.exercise))
    if below:
        who = list(dict.fromkeys(need.learner for need in below))
        head = ngettext("Help {count} learner.", "Help {count} learners.", len(who)).format(count=len(who))
        most = most_chosen(_title(need.exercise, task) for need in below for task, _points in need.tasks)
        words = _("What most of them miss: {task}.").format(task=most[0][0]) if most else ""
        yield f"{_strong(head)} {_some(who, named)}. {escape(words)}"
    elif scored:
        yield _strong(_("Nobody whose work was scored is below what passes."))
    else:
        yield _strong(_("Grade first: nothing has been scored yet."))
    unmet = [met for met in seen.objectives if not met.is_met]
    if unmet:
        words = _("Of its points the group earned {share}.").format(share=_interval(unmet[0].share))
        head = _("Teach once more: {objective}").format(objective=unmet[0].text)
        yield f"{_strong(head)} {escape(words)}"
    elif seen.objectives:
        head = _("The group meets every objective on average.")
        words = _("The weakest is: {objective} Of its points the group earned {share}.").format(
            objective=seen.objectives[0].text, share=_interval(seen.objectives[0].share)
        )
        yield f"{_strong(head)} {escape(words)}"
    yield _third(seen, named)


def _third(seen: Overview, named: Namer) -> str:
    ungraded = [need for need in seen.needs if need.state == "ungraded"]
    if ungraded:
        head = ngettext(
            "Grade {count} submission that lies there ungraded.",
            "Grade {count} submissions that lie there ungraded.",
            len(ungraded),
        ).format(count=len(ungraded))
        return f"{_strong(head)} {_some((need.learner for need in ungraded), named)}."
    unscored = [need for need in seen.needs if need.state == "unscored"]
    if unscored:
        head = ngettext(
            "Look at {count} submission that couldn't be scored.",
            "Look at {count} submissions that couldn't be scored.",
            len(unscored),
        ).format(count=len(unscored))
        return f"{_strong(head)} {_some((need.learner for need in unscored), named)}."
    if seen.waiting:
        head = ngettext(
            "Give points in formgrader: {count} submission waits for you.",
            "Give points in formgrader: {count} submissions wait for you.",
            len(seen.waiting),
        ).format(count=len(seen.waiting))
        return f"{_strong(head)} {_some((who for who, _what, _tasks in seen.waiting), named)}."
    doubtful = [
        (item.discrimination, name)
        for each in seen.examined
        for name, item in each.items.items()
        if item.discrimination is not None and item.discrimination < 0 and item.is_clear
    ]
    if doubtful:
        words = _("Check this task before you discuss it: {task}.").format(task=min(doubtful)[1])
        why = _("Those who did well elsewhere did worse in it.")
        return f"{_strong(words)} {escape(why)}"
    if seen.traps:
        trap = seen.traps[0]
        words = _("Talk about a wrong answer that caught {count} of {of}: {answer}").format(
            count=len(trap.learners), of=trap.of, answer=_trap_words(trap)
        )
        return f"{_strong(words)} {escape(trap.reason)}"
    missing = list(dict.fromkeys(need.learner for need in seen.needs if need.state == "missing"))
    if missing:
        head = _("Ask for the work that wasn't handed in.")
        return f"{_strong(head)} {_some(missing, named)}."
    return _strong(_("Nothing waits for you."))


def _counts(seen: Overview) -> str:
    if not seen.examined:
        return pages.say(_("Nothing was handed in yet."))
    rows = []
    for each in seen.examined:
        needed = each.exercise.pass_share
        passed = "—" if needed is None else str(sum(share >= needed - 1e-9 for share in each.shares))
        counts = [str(each.released), str(each.handed_in), str(len(each.shares)), passed]
        rows.append([escape(_(each.exercise.title)), *counts])
    head = [_("exercise"), _("released to"), _("handed in"), _("scored"), _("passed")]
    return pages.table(head, rows, numbers=range(1, 5))


def _help(seen: Overview, named: Namer) -> str:
    if not seen.needs:
        return pages.say(_("Everybody handed in, was scored and passed."))
    lines = [pages.say(_("Those who earned least come first. In brackets: points."))]
    for each in seen.examined:
        mine = [need for need in seen.needs if need.exercise.id == each.exercise.id]
        if mine:
            rows = [[named(need.learner), *_need(need)] for need in mine]
            head = [_("learner"), _("what happened"), _("what exactly")]
            lines.append(_long_table(head, rows, caption=_(each.exercise.title)))
        if each.shares and each.exercise.pass_share is not None:
            lines.append(_points_plot(each, each.exercise.pass_share))
    return "".join(lines)


def _long_table(head: list[str], rows: list[list[str]], *, caption: str) -> str:
    """Give a table, folded from the point where nobody reads on the evening before."""
    shown = pages.table(head, rows[:_UNFOLDED], caption=caption)
    more = len(rows) - _UNFOLDED
    if more <= 0:
        return shown
    words = ngettext("{count} more line", "{count} more lines", more).format(count=more)
    return f"{shown}<details><summary>{escape(words)}</summary>{pages.table(head, rows[_UNFOLDED:])}</details>"


def _need(need: Need) -> list[str]:
    states = {
        "unscored": _("Handed in, but couldn't be scored: look at it with the learner."),
        "ungraded": _("Handed in, but not graded yet."),
        "missing": _("Nothing was handed in."),
    }
    notes = "<br>".join(pages.written(note) for note in need.notes)
    if need.state != "below":
        return [escape(states[need.state]), notes]
    of = sum(task.points for task in need.exercise.tasks)
    earned = display.points_of((need.share or 0) * of, of)
    tasks = [
        _("{task} ({points} of {of})").format(
            task=_title(need.exercise, task),
            points=display.number(points),
            of=display.number(need.exercise.task(task).points),
        )
        for task, points in need.tasks
    ]
    return [escape(earned), notes or escape("; ".join(tasks))]


def _points_plot(each: Examined, needed: float) -> str:
    title = _(each.exercise.title)
    counts = [sum(low <= share * 10 + 1e-9 < low + 1 for share in each.shares) for low in range(9)]
    counts.append(len(each.shares) - sum(counts))
    words = _("Learners by share of points in “{title}”, in tenths from 0 % to 100 %: {counts}.").format(
        title=title, counts=", ".join(map(str, counts))
    )
    picture = pages.image(plots.plot_points(each.shares, needed=needed), words)
    return f"<figure>{picture}<figcaption>{escape(title)}</figcaption></figure>"


def _objectives(seen: Overview) -> str:
    if not seen.objectives:
        return pages.say(_("There is nothing to say before something was scored."))
    lines = []
    unmet = [met for met in seen.objectives if not met.is_met]
    if unmet:
        lines.append(
            pages.say(
                ngettext(
                    "{count} objective isn't met on average:", "{count} objectives aren't met on average:", len(unmet)
                ).format(count=len(unmet))
            )
        )
        lines.append("<ul>" + "".join(f"<li>{escape(met.text)}</li>" for met in unmet) + "</ul>")
    else:
        lines.append(pages.say(_("Every objective is met on average.")))
    rows = [
        [
            escape(met.text),
            escape(", ".join(met.tasks)),
            escape(_interval(met.share)),
            escape(_met_words(met)),
        ]
        for met in seen.objectives
    ]
    needed = {met.needed for met in seen.objectives}
    if len(needed) == 1:
        words = _("Mean share of the points of each objective, weakest first; the numbers stand in the table below.")
        drawn = plots.plot_shares([(met.text, met.share) for met in seen.objectives], needed=needed.pop())
        lines.append(f"<figure>{pages.image(drawn, words)}</figure>")
    head = [_("objective"), _("tasks"), _("mean share of the points"), _("in words")]
    lines.append(pages.table(head, rows))
    lines.append(
        pages.say(
            _(
                "“Between” is Wilson's 95 % interval: with a group of this size, the mean of many such groups may "
                "well lie anywhere in it."
            ),
            kind="small",
        )
    )
    return "".join(lines)


def _met_words(met: Met) -> str:
    needed = met.needed
    if met.share.high < needed:
        return _("Not met; the group is large enough to say so.")
    if met.share.low >= needed:
        return _("Met; the group is large enough to say so.")
    if met.is_met:
        return _("Met here, but the group is too small to be sure.")
    return _("Not met here, but the group is too small to be sure.")


def _tasks(seen: Overview) -> str:
    lines = []
    for each in seen.examined:
        if not each.items:
            continue
        title = _(each.exercise.title)
        rows = []
        for name, item in each.items.items():
            told = "—"
            if item.discrimination is not None:
                told = _("{r} (between {low} and {high})").format(
                    r=_signed(item.discrimination), low=_signed(item.low), high=_signed(item.high)
                )
            groups = "—" if item.groups is None else _signed(item.groups)
            rows.append(
                [
                    escape(name),
                    escape(_interval(item.difficulty)),
                    escape(told),
                    escape(groups),
                    escape(_item_words(item)),
                ]
            )
        head = [
            _("task"), _("mean share of the points"), _("correlation with the rest"),
            _("best 27 % less weakest 27 %"), _("in words"),
        ]  # fmt: skip
        if each.exercise.pass_share is None:
            words = ngettext("{count} question", "{count} questions", len(rows)).format(count=len(rows))
            folded = f"<summary>{escape(f'{title}: {words}')}</summary>{pages.table(head, rows)}"
            lines.append(f"<details>{folded}</details>")
        else:
            lines.append(pages.table(head, rows, caption=title))
        lines.append(_parts(each))
    if not lines:
        return pages.say(_("There is nothing to say before something was scored."))
    lines.append(
        pages.say(
            _(
                "A high share means an easy task. The correlation says whether those who did well in the rest did well "
                "here too; it leaves the task itself out. As a rule of thumb, below 0.2 a task tells people apart "
                "poorly, from 0.2 to 0.4 fairly, from 0.4 well [1]. The fourth column compares the best and the "
                "weakest 27 % of the group, as has been usual since Kelley (1939) [2]. How widely such numbers swing "
                "in small groups has been studied [3]; here, nothing is said of fewer than ten people, nor where the "
                "interval reaches across 0."
            ),
            kind="small",
        )
    )
    return "".join(lines)


def _signed(value: float) -> str:
    return display.number(value).replace("-", "−")


def _hundredths(share: float) -> str:
    return _signed(round(100 * share, 1))


def _parts(each: Examined) -> str:
    """List the parts of each task, weakest first, folded."""
    rows = []
    for task, parts in each.parts.items():
        for name, share in sorted(parts.items(), key=lambda pair: pair[1].mean):
            rows.append([escape(task), pages.written(name), escape(_interval(share))])
    if not rows:
        return ""
    words = _("Part by part. Cases are personal: the same part can be about another mark in another case.")
    table = pages.table([_("task"), _("part"), _("mean share of the points")], rows)
    return f"<details><summary>{escape(words)}</summary>{table}</details>"


def _item_words(item: Item) -> str:
    mean = item.difficulty.mean
    hard = (
        _("Nearly everybody has it.") if mean >= 0.95
        else _("Hardly anybody has it: was it taught?") if mean <= 0.2
        else ""
    )  # fmt: skip
    if item.discrimination is None:
        told = _("Too few people, or all alike: it can't be said whom it tells apart.")
    elif not item.is_clear:
        told = _("The group is too small to say whom it tells apart.")
    elif item.discrimination < 0:
        told = _("Those who did well elsewhere did worse here: check what it asks, and its key.")
    elif item.discrimination < _LOW:
        told = _("It tells strong from weak poorly.")
    elif item.discrimination < _FAIR:
        told = _("It tells strong from weak fairly.")
    else:
        told = _("It tells strong from weak well.")
    return f"{hard} {told}".strip()


def _trap_words(trap: Trap) -> str:
    if trap.chosen and trap.right:
        return _("“{chosen}” instead of “{right}”").format(chosen=trap.chosen, right=trap.right)
    return _("“{chosen}”").format(chosen=trap.chosen) if trap.chosen else trap.asked


def _trapped(trap: Trap) -> str:
    """Name the task; the one task of a test is called like that of the other test, so the test is named."""
    return _(trap.exercise.title) if trap.exercise.pass_share is None else _title(trap.exercise, trap.task)


def _traps(seen: Overview) -> str:
    if not seen.traps:
        return pages.say(_("No wrong answer was given by three learners and by a tenth of those who answered."))
    rows = [
        [
            escape(_trapped(trap)),
            escape(trap.asked),
            escape(_trap_words(trap)) if trap.chosen else escape(_("a foreseen mistake")),
            escape(_("{count} of {of}").format(count=len(trap.learners), of=trap.of)),
            escape(trap.reason),
        ]
        for trap in seen.traps
    ]
    head = [_("task"), _("asked"), _("chosen"), _("by"), _("what they were told")]
    return pages.table(head, rows) + pages.say(
        _(
            "Shown when three learners at least, and a tenth of those who answered, gave the same wrong answer. "
            "Answers that depend on a learner's own case are counted by their reason."
        ),
        kind="small",
    )


def _gain(seen: Overview) -> str:
    if not seen.gains:
        return pages.say(_("There are no results of both a pre-test and a post-test yet."))
    lines = []
    for each in seen.gains:
        both = each.pairs
        rows = [
            [escape(_(exercise.title)), escape("—" if share is None else _interval(share))]
            for exercise, share in ((each.before, each.gain.before), (each.after, each.gain.after))
        ]
        lines.append(pages.table([_("test"), _("mean share of the points")], rows))
        lines += [pages.say(sentence) for sentence in gain_words(each.gain)]
        if both:
            words = _(
                "Each learner who took both tests: pre-test to the right, post-test upwards. {up} gained, {down} lost, "
                "{same} stayed."
            ).format(
                up=sum(b > a for a, b in both), down=sum(b < a for a, b in both), same=sum(b == a for a, b in both)
            )
            drawn = plots.plot_changes([a for a, _b in both], [b for _a, b in both])
            lines.append(f"<figure>{pages.image(drawn, words)}<figcaption>{escape(words)}</figcaption></figure>")
    return "".join(lines)


def gain_words(gain: Gain) -> Iterator[str]:
    """Say what a gain means, how sure it is and what it can't show, in sentences."""
    one, other = (0 if share is None else share.n for share in (gain.before, gain.after))
    if gain.mean is None or gain.low is None or gain.high is None:
        yield _("Fewer than two learners took both tests: nothing can be said of a gain.")
    elif not gain.is_enough:
        yield _(
            "{n} learners took both tests. With fewer than {fewest}, no gain is claimed; the mean difference is "
            "{mean} points of a hundred, and anything between {low} and {high} is possible."
        ).format(
            n=gain.pairs, fewest=FEWEST_PAIRS, mean=_hundredths(gain.mean), low=_hundredths(gain.low),
            high=_hundredths(gain.high),
        )  # fmt: skip
    else:
        yield _(
            "{n} learners took both tests. On average they earned {mean} points of a hundred more in the second "
            "(between {low} and {high}: Student's 95 % interval of paired differences)."
        ).format(
            n=gain.pairs,
            mean=_hundredths(gain.mean),
            low=_hundredths(gain.low),
            high=_hundredths(gain.high),
        )
        if gain.low <= 0 <= gain.high:
            yield _("The interval reaches across 0: this group may not have gained at all.")
    if one != gain.pairs or other != gain.pairs:
        yield _(
            "The groups are unequal: {before} took the first test, {after} the second, {pairs} both. Only those who "
            "took both are compared; the others may differ from them."
        ).format(before=one, after=other, pairs=gain.pairs)
    yield _(
        "The two forms were written in parallel, but nobody has measured whether they are equally hard: part of the "
        "difference may be a difference of the forms. And there is no group that took both without the course."
    )


def _alike(seen: Overview, named: Namer) -> str:
    lines = [
        pages.say(
            _(
                "People who sit together write alike, and a good example is taken over. This is evidence to look at, "
                "not a finding: talk to those concerned before you think anything of it."
            )
        )
    ]
    if not seen.alike:
        lines.append(pages.say(_("Nothing that learners added to their notebooks looks alike.")))
    for exercise, found in seen.alike:
        lines.append(f"<h3>{escape(_(exercise.title))}</h3>")
        lines += list(_alike_in(found, named))
    return "".join(lines)


def _alike_in(found: Alike, named: Namer) -> Iterator[str]:
    for group in found.groups:
        yield _twin(group, named)
    for passage, who in found.common:
        head = ngettext("{count} learner wrote this passage:", "{count} learners wrote this passage:", len(who)).format(
            count=len(who)
        )
        yield f"<h4>{escape(head)}</h4><pre>{pages.written(passage)}</pre>"
    for text, who in found.texts:
        head = _("The same text, but for case, spaces and digits:")
        yield f"<h4>{escape(head)} {_some(who, named)}</h4><pre>{pages.written(text[:1500])}</pre>"


def _twin(group: Group, named: Namer) -> str:
    words = _("{share} of the shorter one's code stands in the other's too; what is marked is shared.").format(
        share=_share(group.share)
    )
    sides = "".join(
        f"<div><h4>{named(learner)}</h4><pre>{_code(code)}</pre></div>"
        for learner, code in zip(group.pair, group.code, strict=True)
    )
    others = [learner for learner in group.learners if learner not in group.pair]
    head = _("Others who wrote like one of them:")
    more = f"<p>{escape(head)} {_some(others, named)}</p>" if others else ""
    return f'<p>{escape(words)}</p><div class="twin">{sides}</div>{more}'


def _code(lines: Iterable[tuple[str, bool]]) -> str:
    return "\n".join(
        f"<mark>{pages.written(line)}</mark>" if is_shared else pages.written(line) for line, is_shared in lines
    )


def _look(seen: Overview, named: Namer) -> str:
    lines = []
    if seen.waiting:
        rows = [
            [named(who), escape(_(what.title)), escape(", ".join(_title(what, task) for task in tasks))]
            for who, what, tasks in seen.waiting
        ]
        head = [_("learner"), _("exercise"), _("tasks")]
        lines.append(_long_table(head, rows, caption=_("Tasks that wait for you in formgrader")))
    if seen.notes:
        rows = [[named(who), escape(_(what.title)), pages.written(note)] for who, what, note in seen.notes]
        head = [_("learner"), _("exercise"), _("note")]
        lines.append(_long_table(head, rows, caption=_("What the grader noticed")))
    for exercise in seen.untaught:
        lines.append(pages.say(_("Released, and handed in by nobody yet: {title}").format(title=_(exercise.title))))
    return "".join(lines) or pages.say(_("The grader noticed nothing."))


def _sources() -> str:
    sources = [
        "Manual of the R package performance, item_discrimination, after A. Kelava and H. Moosbrugger, "
        "Deskriptivstatistische Itemanalyse und Testwertbestimmung (2020). "
        "search.r-project.org/CRAN/refmans/performance/html/item_discrimination.html",
        "A. Tristán López, The item discrimination index: does it work?, Rasch Measurement Transactions 12:1 (1998), "
        "626. www.rasch.org/rmt/rmt121r.htm",
        "J. D. Kromrey and T. P. Bacon, Item analysis of achievement tests based on small numbers of examinees (1992), "
        "ERIC ED348378: a study of samples of 5 to 160.",
    ]
    items = "".join(f"<li>{escape(each)}</li>" for each in sources)
    head = _("Sources")
    return f'<h2>{escape(head)}</h2><ol class="small">{items}</ol>'
