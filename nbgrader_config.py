"""nbgrader's configuration; what it says is kept in firearmskit."""

from firearmskit.course.gradebook import configure

configure(get_config())  # noqa: F821 - nbgrader provides it
