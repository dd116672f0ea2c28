"""Questions on module M07, in pairs: the same objective at the same level, before and after the course.

States, makers, marks, sheets and limits are made up; what the Firearms Protocol asks for is told from its articles.
The numbers of sources are those of the lesson, ``curriculum/m07_marking/index.md``.
"""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="event",
        objective="owed",
        level="recall",
        pretest=Question(
            stem=N_(
                "Pistols leave the stocks of a police force and are sold to licensed civilians, for good. What does "
                "the Firearms Protocol ask of their marks?"
            ),
            right=N_("That a unique mark tells the State whose stocks they leave."),
            wrong=(
                (
                    N_("That a new serial number takes the place of the old one."),
                    N_(
                        "A new owner makes one think of a new number. Ask what happens to a trace when the old one is "
                        "gone."
                    ),
                ),
                (
                    N_("Nothing: they bear the maker's marks, and that is enough."),
                    N_("They may be well marked. Ask what those marks can't say: where the pistols have been since."),
                ),
                (
                    N_("That the name of the force and the day of the sale stand on them."),
                    N_("A sale has a seller and a day. Ask what another State needs to know to begin its search."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "Confiscated firearms aren't destroyed: another way was officially authorized. What else does the "
                "Firearms Protocol ask for?"
            ),
            right=N_("That they are marked, and that the way is recorded."),
            wrong=(
                (
                    N_("That the State of the maker agrees to this way."),
                    N_(
                        "The maker's State is often asked in a case. Ask whether it is asked for leave, or for "
                        "information."
                    ),
                ),
                (
                    N_("That the court's name and the day of its decision stand on them."),
                    N_("The decision is what changed their fate. Ask what belongs on metal, and what into a file."),
                ),
                (
                    N_("Nothing: what a State keeps for itself is outside the Protocol."),
                    N_("What passes from State to State is outside. Ask whether this is such a case."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="day",
        objective="owed",
        level="apply",
        pretest=Question(
            stem=N_(
                "The Firearms Protocol has bound Ordania since 14 May 2012. A dealer imported pistols into Ordania on "
                "2 May 2012, without a mark of import. They are checked in 2026. Did this import break what the "
                "Protocol asks of Ordania?"
            ),
            right=N_("No: it came before the day from which Ordania was bound."),
            wrong=(
                (
                    N_("Yes: the Protocol binds Ordania on the day of the check."),
                    N_("Today the duty is in force. Ask which event a duty to mark belongs to."),
                ),
                (
                    N_("Yes: in the year of the import Ordania was bound."),
                    N_("The year is the same. Ask whether a year is exact enough."),
                ),
                (
                    N_("No: the Protocol asks for no mark at an import."),
                    N_("The maker's marks are better known than others. Ask which events the Protocol names."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "You have a list of the parties to a treaty on marks. The list is complete up to 2017, and Talvern "
                "isn't on it. Did the treaty bind Talvern at an import in 2024?"
            ),
            right=N_("This isn't known: Talvern may have joined after the list ends."),
            wrong=(
                (
                    N_("No: a State that isn't on the list isn't a party."),
                    N_(
                        "A list looks complete, and this one is, up to a day. Ask which day, and which day your "
                        "question is about."
                    ),
                ),
                (
                    N_("Yes: by 2024 each State that imports had joined it."),
                    N_("Seven years are a long time. Ask what you know of Talvern, and what you suppose."),
                ),
                (
                    N_("No: a State joins when a treaty is made, or never."),
                    N_("The first parties are the best known. Ask whether a treaty stays open to others."),
                ),
            ),
        ),
    ),
    Pair(
        id="gap",
        objective="panel",
        level="apply",
        pretest=Question(
            stem=N_(
                "A pistol bears BRUNAL ARMS, MADE IN LUMERA, BA 3381 and, beside them, IMP 2025. It was imported into "
                "Ordania in 2025, when the Firearms Protocol bound Ordania. Which of the things that the Protocol "
                "asks for is missing?"
            ),
            right=N_("The name of Ordania, or a sign for it"),
            wrong=(
                (
                    N_("None: a word and a year tell of an import"),
                    N_(
                        "The two do tell that there was an import. Ask where somebody who finds the pistol abroad "
                        "would begin."
                    ),
                ),
                (
                    N_("The importer's name and place"),
                    N_("Some national laws ask for it. Ask what the Protocol asks of every State."),
                ),
                (
                    N_("A second number, given at the import"),
                    N_("A unique mark can be owed at an import. Ask when, and whether there is one already."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "A pistol bears FELDIN ARMS, FA 7702 and, beside them, ORDANIA 2025. It was made in Velmark, which "
                "has no system of symbols, and imported into Ordania in 2025. The Firearms Protocol bound both "
                "States. Which of the things that the Protocol asks for is missing?"
            ),
            right=N_("The name of Velmark, or of a place in it"),
            wrong=(
                (
                    N_("None: maker, number, State and year are there"),
                    N_("Four things are there, one of them a State. Ask of which event this State tells."),
                ),
                (
                    N_("The year of manufacture"),
                    N_("Many firearms bear it, and it helps. Ask whether the Protocol asks for it."),
                ),
                (
                    N_("A unique mark, given at the import"),
                    N_(
                        "It can be owed at an import. Ask under which condition, and what already stands on this "
                        "pistol."
                    ),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="gauge",
        objective="panel",
        level="apply",
        pretest=Question(
            stem=N_(
                "A rule asks for marks at least 1.6 mm high and at least 0.08 mm deep. Mark A is 2.0 mm high and 0.05 "
                "mm deep, mark B 1.5 mm and 0.10 mm, mark C 1.6 mm and 0.09 mm. What do you find?"
            ),
            right=N_("A is too shallow, B is too low, C is right."),
            wrong=(
                (
                    N_("A is too low, B is too shallow, C is right."),
                    N_("Two marks fail, each in one measure. Ask in which."),
                ),
                (
                    N_("A is right, B is too low, and C as well."),
                    N_(
                        "A large mark catches the eye. Ask for how many measures the rule has a limit, and what at "
                        "least means."
                    ),
                ),
                (
                    N_("All three are right: what one measure lacks, the other makes up for."),
                    N_(
                        "One would like to weigh one measure against the other. Ask whether the rule says and, or "
                        "says or."
                    ),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A rule asks for marks at least 1.6 mm high and at least 0.08 mm deep. Mark A is 1.6 mm high and 0.10 "
                "mm deep, mark B 1.9 mm and 0.06 mm, mark C 1.4 mm and 0.09 mm. What do you find?"
            ),
            right=N_("A is right, B is too shallow, C is too low."),
            wrong=(
                (
                    N_("A is right, B is too low, C is too shallow."),
                    N_("You found the two that fail. Ask which limit each of them misses."),
                ),
                (
                    N_("A and C are too low, B is right."),
                    N_(
                        "Heights are seen, depths aren't. Ask for how many measures the rule has a limit, and what at "
                        "least means."
                    ),
                ),
                (
                    N_("All three are right, for each is good enough in one measure at least."),
                    N_("A mark that is good in one way seems usable. Ask whether the rule gives a choice."),
                ),
            ),
        ),
    ),
    Pair(
        id="silent",
        objective="comparison",
        level="judge",
        pretest=Question(
            stem=N_(
                "A sheet compares two laws. Of Lumera it says: the mark tells the country of import. Of Talvern it "
                "says: no rule was read. A colleague writes: “Talvern asks for no mark of import.” What do you say?"
            ),
            right=N_("The sheet leaves it open: a rule may exist that nobody read."),
            wrong=(
                (
                    N_("The sheet supports it: for Talvern it shows no rule."),
                    N_("A line without a rule looks like an answer. Ask who would have had to look, and where."),
                ),
                (
                    N_("The sheet speaks against it: Lumera has such a rule."),
                    N_("States often have similar rules. Ask what the law of one shows of the law of the other."),
                ),
                (
                    N_("The sheet can't be used: laws of two States can't be compared."),
                    N_("Laws do differ in form. Ask whether what they ask of one mark can be put side by side."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A sheet compares two laws, and both were read: Velmark and Ordania each require the country of "
                "import in the mark. A colleague writes: “Firearms that were imported into Velmark and Ordania bear "
                "this mark.” What do you say?"
            ),
            right=N_("The sheet leaves it open: laws don't show what is done."),
            wrong=(
                (
                    N_("The sheet supports it: both laws require this mark."),
                    N_(
                        "Both laws were read, so the ground seems firm. Ask what you would have to look at to see the "
                        "marks themselves."
                    ),
                ),
                (
                    N_("The sheet speaks against it: a law is made where marks are missing."),
                    N_(
                        "Laws do answer to something. Ask whether the sheet says anything of the time before them or "
                        "after."
                    ),
                ),
                (
                    N_("The sheet can't be used: only a treaty can say what a mark tells."),
                    N_("Treaties come first to mind in this module. Ask who else makes rules on marks."),
                ),
            ),
        ),
    ),
    Pair(
        id="differ",
        objective="readback",
        level="apply",
        pretest=Question(
            stem=N_(
                "You and a second reader both read P26 1408 on a frame. The register has P26 1480 for this firearm. "
                "You haven't found yet which slip was made. What do you know?"
            ),
            right=N_("Mark and entry differ, so at least one of them is wrong."),
            wrong=(
                (
                    N_("The entry is wrong, because metal comes before paper."),
                    N_(
                        "What is on the firearm can be seen by everybody. Ask whether the hand that engraves can slip "
                        "too."
                    ),
                ),
                (
                    N_("The mark is wrong, because the register is official."),
                    N_("A register has authority. Ask by whom it was written, and on what kind of day."),
                ),
                (
                    N_("Both can stand, because the digits are the same."),
                    N_("The same digits look like the same number. Ask what a search for one of them finds."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "The last character of each mark is a check character, worked out from the others. In one entry of "
                "the register it doesn't fit. Nobody has looked at the firearm yet. What do you know?"
            ),
            right=N_("Something in the entry is wrong, but not what."),
            wrong=(
                (
                    N_("Two digits in the entry have changed places."),
                    N_("This slip is common. Ask whether another one would look the same here."),
                ),
                (
                    N_("The entry is wrong, and the mark on the metal is right."),
                    N_("It was copied from the metal, one supposes. Ask what is seen before somebody looks."),
                ),
                (
                    N_("The check character is wrong, and the others are right."),
                    N_("It is the one that doesn't fit. Ask from what it was worked out."),
                ),
            ),
        ),
    ),
    Pair(
        id="sample",
        objective="plan",
        level="judge",
        pretest=Question(
            stem=N_(
                "After a campaign, 123 of 600 marks are drawn by chance and read again. Your table says: if all 123 "
                "are right, then with 95 % confidence not more than 2 in 100 marks are wrong. All 123 are right. What "
                "do you report?"
            ),
            right=N_("At most 2 in 100 are wrong, with 95 % confidence."),
            wrong=(
                (
                    N_("None of the 600 marks is wrong."),
                    N_("Nothing was found, and that is pleasant. Ask how many marks nobody has read again."),
                ),
                (
                    N_("5 in 100 marks are wrong, because the confidence is 95 %."),
                    N_("95 and 5 make 100. Ask what the 95 are a share of: of marks, or of controls like this one."),
                ),
                (
                    N_("Nothing can be said of the 477 that weren't read."),
                    N_("They weren't read, that is true. Ask what a draw by chance is for."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "After a campaign, 108 of 240 marks are drawn by chance and read again. Your table says: if all 108 "
                "are right, then with 95 % confidence not more than 2 in 100 marks are wrong. One of the 108 is "
                "wrong. What do you report?"
            ),
            right=N_("This isn't shown: mend it, find the cause, and read more or all."),
            wrong=(
                (
                    N_("This is shown: one in 108 is fewer than 2 in 100."),
                    N_("The arithmetic is right for those that were read. Ask on which condition the table rests."),
                ),
                (
                    N_("This is shown, once the wrong mark has been put right."),
                    N_("The one fault is gone then. Ask what it tells of the marks that weren't read."),
                ),
                (
                    N_("All marks are void: the campaign begins again."),
                    N_(
                        "A control that fails is alarming. Ask how many faults were found, and what one can do before "
                        "that."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="seized",
        objective="lot",
        level="apply",
        pretest=Question(
            stem=N_(
                "Seized pistols lie in a store. The traces are open, and no court has decided. The storekeeper wants "
                "to put the State's mark on them today. What do you say?"
            ),
            right=N_("Not yet: record them, trace them, and wait for the decision."),
            wrong=(
                (
                    N_("Yes: with a mark, none can disappear from the store unseen."),
                    N_(
                        "The worry is a good one. Ask what a label or a seal can do, and what a new mark does to "
                        "evidence."
                    ),
                ),
                (
                    N_("Yes, if the old marks stay readable beside the new one."),
                    N_("That condition always holds. Ask whether it is the only one, and what may still be decided."),
                ),
                (
                    N_("No, never: a seized firearm may not be marked."),
                    N_("Care with evidence is right. Ask what may become of such a firearm in the end."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A court has given a confiscated rifle to the police academy, and all traces are finished. The rifle "
                "bears a maker's name and the number 52, and nothing else. The Firearms Protocol binds the State. "
                "Does the rifle need a new mark?"
            ),
            right=N_("Yes: many rifles can bear 52, so a unique mark is due."),
            wrong=(
                (
                    N_("No: a name and a number are what a mark consists of."),
                    N_("Name and number look complete. Ask how many rifles of this maker could bear the same."),
                ),
                (
                    N_("No: the traces are finished, so marks have no more use."),
                    N_("This case is closed. Ask what happens if the rifle is lost from the academy."),
                ),
                (
                    N_("Yes, in place of the old ones, which belong to the seizure."),
                    N_("A new life seems to ask for a clean surface. Ask what the Protocol says of taking marks away."),
                ),
            ),
            sources=(1,),
        ),
    ),
)
