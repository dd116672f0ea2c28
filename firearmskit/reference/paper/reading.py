"""Read the paper's items, numbers, events and lists."""

from __future__ import annotations

from functools import cache

from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference.load import rows
from firearmskit.reference.paper.values import Item
from firearmskit.reference.paper_rows import PaperEvent, PaperItem, PaperList, PaperNumber

__all__ = ["events", "item", "items", "lists", "numbers"]


def items() -> tuple[PaperItem, ...]:
    """Give the 94 items of the paper.

    Returns:
        The rows in the order of their numbers.

    >>> len(items()), items()[44].title
    (94, 'Support to marking')
    """
    return rows(PaperItem)


def numbers() -> tuple[PaperNumber, ...]:
    """Give the numbers of the paper.

    Returns:
        The rows in the order of their paragraphs; what the paper calls "more than" is a lower bound, never a value.

    >>> [(each.bound, each.value) for each in numbers() if each.id == "46-marked"]
    [('more-than', 48000)]
    """
    return rows(PaperNumber)


def events() -> tuple[PaperEvent, ...]:
    """Give the events of the paper, one row for each paragraph that tells one.

    Returns:
        The rows in the order of their paragraphs; dates are the first and the last day that the paper's words allow.

    >>> [(each.paragraph, each.start, each.end) for each in events() if each.occasion == "dialogue-jordan"]
    [(29, '2017-12-01', '2017-12-31'), (81, '2017-11-01', '2017-11-30')]
    """
    return rows(PaperEvent)


def lists() -> tuple[PaperList, ...]:
    """Give the States and organizations that the paper names together.

    Returns:
        The rows in the order of their paragraphs.

    >>> [len(each.states) for each in lists() if each.total == "72-states"]
    [26, 14, 15]
    """
    return rows(PaperList)


def item(number: int, paragraph: int | None = None) -> Item:
    """Give one item with its numbers, events and lists, for a lesson to quote.

    Args:
        number: The item's number, 1 to 94.
        paragraph: Only what this paragraph, and its footnotes, tell; all paragraphs of the item when None.

    Returns:
        The item; ``str`` gives it in sentences with the citation.

    Raises:
        UnknownCodeError: There is no such item, or the paragraph doesn't speak of it.

    Source:
        United Nations, CTOC/COP/WG.6/2018/3, 21 February 2018.

    >>> print(item(64, 60).sentences[2])
    Firearms seized in TRIGGER III: 130.
    """
    row = _by_number().get(number) if isinstance(number, int) and not isinstance(number, bool) else None
    if row is None:
        raise UnknownCodeError(
            _("{value} isn't an item of the paper; they are numbered 1 to {last}").format(
                value=quote(number), last=len(_by_number())
            )
        )
    if paragraph is not None and (isinstance(paragraph, bool) or paragraph not in row.paragraphs):
        raise UnknownCodeError(
            _("paragraph {value} doesn't speak of item {number}; these do: {known}").format(
                value=quote(paragraph), number=number, known=", ".join(map(str, row.paragraphs))
            )
        )
    return Item(
        row=row,
        paragraph=paragraph,
        numbers=tuple(each for each in numbers() if each.item == number and paragraph in (None, each.paragraph)),
        events=tuple(each for each in events() if each.item == number and paragraph in (None, each.paragraph)),
        lists=tuple(each for each in lists() if each.item == number and paragraph in (None, each.paragraph)),
    )


@cache
def _by_number() -> dict[int, PaperItem]:
    return {row.number: row for row in items()}
