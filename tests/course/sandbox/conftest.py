"""Here each test starts the sandbox that it tries."""

from collections.abc import Iterator

import pytest

from firearmskit.course import sandbox
from firearmskit.course.sandbox import probing


@pytest.fixture(scope="module", autouse=True)
def _own_sandboxes() -> Iterator[None]:
    """Let a sandbox that is opened be a new one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "working_nursery", probing.working_nursery)
        yield
