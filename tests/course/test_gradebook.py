"""nbgrader set up for our folders."""

import os
from pathlib import Path

import pytest

from firearmskit.course import gradebook
from firearmskit.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]


def test_making_exercises_leaves_the_environment_as_it_was(tmp_path, monkeypatch):
    """The search path is whole afterwards, also when nbgrader refuses the module."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    with pytest.raises(CourseError, match="m99_nothing"):
        gradebook.generate(tmp_path, "m99_nothing")
    assert os.environ["PATH"] == "/usr/bin:/bin"


def test_a_course_folder_uses_the_same_configuration(tmp_path):
    """What a course folder's own file says is what the repository's says."""
    assert (ROOT / "nbgrader_config.py").read_text("utf-8") == gradebook.CONFIG_FILE
