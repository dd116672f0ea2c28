"""The fifteen ways in which marks are misread: each has a class of cases that the reader must withstand."""

from __future__ import annotations

import pytest

from firearmskit import marking


def not_the_serial(texts, wrong, place=None):
    """Check that a number or word isn't taken for the serial."""
    reading = marking.read(texts, place=place)
    assert wrong not in reading.values("serial")
    assert reading.serial != wrong
    return reading


class TestModelOrCalibreAsSerial:
    """Confusion 1: the text of the model or the calibre isn't the serial."""

    @pytest.mark.parametrize(
        ("texts", "wrong", "kind"),
        [
            (["7.62x39"], "7.62x39", "calibre"),
            (["ZASTAVA", "M70AB2"], "M70AB2", "model"),
            (["Type 56"], "56", "model"),
            (["CAL. 5.56 MM"], "5.56", "calibre"),
            (["GLOCK 17 AUSTRIA"], "17", "model"),
            (["五六式"], "五六", "model"),
            (["RIFLE 7.62MM L1A1"], "L1A1", "model"),
        ],
    )
    def test_it_has_its_own_kind(self, texts, wrong, kind):
        """It is read as what it is."""
        assert not_the_serial(texts, wrong).of(kind)


class TestOtherNumbersAsSerial:
    """Confusion 2: patents, parts, assemblies, inspections, lots, racks and contracts aren't the serial."""

    @pytest.mark.parametrize(
        "text",
        [
            "US. Pat. 4,539,889", "D.R.P. 123456", "PART NO 1234567", "ASSY 7654321", "WaA359", "LOT 12345",
            "RACK NO. 123", "CONTRATO No 123456", "pièce n° 12345", "партия 12345", "Sachnummer 123456",
            "Brevet 123456",
        ],
    )  # fmt: skip
    def test_its_number_is_no_serial(self, text):
        """Whatever the language of the word beside it, the number isn't the serial."""
        reading = marking.read(["GLOCK", text])
        assert reading.of("serial") == ()
        assert reading.serial is None

    def test_short_numbers_beside_an_inspector_are_inspectors_numbers(self):
        """An eagle with a number, and the same number elsewhere, are no serial."""
        reading = marking.read(["P38", "696 e", "ac", "44", "eagle 359", "359, 366"])
        assert (reading.serial, reading.values("year")) == ("696 e", ("1944",))


class TestPartsOfTheSerialDropped:
    """Confusion 3: no prefix, suffix, block or leading zero of the serial is dropped."""

    @pytest.mark.parametrize(
        ("texts", "serial"),
        [
            (["10 in double circle", "IK 25 1777"], "IK 25 1777"),
            (["ZASTAVA", "0012345"], "0012345"),
            (["ac 44", "P.38", "1234 b"], "1234 b"),
            (["UE 61 A 12345"], "UE 61 A 12345"),
            (["GLOCK", "AF 123US"], "AF 123US"),
            (["СКС", "ВЕ 1234 к"], "ВЕ 1234 к"),
            (["ALBANIA", "0123"], "0123"),
            (["SKS", "R-#72616"], "R-#72616"),
        ],
    )
    def test_it_is_kept_whole(self, texts, serial):
        """The serial is read with all that belongs to it."""
        assert marking.read(texts).serial == serial


class TestYearFusedWithSerial:
    """Confusion 4: a year beside the serial isn't part of it, and a year within it isn't cut out."""

    @pytest.mark.parametrize(
        ("texts", "serial", "year"),
        [
            (["СКС", "ВЕ 1234 1974"], "ВЕ 1234", "1974"),
            (["rhombus with circle", "63 AJ4418"], "AJ4418", "1963"),
            (["rid", "GH99663 52"], "GH99663", "1952"),
            (["byf", "P.38", "4690 n / 45"], "4690 n", "1945"),
            (["AD5912345"], "AD5912345", "1959"),
            (["No. UB 72 A 73940"], "UB 72 A 73940", "1972"),
            (["HUNGARY", "AY 2026"], "AY 2026", None),
        ],
    )
    def test_both_are_read(self, texts, serial, year):
        """Serial and year are told apart; a pattern that holds a year keeps it and says it."""
        reading = marking.read(texts)
        assert reading.serial == serial
        assert reading.values("year") == ((year,) if year else ())


class TestLookAlikes:
    """Confusion 5: O and 0, I and 1, B and 8 are never folded; what else it could be is said."""

    @pytest.mark.parametrize(
        ("text", "other"),
        [
            ("S/N 12O456", "120456"),
            ("S/N 1234I6", "123416"),
            ("S/N 12B456", "128456"),
            ("S/N 4S1234", "451234"),
            ("S/N AB0C1234", "ABOC1234"),
            ("S/N O12345", "012345"),
        ],
    )
    def test_the_value_stays_and_the_other_is_named(self, text, other):
        """The serial is what was written down; the other value stands beside it, with a reason."""
        (piece,) = marking.read([text]).pieces
        assert piece.normalised == text.removeprefix("S/N ")
        assert other in piece.could_be
        assert other in piece.reason

    def test_nothing_is_doubted_without_cause(self):
        """Letters before digits are a prefix, not digits misread."""
        assert marking.read(["S/N BS12345"]).pieces[0].could_be == ()


class TestScripts:
    """Confusion 6: letters of two scripts are never taken for each other."""

    @pytest.mark.parametrize(
        ("texts", "serial", "latin"),
        [
            (["СКС", "ВЕ 1234"], "ВЕ 1234", "VE 1234"),
            (["G3A3", "ΑΒ 12345"], "ΑΒ 12345", "AV 12345"),
            (["تبوك", "٥٤٣٢١"], "٥٤٣٢١", "54321"),
            (["MADE IN IRAN", "۱۲۳۴۵۶"], "۱۲۳۴۵۶", "123456"),
            (["五六式", "一二三四五六七"], "一二三四五六七", "1234567"),
            (["五六式", "壹贰叁肆伍陆"], "壹贰叁肆伍陆", "123456"),
            (["NORINCO", "ＡＢ１２３４５６"], "ＡＢ１２３４５６", "AB123456"),
        ],
    )
    def test_the_serial_keeps_its_script(self, texts, serial, latin):
        """The value stays in its script; the transliteration stands beside it."""
        reading = marking.read(texts)
        assert reading.serial == serial
        assert reading.of("serial")[0].latin == latin

    def test_letters_of_both_scripts_could_be_the_other(self):
        """Cyrillic letters that look Latin name the Latin value, and the reverse beside Soviet marks."""
        assert marking.read(["СКС", "ВЕ 1234"]).of("serial")[0].could_be == ("BE 1234",)
        assert marking.read(["СКС", "BE 1234"]).of("serial")[0].could_be == ("ВЕ 1234",)
        assert marking.read(["S&W", "BE 12345"]).of("serial")[0].could_be == ()


class TestNumbersOfOtherParts:
    """Confusion 7: a number on a bolt, cover, slide or magazine isn't the serial of the firearm."""

    @pytest.mark.parametrize("place", ["bolt", "dust cover", "magazine", "slide", "cylinder", "loading gate"])
    def test_the_number_of_the_frame_is(self, place):
        """Where the frame has a number, another part's number is unknown, with the reason."""
        reading = marking.read(["1234567", "7654321"], place=[place, "frame"])
        assert reading.values("serial") == ("7654321",)
        assert "other than" in reading.pieces[0].reason

    def test_a_part_doesnt_stand_in_for_an_altered_frame(self):
        """The number of a bolt isn't taken for the serial that was removed from the frame."""
        reading = marking.read(["[ground off]", "7654321"], place=["frame", "bolt"])
        assert reading.of("serial") == ()


class TestImporterAsMaker:
    """Confusion 8: importers and retailers aren't makers, and their State isn't that of origin."""

    @pytest.mark.parametrize(
        "text",
        [
            "CAI GEORGIA VT", "PW ARMS REDMOND WA", "IMPORTED BY EXAMPLE, MIAMI FL", "XYZ IMPORTS INC, MIAMI FL",
            "TANFOGLIO INC, MIAMI FL", "CDI SWANTON VT", "GLOCK, INC., SMYRNA, GA.",
        ],
    )  # fmt: skip
    def test_it_is_an_importer(self, text):
        """The line is read as an import mark and names neither maker nor State."""
        reading = marking.read([text])
        assert reading.of("import")
        assert reading.values("maker") == reading.values("country") == ()
        assert reading.later == reading.of("import")


class TestProofHouseOrFactoryCode:
    """Confusion 9: proof houses and factory codes are neither States of make nor serials."""

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("66 in triangle", "66"),
            ("10 in double circle", "10"),
            ("crown over BNP", "BNP"),
            ("[PSF]", "PSF"),
            ("P in bomb", "P"),
            (".38 .767 3 1/2 TONS", "767"),
        ],
    )
    def test_it_is_no_serial(self, text, wrong):
        """The code is never the serial."""
        not_the_serial([text], wrong)

    @pytest.mark.parametrize("text", ["crown over BNP", "[PSF]", "lion over PV", "bomb with P", "eagle over N"])
    def test_a_proof_house_names_no_state_of_make(self, text):
        """Where a firearm was proved isn't where it was made."""
        reading = marking.read([text])
        assert reading.values("country") == ()
        assert [piece.stage for piece in reading.pieces] == ["proof"]


class TestLicencesAndCopies:
    """Confusion 10: who gave a licence or a name isn't who made the piece."""

    @pytest.mark.parametrize(
        "text",
        ["LICENCE WALTHER", "UNDER LICENCE FROM FN", "LIZENZ BERETTA", "BROWNING'S PATENT", "SYSTEM MAUSER", "AK-47"],
    )
    def test_no_maker_is_named(self, text):
        """The name is known, and names no maker."""
        reading = marking.read([text])
        assert reading.values("maker") == ()
        assert reading.values("country") == ()


class TestLaterMarks:
    """Confusion 11: marks that States and owners put on later stay apart from the factory's."""

    @pytest.mark.parametrize(
        ("text", "stage"),
        [
            ("ECOWAS NGA NPF 2015 000123", "later-state"),
            ("CEDEAO CI PN 18 54177", "later-state"),
            ("* KE KP 12345", "later-state"),
            ("*UG 00123", "later-state"),
            ("SPF 5727", "owner"),
            ("POLICE NATIONALE 5885", "owner"),
            ("PROPERTY OF EXAMPLE POLICE 168", "owner"),
            ("crossed swords DA 1992", "deactivation"),
            ("EU DE XYZ 2019", "deactivation"),
            ("DEACTIVATED 2012", "deactivation"),
        ],
    )
    def test_it_is_kept_apart(self, text, stage):
        """The later mark is one piece of its stage, and the factory's number is the serial."""
        reading = marking.read(["66 in triangle", "7654321", text])
        assert [piece.stage for piece in reading.later] == [stage]
        assert reading.serial == "7654321"
        assert {piece.text_index for piece in reading.factory} == {0, 1}
        assert reading.values("year") == ()


class TestConvertedFirearms:
    """Confusion 12: a former model and a changed calibre are both read, and the contradiction is said."""

    @pytest.mark.parametrize("later", ["9x19", ".22 LR", "8 mm K", "7.62 x 51 NATO", "CAL. 22 LONG RIFLE"])
    def test_two_calibres_are_told(self, later):
        """Both calibres are read; the firearm may have been converted."""
        firearm = marking.read_firearm([["arrow in triangle", "АК-74", "5,45х39"], [later]])
        told = [conflict.about for conflict in firearm.conflicts]
        assert len(firearm.reading.of("calibre")) == 2
        assert ("calibre" in told) == all(piece.normalised for piece in firearm.reading.of("calibre"))


class TestSameSerialElsewhere:
    """Confusion 13: one number on firearms of two makers stays two firearms."""

    @pytest.mark.parametrize("maker", ["ZASTAVA", "66 in triangle", "GLOCK", "10 in double circle", "NORINCO"])
    def test_the_maker_stays_with_the_number(self, maker):
        """Each reading names its own maker beside the same serial."""
        one, other = marking.read([maker, "AB 123456"]), marking.read(["BERETTA", "AB 123456"])
        assert one.serial == other.serial == "AB 123456"
        assert one.values("maker") != other.values("maker")


class TestAlteredMarks:
    """Confusion 14: altered, not readable, never marked and partly read are told apart."""

    @pytest.mark.parametrize(
        ("text", "condition"),
        [
            ("[obliterated]", "altered"), ("[altered]", "altered"), ("[ground]", "altered"), ("limado", "altered"),
            ("numéro de série meulé", "altered"), ("номер спилен", "altered"), ("(illisible)", "unreadable"),
            ("serial worn away", "unreadable"), ("[never marked]", "never_marked"), ("sans numéro", "never_marked"),
            ("no serial number", "never_marked"), ("A?12345", "partly_unread"), ("12345", None),
        ],
    )  # fmt: skip
    def test_the_condition_is_told(self, text, condition):
        """The condition stands in a field of its own, and no serial is made of a description."""
        (piece,) = marking.read([text]).pieces
        assert piece.condition == condition
        assert (piece.kind == "serial") == (condition in ("partly_unread", None))

    @pytest.mark.parametrize("text", ["[obliterated]", "(illisible)", "[never marked]"])
    def test_the_description_says_it(self, text):
        """A court is told which of them it is, and never that it wasn't understood."""
        said = marking.describe(marking.read([text]))
        assert text in said
        assert "Not understood" not in said


class TestWordsForClasses:
    """Confusion 15: words for a class of firearm are no model, whatever the agency calls it."""

    @pytest.mark.parametrize(
        "word", ["PISTOL", "HANDGUN", "pistolet", "RIFLE", "carabine", "ASSAULT RIFLE", "винтовка", "fusil d'assaut"]
    )
    def test_it_is_understood_and_no_model(self, word):
        """The word is understood to be none of the kinds."""
        (piece,) = marking.read([word]).pieces
        assert (piece.kind, piece.confidence >= 0.5) == ("unknown", True)
        assert marking.read([word]).of("model") == ()

    def test_it_belongs_to_a_designation_beside_it(self):
        """Before a model's name, it is part of that line."""
        (piece,) = marking.read(["ASSAULT RIFLE AKM"]).pieces
        assert (piece.kind, piece.normalised) == ("model", "AKM")
