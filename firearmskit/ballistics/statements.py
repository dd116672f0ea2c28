"""What may a report say of a comparison? Draft statements are checked for words that claim too much, and for gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firearmskit.arguments import of_type
from firearmskit.ballistics.wording import CLAIMS, DENIALS, LITTLE_WORDS, TOLD, Claim
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding

__all__ = ["STATEMENT_CODES", "check_statement"]

MOST_CHARACTERS = 200_000

STATEMENT_CODES = {
    "exclusion": N_(
        "{words} says that no other firearm can have made the marks. No comparison has looked at all others."
    ),
    "certainty": N_(
        "{words} claims certainty. Say a likelihood ratio, or support for one proposition rather than the other."
    ),
    "zero-error": N_("{words} says that there is no error. Say how many of how many comparisons went wrong."),
    "match": N_(
        "{words} sounds like a fact about the source. Say what was observed, such as congruent cells of cells compared."
    ),
    "identification": N_("{words} names the source. A comparison supports one proposition rather than another."),
    "categorical": N_(
        "{words} tells the source as a fact. Say how probable the findings are if it is so, and if it isn't."
    ),
    "impossible": N_(
        "{words} calls another source impossible. Say how rare such findings are among different sources."
    ),
    "experience": N_("{words} rests on experience. It doesn't measure how often such a conclusion is right."),
    "transposed": N_(
        "{words} gives the probability of a source. The comparison gives the probability of the findings under each "
        "proposition; the other way round needs all else in the case."
    ),
    "no-alternative": N_(
        "The statement evaluates findings, but names no second proposition. Say what else could be true."
    ),
    "no-population": N_("The statement evaluates findings, but names no reference population that this rests on."),
    "no-limits": N_(
        "The statement evaluates findings, but says none of its limits: interval, bounds, or what it doesn't show."
    ),
    "no-distribution": N_(
        "The statement tells a score, but not how such scores are distributed in comparisons of the same source and of "
        "different sources."
    ),
}
"""What a check of a statement can find, and the sentence that says so."""

_JUSTICE = (
    "United States Department of Justice, uniform language for testimony and reports on firearms and toolmarks, as "
    "quoted in 464 F. Supp. 3d 1252, 1262 (W.D. Okla. 2020): forensicstats.org/cases"
)
_ENFSI = (
    "European Network of Forensic Science Institutes, Guideline for Evaluative Reporting in Forensic Science (2015), "
    "as quoted at rbostrum.ca (What is evaluative reporting?)"
)
_FALLACY = "M. Cuellar, The Prosecutor's Fallacy and Expert Testimony, arXiv:2502.03217 (2025), abstract"

_SOURCES = {
    "exclusion": _JUSTICE,
    "certainty": _JUSTICE,
    "zero-error": _JUSTICE,
    "experience": _JUSTICE,
    "transposed": _FALLACY,
    "no-alternative": _ENFSI,
    "no-population": _JUSTICE,
}
"""Where a rule was read; the others are rules of this library."""

_WARNINGS = ("no-alternative", "no-population", "no-limits", "no-distribution")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]*)*[.!?]*")
_QUOTED = re.compile(r"[\"“”«»]|(?<!\w)['‘’]|['’](?!\w)")
_NAMED = re.compile(r"\b(?:terms?|words?|expressions?|termes?|mots?)\b", re.IGNORECASE)
_BEFORE = 48
"""How many characters before words a "not" may stand that makes them harmless."""


def check_statement(text: str, *, language: str | None = None) -> tuple[Finding, ...]:
    """Check a draft statement on a comparison of marks, in English or in French.

    It looks for words that claim too much, for the probability of a source where that of the findings is meant, and for
    what belongs to an evaluation and isn't there. It knows wordings, not meanings: no finding doesn't mean that a
    statement is right.

    Args:
        text: One statement, or a whole conclusion: what is said anywhere in it isn't missing.
        language: ``en`` or ``fr``; found when None.

    Returns:
        The findings: first those on words, in the order of the text, then what is missing. ``field`` quotes the words.

    Raises:
        InputError: It is no text, or too long.
        UnknownCodeError: The language is another one.

    >>> [(each.code, each.field) for each in check_statement("The bullet was fired by this gun, 100 % certain.")]
    [('categorical', 'bullet was fired by'), ('certainty', '100 % certain')]
    >>> check_statement("The sealed bag held two cartridge cases.")
    ()
    """
    if len(of_type(text, str, "text")) > MOST_CHARACTERS:
        raise InputError(_("text has more than {most} characters").format(most=MOST_CHARACTERS))
    if language is not None and language not in CLAIMS:
        raise UnknownCodeError(
            _("statements aren't checked in {language}; known are {known}").format(
                language=quote(language), known=", ".join(CLAIMS)
            )
        )
    # French puts spaces that don't break before signs; they count as spaces here, and no place moves.
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    spoken = language or _language_of(text)
    found: dict[tuple[int, str], str] = {}
    for start, sentence in ((match.start(), match[0]) for match in _SENTENCE.finditer(text)):
        for claim in CLAIMS[spoken]:
            for place, words in _hits(claim, sentence, spoken):
                found.setdefault((start + place, claim.code), words)
    kept: list[tuple[str, str]] = []
    for (_place, code), words in sorted(found.items()):
        if not any(code == other and words in longer for other, longer in kept):
            kept.append((code, words))
    return (*(_finding(code, words) for code, words in kept), *(_finding(code, "") for code in _gaps(text, spoken)))


def _language_of(text: str) -> str:
    counts = {code: len(pattern.findall(text)) for code, pattern in LITTLE_WORDS.items()}
    return max(counts, key=lambda code: counts[code])


def _hits(claim: Claim, sentence: str, language: str) -> Iterator[tuple[int, str]]:
    """Give where a sentence claims too much in this way, and in which words."""
    if claim.unless is not None and claim.unless.search(sentence):
        return
    for match in claim.words.finditer(sentence):
        before_all = before = sentence[max(0, match.start() - _BEFORE) : match.start()]
        # A comma or a "but" ends what a "not" denies, and "no doubt that" denies nothing.
        before = re.split(r"[,;:]|\bbut\b|\bmais\b|\bno (?:doubt|question)\b|\baucun doute\b", before)[-1]
        denied = claim.deniable and DENIALS[language].search(before) is not None
        # Words that are named only to say that they aren't used.
        around = sentence[max(0, match.start() - 2) : match.start()], sentence[match.end() : match.end() + 2]
        named = all(_QUOTED.search(side) for side in around) or _NAMED.search(before_all) is not None
        mentioned = named and DENIALS[language].search(sentence) is not None
        if not denied and not mentioned:
            yield match.start(), match[0].strip()


def _gaps(text: str, language: str) -> Iterator[str]:
    """Give what belongs to an evaluation and isn't there."""
    told = {name for name, pattern in TOLD[language].items() if pattern.search(text)}
    if "evaluates" in told:
        for part in ("alternative", "population", "limits"):
            if part not in told:
                yield f"no-{part}"
    if "score" in told and "distribution" not in told:
        yield "no-distribution"


def _finding(code: str, words: str) -> Finding:
    source = _SOURCES.get(code)
    return Finding(
        code=code,
        severity="warning" if code in _WARNINGS else "error",
        field=words or "statement",
        sentence=_(STATEMENT_CODES[code]).format(words=quote(words, limit=120)),
        source=source,
        confidence="partly" if source else None,
    )
