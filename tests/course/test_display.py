"""What learners are shown: pictures of the evidence."""

from __future__ import annotations

from firearmskit import language
from firearmskit.course import display
from firearmskit.course.packs import all_exercises, practice_pack
from firearmskit.course.tasks import Document


def test_one_picture_serves_every_language(tmp_path):
    """Of each kind of drawing, a picture is the same whatever is spoken: it is drawn once for all languages."""
    kinds = {
        picture.get("drawn", "marks"): (evidence, name)
        for what in all_exercises()
        for evidence in [practice_pack(what).evidence]
        for name, picture in evidence.get("pictures", {}).items()
    }
    assert len(kinds) >= 5
    for kind, (evidence, name) in kinds.items():
        for code in language.available():
            with language.speaking(code):
                display.draw_picture(evidence, name, tmp_path / f"{kind}.{code}.jpg")
        drawn = {path.read_bytes() for path in tmp_path.glob(f"{kind}.*")}
        assert len(drawn) == 1, kind


def test_signs_of_a_grid_have_one_width():
    """The entries of a grid are in letters of one width, so that they stand below each other; others aren't."""
    rows = (("Row 1", "C x -"), ("Row 2", "x & C"))
    grid, plain = (display.document_html(Document(title="Map", rows=rows, grid=grid), "h4") for grid in (True, False))
    assert "<td><code>C x -</code></td>" in grid
    assert "<td><code>x &amp; C</code></td>" in grid
    assert plain == grid.replace("<code>", "").replace("</code>", "")
