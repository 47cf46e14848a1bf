"""What a sign of a council's own rules says, held against the table it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csps.settings.condition import ASKED
from csps.settings.declared import Surroundings
from csps.settings.faults import Fault, listed, nearest, shown, wrong
from csps.settings.feed_checks import table_exists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationInfo

    from csps.settings.condition import Condition
    from csps.settings.declared import DeclaredColumn, DeclaredTable

SCORING = "scoring"


def through_exists(through: str | None, info: ValidationInfo) -> str | None:
    """Ask for the table that says whom a row is about where the row does not, and refuse it everywhere else."""
    table = _table(info)
    if through is not None:
        table_exists(through, info)
    if table is None:
        return through
    if table.person is None and through is None:
        raise wrong("is missing", f"a row of {table.name} names no person; name the table that says whom it is about")
    if table.person is not None and through is not None:
        raise wrong(f"has no meaning: a row of {table.name} names its person", "leave it and on out")
    return through


def lasts(days: int | None, info: ValidationInfo) -> int | None:
    """Ask for how long a row counts: while it lasts, or for so many days; one of the two."""
    table, ongoing = _table(info), info.data.get("while_it_lasts")
    if ongoing is None or table is None:
        return days
    if days is None and not ongoing:
        raise wrong("is missing", "a row counts for so many days from its day, or while_it_lasts = true")
    if days is not None and ongoing:
        raise wrong("has no meaning beside while_it_lasts", "leave one of them out")
    if ongoing and table.ended_on is None:
        raise wrong("is missing", f"{table.name} has no last day, so that while_it_lasts would never end")
    if days is not None and table.happened_on is None and info.data.get("through") is None:
        raise wrong(f"has no day to count from: {table.name} has none", "choose another table")
    return days


def only_where_added_up(least: int | None, info: ValidationInfo) -> int | None:
    """Ask for the least sum where something is added up, and only there; hold the column against the table."""
    table, column = _table(info), info.data.get("sum_of")
    if (column is None) != (least is None):
        raise wrong("is missing" if least is None else "has no meaning without sum_of", "they stand together")
    if column is not None and table is not None:
        fault = _column_fault(table, column, at="sum_of")
        if fault is None and table[column].type != "integer":
            fault = Fault(("sum_of",), f"is {shown(column)}, which is no whole number", "only numbers are added up")
        if fault is not None:
            raise wrong(f"cannot be reached: {fault}")
    return least


def within_needed(days: int | None, info: ValidationInfo) -> int | None:
    """Ask for a window where rows are counted or added up, and refuse one elsewhere; hold `on` against both tables."""
    several = info.data.get("times", 1) > 1 or info.data.get("sum_of") is not None
    if several and days is None:
        raise wrong("is missing", "rows are counted or added up within so many days")
    if not several and days is not None:
        raise wrong("has no meaning for one row", "say times, or sum_of, or leave it out")
    _joined(info)
    return days


def condition_faults(condition: Condition, table: DeclaredTable) -> Iterator[Fault]:
    """Yield what is wrong with a condition on a row of a table."""
    asked = condition.asked
    if len(asked) != 1 and asked != ("at_least", "at_most"):
        said = f"asks {listed(asked)}" if asked else "asks nothing"
        yield Fault((), said, f"it takes one of {listed(ASKED)}")
    fault = _column_fault(table, condition.column, at="column")
    if fault is not None:
        yield fault
        return
    yield from _value_faults(condition, asked, table)


def _value_faults(condition: Condition, asked: tuple[str, ...], table: DeclaredTable) -> Iterator[Fault]:
    column = table[condition.column]
    kind = str(column.type)
    for name in asked:
        if name in ("at_least", "at_most") and kind != "integer":
            yield Fault((name,), f"is asked of {condition.column}, which is no whole number", "ask equals or any_of")
        elif name == "has" and kind != "codes":
            yield Fault((name,), f"is asked of {condition.column}, which is no list of codes", "ask any_of")
        elif name in ("equals", "any_of", "none_of", "has"):
            value = getattr(condition, name)
            values = value if isinstance(value, tuple) else (value,)
            for place, each in enumerate(values):
                yield from _no_value(each, column, (name, place) if isinstance(value, tuple) else (name,))
    if condition.times is not None:
        if not {"at_least", "at_most"} & set(asked):
            yield Fault(("times",), "has no meaning without at_least or at_most", "leave it out")
        fault = _column_fault(table, condition.times, at="times")
        if fault is not None:
            yield fault


def _no_value(value: Any, column: DeclaredColumn, at: tuple[str | int, ...]) -> Iterator[Fault]:
    """Yield the fault of a value that the column can never have."""
    kind = str(column.type)
    wanted = {"flag": bool, "integer": int}.get(kind, str)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        told = {"flag": "true or false", "integer": "a whole number"}.get(kind, "text")
        yield Fault(at, f"is {shown(value)}", f"the column holds {told}")
    elif column.codes is not None and value not in column.codes.values:
        listed_codes = f"the list {column.codes.name} has {listed(column.codes.values[:8])}"
        yield Fault(
            at, f"is {shown(value)}, which is no code", nearest(str(value), column.codes.values, otherwise=listed_codes)
        )


def _column_fault(table: DeclaredTable, column: str, *, at: str) -> Fault | None:
    """Give the fault of a column that is not there, or may not be looked at."""
    usable = [name for name in table.column_names if SCORING in table.purposes_of(name) and name != table.person]
    if column in usable:
        return None
    if column in table.column_names:
        return Fault((at,), f"is {shown(column)}, which may not be used for scoring", "choose another column")
    allowed = nearest(column, usable, otherwise=f"the columns there are {listed(usable)}")
    return Fault((at,), f"is {shown(column)}, which is no column of {table.name}", allowed)


def _joined(info: ValidationInfo) -> None:
    """Refuse columns by which two tables cannot be joined."""
    through, table = info.data.get("through"), _table(info)
    on, theirs = info.data.get("on"), info.data.get("on_theirs")
    if table is None or "through" not in info.data:
        return
    if through is None:
        if on is not None or theirs is not None:
            raise wrong("cannot be judged: on has no meaning without through", "leave on out")
        return
    other = _tables(info)[through]
    both = listed(name for name in table.column_names if name in other.column_names) or "no column"
    if on not in table.column_names:
        said = "on is missing" if on is None else f"on is {shown(on)}, which is no column of {table.name}"
        raise wrong(f"cannot be judged: {said}", f"{table.name} and {through} share {both}")
    if (theirs or on) not in other.column_names:
        said = f"{'on_theirs' if theirs else 'on'} is {shown(theirs or on)}, which is no column of {through}"
        raise wrong(f"cannot be judged: {said}", f"{table.name} and {through} share {both}")


def _table(info: ValidationInfo) -> DeclaredTable | None:
    """Give the sign's table; None where its name was refused already."""
    name = info.data.get("table")
    return None if name is None else _tables(info)[name]


def _tables(info: ValidationInfo) -> Any:
    assert isinstance(info.context, Surroundings)
    return info.context.tables
