"""Read a list of participants as organisers keep it: any order of columns, any delimiter, headings in many languages.

Every row is taken in, or named with its line and the reason. A file with an error gives nobody.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from firearmskit.course.roster import Person
from firearmskit.course.tables import is_formula
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import available
from firearmskit.language import text as _

__all__ = ["MAX_BYTES", "MAX_PEOPLE", "Taken", "fold", "newcomers", "parse_roster", "read_roster", "same_person"]

MAX_BYTES = 4 * 1024 * 1024
MAX_PEOPLE = 5_000
_MAX_COLUMNS = 100
_MAX_CELL = 500
_HEADING_WITHIN = 20
"""The heading stands among that many first lines that aren't empty; above it there may be a title."""
_MOST_SAID = 20

_HEADINGS: dict[str, tuple[str, ...]] = {
    "full": (
        "full name", "name and surname", "first and last name", "participant name", "name of participant",
        "nom complet", "nom et prénom", "nom et prénoms", "prénom et nom", "prénoms et nom", "nom prénom", "prénom nom",
        "nom du participant", "nombre completo", "nombre y apellido", "nombre y apellidos", "apellidos y nombres",
        "apellido y nombre", "apellidos y nombre", "nome completo", "nome e sobrenome", "nome e apelido",
        "vollständiger name", "vor- und nachname", "nome e cognome", "ad soyad", "adı soyadı",
        "الاسم الكامل", "الاسم الثلاثي", "الاسم الرباعي", "الاسم واللقب", "الإسم الكامل", "фио", "ф.и.о.",
        "полное имя", "фамилия имя отчество", "фамилия и имя", "имя и фамилия", "піб",
    ),
    "name": (
        "name", "names", "participant", "participants", "learner", "student", "trainee", "nom", "noms", "stagiaire",
        "apprenant", "nombre", "nombres", "participante", "nome", "nomes", "formando", "الاسم", "الإسم", "اسم",
        "المشارك", "имя", "участник", "слушатель", "ім'я", "isim",
    ),
    "given": (
        "first name", "first names", "firstname", "given name", "given names", "forename", "forenames",
        "prénom", "prénoms", "prénom(s)", "primer nombre", "nombre de pila", "nombres de pila", "nome próprio",
        "primeiro nome", "prenome", "vorname", "vornamen", "الاسم الأول", "الإسم الأول", "الاسم الشخصي", "имена", "ad",
        "adı",
    ),
    "middle": (
        "middle name", "middle names", "second name", "deuxième prénom", "segundo nombre", "nome do meio", "отчество",
        "اسم الأب",
    ),
    "family": (
        "family name", "family names", "last name", "last names", "lastname", "surname", "surnames", "nom de famille",
        "noms de famille", "patronyme", "apellido", "apellidos", "primer apellido", "sobrenome", "sobrenomes",
        "apelido", "apelidos", "nachname", "familienname", "cognome", "soyad", "soyadı", "اسم العائلة", "اللقب",
        "لقب", "النسب", "الكنية", "фамилия", "прізвище",
    ),
    "agency": (
        "agency", "name of agency", "agency name", "service", "institution", "name of institution",
        "organisation", "organization", "organisme", "administration", "employer",
        "department", "unit", "ministry", "authority", "structure", "direction", "département", "unité", "ministère",
        "agence", "employeur", "corps", "institución", "organización", "organismo", "agencia", "entidad", "servicio",
        "dependencia", "departamento", "unidad", "ministerio", "instituição", "organização", "agência", "serviço",
        "órgão", "entidade", "unidade", "ministério", "behörde", "dienststelle", "istituzione", "ente", "kurum",
        "الجهة", "المؤسسة", "الجهاز", "جهة العمل", "الهيئة", "الإدارة", "الوزارة", "организация", "ведомство",
        "учреждение", "орган", "служба", "место работы", "подразделение", "установа",
    ),
    "sex": (
        "sex", "gender", "sexe", "genre", "sexo", "género", "gênero", "geschlecht", "sesso", "genere", "cinsiyet",
        "الجنس", "النوع", "пол", "стать",
    ),
    "email": (
        "email", "e-mail", "mail", "email address", "e-mail address", "mail address", "courriel", "adresse mail",
        "adresse email", "adresse e-mail", "adresse électronique", "adresse de courriel", "adresse courriel",
        "courrier électronique", "correo", "correo electrónico", "dirección de correo", "email institucional",
        "correo institucional", "endereço de email", "endereço de e-mail", "correio eletrónico", "correio eletrônico",
        "e-mail-adresse", "indirizzo email", "e-posta", "البريد الإلكتروني", "البريد الالكتروني", "البريد",
        "электронная почта", "эл. почта", "почта", "адрес электронной почты", "имейл", "електронна пошта",
    ),
    "language": (
        "language", "lang", "preferred language", "working language", "course language", "langue", "langue de travail",
        "langue préférée", "idioma", "lengua", "idioma preferido", "língua", "sprache", "lingua", "dil", "اللغة",
        "لغة", "язык", "рабочий язык", "мова",
    ),
    "team": (
        "team", "group", "workgroup", "working group", "table", "équipe", "groupe", "groupe de travail", "equipo",
        "grupo", "grupo de trabajo", "mesa", "equipa", "equipe", "grupo de trabalho", "gruppe", "squadra", "gruppo",
        "grup", "takım", "الفريق", "المجموعة", "فريق", "مجموعة", "команда", "группа", "група",
    ),
    "lms_id": (
        "lms id", "id of the learning platform", "learning platform id", "platform id", "user id", "userid",
        "student id", "learner id", "username", "user name", "login", "moodle id", "canvas id", "canvas user id",
        "sis user id", "sis login id", "id number", "identifiant", "identifiant moodle", "identifiant plateforme",
        "nom d'utilisateur", "numéro d'identification", "usuario", "nombre de usuario", "id de usuario",
        "número de id", "utilizador", "usuário", "nome de utilizador", "nome de usuário", "benutzername",
        "nome utente", "اسم المستخدم", "رقم المستخدم", "логин", "имя пользователя", "идентификатор",
    ),
}  # fmt: skip
"""What a column holds to the headings that say so, the more exact ones first; accents and case don't matter."""

_SEXES: dict[str, tuple[str, ...]] = {
    "female": (
        "f", "fem", "female", "woman", "women", "femme", "féminin", "féminine", "mujer", "femenino", "femenina",
        "mulher", "feminino", "feminina", "w", "weiblich", "frau", "donna", "femmina", "femminile", "kadın", "أنثى",
        "انثى", "امرأة", "إمرأة", "سيدة", "ж", "жен", "женский", "женщина", "жінка", "жіноча", "女",
    ),
    "male": (
        "m", "masc", "male", "man", "men", "homme", "h", "masculin", "hombre", "masculino", "homem", "männlich",
        "mann", "uomo", "maschio", "maschile", "erkek", "ذكر", "رجل", "м", "муж", "мужской", "мужчина", "чоловік",
        "чоловіча", "男",
    ),
    "other": (
        "other", "autre", "otro", "otra", "outro", "outra", "x", "d", "nonbinary", "nb", "non binaire", "no binario",
        "não binário", "divers", "diverse", "altro", "diğer", "آخر", "أخرى", "другой", "другое", "иной", "інша",
    ),
}  # fmt: skip
_LANGUAGES_OF_LISTS = ("en", "fr", "es", "pt", "ar", "ru", "de", "it", "tr", "uk")
_NOTHING = frozenset({"", "-", "–", "—", "/", "n/a", "N/A", "n.a.", "s/o", "néant", "…"})
"""What people write into a cell that they have nothing for."""
# They come with exports of tables that run from right to left, and are no part of a name.
_DIRECTIONS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xAD))

# Accents of Latin, Greek and Cyrillic letters; the short vowels and the stretching stroke of Arabic.
_ACCENTS = frozenset({*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, 0x640})

Taken = tuple[Person, str, str | None]
"""A person, the language of the material, and the team or ``None``."""


@dataclass(frozen=True, kw_only=True)
class _Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """Which column holds what; ``others`` are kept under their headings."""

    places: dict[str, int]
    headings: dict[int, str]
    others: tuple[int, ...]

    def of(self, row: _Row, what: str) -> str:
        place = self.places.get(what)
        return _cell(row, place) if place is not None else ""


def _ignore(sentence: str) -> None:
    """Say nothing."""


def parse_roster(data: bytes, *, name: str, language: str, say: Callable[[str], object] = _ignore) -> tuple[Taken, ...]:
    """Read a list of participants.

    The heading may stand in English, French, Spanish, Portuguese, Arabic, Russian and some other languages; case,
    accents, spaces and punctuation don't matter. It has a name, or first and family names. The agency, the sex, an
    email address, the language, the team and the id of the learning platform are used where they are there; every
    other column is kept in ``Person.other``.

    Args:
        data: The file's bytes: CSV with commas, semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252.
        name: The file's name, for messages.
        language: ISO 639-1, of those for whom the list names none that firearmskit speaks.
        say: Is given a sentence for each thing that the organiser should know: who stands there twice, and what
            wasn't understood.

    Returns:
        Each person once, in the order of the file, with the language of the material and the team or ``None``.

    Raises:
        CourseError: The file can't be used; each line is named with the reason.
    """
    if len(data) > MAX_BYTES:
        raise CourseError(
            _("{name} has {size} bytes; a list of participants has at most {most}").format(
                name=quote(name), size=len(data), most=MAX_BYTES
            )
        )
    text, delimiters = _decoded(data, name, say)
    rows, columns = _table(text, delimiters, name)
    problems, people = [], []
    male_m = _reads_m_as_male(rows, columns, say)
    for row in rows:
        problem = _problem(row, columns)
        if problem:
            problems.append(_("line {line}: {problem}").format(line=row.line, problem=problem))
        else:
            people.append((row.line, _taken(row, columns, language=language, male_m=male_m, say=say)))
    if problems:
        more = len(problems) - _MOST_SAID
        said = problems[:_MOST_SAID] + ([_("and {count} lines more").format(count=more)] if more > 0 else [])
        raise CourseError(_("{name} wasn't taken in: {problems}").format(name=quote(name), problems="; ".join(said)))
    kept = _each_once(people, say)
    if not kept:
        raise CourseError(_("{name} has a heading, but nobody under it").format(name=quote(name)))
    if len(kept) > MAX_PEOPLE:
        raise CourseError(
            _("{name} names {count} people; a course has at most {most}").format(
                name=quote(name), count=len(kept), most=MAX_PEOPLE
            )
        )
    others = [columns.headings[place] for place in columns.others]
    if others:
        say(
            _("Kept with each person, but not used: {columns}.").format(
                columns=", ".join(quote(heading) for heading in others)
            )
        )
    return tuple(kept)


def read_roster(path: Path, *, language: str, say: Callable[[str], object] = _ignore) -> tuple[Taken, ...]:
    """Read a file with a list of participants, as :func:`parse_roster` does.

    Args:
        path: The file.
        language: ISO 639-1, of those for whom the list names none that firearmskit speaks.
        say: Is given a sentence for each thing that the organiser should know.

    Returns:
        Each person once, in the order of the file, with the language of the material and the team or ``None``.

    Raises:
        CourseError: The file can't be read or used.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CourseError(
            _("{name} can't be read: {error}").format(name=quote(path.name), error=error.strerror)
        ) from None
    return parse_roster(data, name=path.name, language=language, say=say)


def newcomers(
    people: Iterable[Taken], known: Mapping[str, Person], say: Callable[[str], object] = _ignore
) -> list[Taken]:
    """Leave out who is in the course already, and say so.

    Args:
        people: Who stands in a list.
        known: Who is in the course: ``{pseudonym: person}``.
        say: Is given a sentence for each person who is left out.

    Returns:
        The others, in the same order.
    """
    namesakes: dict[str, list[str]] = {}
    for learner, person in known.items():
        namesakes.setdefault(fold(person.name), []).append(learner)
    joining = []
    for taken in people:
        there = [each for each in namesakes.get(fold(taken[0].name), ()) if same_person(known[each], taken[0])]
        if there:
            say(
                _("{name} is in the course already, as {learner}; nothing was changed.").format(
                    name=escape(taken[0].name), learner=there[0]
                )
            )
        else:
            joining.append(taken)
    return joining


def same_person(one: Person, another: Person) -> bool:
    """Say whether two entries are the same person.

    They have the same name and the same address; or, where one of them has no address, nothing else that they say
    (agency, id of the learning platform) contradicts it.
    """
    if fold(one.name) != fold(another.name):
        return False
    if one.email and another.email:
        return one.email.casefold() == another.email.casefold()
    pairs = (one.agency, another.agency), (one.lms_id, another.lms_id)
    return all(not mine or not other or fold(mine) == fold(other) for mine, other in pairs)


def fold(text: str) -> str:
    """Take away case, accents, spaces and punctuation; letters, vowel signs and digits of every script stay.

    >>> fold("Prénom(s)"), fold("E-Mail")
    ('prenoms', 'email')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if unicodedata.category(c)[0] in "LMN" and ord(c) not in _ACCENTS)
    return letters.replace("ı", "i")


@cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Give what each heading says and how exactly: ``{folded: (what, rank)}``."""
    return {fold(word): (what, rank) for what, words in _HEADINGS.items() for rank, word in enumerate(words)}


@cache
def _sexes() -> dict[str, str]:
    return {fold(word): sex for sex, words in _SEXES.items() for word in words}


@cache
def _spoken() -> dict[str, str]:
    """Give what people call the languages of the material: ``{folded: code}``."""
    from babel import Locale

    called = {}
    for code in available():
        called[code] = code
        called[fold(Locale.parse(code).english_name or code)] = code
        for of in (*_LANGUAGES_OF_LISTS, code):
            called[fold(Locale.parse(of).languages.get(code, code))] = code
    return called


def _decoded(data: bytes, name: str, say: Callable[[str], object]) -> tuple[str, str]:
    """Give the text of the file, and the delimiters that come into question."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CourseError(
            _("{name} is a workbook, not CSV: open it in the spreadsheet and save it as “CSV UTF-8”").format(
                name=quote(name)
            )
        )
    text = None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data[1:200:2].count(0) * 2 > len(data[1:200:2]):
        encodings = ("utf-16-le",)
    elif data[0:200:2].count(0) * 2 > len(data[0:200:2]):
        encodings = ("utf-16-be",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None:
        raise CourseError(
            _("{name} is neither UTF-8 nor UTF-16 nor Windows-1252: save it as “CSV UTF-8”").format(name=quote(name))
        )
    if encoding == "cp1252":
        odd = next((word for word in re.findall(r"\w+", text) if not word.isascii()), "")
        say(
            _("{name} isn't UTF-8; it was read as Windows-1252. If {word} is wrong, save it as “CSV UTF-8”.").format(
                name=quote(name), word=quote(odd)
            )
        )
    text = text.removeprefix("\ufeff")
    named = re.match(r'"?sep=(.)"?\r?\n', text)
    if named:  # Excel's own line; the empty one keeps the count of lines
        return "\n" + text[named.end() :], named[1]
    return text, ",;\t|"


def _clean(cell: str) -> str:
    """Bring a cell to one line in one form; what turns the direction of writing goes."""
    shown = unicodedata.normalize("NFC", cell.translate(_DIRECTIONS))
    shown = " ".join(shown.split())
    return "" if shown in _NOTHING else shown


def _split(text: str, delimiter: str) -> Iterator[_Row]:
    """Give the rows that aren't empty, each with the number of its first line.

    Raises:
        csv.Error: A quotation mark isn't closed, or stands where none can.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(_clean(cell) for cell in cells):
            yield _Row(line=line, cells=tuple(cells))
        line = reader.line_num + 1


def _table(text: str, delimiters: str, name: str) -> tuple[list[_Row], _Columns]:
    """Find the delimiter and the heading: those that say most."""
    best: tuple[tuple[int, int], list[_Row], _Columns] | None = None
    failed = None
    for delimiter in delimiters:
        rows: list[_Row] = []
        try:
            for row in _split(text, delimiter):
                rows.append(row)
                if len(rows) > MAX_PEOPLE + _HEADING_WITHIN:
                    raise CourseError(
                        _("{name} has more than {most} lines with people").format(name=quote(name), most=MAX_PEOPLE)
                    )
        except csv.Error as error:
            failed = (
                failed
                or _("a quotation mark isn't closed or stands inside a cell, after line {line}").format(
                    line=rows[-1].line if rows else 0
                )
                + f" ({error})"
            )
            continue
        for place, row in enumerate(rows[:_HEADING_WITHIN]):
            columns = _columns(row)
            if columns is None:
                continue
            under = rows[place + 1 :]
            longer = sum(any(map(_clean, each.cells[len(row.cells) :])) for each in under)
            worth = (len(columns.places), -longer)
            # A title such as "Participants" may read like a heading; then the heading stands right under it.
            if best is None or worth > best[0] or (worth == best[0] and under == best[1][1:]):
                best = (worth, under, columns)
    if best is None:
        reason = failed or _("no line at the top says which column holds the names, such as {example}").format(
            example=quote(_("Name; Agency; Sex; Email"))
        )
        first = next((line for line in text.splitlines() if line.strip()), "")
        raise CourseError(
            _("{name} can't be read: {reason}; it begins with {first}").format(
                name=quote(name), reason=reason, first=quote(first)
            )
        )
    return best[1], best[2]


def _meaning(heading: str) -> tuple[str, int] | None:
    """Say what a heading means, also where it says it twice ("Nom / Name") or explains itself ("Sexe (F/M)")."""
    ranks = _ranks()
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]|\b[FHMW] ?/ ?[FHMW]\b", "", heading)
    whole = ranks.get(fold(heading)) or ranks.get(fold(plain))
    if whole:
        return whole
    meanings = [ranks.get(fold(part)) for part in re.split(r"[/|()\r\n]| - | – ", heading) if fold(part)]
    known = [meaning for meaning in meanings if meaning]
    if len(known) < 2 or len(known) < len(meanings):
        return None
    exact = [meaning for meaning in known if meaning[0] != "name"] or known  # "Surname / Nom" is a surname
    return exact[0] if len({what for what, _rank in exact}) == 1 else None


def _columns(row: _Row) -> _Columns | None:
    """Say which column holds what, if this row is a heading with names in it."""
    if len(row.cells) > _MAX_COLUMNS:
        return None
    found: dict[str, list[tuple[int, str, int]]] = {}
    for place, cell in enumerate(row.cells):
        meaning = _meaning(cell)
        if meaning:
            found.setdefault(meaning[0], []).append((meaning[1], fold(cell), place))
    # Of two columns that say the same, the one with the more exact heading is used; the other is kept.
    places = {what: min(columns)[2] for what, columns in found.items()}
    if "full" in places:
        drop: tuple[str, ...] = ("name", "given", "middle", "family")
    elif "name" in places and "given" in places and "family" not in places:
        places["family"] = places.pop("name")
        drop = ()
    elif "name" in places and "family" in places and "given" not in places:
        places["given"] = places.pop("name")
        drop = ()
    else:
        drop = ("given", "middle", "family") if "name" in places else ()
    for what in drop:
        places.pop(what, None)
    if "name" in places:
        places["full"] = places.pop("name")
    if not {"full", "given", "family"} & places.keys():
        return None
    headings: dict[int, str] = {}
    for place, cell in enumerate(row.cells):
        heading = _clean(cell)
        again = [each for each in headings.values() if each == heading or each.startswith(f"{heading} (")]
        headings[place] = f"{heading} ({len(again) + 1})" if heading and again else heading
    others = tuple(place for place in headings if place not in places.values() and headings[place])
    return _Columns(places=places, headings=headings, others=others)


def _cell(row: _Row, place: int) -> str:
    return _clean(row.cells[place]) if place < len(row.cells) else ""


def _problem(row: _Row, columns: _Columns) -> str | None:
    """Say why a row can't be taken in."""
    said = quote("; ".join(filter(None, map(_clean, row.cells))))
    for place, cell in enumerate(row.cells):
        if len(cell) > _MAX_CELL:
            return _("a cell has {count} characters, more than {most}: {cell}").format(
                count=len(cell), most=_MAX_CELL, cell=quote(cell)
            )
        if any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c not in "\t\r\n\v\f\x85" for c in cell):
            return _("{cell} holds characters that are no text").format(cell=quote(cell))
        if _clean(cell) and not columns.headings.get(place):
            return _("{cell} stands under no heading; it says {row}").format(cell=quote(_clean(cell)), row=said)
    if not fold(_name(row, columns)):
        return _("there is no name; it says {row}").format(row=said)
    team = columns.of(row, "team")
    if is_formula(team):
        return _("{team} can't be a team's name: a spreadsheet would take it for a formula").format(team=quote(team))
    return None


def _name(row: _Row, columns: _Columns) -> str:
    if "full" in columns.places:
        return columns.of(row, "full")
    return " ".join(filter(None, (columns.of(row, part) for part in ("given", "middle", "family"))))


def _reads_m_as_male(rows: Sequence[_Row], columns: _Columns, say: Callable[[str], object]) -> bool:
    """Decide what M means: beside H and without F it is *mujer* or *mulher*, elsewhere a man."""
    signs = {fold(columns.of(row, "sex")) for row in rows}
    if not ({"h", "m"} <= signs and "f" not in signs):
        return True
    say(_("In the column {column}, H was read as male and M as female.").format(column=_heading(columns, "sex")))
    return False


def _heading(columns: _Columns, what: str) -> str:
    return quote(columns.headings[columns.places[what]])


def _taken(row: _Row, columns: _Columns, *, language: str, male_m: bool, say: Callable[[str], object]) -> Taken:
    other = {columns.headings[place]: _cell(row, place) for place in columns.others if _cell(row, place)}
    name = _name(row, columns)
    given = columns.of(row, "sex")
    sex = _sexes().get(fold(given)) if given else None
    if fold(given) == "m" and not male_m:
        sex = "female"
    spoken = columns.of(row, "language")
    code = _spoken().get(fold(spoken)) or _spoken().get(fold(re.split(r"[-_ ]", spoken)[0]))
    for what, text, known in ("sex", given, sex), ("language", spoken, code):
        if text and not known:
            other[columns.headings[columns.places[what]]] = text
    if given and not sex:
        say(
            _("Line {line}: the sex {value} isn't known; it is kept as it stands.").format(
                line=row.line, value=quote(given)
            )
        )
    if spoken and not code:
        say(
            _("Line {line}: there is no material in {value}; it will be in {language}.").format(
                line=row.line, value=quote(spoken), language=quote(language)
            )
        )
    person = Person(
        name=name,
        agency=columns.of(row, "agency") or None,
        sex=sex,
        email=columns.of(row, "email") or None,
        lms_id=columns.of(row, "lms_id") or None,
        other=other,
    )
    return person, code or language, columns.of(row, "team") or None


def _each_once(people: Sequence[tuple[int, Taken]], say: Callable[[str], object]) -> list[Taken]:
    """Take each person once, saying who stood there again."""
    first: dict[str, list[tuple[int, Person]]] = {}
    kept = []
    for line, taken in people:
        person = taken[0]
        namesakes = first.setdefault(fold(person.name), [])
        before = next((where for where, each in namesakes if same_person(each, person)), None)
        if before is None:
            namesakes.append((line, person))
            kept.append(taken)
        else:
            say(
                _("Line {line}: {name} stands in line {before} already and was taken once.").format(
                    line=line, name=escape(person.name), before=before
                )
            )
    return kept
