"""Questions on judging a trace request, and on what comes next."""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="five",
        objective="judgement",
        level="recall",
        pretest=Question(
            stem=N_("Which of these is among the five things that a trace request through INTERPOL names at least?"),
            right=N_("The calibre"),
            wrong=(
                (
                    N_("The proof mark"),
                    N_(
                        "A proof mark is official, and it helps to read the others. Ask what somebody in another "
                        "State's registry searches by."
                    ),
                ),
                (
                    N_("The place of the seizure"),
                    N_("It stands at the top of every file. Ask whether it belongs to the firearm or to the case."),
                ),
                (
                    N_("The name of the last owner"),
                    N_("The owner is what everybody wants to know. Ask what is known before the reply comes."),
                ),
            ),
            sources=(9,),
        ),
        posttest=Question(
            stem=N_("Which of these isn't among the five things that a trace request through INTERPOL names at least?"),
            right=N_("The year of manufacture"),
            wrong=(
                (
                    N_("The country of origin"),
                    N_("The country seems to follow from the rest. Ask how one knows to whom the request goes."),
                ),
                (
                    N_("The type, such as pistol or rifle"),
                    N_("A type is common to very many firearms. Ask whether it narrows a search all the same."),
                ),
                (
                    N_("The maker"),
                    N_("With a number in hand, a name seems needless. Ask whether two factories may use one number."),
                ),
            ),
            sources=(3, 9),
        ),
    ),
    Pair(
        id="field",
        objective="judgement",
        level="apply",
        pretest=Question(
            stem=N_(
                "A request gives maker, country, type and calibre rightly, but as the serial number that of "
                "the slide. Can the State asked search with it?"
            ),
            right=N_("No: this number doesn't identify the firearm."),
            wrong=(
                (
                    N_("Yes: four of the five identifiers are right."),
                    N_("Four of five sounds like enough. Ask which entry a registry is searched by."),
                ),
                (
                    N_("Yes: the numbers on the parts of one pistol belong together."),
                    N_("One expects the parts of a pistol to bear one number. Ask what you know of this one."),
                ),
                (
                    N_("No: a search needs the model too."),
                    N_(
                        "A model helps where it is stamped. Ask which entries a request must have, and which of them "
                        "is wrong here."
                    ),
                ),
            ),
            sources=(9, 10),
        ),
        posttest=Question(
            stem=N_(
                "A request gives country, type, calibre and serial number rightly, but as the maker the "
                "importer. Can the State asked search with it?"
            ),
            right=N_("No: another maker's firearms would be searched."),
            wrong=(
                (
                    N_("Yes: each serial number exists only once."),
                    N_("To the person who holds the firearm its number looks unique. Ask who gives out such numbers."),
                ),
                (
                    N_("Yes: an importer keeps records too."),
                    N_(
                        "That is true, and useful later. Ask what this entry of the request means to those who read it."
                    ),
                ),
                (
                    N_("No: a request must name the maker and the importer."),
                    N_("Some forms have a field for each. Ask what is wrong in this request, not what might be added."),
                ),
            ),
            sources=(3, 9),
        ),
    ),
    Pair(
        id="order",
        objective="judgement",
        level="apply",
        pretest=Question(
            stem=N_("You have read the marks again and corrected the description. What do you do next?"),
            right=N_("Search the national records of your own State."),
            wrong=(
                (
                    N_("Send a request to the State of the maker."),
                    N_(
                        "The marks lead there, and the way seems short. Ask what you can find out without waiting "
                        "for anybody."
                    ),
                ),
                (
                    N_("Query iARMS."),
                    N_(
                        "It holds records of lost and stolen firearms, so it comes to mind first. Ask where a loss "
                        "in your own State is written down first."
                    ),
                ),
                (
                    N_("Write to the State through which the firearm came."),
                    N_("The route is known from the file. Ask whether a route is shown by the marks."),
                ),
            ),
            sources=(14, 15),
        ),
        posttest=Question(
            stem=N_(
                "Your national records and iARMS gave no hit. The marks show a maker in one State and an "
                "import into another. Whom do you ask?"
            ),
            right=N_("The State of manufacture, or that of the last legal import."),
            wrong=(
                (
                    N_("The State that the vehicle with the firearm came from."),
                    N_(
                        "The vehicle is a fact of the case. Ask whether that State has a reason to have recorded "
                        "this firearm."
                    ),
                ),
                (
                    N_("All neighbouring States at the same time, with a letter to each of them."),
                    N_("Asking many seems thorough. Ask who is likely to hold a record, and what each request costs."),
                ),
                (
                    N_("Nobody: two searches without a hit end the trace."),
                    N_(
                        "Two searches without a hit are discouraging. Ask which records they covered, and which they "
                        "didn't."
                    ),
                ),
            ),
            sources=(11, 14),
        ),
    ),
    Pair(
        id="trace",
        objective="judgement",
        level="recall",
        pretest=Question(
            stem=N_("What does tracing follow, as the Firearms Protocol has it?"),
            right=N_("A firearm from its maker to its purchaser."),
            wrong=(
                (
                    N_("A suspect from one address to the next."),
                    N_("One also traces people. Ask what a mark on metal belongs to."),
                ),
                (
                    N_("A bullet to the barrel that fired it."),
                    N_(
                        "Laboratories compare bullets, which sounds like tracing. Ask who does it, and whether a "
                        "register is needed."
                    ),
                ),
                (
                    N_("A payment from the buyer to the seller."),
                    N_("Investigators follow money too. Ask what a request with five identifiers can find."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_("A reply has come, and you follow the firearm from record to record. To which point?"),
            right=N_("To the point where it was diverted and became illicit."),
            wrong=(
                (
                    N_("To the person who was last seen with it."),
                    N_("The case began with this person. Ask what is still unknown."),
                ),
                (
                    N_("To the day on which it was seized."),
                    N_("The seizure is the surest date of all. Ask whether you need records to find it."),
                ),
                (
                    N_("To the shop that sold it first."),
                    N_("One expects the first record at the first sale. Ask whether this sale broke any law."),
                ),
            ),
            sources=(16,),
        ),
    ),
)
