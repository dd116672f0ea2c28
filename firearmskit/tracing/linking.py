"""Link two whole registers: which entry of the one is which of the other. By Splink, on DuckDB.

The rule is that of Fellegi and Sunter (1969): a weight for each field, learnt from the two registers themselves by
expectation maximisation, without known pairs. Only pairs that agree in something are looked at: the serial, the serial
with look-alikes folded, a half of it, or the last digits with the make or the calibre.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from firearmskit.arguments import figure
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.keys import serial_key
from firearmskit.tracing.matching.terms import term

if TYPE_CHECKING:
    import pandas

__all__ = ["LINK_COLUMNS", "link"]

LINK_COLUMNS = {
    "left": "the id of the entry in the left register",
    "right": "the id of the entry in the right register",
    "probability": "that the two are one firearm, as learnt from the registers",
    "log10_weight": "decimal logarithm of how many times likelier they agree and differ so if they are one firearm",
    "left_serial": "the serial in the left register",
    "right_serial": "the serial in the right register",
}
"""The columns of :func:`link`, and what each is."""

_NEEDED = ("id", "serial")
_FIELDS = ("make", "model", "calibre", "year")
_FOLDED = str.maketrans("OQDILBSZG", "000118526")
_LEAST_EACH = 20
"""With fewer entries on a side there is nothing to learn weights from."""

_BLOCKS = (
    ("serial_key",),
    ("folded",),
    ("first_half", "calibre"),
    ("last_half", "calibre"),
    ("first_half", "make"),
    ("last_half", "make"),
)
"""Pairs that agree in all of one of these are looked at."""

_DRAW_PAIRS = 1e6
_SEED = 42


def link(
    left: pandas.DataFrame, right: pandas.DataFrame, *, least: float = 0.5, resolve: bool = True
) -> pandas.DataFrame:
    """Link two registers.

    Args:
        left: One row for each firearm, with the columns ``id`` and ``serial``, and of ``make``, ``model``, ``calibre``
            and ``year`` those that are known, at least one; ids are unique.
        right: The same of the other register.
        least: The lowest probability of the pairs to give.
        resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

    Returns:
        One row for each pair, the likeliest first, with the columns of :data:`LINK_COLUMNS`. An entry may stand in
        several pairs: which of them holds is for people to say.

    Raises:
        InputError: A table isn't one of these, or they have too little in common, or fewer than 20 rows, to learn
            weights from.

    Source:
        I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, Journal of the American Statistical Association
        64(328), 1969, pages 1183 to 1210; from memory.
    """
    import pandas

    threshold = figure(least, "least")
    if not 0 <= threshold <= 1:
        raise InputError(_("least must be a probability, not {value}.").format(value=quote(least)))
    fields = [name for name in _FIELDS if all(_has(table, name) for table in (left, right))]
    if not fields:
        raise InputError(
            _("Two registers are linked by their serials and at least one of {fields}; these share none.").format(
                fields=", ".join(_FIELDS)
            )
        )
    prepared = [_prepared(table, side, fields, resolve=resolve) for table, side in ((left, "left"), (right, "right"))]
    pairs = _learnt(prepared, fields, threshold)
    found = pandas.DataFrame(
        {
            "left": pairs["unique_id_l"].map(prepared[0].set_index("unique_id")["id"]),
            "right": pairs["unique_id_r"].map(prepared[1].set_index("unique_id")["id"]),
            "probability": pairs["match_probability"].astype(float),
            "log10_weight": pairs["match_weight"].astype(float) * 0.30102999566398120,
            "left_serial": pairs["unique_id_l"].map(prepared[0].set_index("unique_id")["serial"]),
            "right_serial": pairs["unique_id_r"].map(prepared[1].set_index("unique_id")["serial"]),
        }
    )
    return found.sort_values(["probability", "left", "right"], ascending=[False, True, True], ignore_index=True)


def _has(table: object, name: str) -> bool:
    import pandas

    if not isinstance(table, pandas.DataFrame):
        raise InputError(_("A register is a DataFrame, not {value}.").format(value=quote(table)))
    return name in table.columns and bool(table[name].notna().any())


def _prepared(table: pandas.DataFrame, side: str, fields: list[str], *, resolve: bool) -> pandas.DataFrame:
    """Give a table with the columns that are compared."""
    import pandas

    for name in _NEEDED:
        if name not in table.columns:
            raise InputError(_("The {side} register has no column {name}.").format(side=quote(side), name=quote(name)))
    if len(table) < _LEAST_EACH:
        raise InputError(
            _("The {side} register has {count} entries; to learn weights takes {least}.").format(
                side=quote(side), count=len(table), least=_LEAST_EACH
            )
        )
    if table["id"].isna().any() or table["id"].duplicated().any():
        raise InputError(_("The ids of the {side} register must be there, and each once.").format(side=quote(side)))
    serials = [value if isinstance(value, str) else "" for value in table["serial"].tolist()]
    keys = [serial_key(serial) for serial in serials]
    made: dict[str, list[Any]] = {
        "unique_id": list(range(len(table))),
        "id": table["id"].tolist(),
        "serial": serials,
        "serial_key": [key or None for key in keys],
        "folded": [key.translate(_FOLDED) or None for key in keys],
        "first_half": [key[: len(key) // 2] or None for key in keys],
        "last_half": [key[len(key) // 2 :] or None for key in keys],
    }
    for name in ("make", "model", "calibre"):
        values = table[name].tolist() if name in fields else [None] * len(table)
        made[name] = [term(name, each, resolve=resolve) if isinstance(each, str) and each else None for each in values]
    years = pandas.to_numeric(table["year"], errors="coerce") if "year" in fields else None
    made["year"] = [None] * len(table) if years is None else [None if each != each else int(each) for each in years]
    return pandas.DataFrame(made).astype({"year": "Int64"} | dict.fromkeys(("make", "model", "calibre"), "str"))


def _learnt(prepared: list[pandas.DataFrame], fields: list[str], threshold: float) -> pandas.DataFrame:
    """Give the pairs, or say that there is nothing to learn from."""
    from splink.internals.exceptions import SplinkException

    try:
        return _pairs(prepared, fields, threshold)
    except SplinkException as error:
        raise InputError(
            _("The registers have too little in common to learn weights from: {error}").format(
                error=str(error).partition("\n")[0]
            )
        ) from error


def _pairs(prepared: list[pandas.DataFrame], fields: list[str], threshold: float) -> pandas.DataFrame:
    """Learn the weights, and give the pairs."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    blocks = [names for names in _BLOCKS if all(name in fields or name not in _FIELDS for name in names)]
    rules: list[Any] = [block_on(*names) for names in blocks]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=_comparisons(fields),
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    with _quietly():
        engine = DuckDBAPI()
        tables = [
            engine.register(table.drop(columns=["id", "serial"]), dataset_display_name=name)
            for table, name in zip(prepared, ("a_left", "b_right"), strict=True)
        ]
        linker = Linker(tables, settings, log_level=logging.ERROR)
        training = linker.training
        training.estimate_probability_two_random_records_match([block_on("serial_key")], recall=0.7)
        training.estimate_u_using_random_sampling(max_pairs=_DRAW_PAIRS, seed=_SEED)
        training.estimate_parameters_using_expectation_maximisation(block_on("folded"))
        if "calibre" in fields:
            training.estimate_parameters_using_expectation_maximisation(block_on("last_half", "calibre"))
        found: Any = linker.inference.predict(threshold_match_probability=threshold)
        pairs: pandas.DataFrame = found.as_pandas_dataframe()
        return pairs


def _comparisons(fields: list[str]) -> list[Any]:
    """Give what is compared, and in which steps."""
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    serial = comparisons.CustomComparison(
        output_column_name="serial_key",
        comparison_description="the serial: the same, the same with look-alikes folded, one mistake, two, others",
        comparison_levels=[
            levels.NullLevel("serial_key"),
            levels.ExactMatchLevel("serial_key"),
            levels.CustomLevel("folded_l = folded_r", label_for_charts="look-alikes"),
            levels.DamerauLevenshteinLevel("serial_key", 1),
            levels.DamerauLevenshteinLevel("serial_key", 2),
            levels.ElseLevel(),
        ],
    )
    found: list[Any] = [serial]
    for name in fields:
        if name == "year":
            steps: list[Any] = [
                levels.NullLevel("year"),
                levels.ExactMatchLevel("year"),
                levels.AbsoluteDifferenceLevel("year", 1),
                levels.ElseLevel(),
            ]
            found.append(comparisons.CustomComparison(output_column_name="year", comparison_levels=steps))
        else:
            found.append(comparisons.ExactMatch(name).configure(term_frequency_adjustments=True))
    return found


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what Splink tells of its progress from the screen."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
