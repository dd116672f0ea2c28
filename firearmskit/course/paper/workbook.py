"""A workbook as a PDF: what is looked at, what is asked, and the answer sheet, which is all that comes back.

Black on white, A4, on any printer and any copier; each page bears the sheet's code, so that loose pages find together.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape as escape_markup
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    DocIf,
    Flowable,
    Frame,
    HRFlowable,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from firearmskit import language as speech
from firearmskit.course import display
from firearmskit.course.packs import Exercise, Pack
from firearmskit.course.paper.questions import Question, questions_of
from firearmskit.course.tasks import Document, Note, Picture, Task
from firearmskit.errors import CourseError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["Book", "print_book"]

_WIDTH, _HEIGHT = A4
_MARGIN = 17 * mm
_ROOM = _WIDTH - 2 * _MARGIN
_FOOT = 13 * mm
_HEAD = 52 * mm
"""Of an answer sheet: the code, whose it is, how to tick."""
_MEMBER_SIZE = 11
_SHORT = 80
"""How many characters of a question stand on the sheet: two lines."""
_MEMBERS = 6.5 * mm
"""A row of a team's members, to be ticked."""
_LINE = 8.5 * mm
"""Between two lines to write on."""
_LINES_A_ROW = 1.3
"""A line written by hand holds less than one in a box on the screen."""
_MOST_LINES = 60
_NOTE_LINES = 26
_FONTS = {
    "Workbook": "DejaVuSans.ttf",
    "Workbook-Bold": "DejaVuSans-Bold.ttf",
    "Workbook-Code": "DejaVuSansMono-Bold.ttf",
}


@dataclass(frozen=True, kw_only=True)
class Book:
    """What one workbook is made from.

    Attributes:
        course: The course's title.
        module: The module's title, in the language of the workbook.
        exercise: The exercise.
        pack: Whose evidence it prints.
        code: Of its answer sheet.
        name: The learner's pseudonym, or the team's name.
        members: The team's, by pseudonym; nobody where it is a learner's own.
        language: ISO 639-1.
        stamp: Says what it was made from, so that a finished one needn't be made again.
        picture: Gives the bytes of a picture of the pack.
    """

    course: str
    module: str
    exercise: Exercise
    pack: Pack
    code: str
    name: str
    members: tuple[str, ...] = ()
    language: str
    stamp: str
    picture: Callable[[str], bytes] = field(repr=False)

    @property
    def is_team(self) -> bool:
        """Whether several learners answer it together."""
        return bool(self.members)


def print_book(book: Book) -> bytes:
    """Give a workbook as the bytes of a PDF, the same whenever it is made from the same.

    Args:
        book: What it is made from.

    Raises:
        CourseError: Something can't be printed: a letter that the font doesn't have, or writing from right to left.
    """
    _register_fonts()
    with speech.speaking(book.language):
        return _Printer(book).print()


@cache
def _register_fonts() -> None:
    # The font that matplotlib brings along: Latin, Greek and Cyrillic letters on every machine.
    from matplotlib import get_data_path

    for name, file in _FONTS.items():
        pdfmetrics.registerFont(TTFont(name, Path(get_data_path(), "fonts", "ttf", file)))
    pdfmetrics.registerFontFamily("Workbook", normal="Workbook", bold="Workbook-Bold")


def _printable(text: str) -> str:
    """Give a text that the font can show as it is, and refuse any other: a gap in a question would be worse."""
    text = unicodedata.normalize("NFC", text.replace("\u202f", "\u00a0"))
    known = pdfmetrics.getFont("Workbook").face.charToGlyph
    for sign in text:
        if unicodedata.bidirectional(sign) in ("R", "AL", "AN"):
            raise CourseError(_("{text} can't be printed: it is written from right to left").format(text=quote(text)))
        if sign not in "\n\t" and ord(sign) not in known:
            raise CourseError(
                _("{text} can't be printed: the font has no {sign} ({name})").format(
                    text=quote(text), sign=quote(sign), name=unicodedata.name(sign, f"U+{ord(sign):04X}")
                )
            )
    return text


def _style(size: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": "Workbook", "fontSize": size, "leading": size * 1.35, **more}
    return ParagraphStyle("", **given)


_BODY = _style(10, spaceAfter=2 * mm)
_SMALL = _style(8.5)
_NOTE = _style(9, spaceAfter=2 * mm)
_CELL = _style(9)
_GRID_CELL = _style(9, fontName="Workbook-Code")
_HEAD_CELL = _style(9, fontName="Workbook-Bold")
_TITLE = _style(22, fontName="Workbook-Bold", spaceAfter=4 * mm)
_PART = _style(14, fontName="Workbook-Bold", spaceBefore=2 * mm, spaceAfter=3 * mm)
_ASK = _style(10, fontName="Workbook-Bold", spaceBefore=3 * mm, spaceAfter=1.5 * mm)
_OPTION = _style(10, leftIndent=9 * mm, firstLineIndent=-7 * mm)
_CAPTION = _style(9, fontName="Workbook-Bold", spaceAfter=3 * mm)
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
)
_CLOSE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6),
]


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape_markup(_printable(text), quote=False).replace("\n", "<br/>"), style)


class _Boxes(Flowable):  # type: ignore[misc]
    """Where an answer is ticked or written on the sheet."""

    def __init__(self, question: Question, width: float) -> None:
        super().__init__()
        self._field = question.field
        self._letters = list(question.letters)
        self.width = width
        self._step = 8.6 * mm
        self._a_row = max(1, int(width // self._step))
        rows = -(-len(self._letters) // self._a_row) if self._letters else 1
        self.height = rows * 8.2 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.7)
        if not self._letters:
            canvas.rect(0, 0.6 * mm, self.width - 2 * mm, 7 * mm)
            return
        ordered = self._field.kind == "order"
        for rank, letter in enumerate(self._letters):
            x = rank % self._a_row * self._step
            y = self.height - (1 + rank // self._a_row) * 8.2 * mm
            if ordered:
                canvas.setFont("Workbook", 6.5)
                canvas.drawString(x, y + 5.2 * mm, f"{rank + 1}.")
                canvas.rect(x + 2.4 * mm, y + 0.7 * mm, 5.6 * mm, 6.6 * mm)
            else:
                canvas.setFont("Workbook", 9)
                canvas.circle(x + 3.5 * mm, y + 4 * mm, 3.1 * mm)
                canvas.drawCentredString(x + 3.5 * mm, y + 2.9 * mm, letter)


class _Lines(Flowable):  # type: ignore[misc]
    """Lines to write on; what doesn't fit goes on the next page."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self._count * _LINE
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        fit = int(height // _LINE)
        return [_Lines(fit), _Lines(self._count - fit)] if 0 < fit < self._count else []

    def draw(self) -> None:
        self.canv.setLineWidth(0.4)
        for rank in range(self._count):
            self.canv.line(0, rank * _LINE, self.width, rank * _LINE)


class _Counted(Canvas):  # type: ignore[misc]
    """A canvas that knows how many pages there are when it draws the feet of the pages."""

    foot: Callable[[Canvas, int, int], None]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            type(self).foot(self, number, len(pages))
            super().showPage()
        super().save()


class _Printer:
    """Lays out one workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.questions = questions_of(book.exercise, book.pack.evidence)
        self.shown: dict[str, int] = {}
        """Pictures and documents that were printed, and in which part."""

    def print(self) -> bytes:
        book, data = self.book, io.BytesIO()
        head = _HEAD + (len(_rows_of(book.members)) * _MEMBERS + 5 * mm if book.is_team else 0)
        story = [*self._cover(), *self._parts(), *self._in_words(), *self._sheet()]
        document = BaseDocTemplate(
            data,
            pagesize=A4,
            title=_printable(f"{_(book.exercise.title)} · {book.name}"),
            author=_printable(book.course),
            subject=" ".join(book.members or (book.name,)),
            keywords=book.stamp,
            invariant=1,
            lang=book.language,
        )
        document.addPageTemplates(
            [
                PageTemplate("book", [_frame(_MARGIN)]),
                PageTemplate("sheet", [_frame(head)], onPage=self._head_of_sheet),
            ]
        )
        pages = type("_Pages", (_Counted,), {"foot": self._foot})
        document.build(story, canvasmaker=pages)
        return data.getvalue()

    def _foot(self, canvas: Canvas, number: int, of: int) -> None:
        canvas.saveState()
        canvas.setLineWidth(0.4)
        canvas.line(_MARGIN, _FOOT, _WIDTH - _MARGIN, _FOOT)
        canvas.setFont("Workbook-Code", 10)
        canvas.drawString(_MARGIN, _FOOT - 5 * mm, self.book.code)
        canvas.setFont("Workbook", 8.5)
        canvas.drawCentredString(_WIDTH / 2, _FOOT - 5 * mm, _fitting(self.book.name, 8.5, 60 * mm))
        page = _printable(_("Page {number} of {all}").format(number=number, all=of))
        canvas.drawRightString(_WIDTH - _MARGIN, _FOOT - 5 * mm, page)
        canvas.restoreState()

    # ---- the cover

    def _cover(self) -> list[Flowable]:
        book = self.book
        count = len(self.questions)
        if book.is_team:
            whose = _("Workbook of the team {name}").format(name=book.name)
            first = _("This workbook is your team's. Agree on each answer, and fill in one answer sheet together.")
            mine = _("Your team has evidence of its own: the answers of other teams are wrong for you.")
        else:
            whose = _("Workbook of {name}").format(name=book.name)
            first = _("{name} stands for your name. Don't write your name anywhere.").format(name=book.name)
            mine = _("Your evidence is yours alone: your neighbour's answers are wrong for you.")
        steps = [
            first,
            mine,
            _("Work with a pencil. You may write into this workbook as you like; nobody collects it."),
            _("What counts is the answer sheet at the end. Take it off, so that it lies beside the questions."),
            ngettext(
                "There is {count} question. Its number is the same in the workbook and on the sheet.",
                "There are {count} questions. Their numbers are the same in the workbook and on the sheet.",
                count,
            ).format(count=count),
            _("Hand in the answer sheet, all its pages. Its code says whose it is."),
        ]
        parts = [
            _("Part {number}: {title}").format(number=number, title=_(task.title)) + " · " + _points(task.points)
            for number, task in enumerate(book.exercise.tasks, 1)
        ]
        return [
            Spacer(1, 12 * mm),
            _words(book.course, _style(13)),
            Spacer(1, 10 * mm),
            _words(_(book.exercise.title), _TITLE),
            _words(_("Module: {module}").format(module=book.module), _BODY),
            Spacer(1, 8 * mm),
            Table(
                [[_words(whose, _style(18, fontName="Workbook-Bold", leading=26))]],
                colWidths=[_ROOM],
                style=[("BOX", (0, 0), (-1, -1), 1.2, colors.black), ("BOTTOMPADDING", (0, 0), (-1, -1), 10)],
            ),
            Spacer(1, 8 * mm),
            *([_words(_("Members: {members}").format(members=", ".join(book.members)), _BODY)] if book.is_team else []),
            *(_words(line, _BODY) for line in parts),
            Spacer(1, 6 * mm),
            _words(_("What to do"), _PART),
            *(_words(f"{rank}.  {step}", _style(10.5, leftIndent=8 * mm, firstLineIndent=-8 * mm, spaceAfter=2 * mm))
              for rank, step in enumerate(steps, 1)),
            PageBreak(),
        ]  # fmt: skip

    # ---- what is looked at, and what is asked

    def _parts(self) -> list[Flowable]:
        story: list[Flowable] = []
        for number, task in enumerate(self.book.exercise.tasks, 1):
            asked = [each for each in self.questions if each.task is task]
            title = _("Part {number}: {title}").format(number=number, title=_(task.title))
            story += [
                CondPageBreak(60 * mm),
                HRFlowable(width="100%", color=colors.black, thickness=1, spaceAfter=2 * mm),
                _words(f"{title} · {_points(task.points)}", _PART),
            ]
            named = set()
            blocks = task.blocks(self.book.pack.evidence)
            story += self._look_back(blocks)
            for block in blocks:
                story += self._block(block, number)
                if isinstance(block, Picture):
                    named.add(block.name)
                    story += self._asked([each for each in asked if each.field.under == block.name])
            story += self._asked([each for each in asked if each.field.under not in named])
            story += _rubric(task)
            story.append(Spacer(1, 6 * mm))
        return story

    def _look_back(self, blocks: Sequence[Note | Document | Picture]) -> list[Flowable]:
        """Say where what belongs to this part is printed already: ink and paper are dear."""
        before: dict[int, list[str]] = {}
        for block in blocks:
            if repr(block) in self.shown and not isinstance(block, Note):
                before.setdefault(self.shown[repr(block)], []).append(_title(block))
        return [
            _words(_("Look back at part {part}: {titles}.").format(part=part, titles="; ".join(titles)), _NOTE)
            for part, titles in before.items()
        ]

    def _block(self, block: Note | Document | Picture, part: int) -> list[Flowable]:
        if isinstance(block, Note):
            return [_words(block.text, _NOTE)]
        key = repr(block)
        if key in self.shown:
            return []
        title = _title(block)
        self.shown[key] = part
        if isinstance(block, Picture):
            image = _image(self.book.picture(block.name))
            return [KeepTogether([image, Spacer(1, 1 * mm), _words(title, _CAPTION)])]
        style = _GRID_CELL if block.grid else _CELL
        rows = [[_words(head, _HEAD_CELL), _words(body, style)] for head, body in block.rows]
        table = Table(rows, colWidths=[_ROOM * 0.32, _ROOM * 0.68], style=_GRID, hAlign="LEFT")
        return [KeepTogether([_words(title, _ASK), table, Spacer(1, 3 * mm)])]

    def _asked(self, questions: Sequence[Question]) -> list[Flowable]:
        """Print questions; those that follow each other and have the same choices share one list of them."""
        story: list[Flowable] = []

        def choices(question: Question) -> tuple[Any, ...]:
            return question.field.kind, *((each.value, each.label) for each in question.field.choices)

        for _same, grouped in groupby(questions, key=choices):
            together = list(grouped)
            asks = [self._ask(each) for each in together]
            options = _options(together[0])
            story.append(KeepTogether([*asks, *options, Spacer(1, 1 * mm)]))
        return story

    def _ask(self, question: Question) -> Paragraph:
        how = {
            "choice": _("one letter"),
            "point": _("one letter"),
            "choices": _("several letters"),
            "order": _("all letters, in order"),
            "number": _("a number"),
            "text": _("in writing"),
        }[question.field.kind]
        unit = f" ({question.field.unit})" if question.field.unit else ""
        head = escape_markup(_printable(f"{question.number}.  {question.title}{unit}"), quote=False)
        tail = escape_markup(_printable(f"{how}, {_points(question.field.points)}"), quote=False)
        return Paragraph(f'{head} <font name="Workbook" size="8.5">({tail})</font>', _ASK)

    def _in_words(self) -> list[Flowable]:
        """Say what the pictures show, for eyes and light that aren't good enough."""
        pictures = {
            block.name: block.caption
            for task in self.book.exercise.tasks
            for block in task.blocks(self.book.pack.evidence)
            if isinstance(block, Picture)
        }
        story: list[Flowable] = []
        for name, caption in pictures.items():
            described = display.describe_picture(self.book.pack.evidence, name)
            story += [_words(caption, _HEAD_CELL), _words(described, _SMALL), Spacer(1, 3 * mm)]
        return [CondPageBreak(50 * mm), _words(_("The pictures in words"), _PART), *story] if story else []

    # ---- the answer sheet

    def _sheet(self) -> list[Flowable]:
        # The sheet is taken off, so nothing else may stand on its back when both sides are printed.
        notes = [PageBreak(), _words(_("Room for notes"), _PART), _Lines(_NOTE_LINES)]
        story: list[Flowable] = [DocIf("doc.page % 2", notes), NextPageTemplate("sheet"), PageBreak()]
        label, boxes = _ROOM * 0.43, _ROOM * 0.57
        for number, task in enumerate(self.book.exercise.tasks, 1):
            asked = [each for each in self.questions if each.task is task]
            title = _("Part {number}: {title}").format(number=number, title=_(task.title))
            heading: Flowable | None = _words(title, _style(9.5, fontName="Workbook-Bold", spaceBefore=1 * mm))
            for question in asked:
                head = f"<b>{question.number}</b>&nbsp; " + escape_markup(_printable(_short(question)), quote=False)
                text = Paragraph(head, _style(8.5, leading=10.5))
                if question.is_written:
                    count = min(_MOST_LINES, round(question.field.rows * _LINES_A_ROW))
                    rows: list[Flowable] = [Spacer(1, 1 * mm), text]
                    # The question stays with its first lines.
                    first = min(count, 3)
                    rest: list[Flowable] = [_Lines(count - first)] if count > first else []
                    story += [KeepTogether([*([heading] if heading else []), *rows, _Lines(first)]), *rest]
                    story.append(Spacer(1, 3 * mm))
                else:
                    row = Table(
                        [[text, _Boxes(question, boxes)]],
                        colWidths=[label, boxes],
                        style=[
                            *_CLOSE,
                            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                            ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.grey),
                        ],
                    )
                    story.append(KeepTogether([heading, row]) if heading else row)
                heading = None
        said = _("For the trainer:   typed in [   ]   checked [   ]")
        return [*story, Spacer(1, 4 * mm), _words(said, _style(8.5, alignment=TA_RIGHT))]

    def _head_of_sheet(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        book, top = self.book, _HEIGHT - _MARGIN
        canvas.saveState()
        canvas.setFont("Workbook-Bold", 13)
        canvas.drawString(_MARGIN, top - 3 * mm, _printable(_("Answer sheet")))
        canvas.setFont("Workbook", 8.5)
        title = f"{_(book.exercise.title)} · {book.course}"
        canvas.drawString(_MARGIN, top - 8 * mm, _fitting(title, 8.5, 105 * mm))
        canvas.setFont("Workbook-Code", 24)
        canvas.drawString(_MARGIN, top - 19 * mm, book.code)
        canvas.setFont("Workbook-Bold", 16)
        name = _fitting(book.name, 16, 78 * mm)
        canvas.drawRightString(_WIDTH - _MARGIN, top - 3.5 * mm, name)
        bars = Code128(book.code, barHeight=10 * mm, barWidth=0.33 * mm, humanReadable=0, quiet=0)
        bars.drawOn(canvas, _WIDTH - _MARGIN - bars.width, top - 19 * mm)
        y = top - 22 * mm
        lines = [
            _(
                "Fill the circle of your letter, or cross it. To change it, cross out the wrong one and write the "
                "right letter beside it."
            )
        ]
        if book.is_team:
            lines.append(_("Tick who worked on this: each of them is credited, nobody else."))
        for line in lines:
            said = _words(line, _SMALL)
            _w, height = said.wrap(_ROOM, 30 * mm)
            said.drawOn(canvas, _MARGIN, y - height)
            y -= height + 1 * mm
        canvas.setFont("Workbook-Code", _MEMBER_SIZE)
        for row in _rows_of(book.members) if book.is_team else ():
            x = _MARGIN
            for member in row:
                canvas.rect(x, y - 5 * mm, 4.2 * mm, 4.2 * mm)
                canvas.drawString(x + 6 * mm, y - 4.2 * mm, member)
                x += _member_width(member)
            y -= _MEMBERS
        canvas.setLineWidth(1)
        canvas.line(_MARGIN, y - 1 * mm, _WIDTH - _MARGIN, y - 1 * mm)
        canvas.restoreState()


def _frame(top: float) -> Frame:
    height = _HEIGHT - top - _FOOT - 3 * mm
    return Frame(_MARGIN, _FOOT + 3 * mm, _ROOM, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _title(block: Document | Picture) -> str:
    return block.title if isinstance(block, Document) else block.caption


def _points(points: float) -> str:
    # No number is exactly one in every language, so the catalogue decides by the whole part.
    return ngettext("{points} point", "{points} points", int(points) if points == int(points) else 2).format(
        points=display.number(points)
    )


def _image(data: bytes) -> Image:
    """Give a picture as wide as the page, or as high as half of it."""
    picture = Image(io.BytesIO(data))
    scale = min(_ROOM / picture.imageWidth, _HEIGHT * 0.42 / picture.imageHeight)
    picture.drawWidth, picture.drawHeight = picture.imageWidth * scale, picture.imageHeight * scale
    return picture


def _options(question: Question) -> list[Flowable]:
    """Give the choices with their letters: short ones in columns."""
    lines = [
        Paragraph(
            f"<b>{letter}</b>&nbsp;&nbsp; " + escape_markup(_printable(choice.label), quote=False),
            _OPTION,
        )
        for letter, choice in zip(question.letters, question.field.choices, strict=True)
    ]
    longest = max((len(choice.label) for choice in question.field.choices), default=0)
    columns = 3 if longest <= 26 else 2 if longest <= 38 else 1
    if columns == 1:
        return list(lines)
    rows = -(-len(lines) // columns)
    cells = [
        [lines[row + column * rows] if row + column * rows < len(lines) else "" for column in range(columns)]
        for row in range(rows)
    ]
    style = [*_CLOSE, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return [Table(cells, colWidths=[_ROOM / columns] * columns, style=style, hAlign="LEFT")] if lines else []


def _rubric(task: Task) -> list[Flowable]:
    """Say what the person who reads a written answer looks for, as the form on the screen does."""
    if not task.rubric:
        return []
    rows = [
        [
            _words(_(criterion.title), _HEAD_CELL),
            *(_words(f"{display.number(points)}: {_(like)}", _SMALL) for points, like in criterion.levels),
        ]
        for criterion in task.rubric
    ]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [_ROOM * 0.16, *[_ROOM * 0.84 / (width - 1)] * (width - 1)]
    title = _words(_("What a person who reads this answer looks for, and the points"), _ASK)
    return [KeepTogether([title, Table(rows, colWidths=columns, style=_GRID, hAlign="LEFT")])]


def _short(question: Question) -> str:
    """Give a question for the sheet, where the workbook lies beside it: what fits two lines."""
    title = " ".join(question.title.split())
    unit = f" ({question.field.unit})" if question.field.unit else ""
    how = {"choices": _("several"), "order": _("in order")}.get(question.field.kind)
    short = title if len(title) <= _SHORT else title[:_SHORT].rsplit(" ", 1)[0] + " …"
    return short + unit + (f" ({how})" if how else "")


def _fitting(text: str, size: float, width: float) -> str:
    """Cut a text to a width."""
    text = _printable(text)
    if pdfmetrics.stringWidth(text, "Workbook-Bold", size) <= width:
        return text
    while text and pdfmetrics.stringWidth(text + "…", "Workbook-Bold", size) > width:
        text = text[:-1]
    return text + "…"


def _member_width(member: str) -> float:
    return float(11 * mm + pdfmetrics.stringWidth(member, "Workbook-Code", _MEMBER_SIZE))


def _rows_of(members: Sequence[str]) -> list[list[str]]:
    """Put a team's members, and room for two more, into rows that fit the page."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for member in (*members, "_____", "_____"):
        width = _member_width(member)
        if used + width > _ROOM and rows[-1]:
            rows.append([])
            used = 0.0
        rows[-1].append(member)
        used += width
    return rows
