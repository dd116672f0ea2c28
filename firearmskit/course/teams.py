"""Teams: one workbook on paper for several learners, who are each credited with it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from firearmskit.course.roster import Roster

__all__ = ["TEAM_ANSWERS", "Team", "team_id", "teams_of"]

TEAM_ANSWERS = ".team.answers.json"
"""How the file is called with which a member is credited, after the exercise's name; it lies beside the own work."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """One team of the roster.

    Attributes:
        id: Under which its case is drawn and kept.
        name: As the roster has it.
        members: The learners' ids, in the order of the roster.
        language: Of its workbook: that of most members; ISO 639-1.
    """

    id: str
    name: str
    members: tuple[str, ...]
    language: str


def team_id(name: str) -> str:
    """Give the id of a team's name, which can be any text, so that it can name a file.

    >>> team_id("Blue"), team_id("Équipe 1 / nuit")
    ('blue-ec7d56a0', 'équipe-1-nuit-5d240475')
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    words = "-".join(re.findall(r"[^\W_]+", name.casefold()))[:30].strip("-")
    return f"{words or 'team'}-{digest}"


def teams_of(root: Path) -> tuple[Team, ...]:
    """Give the teams of a course's roster, in the order in which it names them; none where it names none.

    Args:
        root: The course folder.

    Raises:
        CourseError: The roster can't be read.
    """
    members: dict[str, list[str]] = {}
    languages: dict[str, Counter[str]] = {}
    for learner in Roster(root).learners():
        if learner.team is not None:
            members.setdefault(learner.team, []).append(learner.id)
            languages.setdefault(learner.team, Counter())[learner.language] += 1
    return tuple(
        Team(id=team_id(name), name=name, members=tuple(ids), language=languages[name].most_common(1)[0][0])
        for name, ids in members.items()
    )
