"""The list as rows and columns: the same in the workbook, the text file and the Parquet file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from csps.domain.ages import age
from csps.worklist.doubts import doubt_words
from csps.worklist.help import FOUND
from csps.worklist.run import BESIDE, ORDERED_BY
from csps.worklist.words import criterion, service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from csps.worklist.sheet import Family, Sheet

    Value = str | int | bool | date | None

REASONS = {ORDERED_BY: 5, BESIDE: 3}  # how many have a column
NUMBERS = frozenset({"place", "children", "children_expected", "adults", "criteria_met", "weeks_listed"}) | {
    f"{model}_of_100" for model in REASONS
}
FLAGS = ("sealed",)
DAYS = ("as_of",)


def rows_of(sheet: Sheet) -> list[dict[str, Value]]:
    """Give a row for each family in the order of the list, and one at the end for each that is sealed, saying only that."""
    versions: dict[str, Value] = {
        f"{model.name}_version": model.version for model in sheet.models if model.name in REASONS
    }
    sealed = [dict.fromkeys(names_of()) | {"as_of": sheet.as_of, "sealed": True}] * sheet.sealed
    return [row | versions for row in (*(_row(sheet, family) for family in sheet.families), *sealed)]


def names_of() -> list[str]:
    """Give the columns in order: the same whatever the week."""
    reasons = [
        f"{model}_{what}_{number + 1}"
        for model, count in REASONS.items()
        for number in range(count)
        for what in ("reason", "feature")
    ]
    return [
        "as_of", "place", "family_id", "sealed", "children", "child_ages", "children_expected", "adults", "not_confirmed",
        *(f"{model}_{what}" for model in REASONS for what in ("of_100", "band")),
        "help", "criteria_met", "criteria", "rule_set", "change", "weeks_listed", *reasons,
        *(f"{model}_version" for model in REASONS),
    ]  # fmt: skip


def arrays_of(sheet: Sheet) -> dict[str, np.ndarray]:
    """Give the same as arrays, in the types in which `csps.store.write_parquet` takes them."""
    rows = rows_of(sheet)
    return {name: _array(name, [row[name] for row in rows]) for name in names_of()}


def _row(sheet: Sheet, family: Family) -> dict[str, Value]:
    shown: dict[str, Value] = dict.fromkeys(names_of())
    shown |= {"as_of": sheet.as_of, "place": family.place, "family_id": family.family_id, "sealed": False}
    return shown | _told(family) | {"rule_set": sheet.rules}


def _told(family: Family) -> dict[str, Value]:
    told: dict[str, Value] = {
        "children": len(family.child_months),
        "child_ages": "; ".join(age(months) for months in family.child_months),
        "children_expected": family.expected,
        "adults": family.adults,
        "not_confirmed": None if family.doubts is None else doubt_words(family.doubts),
        "help": None
        if family.help is None
        else "; ".join(
            f"{service(one.service)}{' ended by' if one.service == FOUND else ' since'} {one.since}"
            for one in family.help
        ),
        "criteria_met": len(family.criteria),
        "criteria": "; ".join(f"{criterion(one.code, one.words)} ({one.code})" for one in family.criteria),
        "change": family.change,
        "weeks_listed": family.weeks_listed,
    }
    return told | _scored(family)


def _scored(family: Family) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for model, count in REASONS.items():
        score = family.scores.get(model)
        found[f"{model}_of_100"] = score.of_100 if score else None
        found[f"{model}_band"] = score.band if score else None
        said = [f"{'raises' if one.raises else 'lowers'}: {one.sentence}" for one in score.reasons] if score else []
        rests_on = [one.feature for one in score.reasons] if score else []
        for number in range(count):
            found[f"{model}_reason_{number + 1}"] = said[number] if number < len(said) else None
            found[f"{model}_feature_{number + 1}"] = rests_on[number] if number < len(said) else None
    return found


def _array(name: str, values: Sequence[Value]) -> np.ndarray:
    if name in NUMBERS:
        missing = [value is None for value in values]
        return np.ma.masked_array([value or 0 for value in values], mask=missing, dtype=np.int64)
    if name in FLAGS:
        return np.array(values, dtype=bool)
    if name in DAYS:
        return np.array(values, dtype="datetime64[D]")
    return np.array(values, dtype=object)
