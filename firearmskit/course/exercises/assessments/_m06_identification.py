"""Questions on module M06, in pairs: the same objective at the same level, before and after the course.

Marks, States, firms and services are made up, but for the symbols and the wording that a source describes. The numbers
of sources are those of the lesson, ``curriculum/m06_identification/index.md``.
"""

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
    Pair(
        id="claim",
        objective="argument",
        level="judge",
        pretest=Question(
            stem=N_(
                "A colleague writes: “On the day of the seizure, the pistol belonged to the police.” It "
                "bears POLICE 4417. What do you claim?"
            ),
            right=N_("The mark leaves it open: it bears no date."),
            wrong=(
                (
                    N_("The mark supports it: it stands on the pistol itself."),
                    N_("A mark on the metal is strong evidence of something. Ask of what, and for which time."),
                ),
                (
                    N_("The mark speaks against it: a service removes its marks."),
                    N_(
                        "One expects a service to leave no mark behind. Ask what this mark shows, not what it should "
                        "be like."
                    ),
                ),
                (
                    N_("The mark can't be used: it isn't the maker's."),
                    N_("Marks of others deserve caution. Ask what those who made it knew."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A colleague writes: “The rifle was sold in Talvern in 2003.” It bears TALVERN 2003 BRT "
                "6508. What do you claim?"
            ),
            right=N_("The mark leaves it open: it tells of an import."),
            wrong=(
                (
                    N_("The mark supports it: State and year agree."),
                    N_("State and year do agree, which is persuasive. Ask to which event they belong."),
                ),
                (
                    N_("The mark speaks against it: goods are sold a year later."),
                    N_("It may often be so. Ask what this mark shows, not what is usual."),
                ),
                (
                    N_("The mark can't be used: nobody knows what BRT means."),
                    N_("An abbreviation that one doesn't know is disturbing. Ask what can be read without it."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="two",
        objective="argument",
        level="apply",
        pretest=Question(
            stem=N_(
                "A colleague writes: “This pistol was made in Velmark.” It bears a factory's symbol, a "
                "serial number, VELMARK 2001 BRT 5116 and POLICE 380. By which two marks do you judge this?"
            ),
            right=N_("By the factory's symbol and the import mark."),
            wrong=(
                (
                    N_("By the serial number and the import mark."),
                    N_("A serial number identifies one pistol. Ask whether it says where the pistol was made."),
                ),
                (
                    N_("By the import mark and the property mark."),
                    N_("Both are easy to read. Ask whether either was made in the factory."),
                ),
                (
                    N_("By the factory's symbol and the serial number."),
                    N_("Both come from the maker. Ask where the colleague found the name Velmark."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "A colleague writes: “B 70213 identifies this rifle.” The number stands on the bolt; on the "
                "receiver stand B 70231, a year and a proof mark. By which two marks do you judge this?"
            ),
            right=N_("By the numbers on the bolt and on the receiver."),
            wrong=(
                (
                    N_("By the number on the bolt and the proof mark."),
                    N_("A proof mark is official. Ask whether it says anything about a number."),
                ),
                (
                    N_("By the number on the bolt and the year."),
                    N_("A number and a year often stand together. Ask what the year would change."),
                ),
                (
                    N_("By the number on the receiver and the year beside it."),
                    N_("Both stand on the part that counts. Ask what the colleague's sentence is about."),
                ),
            ),
            sources=(10,),
        ),
    ),
    Pair(
        id="limit",
        objective="argument",
        level="judge",
        pretest=Question(
            stem=N_(
                "Your finding names the maker, from a mark on the frame that is easy to read. Which limit do you add?"
            ),
            right=N_("A mark can be copied, so the design must agree."),
            wrong=(
                (
                    N_("A mark alone is never evidence."),
                    N_("A mark alone has misled people before. Ask whether the sentence says too much."),
                ),
                (
                    N_("Without a proof mark, the mark has no value."),
                    N_("An official stamp gives confidence. Ask what the one mark says without the other."),
                ),
                (
                    N_("A mark that our registry doesn't know can't be used abroad."),
                    N_("One measures marks by one's own registry. Ask who reads this mark in another State."),
                ),
            ),
            sources=(13,),
        ),
        posttest=Question(
            stem=N_(
                "Your finding gives a number from the bolt, because that of the receiver is worn away. Which "
                "limit do you add?"
            ),
            right=N_("A bolt can be exchanged: its number speaks for the bolt."),
            wrong=(
                (
                    N_("A rifle with a worn number can't be traced."),
                    N_("A gap is discouraging. Ask what else a request can give."),
                ),
                (
                    N_("A number that doesn't stand on the receiver has no value at all."),
                    N_(
                        "The rule about the receiver is right, and easily carried too far. Ask what this number does "
                        "show."
                    ),
                ),
                (
                    N_("An importer's number, if there is one, takes its place."),
                    N_("It is a number, and easy to read. Ask whose records hold it."),
                ),
            ),
        ),
    ),
)
