"""The assessment report and the self-assessment: what the law provides, what it lacks, on which text that rests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import N_, ngettext
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.duties.reading import by_id
from firearmskit.law.duties.rows import MODALITIES, WEIGHTS
from firearmskit.law.gaps.amending import Plan, plan
from firearmskit.law.gaps.answering import STANDINGS, Answer
from firearmskit.law.gaps.assessing import RESULTS, Assessment, Result
from firearmskit.law.gaps.blocks import Block, Heading, Listing, Paragraph, Table, as_html, as_word
from firearmskit.law.gaps.comparing import rests_on
from firearmskit.law.gaps.national import SAYS, NationalLaw
from firearmskit.law.gaps.steps import STEPS, progress
from firearmskit.law.gaps.telling import describe, standing, texts

__all__ = ["NOTICE", "write_report", "write_self_assessment"]

NOTICE = N_(
    "This is an aid to a legal reader, and no legal advice. It sets out what readers claimed of the law, against "
    "obligations in the words of firearmskit; read both against the texts themselves."
)
_FICTIONAL = N_("State and law are made up for teaching.")


def write_report(assessment: Assessment, path: Path | str) -> None:
    """Write the assessment report.

    Args:
        assessment: What the assessment of a national law came to.
        path: A file that ends in ``.html`` or ``.docx``.

    Raises:
        InputError: The path ends in something else, or can't be written.
        FirearmskitError: A Word document is asked for, and python-docx isn't installed.
    """
    title = _("Legislative assessment: {law}").format(law=assessment.law.name)
    _write(title, [*_report(assessment)], path)


def write_self_assessment(assessment: Assessment, path: Path | str) -> None:
    """Write the self-assessment: every question, article by article, with the answers given so far.

    Args:
        assessment: What the assessment of a national law came to; of an empty one for a blank form.
        path: A file that ends in ``.html`` or ``.docx``.

    Raises:
        InputError: The path ends in something else, or can't be written.
        FirearmskitError: A Word document is asked for, and python-docx isn't installed.
    """
    title = _("Self-assessment: {law}").format(law=assessment.law.name)
    _write(title, [*_questions(assessment)], path)


def _write(title: str, blocks: list[Block], path: Path | str) -> None:
    file = Path(path)
    try:
        if file.suffix.lower() == ".html":
            file.write_text(as_html(title, blocks), encoding="utf-8")
        elif file.suffix.lower() == ".docx":
            file.write_bytes(as_word(title, blocks))
        else:
            raise InputError(_("{name}: a report is written to .html or .docx").format(name=quote(file.name)))
    except OSError as error:
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None


def _head(assessment: Assessment) -> Iterator[Block]:
    yield Paragraph(text=_(NOTICE), notice=True)
    if assessment.law.fictional:
        yield Paragraph(text=_(_FICTIONAL), notice=True)
    yield Paragraph(text=_("Assessed as of {date}, against:").format(date=assessment.on))
    yield Listing(items=tuple(_(load.instrument(each).name) for each in assessment.instruments))
    if assessment.unsettled:
        yield Paragraph(text=_("It isn't known whether these bind the State; they were left out:"))
        yield Listing(items=tuple(_(load.instrument(each).name) for each in assessment.unsettled))


def _report(assessment: Assessment) -> Iterator[Block]:
    gaps, chosen = assessment.gaps(), plan(assessment)
    yield from _head(assessment)
    yield Heading(text=_("Summary"))
    yield Paragraph(
        text=ngettext("{count} gap was found.", "{count} gaps were found.", len(gaps)).format(count=len(gaps))
    )
    yield _counts(assessment)
    yield Paragraph(
        text=_("Silent isn't no: what was read says nothing, and another law may. Open means that nobody has answered.")
    )
    yield Heading(text=_("Gaps and recommendations"))
    for each in gaps:
        yield from _gap(each, assessment.law)
    if not gaps:
        yield Paragraph(text=_("None was found."))
    yield from _amendments(chosen)
    yield from _shared(assessment)
    yield from _open(assessment)
    yield from _conditional(assessment)
    yield from _met(assessment)
    yield from _unverified(assessment)
    yield from _steps(assessment)


def _counts(assessment: Assessment) -> Table:
    names = (*RESULTS, "unverified")
    words = {**RESULTS, "unverified": N_("unverified")}
    rows = []
    for instrument in assessment.instruments:
        own = [each for each in assessment.results if each.obligation.instrument == instrument]
        found = dict.fromkeys(names, 0)
        for each in own:
            found[each.status if each.verified else "unverified"] += 1
        rows.append((_(load.instrument(instrument).short), *(str(found[name]) for name in names)))
    return Table(
        caption=_("Obligations by status"),
        header=(_("Instrument"), *(_(words[name]) for name in names)),
        rows=tuple(rows),
    )


def _gap(result: Result, law: NationalLaw) -> Iterator[Block]:
    obligation = result.obligation
    yield Heading(text=f"{_(obligation.heading)} ({load.cite(obligation.instrument, obligation.article)})", level=3)
    yield Paragraph(text=_(obligation.paraphrase))
    yield Paragraph(
        text=_("Status: {status}. Weight: {weight}. The article is {modality}.").format(
            status=_(RESULTS[result.status]),
            weight=_(WEIGHTS[obligation.severity]),
            modality=_(MODALITIES[obligation.modality]),
        )
    )
    if obligation.doubt:
        yield Paragraph(text=_(obligation.doubt))
    yield Table(
        caption=_("What is missing"),
        header=(_("Element"), _("How it stands"), _("Text it rests on"), _("What an amendment would say")),
        rows=tuple(
            (_(by_id()[each.element].sentence), standing(each), texts(each, law), by_id()[each.element].draft())
            for each in result.failing
        ),
    )


def _amendments(chosen: Plan) -> Iterator[Block]:
    if not chosen.amendments:
        return
    yield Heading(text=_("Amendments, those that close most first"))
    yield Table(
        caption=_("The smallest set that closes every gap") if chosen.exact else _("A small set that closes every gap"),
        header=(_("Step"), _("What to provide"), _("Add or change"), _("Obligations met then")),
        rows=tuple(
            (
                str(number),
                each.element.draft(),
                _("change {provisions}").format(provisions=", ".join(each.changes)) if each.changes else _("add"),
                ", ".join(each.closes),
            )
            for number, each in enumerate(chosen.amendments, 1)
        ),
    )


def _shared(assessment: Assessment) -> Iterator[Block]:
    shared = assessment.shared()
    if not shared:
        return
    yield Heading(text=_("Gaps that instruments share"))
    yield Table(
        caption=_("One amendment serves several instruments"),
        header=(_("What to provide"), _("Articles")),
        rows=tuple(
            (
                _(by_id()[name].sentence),
                "; ".join(load.cite(each.obligation.instrument, each.obligation.article) for each in results),
            )
            for name, results in shared.items()
        ),
    )


def _open(assessment: Assessment) -> Iterator[Block]:
    asked = assessment.questions()
    if not asked:
        return
    yield Heading(text=_("Questions to settle first"))
    yield Listing(items=tuple(f"{by_id()[each.element].ask()} ({_(STANDINGS[each.standing])})" for each in asked))


def _conditional(assessment: Assessment) -> Iterator[Block]:
    unsure = [each for each in assessment.results if each.applies is None and each.status not in ("met", "open")]
    if unsure:
        yield Heading(text=_("Gaps only if the article applies"))
        yield Listing(items=tuple(describe(each, assessment.law) for each in unsure))


def _met(assessment: Assessment) -> Iterator[Block]:
    met = [each for each in assessment.results if each.status == "met"]
    if met:
        yield Heading(text=_("What is met"))
        yield Table(
            caption=_("Obligations that are met"),
            header=(_("Article"), _("Obligation"), _("Text it rests on")),
            rows=tuple(
                (
                    load.cite(each.obligation.instrument, each.obligation.article),
                    _(each.obligation.heading),
                    "; ".join(rests_on(each, assessment.law)),
                )
                for each in met
            ),
        )


def _unverified(assessment: Assessment) -> Iterator[Block]:
    unread = [each for each in assessment.results if not each.verified]
    if unread:
        yield Heading(text=_("Unverified"))
        yield Paragraph(
            text=_("The texts of these articles weren't read. Nothing here counts as a gap before somebody reads them.")
        )
        yield Listing(items=tuple(describe(each, assessment.law) for each in unread))


def _steps(assessment: Assessment) -> Iterator[Block]:
    done = {step.id: f"{count}/{of}" for step, count, of in progress(assessment)}
    yield Heading(text=_("Where the process stands"))
    yield Table(
        caption=_("Steps of legislative development, after paragraphs 26 to 33 of CTOC/COP/WG.6/2018/3"),
        header=(_("Step"), _("What happens"), _("Done")),
        rows=tuple((_(each.name), _(each.sentence), done.get(each.id, "")) for each in STEPS),
    )


def _questions(assessment: Assessment) -> Iterator[Block]:
    yield from _head(assessment)
    for instrument in assessment.instruments:
        yield Heading(text=_(load.instrument(instrument).name))
        for result in (each for each in assessment.results if each.obligation.instrument == instrument):
            obligation = result.obligation
            yield Heading(text=f"{_(obligation.article)}: {_(obligation.heading)}", level=3)
            yield Paragraph(text=_(obligation.paraphrase))
            if not result.verified:
                yield Paragraph(text=_("Unverified: the text of this article wasn't read, so it is no gap."))
            yield Table(
                caption=_("Questions"),
                header=(_("Question"), _("Answer"), _("Provision"), _("Reasons")),
                rows=tuple(_row(each, assessment.law) for each in (*result.answers, *result.advice)),
            )


def _row(answer: Answer, law: NationalLaw) -> tuple[str, str, str, str]:
    said = "\n".join(_(SAYS[claim.says]) for claim in answer.claims)
    reasons = "\n".join(claim.reasoning for claim in answer.claims if claim.reasoning)
    return by_id()[answer.element].ask(), said, texts(answer, law), reasons
