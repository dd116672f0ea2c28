"""Questions on reading the marks of a firearm."""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="purpose",
        objective="reading",
        level="recall",
        pretest=Question(
            stem=N_(
                "A firearm is marked when it is made. Where a State has no system of symbols, what does the "
                "Firearms Protocol ask of this mark?"
            ),
            right=N_("The maker, the country or place of manufacture, and a serial number."),
            wrong=(
                (
                    N_("The maker, the first buyer and the date of the sale."),
                    N_(
                        "A sale is what a register would tell, so one looks for it on the metal. Ask what is known "
                        "on the day on which a firearm is made."
                    ),
                ),
                (
                    N_("The model, the calibre and the weight."),
                    N_(
                        "Model and calibre do stand on many firearms. Ask whether they tell one firearm from all the "
                        "others of its kind."
                    ),
                ),
                (
                    N_("The proof house, the inspector and the date of the test."),
                    N_(
                        "A proof mark may stand beside the maker's, and looks as official. Ask who makes each of the "
                        "two, and when."
                    ),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_("A firearm is imported. What does the Firearms Protocol ask of the import mark?"),
            right=N_("It lets one tell the country of import and, where possible, the year."),
            wrong=(
                (
                    N_("It gives the importer's name, place and licence number."),
                    N_(
                        "Some national laws ask for the importer's name, so one often sees it. Ask what the Protocol "
                        "itself asks of every State."
                    ),
                ),
                (
                    N_("It repeats the serial number, with a letter for the State."),
                    N_(
                        "A second number looks as if it belonged to the first. Ask whose records a number of the "
                        "importer serves."
                    ),
                ),
                (
                    N_("It gives the buyer in that country and the date of the sale."),
                    N_(
                        "Whoever traces a firearm wants to know the buyer. Ask what is known when a firearm crosses "
                        "the border."
                    ),
                ),
            ),
            sources=(1, 6),
        ),
    ),
    Pair(
        id="number",
        objective="reading",
        level="apply",
        pretest=Question(
            stem=N_(
                "A pistol bears AB 4417 on the frame and AB 5208 on the slide. VELMARK 2003 BRT 6130 stands "
                "beside the first. What goes into the serial number field of a trace request?"
            ),
            right=N_("AB 4417, from the frame"),
            wrong=(
                (
                    N_("AB 5208, from the slide"),
                    N_(
                        "The slide is seen first, and its number has the same form. Ask which part identifies a "
                        "firearm."
                    ),
                ),
                (
                    N_("4417, from the frame"),
                    N_("Digits are what people call a number. Ask whether something else belongs to it."),
                ),
                (
                    N_("BRT 6130, from the frame"),
                    N_(
                        "It stands on the right part, close to the number that is asked for. Ask who made this line, "
                        "and for whose records."
                    ),
                ),
            ),
            sources=(10,),
        ),
        posttest=Question(
            stem=N_(
                "A rifle bears T 30518 on the receiver, T 30581 on the bolt, and CUSTOMS 2264 below the "
                "first. What goes into the serial number field of a trace request?"
            ),
            right=N_("T 30518, from the receiver"),
            wrong=(
                (
                    N_("T 30581, from the bolt"),
                    N_(
                        "The two numbers differ only in the order of two digits. Ask which of the two parts is "
                        "exchanged more easily."
                    ),
                ),
                (
                    N_("30518, from the receiver"),
                    N_(
                        "A single letter looks like a mark of its own. Ask how many firearms may bear the digits alone."
                    ),
                ),
                (
                    N_("CUSTOMS 2264, from the receiver"),
                    N_("It stands where one looks for the number. Ask which office counts with it."),
                ),
            ),
            sources=(10,),
        ),
    ),
    Pair(
        id="year",
        objective="reading",
        level="apply",
        pretest=Question(
            stem=N_(
                "A pistol bears 1974 beside the maker's mark, VELMARK 1999 BRT 3307 on the slide and PRISONS "
                "1975 on the frame. Which year of manufacture or acceptance do you give?"
            ),
            right="1974",
            wrong=(
                (
                    "1999",
                    N_(
                        "This year stands in a complete line, with a State. Ask what happened to the pistol in that "
                        "year."
                    ),
                ),
                (
                    "1975",
                    N_("Four digits that begin with 19 look like a year. Ask what a service would count with them."),
                ),
                (
                    N_("None: such marks never give it."),
                    N_("Caution is right where years have several meanings. Ask who made each of the three marks."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "A rifle bears 1943 beside the maker's mark, ORDANIA 2004 KLD 8812 on the barrel and RANGERS "
                "1944 on the receiver. Which year of manufacture or acceptance do you give?"
            ),
            right="1943",
            wrong=(
                (
                    "2004",
                    N_("The line on the barrel names a State and a year in full. Ask at which event it was made."),
                ),
                (
                    "1944",
                    N_(
                        "It differs from another mark by one only, as a year would. Ask what the word before it "
                        "means for the digits."
                    ),
                ),
                (
                    N_("None: the years contradict each other."),
                    N_("Two years on one rifle are disturbing. Ask whether both can be true, each of another event."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="unread",
        objective="reading",
        level="apply",
        pretest=Question(
            stem=N_(
                "One character of the serial number on a frame may be 3 or 8. The number on the slide has an "
                "8 in this place. What do you write as the serial number?"
            ),
            right=N_("The number with a question mark in this place."),
            wrong=(
                (
                    N_("The number with an 8, which the slide confirms."),
                    N_(
                        "One expects frame and slide to bear one number, so the slide seems to solve the puzzle. Ask "
                        "for which part its number speaks."
                    ),
                ),
                (
                    N_("Two numbers, one with a 3 and one with an 8."),
                    N_("Giving both seems complete. Ask what somebody who searches takes two serial numbers for."),
                ),
                (
                    N_("Nothing, until a laboratory has read it."),
                    N_("Waiting prevents a false entry. Ask what the characters that can be read are worth meanwhile."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Two characters of a serial number are worn away. A paper that was found with the rifle "
                "gives a whole number. What do you write in the description of the rifle?"
            ),
            right=N_("What can be read, with a question mark for each worn character."),
            wrong=(
                (
                    N_("The whole number, because a paper is clearer than metal that is worn."),
                    N_(
                        "A printed number invites trust. Ask what you were asked to describe, and whether paper and "
                        "rifle belong together."
                    ),
                ),
                (
                    N_("What can be read, written without a gap."),
                    N_("What can't be seen is easily left out. Ask how long the number then seems to be."),
                ),
                (
                    N_("That the number is illegible, and nothing else."),
                    N_("It is honest about the wear. Ask what is still there to be searched for."),
                ),
            ),
        ),
    ),
    Pair(
        id="maker",
        objective="reading",
        level="judge",
        pretest=Question(
            stem=N_(
                "A pistol bears 10 in two circles and the line EXAMPLE TRADING, LAKETOWN, 9X18, ORDANIA. A "
                "request names Example Trading as the maker. What do you say?"
            ),
            right=N_("This isn't shown: such a line may be an importer's."),
            wrong=(
                (
                    N_("This is right: a name in full counts for more than a symbol."),
                    N_("A name is easier to trust than a symbol. Ask why a State might let a maker use a symbol."),
                ),
                (
                    N_("This is right: only a maker marks the calibre."),
                    N_(
                        "A calibre may well stand in a maker's line. Ask who else may have to mark it, and by which "
                        "law."
                    ),
                ),
                (
                    N_("This can't be judged: the pistol bears no mark of a maker."),
                    N_("Where no maker's name stands, one sees no maker. Ask what each of the two marks could be."),
                ),
            ),
            sources=(1, 6, 7),
        ),
        posttest=Question(
            stem=N_(
                "A rifle bears a number in a triangle, and on the barrel LUMERA 1996 HVT 4410. A colleague "
                "writes: made by HVT in Lumera in 1996. What do you say?"
            ),
            right=N_("The line tells of an import; the triangle leads to the maker."),
            wrong=(
                (
                    N_("This agrees with the marks: State, year and firm stand in one line."),
                    N_(
                        "A line with everything in it seems to answer every question. Ask on which occasion one "
                        "writes a State before a year."
                    ),
                ),
                (
                    N_("This agrees with the marks, but the year is that of the proof."),
                    N_("In Italy a year may be that of the proof. Ask whether a proof mark stands here at all."),
                ),
                (
                    N_("This can't be judged: marks on a barrel say nothing."),
                    N_("A barrel can be exchanged, so doubt is natural. Ask what else is marked on this rifle."),
                ),
            ),
            sources=(1, 4, 12),
        ),
    ),
)
