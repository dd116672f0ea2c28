"""Fill in the forms of a page as a learner does, from the truth that a test knows."""

from __future__ import annotations

from firearmskit.course.tasks import right_answer


def fill(page, what, evidence, truth, tasks=None):
    """Answer every task of an exercise that stands on a page, each field by the control that is there for it.

    Args:
        page: The browser's page.
        what: The exercise.
        evidence: The evidence that the page shows.
        truth: What is true for it.
        tasks: Ids of the tasks to answer; all by default.
    """
    section = page.locator(f'[data-exercise="{what.id}"]')
    for task in what.tasks:
        if tasks is not None and task.id not in tasks:
            continue
        form = section.locator(f'[data-task="{task.id}"]')
        for key, value in right_answer(task, evidence, truth[task.id]).items():
            put(form.locator(f'[data-field="{key}"]'), value)


def put(field, value):
    """Give one field a value."""
    if field.get_attribute("data-kind") == "choices":
        for each in value:
            field.locator(f'input[value="{each}"]').check()
    elif field.get_attribute("data-kind") == "order":
        for at, each in enumerate(value):
            field.locator("select").nth(at).select_option(each)
    elif field.locator("input[type=radio]").count():
        field.locator(f'input[value="{value}"]').check()
    elif field.locator("select").count():
        field.locator("select").select_option(value)
    else:
        field.locator("input, textarea").fill(str(value))
