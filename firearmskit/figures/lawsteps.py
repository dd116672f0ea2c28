"""The steps of legislative development, in words: what their picture shows."""

from __future__ import annotations

from firearmskit.language import text as _
from firearmskit.law.gaps import STEPS, Assessment, Step, progress

__all__ = ["describe_law_steps"]


def describe_law_steps(assessment: Assessment | None = None) -> str:
    """Describe the picture of the steps from self-assessment to parliament in words.

    Args:
        assessment: An assessment whose document shows how far some steps are; None for the steps alone.

    Returns:
        Sentences in the language that is spoken now.

    >>> print(describe_law_steps()[:64])
    1. National self-assessment: The State's own readers answer ever
    """
    done = measures(assessment)
    said = [
        _("{number}. {name}: {sentence}").format(number=number, name=_(step.name), sentence=_(step.sentence))
        + (f" {done[step.id][1]}" if step.id in done else "")
        for number, step in enumerate(STEPS, start=1)
    ]
    return " ".join([*said, _("Then it is assessed again.")])


def measures(assessment: Assessment | None) -> dict[str, tuple[float, str]]:
    """Give how far each step that a document shows is: as a share, and as a sentence."""
    if assessment is None:
        return {}
    return {
        step.id: (done / of if of else 0.0, _("{done} of {of} done.").format(done=done, of=of))
        for step, done, of in progress(assessment)
    }


def cited(step: Step) -> str:
    """Say in which paragraphs of the paper a step stands."""
    return _(step.source.partition(", ")[2])
