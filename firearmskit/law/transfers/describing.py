"""Findings on a transfer as sentences and as a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from firearmskit.arguments import listed, of_type
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.law.finding import SEVERITIES, Finding
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.phrases import shown
from firearmskit.law.transfers.words import DIRECTIONS

if TYPE_CHECKING:
    import pandas

__all__ = ["describe_transfer", "findings_to_frame"]


def describe_transfer(file: TransferFile, findings: Sequence[Finding]) -> str:
    """Say in sentences what a file is and what was found in it.

    Args:
        file: The file.
        findings: What :func:`firearmskit.law.check_transfer` found in it.

    Returns:
        A line on the file, one for each finding, and what the findings are not.

    Raises:
        InputError: ``file`` is no file, or ``findings`` aren't findings.

    >>> print(describe_transfer(TransferFile(id="F1", direction="export", export_state="FRA"), ()))
    File F1 (export): from FRA to a State that isn't in the file.
    Nothing was found.
    This is a reading aid, not a legal opinion. What isn't in the file may exist all the same.
    """
    of_type(file, TransferFile, "file")
    held = listed(findings, Finding, "findings")
    unnamed = _("a State that isn't in the file")
    lines = [
        _("File {id} ({direction}): from {exporting} to {importing}.").format(
            id=shown(file.id),
            direction=_(DIRECTIONS[file.direction]),
            exporting=file.export_state or unnamed,
            importing=file.import_state or unnamed,
        )
    ]
    if file.synthetic:
        lines.append(_("The file is made up: its States, firms and papers don't exist."))
    lines += [_line(each) for each in held] or [_("Nothing was found.")]
    if held:
        lines.append(ngettext("{count} finding in all.", "{count} findings in all.", len(held)).format(count=len(held)))
    lines.append(_("This is a reading aid, not a legal opinion. What isn't in the file may exist all the same."))
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    rule = f" [{finding.source}]" if finding.source else ""
    return (
        _("{severity}: {sentence}").format(severity=_(SEVERITIES[finding.severity]), sentence=finding.sentence) + rule
    )


def findings_to_frame(findings: Sequence[Finding]) -> pandas.DataFrame:
    """Give findings as a pandas DataFrame.

    Args:
        findings: What a check found.

    Returns:
        One row for each finding; the columns are the fields of ``law.Finding``.

    Raises:
        InputError: They aren't findings.
        ModuleNotFoundError: pandas isn't installed.
    """
    import pandas

    held = listed(findings, Finding, "findings")
    return pandas.DataFrame([asdict(each) for each in held], columns=[each.name for each in fields(Finding)])
