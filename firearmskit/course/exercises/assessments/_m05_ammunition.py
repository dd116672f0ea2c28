"""Questions on module M05, in pairs: the same objective at the same level, before and after the course.

Makers, codes, States, numbers and rules in quotation marks are made up, but for the sign and the wording that a source
describes. The numbers of sources are those of the lesson, ``curriculum/m05_ammunition/index.md``.
"""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="seen",
        objective="locate",
        level="apply",
        pretest=Question(
            stem=N_(
                "A photograph shows a pistol from the side. A long piece of steel with grooves at its rear end lies "
                "on top and covers the barrel up to the muzzle. Which part is this?"
            ),
            right=N_("The slide of the pistol"),
            wrong=(
                (
                    N_("The frame of the pistol"),
                    N_(
                        "It is large, and the rest seems to hang on it. Ask which piece carries the trigger and is "
                        "held in the hand."
                    ),
                ),
                (
                    N_("The barrel of the pistol"),
                    N_("People say barrel for everything in front. Ask what lies inside the piece."),
                ),
                (
                    N_("The magazine of the pistol"),
                    N_("It is a long piece of steel as well. Ask where a pistol takes in its cartridges."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A photograph shows a revolver from the side. A round block with grooves along it sits between the "
                "barrel and the rear of the firearm. Which part is this?"
            ),
            right=N_("The cylinder of the revolver"),
            wrong=(
                (
                    N_("The frame of the revolver"),
                    N_(
                        "It sits in the middle and looks like the main part. Ask which piece stays still and "
                        "surrounds this one."
                    ),
                ),
                (
                    N_("The magazine of the revolver"),
                    N_("It does hold cartridges. Ask whether they leave it before they are fired."),
                ),
                (
                    N_("The hammer of the revolver"),
                    N_(
                        "It moves when one shoots, and it stands near the rear. Ask which piece strikes, and which "
                        "form it has."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="named",
        objective="rule",
        level="apply",
        pretest=Question(
            stem=N_(
                "A rule says: “Parts are the barrel, the frame, the slide and the bolt, and nothing else.” A parcel "
                "holds the magazine of a pistol. Is it a part under this rule?"
            ),
            right=N_("No: the list is closed, and it doesn't name a magazine."),
            wrong=(
                (
                    N_("Yes: it was made specially for a firearm."),
                    N_("Other rules do have such general words. Ask whether they stand in this one."),
                ),
                (
                    N_("This is left open: general words may cover it."),
                    N_(
                        "That is careful, and right for some rules. Ask what the last words of this rule do to its "
                        "list."
                    ),
                ),
                (
                    N_("No: without its firearm no part falls under a rule."),
                    N_(
                        "One thinks of the whole firearm first. Ask what a rule on parts would be for, if this were so."
                    ),
                ),
            ),
            sources=(1, 3),
        ),
        posttest=Question(
            stem=N_(
                "A rule says: “Parts are elements made specially for a firearm and essential to its operation, "
                "including the barrel, the frame and the slide.” A parcel holds the magazine of a pistol. What can "
                "you write before the authority has decided?"
            ),
            right=N_("It isn't named, but the general words may cover it."),
            wrong=(
                (
                    N_("It isn't a part, because the list doesn't name it."),
                    N_(
                        "A list invites one to compare names and stop there. Ask what the word before the list says "
                        "of it."
                    ),
                ),
                (
                    N_("It is a part, because it fits no other thing than a firearm."),
                    N_("This is one of the conditions of the rule. Ask how many there are."),
                ),
                (
                    N_("It is free, because the parcel holds no whole firearm."),
                    N_("The word firearm stands in the rule. Ask what the rule speaks about."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="other",
        objective="numbers",
        level="apply",
        pretest=Question(
            stem=N_(
                "The frame of a pistol bears KD 31764, its slide 1764 and its barrel 8802. What does the number on "
                "the barrel show?"
            ),
            right=N_("It belongs to the barrel, which may have been exchanged."),
            wrong=(
                (
                    N_("That the pistol was put together from two stolen ones."),
                    N_("It can be so. Ask for which other reasons somebody replaces a barrel."),
                ),
                (
                    N_("Nothing: only numbers on a frame are recorded."),
                    N_("The number of the firearm does stand on the frame. Ask what else a search could find."),
                ),
                (
                    N_("A second serial number of the pistol, equal to the first."),
                    N_("It is a number on the same pistol. Ask which part it would leave with."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_("The frame of a pistol bears RT 58219 and its slide 8219. What does the number on the slide show?"),
            right=N_("It fits this frame, and it would fit others too."),
            wrong=(
                (
                    N_("It proves that slide and frame left the factory together."),
                    N_("The digits agree, which is what one hopes to see. Ask how many numbers end in these four."),
                ),
                (
                    N_("It is the serial number of the pistol, written shorter."),
                    N_("It is easy to read and looks sufficient. Ask what a registry would find with it."),
                ),
                (
                    N_("It is another number, so the slide was exchanged."),
                    N_(
                        "The two aren't written alike. Ask what is missing from the shorter one, and whether the rest "
                        "differs."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="licence",
        objective="declaration",
        level="apply",
        pretest=Question(
            stem=N_(
                "The customs tariff puts primers outside the chapter on arms. The licence law of your State counts "
                "primers as ammunition, and ammunition needs a licence. A parcel of primers is declared under the "
                "right heading, without a licence. What do you find?"
            ),
            right=N_("A licence is missing: the heading doesn't decide on it."),
            wrong=(
                (
                    N_("Nothing is missing: the heading isn't one of arms."),
                    N_("The heading is right, so the case seems closed. Ask for which question a tariff was written."),
                ),
                (
                    N_("The heading is wrong: the tariff must follow the licence law."),
                    N_("One expects two rules of one State to agree. Ask what each of them is about."),
                ),
                (
                    N_("Nothing is missing: primers without cartridges are harmless."),
                    N_(
                        "A primer is small, and alone it isn't a round. Ask what this State's law says, not how great "
                        "the danger is."
                    ),
                ),
            ),
            sources=(1, 2, 18),
        ),
        posttest=Question(
            stem=N_(
                "The customs tariff puts grip plates of pistols into the chapter on arms. The licence law of your "
                "State asks for a licence for barrels, frames and slides only. A parcel of grip plates is declared "
                "under the right heading, without a licence. What do you find?"
            ),
            right=N_("Nothing is missing: this licence law doesn't name them."),
            wrong=(
                (
                    N_("A licence is missing: whatever is in this chapter needs one."),
                    N_("The title of the chapter speaks of arms. Ask who decides what may cross, and in which text."),
                ),
                (
                    N_("The heading is wrong: goods without a licence can't be there."),
                    N_("One expects heading and licence to go together. Ask whether each can be right alone."),
                ),
                (
                    N_("A licence is missing: a pistol can't be held without them."),
                    N_("They do belong to a pistol. Ask which parts the text in front of you speaks of."),
                ),
            ),
            sources=(2, 18),
        ),
    ),
    Pair(
        id="bore",
        objective="calibres",
        level="apply",
        pretest=Question(
            stem=N_(
                "A driver says: “It is nine millimetre.” The box beside the cartridges says 9x19. Your page of "
                "calibres has 9x19mm Parabellum, 9x18mm Makarov and 9x21mm IMI. Which calibre did the driver name?"
            ),
            right=N_("None of them alone: each of the three is possible."),
            wrong=(
                (
                    N_("9x19mm Parabellum, because the box says so."),
                    N_("The box is near, and it agrees with the words. Ask whose words you write down."),
                ),
                (
                    N_("9x19mm Parabellum, because nobody means another one."),
                    N_("In many places this one is the usual one. Ask whether it is everywhere, and for this driver."),
                ),
                (
                    N_("Another one than the box, because the words differ."),
                    N_("The words do say less than the box. Ask whether they deny anything."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "An old licence says only .38. The cartridges beside it are stamped .38 S&W. Your page of calibres "
                "has .38 Special, .38 S&W and .38 Super. Does the licence say of which calibre these cartridges are?"
            ),
            right=N_("The licence leaves this open: .38 fits all three."),
            wrong=(
                (
                    N_("Yes: the figures on licence and cartridges agree."),
                    N_("The figures do agree. Ask how many rows of the page they agree with."),
                ),
                (
                    N_("No: .38 alone always means .38 Special."),
                    N_("In some places this is how people speak. Ask whether a licence can rest on a habit."),
                ),
                (
                    N_("No: a licence without the whole name names something else."),
                    N_(
                        "Something is missing, and a gap looks like a contradiction. Ask whether the paper denies "
                        "what it leaves out."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="clock",
        objective="headstamps",
        level="apply",
        pretest=Question(
            stem=N_(
                "A base bears ORV at 12 o'clock and 39 at 6 o'clock. Your page of codes says: ORV, Orvel Works, 1927 "
                "to 1949; OR, Orman Works, 1931 to 1945. Which maker and which year do you give?"
            ),
            right=N_("Orvel Works, 1939"),
            wrong=(
                (
                    N_("Orman Works, 1939"),
                    N_(
                        "Both codes begin alike, and the year fits both makers. Ask which code has every letter that "
                        "is stamped."
                    ),
                ),
                (
                    N_("Orvel Works, no year: two figures name no century"),
                    N_("Two figures alone don't say it, that is true. Ask what else the page tells of this maker."),
                ),
                (
                    N_("Orvel Works, 1927, when the code was new"),
                    N_(
                        "It is a whole year, and it stands beside the name. Ask what the stamp at 6 o'clock would "
                        "then be for."
                    ),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A base bears TLK at 12 o'clock, 51 at 6 o'clock and a cross in a circle at 3 o'clock. Your page of "
                "codes says: TLK, Telkan Works, 1946 to 1958; cross in a circle, made to the NATO specification, "
                "names no maker. What do you write?"
            ),
            right=N_("Telkan Works, 1951, made to that specification"),
            wrong=(
                (
                    N_("Telkan Works, 1951, property of an army of NATO"),
                    N_("The sign does bring an army to mind. Ask whether the page speaks of who held the cartridge."),
                ),
                (
                    N_("Maker not known, 1951, made for several States"),
                    N_("The sign names nobody, as the page says. Ask what else is stamped."),
                ),
                (
                    N_("Telkan Works, year not known, made to a NATO specification"),
                    N_("Two figures are little to go by. Ask in which years this code was used."),
                ),
            ),
            sources=(10,),
        ),
    ),
    Pair(
        id="box",
        objective="lot",
        level="judge",
        pretest=Question(
            stem=N_(
                "A bag holds 20 cartridges stamped with one maker and 1961, and 11 without a stamp. A box beside them "
                "names this maker, 1961 and lot 12. A colleague writes: “All 31 cartridges are of lot 12.” What do "
                "you say?"
            ),
            right=N_("This is left open: what is stamped names no lot."),
            wrong=(
                (
                    N_("This is right: box and cartridges lay together."),
                    N_(
                        "Things that lie together seem to belong together. Ask who may have filled the bag, and with "
                        "what."
                    ),
                ),
                (
                    N_("This is right for 20 of them: maker and year agree."),
                    N_("They do agree. Ask how many lots one maker may have made in one year."),
                ),
                (
                    N_("This is wrong for 11 of them: a maker stamps each case."),
                    N_("Most makers do stamp. Ask whether there are bases on which nothing ever stood."),
                ),
            ),
            sources=(10, 15),
        ),
        posttest=Question(
            stem=N_(
                "A bag holds 25 cartridges stamped with one maker and 1972, and 8 stamped with this maker and 1976. A "
                "box beside them names this maker, 1972 and lot 40. A colleague writes: “All 33 cartridges came in "
                "this box from the maker.” What do you say?"
            ),
            right=N_("The years speak against it for 8, and leave it open for 25."),
            wrong=(
                (
                    N_("The stamps support it for 33: the maker is the same."),
                    N_("One maker on all of them is persuasive. Ask what else is stamped on them."),
                ),
                (
                    N_("The stamps support it for 25, and leave it open for 8."),
                    N_(
                        "It is right to part the two kinds. Ask how much agreement in maker and year shows, and what "
                        "a later year does."
                    ),
                ),
                (
                    N_("Nothing can be said: a mixed lot is worth nothing."),
                    N_("A mixed find is disappointing. Ask what each kind says when you take it alone."),
                ),
            ),
            sources=(15,),
        ),
    ),
    Pair(
        id="office",
        objective="asking",
        level="apply",
        pretest=Question(
            stem=N_(
                "A box with the number of a lot was found with cartridges. You write to the State of the maker. Which "
                "question can it best answer?"
            ),
            right=N_("To whom was the lot delivered, and when?"),
            wrong=(
                (
                    N_("Who owned these very cartridges last?"),
                    N_("This is what the case is about. Ask who could keep a record of single cartridges."),
                ),
                (
                    N_("Which dealer in our State sold the box, and to which customer?"),
                    N_("There may well be such records. Ask in which State they are kept."),
                ),
                (
                    N_("Has one of the cases been formed into another calibre?"),
                    N_("The maker knows its cases. Ask who has the thing itself on the table."),
                ),
            ),
            sources=(14, 15, 16),
        ),
        posttest=Question(
            stem=N_(
                "Cartridges were found without a box, and no lot is known. You write to the licensing authority of "
                "your own State. Which question can it best answer?"
            ),
            right=N_("Who may hold ammunition of this calibre here, and is a loss on record?"),
            wrong=(
                (
                    N_("From which lot are they, and where did the factory send it?"),
                    N_("It would help most. Ask who could know this, and from what, where the package is missing."),
                ),
                (
                    N_("Which person had this one cartridge before the driver?"),
                    N_("Licences do name persons. Ask whether cartridges are listed one by one."),
                ),
                (
                    N_("Were two of the cases fired in the same firearm?"),
                    N_("It may become important. Ask who has the tools to see it."),
                ),
            ),
            sources=(14,),
        ),
    ),
)
