"""What the pages say of themselves to machines, against the vocabulary of schema.org."""

import json
import re

import pytest

from firearmskit.course import all_exercises
from tests.site.conftest import CHAPTERS, PREFIXES, in_each_edition
from tools import metadata, pages

# From release 30.0 of the vocabulary, schemaorg-current-https.jsonld of github.com/schemaorg/schemaorg: the classes
# that this book uses with those above them, and the properties with the classes that have them (domainIncludes) and
# what they may hold (rangeIncludes).
ABOVE = {
    "Thing": set(),
    "CreativeWork": {"Thing"},
    "LearningResource": {"CreativeWork"},
    "Course": {"LearningResource", "CreativeWork"},
    "Intangible": {"Thing"},
    "Offer": {"Intangible"},
    "Audience": {"Intangible"},
    "Event": {"Thing"},
    "CourseInstance": {"Event"},
    "Organization": {"Thing"},
}
PROPERTIES = {
    "name": ({"Thing"}, {"Text"}),
    "description": ({"Thing"}, {"Text", "TextObject"}),
    "url": ({"Thing"}, {"URL"}),
    "identifier": ({"Thing"}, {"PropertyValue", "Text", "URL"}),
    "inLanguage": ({"CreativeWork", "Event"}, {"Language", "Text"}),
    "educationalLevel": ({"CreativeWork", "LearningResource"}, {"DefinedTerm", "Text", "URL"}),
    "learningResourceType": ({"CreativeWork", "LearningResource"}, {"DefinedTerm", "Text"}),
    "teaches": ({"CreativeWork", "LearningResource"}, {"DefinedTerm", "Text"}),
    "timeRequired": ({"CreativeWork"}, {"Duration"}),
    "isAccessibleForFree": ({"CreativeWork", "Event"}, {"Boolean"}),
    "license": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "author": ({"CreativeWork"}, {"Organization", "Person"}),
    "provider": ({"CreativeWork"}, {"Organization", "Person"}),
    "creativeWorkStatus": ({"CreativeWork"}, {"DefinedTerm", "Text"}),
    "audience": ({"CreativeWork", "Event"}, {"Audience"}),
    "audienceType": ({"Audience"}, {"Text"}),
    "about": ({"CreativeWork", "Event"}, {"Thing"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "workTranslation": ({"CreativeWork"}, {"CreativeWork"}),
    "translationOfWork": ({"CreativeWork"}, {"CreativeWork"}),
    "availableLanguage": ({"Course"}, {"Language", "Text"}),
    "hasCourseInstance": ({"Course"}, {"CourseInstance"}),
    "courseMode": ({"CourseInstance"}, {"Text", "URL"}),
    "courseWorkload": ({"CourseInstance"}, {"Text"}),
    "offers": ({"CreativeWork", "Event"}, {"Demand", "Offer"}),
    "category": ({"Offer"}, {"CategoryCode", "PhysicalActivityCategory", "Text", "Thing", "URL"}),
}
REQUIRED = {
    # What Google's page on course info asks of a course, of an instance of it and of what it costs.
    "Course": {"name", "description", "provider", "hasCourseInstance", "offers"},
    "CourseInstance": {"courseMode", "courseWorkload"},
    "Offer": {"category"},
}
DURATION = re.compile(r"PT(?=\d)(\d+H)?([1-5]?\dM)?")
MODULES = {row["folder"]: row for row in pages.rows("modules")}
LESSONS = [
    f"{chapter['file']}.html" for chapter in CHAPTERS if chapter["file"].split("/")[1] in MODULES
]  # fmt: skip
DESCRIBED = in_each_edition([f"{metadata.FRONT}.html", *LESSONS])
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def said(html, path):
    """What a page says of itself."""
    (text,) = SCRIPT.findall((html / path).read_text(encoding="utf-8"))
    return json.loads(text)


def classes(name):
    """A class with all that stand above it."""
    return {name}.union(*(classes(above) for above in ABOVE[name]))


def faults(node, html, here):
    """What is wrong with a node and those in it."""
    if node.get("@type") not in ABOVE:
        yield f"no such class: {node.get('@type')}"
        return
    mine = classes(node["@type"])
    for name, values in node.items():
        if name.startswith("@"):
            continue
        domain, holds = PROPERTIES.get(name, (set(), set()))
        if not domain & mine:
            yield f"{node['@type']} has no {name}"
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                yield from faults(value, html, here)
                if value.get("@type") in ABOVE and not classes(value["@type"]) & holds:
                    yield f"{name} holds no {value['@type']}"
            else:
                yield from (f"{name}: {value!r}: {fault}" for fault in plain_faults(value, holds, html, here))


def plain_faults(value, holds, html, here):
    """What is wrong with a value that isn't a node."""
    if isinstance(value, bool) or "Boolean" in holds:
        if not (isinstance(value, bool) and "Boolean" in holds):
            yield "a truth value, and only there"
    elif not isinstance(value, str) or not value.strip():
        yield "empty, or no text"
    elif "Duration" in holds:
        if not DURATION.fullmatch(value):
            yield "not a duration of ISO 8601"
    elif "Text" not in holds and "URL" in holds:
        if not value.startswith("https://") and not (here.parent / value).is_file():
            yield "leads nowhere"
    elif "Text" not in holds:
        yield "a text isn't allowed"


def lacking(node):
    """What a node and those in it leave out of what is asked for."""
    missing = REQUIRED.get(node["@type"], set()) - set(node)
    yield from (f"{node['@type']}: {name}" for name in sorted(missing))
    for value in node.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and set(each) > {"@type", "@id", "name"}:
                yield from lacking(each)


@pytest.mark.parametrize("path", [path for _, path in DESCRIBED])
def test_what_a_page_says_is_valid(html, path):
    """Each class, each property and each value is one that schema.org knows at its place."""
    node = said(html, path)
    assert node["@context"] == "https://schema.org"
    assert list(faults(node, html, html / path)) == []
    assert list(lacking(node)) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"@type": "Lesson"}, "no such class: Lesson"),
        ({"@type": "Course", "courseMode": "Onsite"}, "Course has no courseMode"),
        ({"@type": "Course", "timeRequired": "4 hours"}, "timeRequired: '4 hours': not a duration of ISO 8601"),
        ({"@type": "Course", "license": "nowhere.html"}, "license: 'nowhere.html': leads nowhere"),
        (
            {"@type": "Course", "isAccessibleForFree": "yes"},
            "isAccessibleForFree: 'yes': a truth value, and only there",
        ),
        ({"@type": "Course", "author": {"@type": "Offer"}}, "author holds no Offer"),
        ({"@type": "Course", "author": "We"}, "author: 'We': a text isn't allowed"),
        ({"@type": "Course", "name": ""}, "name: '': empty, or no text"),
    ],
)
def test_what_is_wrong_is_found(tmp_path, wrong, fault):
    """The check sees a class, a property or a value that schema.org doesn't know."""
    assert list(faults(wrong, tmp_path, tmp_path / "page.html")) == [fault]


def test_what_is_asked_for_and_lacks_is_found():
    """A course without an instance is one that Google wouldn't show."""
    assert "Course: hasCourseInstance" in set(lacking({"@type": "Course", "name": "x"}))


@pytest.mark.parametrize(("language", "path"), in_each_edition(LESSONS))
def test_module_says_what_its_front_matter_says(html, language, path):
    """A module says its language, minutes, objectives and exercises, and in French not in English."""
    node = said(html, path)
    folder = path.split("/")[-2]
    matter = pages.front_matter(pages.CURRICULUM / folder / "index.md")
    assert (node["@type"], node["inLanguage"], node["identifier"]) == ("LearningResource", language, matter["id"])
    assert node["timeRequired"] == metadata.duration(matter["teaching_min"] + matter["exercise_min"])
    english = {matter["title"], MODULES[folder]["goal"], *(objective["text"] for objective in matter["objectives"])}
    assert len(node["teaches"]) == len(matter["objectives"])
    told = {node["name"], node["description"], *node["teaches"]}
    assert told == english if language == "en" else not told & english
    exercises = [part["url"] for part in node["hasPart"] if "/exercises/" in part["url"]]
    assert len(exercises) == sum(each.module == folder for each in all_exercises())
    (other,) = node["workTranslation" if language == "en" else "translationOfWork"]
    assert other["inLanguage"] != language


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_course_lists_the_modules_that_are_ready(html, prefix):
    """The front page names each module that has a lesson, by the address that the module gives itself."""
    front = html / prefix / f"{metadata.FRONT}.html"
    listed = {(front.parent / part["@id"]).resolve() for part in said(html, front.relative_to(html))["hasPart"]}
    lessons = {html / prefix / path for path in LESSONS}
    assert listed == lessons
    own = {(lesson.parent / said(html, lesson.relative_to(html))["@id"]).resolve() for lesson in lessons}
    assert own == lessons


@pytest.mark.parametrize(("minutes", "text"), [(0, "PT0M"), (45, "PT45M"), (60, "PT1H"), (150, "PT2H30M")])
def test_duration(minutes, text):
    """Minutes are said as ISO 8601 has them."""
    assert metadata.duration(minutes) == text
