"""What a learner sees of the cartridges, and the fields of each answer."""

from __future__ import annotations

from collections.abc import Iterable

from firearmskit import reference
from firearmskit.course.answers import Value
from firearmskit.course.exercises.m05_ammunition._cartridges_drawn import (
    ASKED,
    CLAIMS,
    CODES,
    COLOURS,
    COUNTRIES,
    ENTRIES,
    KEYS,
    LIMITS,
    NAMES,
    NOBODY,
    OPEN,
    PAPERS,
    QUESTIONS,
    RECORDS,
    SAYS,
    SHARED,
    SOURCES,
    STATEMENTS,
    USES,
)
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture
from firearmskit.identification import headstamp
from firearmskit.language import text as _

__all__ = [
    "asking_blocks",
    "asking_fields",
    "calibre_blocks",
    "calibre_fields",
    "head_blocks",
    "head_fields",
    "lot_blocks",
    "lot_fields",
    "paste_calibres",
    "paste_heads",
    "paste_lot",
    "sentence_blocks",
    "sentence_fields",
    "worn_blocks",
    "worn_fields",
]


def _made_up() -> Note:
    return Note(
        text=_(
            "The check, the papers, the boxes and what is stamped together are made up. The rows of the reference are "
            "real and name their source."
        )
    )


def _page_of_codes() -> Document:
    rows = [
        (
            code,
            _("{maker}, {country}, {since} to {until}").format(
                maker=maker, country=_(COUNTRIES[country]), since=since, until=until
            ),
        )
        for code, (maker, country, since, until) in sorted(CODES.items())
    ]
    code, maker, country, since, until = SHARED
    shared = _("{maker}, {country}, {since} to {until}; New Zealand uses the same letters").format(
        maker=maker, country=_(COUNTRIES[country]), since=since, until=until
    )
    return Document(
        title=_("Reference, page 12: codes on headstamps"),
        rows=(
            *rows,
            (code, shared),
            ("⊕", _("made to the NATO specification; it doesn't say who made it")),
            (_("Sources"), "; ".join((*SOURCES.values(), "https://www.bigwas.com/2012/08/headstamp.html"))),
        ),
    )


def calibre_blocks(evidence: Evidence) -> tuple[Block, ...]:
    calibres = evidence["calibres"]
    return (
        _made_up(),
        Document(
            title=_("Five papers about the same cartridges"),
            rows=tuple((_(PAPERS[each["paper"]]), each["text"]) for each in calibres["papers"]),
        ),
        Document(
            title=_("Reference, page 4: calibres and their names"),
            rows=(
                *((names[0], ", ".join(names[1:])) for names in NAMES.values()),
                (_("Source"), "https://huggingface.co/datasets/gunsnprices/firearm-calibers"),
            ),
        ),
    )


def calibre_fields(evidence: Evidence) -> tuple[Field, ...]:
    calibres = evidence["calibres"]
    options = tuple(
        Option(value=each, label=_("several are possible") if each == OPEN else NAMES[each][0])
        for each in calibres["options"]
    )
    papers = tuple(Option(value=each["paper"], label=_(PAPERS[each["paper"]])) for each in calibres["papers"])
    return (
        *(
            Field(
                key=f"paper{rank}",
                kind="choice",
                label=_("which calibre?"),
                points=1,
                options=options,
                row=_(PAPERS[each["paper"]]),
            )
            for rank, each in enumerate(calibres["papers"])
        ),
        Field(
            key="against",
            kind="choice",
            label=_("On the cartridges stands {stamped}. Which paper speaks against it?").format(
                stamped=calibres["stamped"]
            ),
            points=2,
            options=papers,
        ),
    )


def paste_calibres(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.reference.resolve` says of each paper."""
    answer: dict[str, Value] = {}
    for rank, each in enumerate(evidence["calibres"]["papers"]):
        row = reference.resolve("calibres", each["text"]).row
        answer[f"paper{rank}"] = row.id if row is not None and row.id in NAMES else OPEN
    return answer


def _maker_options(values: Iterable[str]) -> tuple[Option, ...]:
    return tuple(
        Option(value=each, label=_(NOBODY[each]) if each in NOBODY else f"{each}: {CODES[each][0]}") for each in values
    )


def head_blocks(evidence: Evidence) -> tuple[Block, ...]:
    pictures = tuple(
        Picture(name=f"head{rank}", caption=_("Picture {number}: the base of a cartridge case").format(number=rank))
        for rank in (1, 2)
    )
    return (_made_up(), *pictures, _page_of_codes())


def head_fields(evidence: Evidence) -> tuple[Field, ...]:
    reading = evidence["reading"]
    says = tuple(Option(value=each, label=_(SAYS[each])) for each in reading["says"])
    return tuple(
        each
        for rank, hour in enumerate(reading["hours"], start=1)
        for each in (
            Field(
                key=f"code{rank}",
                kind="text",
                label=_("The code of the maker, exactly as stamped"),
                points=1,
                under=f"head{rank}",
            ),
            Field(
                key=f"maker{rank}",
                kind="choice",
                label=_("Who made the case?"),
                points=1,
                options=_maker_options(sorted(CODES)),
                under=f"head{rank}",
            ),
            Field(
                key=f"year{rank}",
                kind="number",
                label=_("Year of manufacture, with four figures"),
                points=1,
                under=f"head{rank}",
            ),
            Field(
                key=f"third{rank}",
                kind="choice",
                label=_("What does the stamp at {hour} o'clock say?").format(hour=hour),
                points=1,
                options=says,
                under=f"head{rank}",
            ),
        )
    )


def paste_heads(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each base."""
    answer: dict[str, Value] = {}
    kinds = {"symbol": "specification", "calibre": "calibre", "year": "year", "maker": "maker", "lot": "lot"}
    for rank, hour in enumerate(evidence["reading"]["hours"], start=1):
        stamps = evidence["pictures"][f"head{rank}"]["stamps"]
        reading = headstamp.read({str(each["clock"]): each.get("text", "⊕") for each in stamps})
        for piece in reading.pieces:
            if piece.kind == "maker":
                answer[f"code{rank}"] = answer[f"maker{rank}"] = piece.verbatim
            if piece.clock == hour and piece.kind in kinds:
                answer[f"third{rank}"] = kinds[piece.kind]
        if reading.years:
            answer[f"year{rank}"] = reading.years[0]
    return answer


def _stamps(stamps: dict[str, str]) -> str:
    if not stamps:
        return _("nothing")
    return ", ".join(_("{hour} o'clock: {text}").format(hour=hour, text=text) for hour, text in stamps.items())


def _lot_record(evidence: Evidence) -> Document:
    rows = tuple(
        (
            _("Kind {number}").format(number=rank),
            _("stamped: {stamps}; pieces: {pieces}").format(stamps=_stamps(each["stamps"]), pieces=each["pieces"]),
        )
        for rank, each in enumerate(evidence["lot"]["kinds"], start=1)
    )
    return Document(title=_("Record of the loose cartridges, as the laboratory sorted them"), rows=rows)


def lot_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (_made_up(), _lot_record(evidence), _page_of_codes())


def lot_fields(evidence: Evidence) -> tuple[Field, ...]:
    lot = evidence["lot"]
    return (
        *(
            Field(
                key=f"maker{rank}",
                kind="choice",
                label=_("who made the case?"),
                points=1,
                options=_maker_options(lot["makers"]),
                row=_("Kind {number}").format(number=rank + 1),
            )
            for rank in range(len(lot["kinds"]))
        ),
        Field(
            key="pieces",
            kind="number",
            label=_("How many pieces bear the code {code}?").format(code=lot["counted"]),
            points=1,
        ),
        Field(
            key="newest",
            kind="number",
            label=_(
                "Before which year can the lot not have come together? Use only codes of page 12 that name one maker."
            ),
            points=2,
        ),
    )


def paste_lot(evidence: Evidence) -> dict[str, Value]:
    """Give what :func:`firearmskit.identification.headstamp.read` says first of each kind."""
    answer: dict[str, Value] = {}
    for rank, each in enumerate(evidence["lot"]["kinds"]):
        reading = headstamp.read(each["stamps"] or "")
        code = next((piece.verbatim for piece in reading.of("maker")), None)
        if code in CODES:
            answer[f"maker{rank}"] = code
        else:
            answer[f"maker{rank}"] = "blank" if reading.blank else "two" if code else "unlisted"
    return answer


def _box(evidence: Evidence) -> Document:
    box = evidence["argument"]["box"]
    rows = (
        (_("Maker"), box["maker"]),
        (_("Year"), str(box["year"])),
        (_("Lot"), box["lot"]),
        (_("Price label"), _("of a dealer in our State")),
    )
    return Document(title=_("An empty box that lay beside the cartridges"), rows=rows)


def asking_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (_made_up(), _lot_record(evidence), _box(evidence))


def asking_fields(evidence: Evidence) -> tuple[Field, ...]:
    asking = evidence["asking"]
    questions = tuple(Option(value=each, label=_(QUESTIONS[each])) for each in asking["questions"])
    return (
        *(
            Field(
                key=f"asked{rank}",
                kind="choice",
                label=_("what can be asked?"),
                points=1,
                options=questions,
                row=_(ASKED[each][0]).capitalize(),
            )
            for rank, each in enumerate(asking["asked"])
        ),
        Field(
            key="key",
            kind="choice",
            label=_("Which entry lets the State of the maker search its records of deliveries?"),
            points=2,
            options=tuple(Option(value=each, label=_(KEYS[each])) for each in asking["keys"]),
        ),
    )


def sentence_blocks(evidence: Evidence) -> tuple[Block, ...]:
    argument = evidence["argument"]
    statement = _(STATEMENTS[argument["says"]]).format(code=argument["code"])
    return (
        Note(text=_("A colleague writes in the file: “{statement}”").format(statement=statement)),
        _lot_record(evidence),
        _box(evidence),
        _page_of_codes(),
    )


def sentence_fields(evidence: Evidence) -> tuple[Field, ...]:
    argument = evidence["argument"]
    carriers = [
        *(Option(value=str(each), label=_("Kind {number}").format(number=each)) for each in range(1, 7)),
        Option(value="box", label=_("The empty box")),
    ]
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the colleague's statement"),
            points=3,
            options=tuple(Option(value=each, label=_(CLAIMS[each])) for each in argument["claim"]),
        ),
        Field(
            key="carriers",
            kind="choices",
            label=_("The evidence: which two things must the statement be judged by?"),
            points=4,
            options=tuple(carriers),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what your claim doesn't prove."),
            points=3,
            options=tuple(Option(value=each, label=_(LIMITS[each])) for each in argument["limits"]),
        ),
    )


def worn_blocks(evidence: Evidence) -> tuple[Block, ...]:
    worn = evidence["worn"]
    box = worn["box"]
    said = {
        **box,
        "year": str(box["year"]),
        "colour": _(COLOURS[box["colour"]]),
        "country": _(COUNTRIES[box["country"]]),
    }
    return (
        _made_up(),
        Picture(
            name="worn", caption=_("Picture 1: a worn base; behind the figure at 6 o'clock one figure is worn away")
        ),
        Picture(
            name="reformed",
            caption=_("Picture 2: another case; the laboratory measured the calibre {calibre}").format(
                calibre=worn["measured"]
            ),
        ),
        Document(
            title=_("The label of the box in which both lay"),
            rows=tuple((_(name), said[entry]) for entry, name in ENTRIES.items()),
        ),
        Note(
            text=_(
                "Hold the label against both: maker, State and year against picture 1, the calibre against the "
                "laboratory's for picture 2, the colour against both."
            )
        ),
        _page_of_codes(),
    )


def worn_fields(evidence: Evidence) -> tuple[Field, ...]:
    worn = evidence["worn"]
    return (
        Field(
            key="seen",
            kind="text",
            label=_("The year in picture 1, exactly as it can be read, with ? for what can't be read"),
            points=2,
        ),
        Field(key="from", kind="number", label=_("The first year that it can be, with four figures"), points=1),
        Field(key="until", kind="number", label=_("The last year that it can be, with four figures"), points=1),
        Field(
            key="record",
            kind="choice",
            label=_("What do you record for the cartridge in picture 2?"),
            points=2,
            options=tuple(Option(value=each, label=_(RECORDS[each])) for each in worn["records"]),
        ),
        Field(
            key="entries",
            kind="choices",
            label=_("Which two entries of the label don't agree with what was found?"),
            points=2,
            options=tuple(Option(value=each, label=_(ENTRIES[each])) for each in worn["entries"]),
        ),
        Field(
            key="use",
            kind="choice",
            label=_("The label also bears the number of a lot. What do you do with it?"),
            points=2,
            options=tuple(Option(value=each, label=_(USES[each])) for each in worn["uses"]),
        ),
    )
