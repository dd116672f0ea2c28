"""Questions on arguing a contested statement."""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
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
