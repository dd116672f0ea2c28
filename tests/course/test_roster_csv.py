"""Lists of participants as organisers keep them; all people are made up."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.course.roster import Person
from firearmskit.course.roster_csv import MAX_BYTES, MAX_PEOPLE, parse_roster
from firearmskit.errors import CourseError


def taken(text: str | bytes, **how) -> tuple:
    """Read a list, with what was said."""
    said: list[str] = []
    data = text.encode() if isinstance(text, str) else text
    return parse_roster(data, name="list.csv", language="en", say=said.append, **how), said


def refused(text: str | bytes) -> str:
    """Give the sentence with which a list is refused."""
    with pytest.raises(CourseError) as caught:
        taken(text)
    return str(caught.value)


HEADINGS = [
    ("en", "Full name;Agency;Sex;E-mail;Language;Team;User ID", "F"),
    ("fr", "Nom et prénoms;Service;Sexe (F/M);Courriel;Langue;Équipe;Identifiant Moodle", "Femme"),
    ("fr, shouted", "NOM ET PRENOM;INSTITUTION;GENRE;ADRESSE E-MAIL;LANGUE DE TRAVAIL;GROUPE;IDENTIFIANT", "FÉMININ"),
    ("es", "Nombre y apellidos;Institución;Sexo;Correo electrónico;Idioma;Equipo;Usuario", "Mujer"),
    ("pt", "Nome completo;Órgão;Género;E-mail;Língua;Equipa;Utilizador", "mulher"),
    ("ar", "الاسم الكامل;الجهة;الجنس;البريد الإلكتروني;اللغة;الفريق;اسم المستخدم", "أنثى"),
    ("ru", "Ф.И.О.;Ведомство;Пол;Электронная почта;Язык;Группа;Логин", "жен."),
    ("two languages", "Nom complet / Full name;Service/Agency;Sexe F/M;Email;Language;Team;Login", "female"),
]


@pytest.mark.parametrize(("heading", "sex"), [each[1:] for each in HEADINGS], ids=[each[0] for each in HEADINGS])
def test_headings_are_understood_in_many_languages(heading: str, sex: str) -> None:
    """Accents, case, spaces and punctuation of a heading don't matter."""
    people, said = taken(f"{heading}\nAwa Diop;Douanes;{sex};awa@example.org;français;Table 1;4711\n")
    person = Person(name="Awa Diop", agency="Douanes", sex="female", email="awa@example.org", lms_id="4711")
    assert people == ((person, "fr", "Table 1"),)
    assert said == []


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("First name,Family name", "Ana María,Núñez"),
        ("Apellidos,Nombre", "Núñez,Ana María"),
        ("Nom,Prénom(s)", "Núñez,Ana María"),
        ("Sobrenome,Nome", "Núñez,Ana María"),
        ("Name,First Name", "Núñez,Ana María"),
        ('Surname / Nom,"First name\nPrénom"', "Núñez,Ana María"),
        ("Фамилия,Имя,Отчество", "Núñez,Ana,María"),
    ],
)
def test_a_name_in_parts_is_put_together(heading: str, row: str) -> None:
    """First names stand before the family name, whichever column comes first, and "Nom" is whatever is missing."""
    ((person, _language, _team),), _said = taken(f"{heading}\n{row}\n")
    assert person == Person(name="Ana María Núñez")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    """Every delimiter is found in every encoding that spreadsheets write."""
    text = delimiter.join(["Prénom", "Nom", "Sexe"]) + "\r\n" + delimiter.join(["Zoé", "Müller", "F"]) + "\r\n"
    people, said = taken(text.encode(encoding))
    assert people == ((Person(name="Zoé Müller", sex="female"), "en", None),)
    assert len(said) == (encoding == "cp1252")


def test_what_excel_leaves_behind() -> None:
    """A line that names the separator, titles above the heading, blank lines and quoted line breaks do no harm."""
    text = (
        'sep=;\r\n;;\r\n"Workshop, Kampala";;\r\nParticipants;;\r\n;;\r\nName;Agency;Sex\r\n;;\r\n'
        '"Amina\r\nOkello";"Police; Gulu";f\r\n;;\r\nPaul Okot;;M\r\n\r\n'
    )
    people, _said = taken("\ufeff" + text)
    assert [(person.name, person.agency, person.sex) for person, _language, _team in people] == [
        ("Amina Okello", "Police; Gulu", "female"),
        ("Paul Okot", None, "male"),
    ]


def test_a_list_of_names_alone() -> None:
    """One column is enough, also under a title that reads like a heading, with commas in the names."""
    people, _said = taken("Participants\nName\nOkello, Amina\nOkot, Paul\n")
    assert [person.name for person, *_rest in people] == ["Okello, Amina", "Okot, Paul"]


def test_other_columns_are_kept() -> None:
    """What isn't used is kept as it stands, under its heading, and said."""
    ((person, *_rest),), said = taken("Rank,Name,Remarks,Remarks,Remarks\nCaptain,Paul Okot,a,,c\n")
    assert person.other == {"Rank": "Captain", "Remarks": "a", "Remarks (3)": "c"}
    assert '"Rank"' in said[0]


def test_values_that_nobody_knows_are_kept_and_said() -> None:
    """An unknown sex and a language without material stand in the rest, and are named with their line."""
    ((person, spoken, _team),), said = taken("Name,Sex,Language\nPaul Okot,prefers not to say,Luganda\n")
    assert (person.sex, spoken) == (None, "en")
    assert person.other == {"Sex": "prefers not to say", "Language": "Luganda"}
    assert [sentence for sentence in said if sentence.startswith("Line 2")] == said[:2]


def test_m_beside_h_is_a_woman() -> None:
    """In a column of H and M, M is *mujer*; with F beside it, a man."""
    people, said = taken("Nombre,Sexo\nAna Ruiz,M\nLuis Ruiz,H\n")
    assert [person.sex for person, *_rest in people] == ["female", "male"]
    assert "M as female" in said[0]
    people, said = taken("Nombre,Sexo\nAna Ruiz,F\nLuis Ruiz,M\n")
    assert [person.sex for person, *_rest in people] == ["female", "male"]
    assert said == []


def test_duplicates_are_taken_once_and_said() -> None:
    """The same name with the same address is one person; another address or agency is another person."""
    text = (
        "Name,Email,Agency\nAmina Okello,amina@example.org,Police\nPaul Okot,,Customs\n"
        "AMINA OKELLO,Amina@Example.org,\n"
        "Amina Okello,other@example.org,Police\nPaul Okot,,Police\nPaul Okót,,Customs\n"
    )
    people, said = taken(text)
    assert [person.email or person.agency for person, *_rest in people] == [
        "amina@example.org", "Customs", "other@example.org", "Police",
    ]  # fmt: skip
    assert [sentence[:7] for sentence in said] == ["Line 4:", "Line 7:"]


def test_names_of_any_script() -> None:
    """Names that differ by a vowel sign alone are different people; marks that turn the writing are taken away."""
    names = ["राम", "रमा", "أمينة", "王伟", "Ноёпова", "Þóra", "สมชาย"]
    people, _said = taken("Name\n" + "\n".join(f"\u200f{name}\u200e" for name in names) + "\n")
    assert [person.name for person, *_rest in people] == names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name;Agency\nAmina;Police\n;Customs\n", ["line 3", "no name", '"Customs"']),
        ("Name;Agency\nAmina;Police\n?;Customs\n", ["line 3", "no name"]),
        ("Name,Agency\nOkello, Amina,Police\n", ["line 2", '"Police"', "no heading"]),
        ('Name,Agency\n"Amina,Police\nPaul,Customs\n', ["quotation mark"]),
        ("Name\nAmina\x1b[31m\n", ["line 2", "no text", r"\x1b"]),
        ("Name\n" + "x" * 501 + "\n", ["line 2", "501 characters"]),
        ("Name,Team\nAmina,=cmd|'/c calc'!A1\n", ["line 2", "formula"]),
        ("Surname of the dog,Colour\nRex,brown\n", ["no line at the top", "Surname of the dog"]),
        ("", ["can't be read"]),
        ("Name\n\n", ["nobody"]),
        ("PK\x03\x04rest", ["CSV UTF-8"]),
        (b"Name\nAm\x81na\n", ["neither UTF-8"]),
        ("Name\n" + "".join(f"P{n}\n" for n in range(MAX_PEOPLE + 1)), [str(MAX_PEOPLE)]),
        (b"Name\n" + b"x" * MAX_BYTES, [str(MAX_BYTES)]),
        ("Name;Agency\n" + ";Customs\n" * 25, ["line 21", "and 5 lines more"]),
    ],
)
def test_what_cannot_be_used_is_named(text: str | bytes, words: list[str]) -> None:
    """The sentence says which file, which line, and what it says there."""
    said = refused(text)
    assert "list.csv" in said
    for each in words:
        assert each in said


def test_the_sentences_are_said_in_the_language_of_the_trainer() -> None:
    """Headings are understood whatever language is spoken."""
    with language.speaking("fr"):
        people, _said = taken("Name,Agency\nAmina,Police\n")
    assert people[0][0].agency == "Police"


COLUMNS = ("Nom", "Prénom", "Service", "Sexe", "Courriel", "Langue", "Équipe", "Identifiant", "Grade")
WORDS = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=12)
SPOKEN = st.sampled_from(("fr", "anglais", "?"))
ROWS = st.lists(
    st.tuples(WORDS, WORDS, WORDS, st.sampled_from("FMX?"), WORDS, SPOKEN, WORDS, WORDS, WORDS), min_size=1, max_size=6
)


@given(rows=ROWS, order=st.permutations(range(len(COLUMNS))), delimiter=st.sampled_from(",;\t|"))
def test_any_order_of_columns_gives_the_same_people(rows: list, order: list[int], delimiter: str) -> None:
    """The people don't depend on where the columns stand, nor on the delimiter."""

    def written(places: list[int], delimiter: str) -> bytes:
        text = io.StringIO()
        table = csv.writer(text, delimiter=delimiter)
        table.writerows([row[place] for place in places] for row in (COLUMNS, *rows))
        return text.getvalue().encode()

    straight = parse_roster(written(list(range(len(COLUMNS))), ","), name="a", language="en")
    assert parse_roster(written(order, delimiter), name="b", language="en") == straight
    assert 1 <= len(straight) <= len(rows)


@given(data=st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Whatever a file holds, it gives people or a sentence."""
    try:
        people = parse_roster(data, name="x", language="en")
    except CourseError:
        return
    assert all(person.name for person, *_rest in people)


@given(text=st.text(st.sampled_from("Name,;\t|\"\n\r 'ab=@é"), max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands under a heading, each row is taken in or the file is refused."""
    try:
        people = parse_roster(f"Name;Agency\nAmina;Police\n{text}".encode(), name="x", language="en")
    except CourseError:
        return
    assert people[0][0].name == "Amina"


def test_the_list_of_the_how_to_is_read() -> None:
    """The list that the page for trainers shows can be taken in."""
    page = (Path(__file__).resolve().parents[2] / "docs/how-to/prepare-a-course.md").read_text("utf-8")
    block = page.partition("```csv\n")[2].partition("```")[0]
    people, said = taken(block)
    assert [(person.name, spoken, team) for person, spoken, team in people] == [
        ("Amina Okello", "en", "Table 1"),
        ("Awa Diop", "fr", "Table 1"),
        ("Paul Okot", "en", "Table 2"),
    ]
    assert len(said) == 1
    assert '"Grade"' in said[0]
