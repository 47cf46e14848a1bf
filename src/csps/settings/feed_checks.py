"""What a feed says, held against the contract of the table it fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, TypeVar

from csps.settings.declared import Surroundings
from csps.settings.faults import Fault, FaultyValueError, listed, nearest, refuse, wrong
from csps.settings.patterns import LONGEST, could_share_a_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import ValidationInfo

    from csps.settings.declared import DeclaredTable

U = TypeVar("U", bound=str)
GOES_WITHOUT_SAYING = "operations"


def table_exists(name: str, info: ValidationInfo) -> str:
    """Refuse a table that no contract declares."""
    tables = _surroundings(info).tables
    if name not in tables:
        otherwise = "no declared table is called so, or anything like it"
        raise wrong(f'is "{name}", which is no table', nearest(name, tables, otherwise=otherwise))
    return name


def agency_delivers(name: str, info: ValidationInfo) -> str:
    """Refuse an agency that nobody knows, or that does not deliver the table.

    Raises:
        FaultyValueError: the fault lies at the table, because the agency was already found sound by itself.
    """
    agency, delivers = info.data.get("agency"), _surroundings(info).tables[name].agency
    if agency not in (None, delivers):
        raise wrong(f'is "{name}", which {delivers} delivers, not {agency}', f'write agency = "{delivers}"')
    return name


def tables_exist(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Refuse tables that no contract declares, that another agency delivers, or that are named twice."""
    faults = []
    for place, name in enumerate(names):
        try:
            agency_delivers(table_exists(name, info), info)
        except FaultyValueError as error:
            faults += [fault.below((place,)) for fault in error.faults]
        if names.index(name) < place:
            faults.append(Fault((place,), f'is "{name}", which stands there already', "name it once"))
    refuse(faults)
    return names


def columns_exist(columns: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    """Refuse to map what no contract of the feed has; every such column is named."""
    tables = _tables(info)
    if tables:
        refuse(_no_such_columns(columns, tables))
    return columns


def may_be_absent(names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Refuse to do without what no contract has, what it cannot do without, or what is mapped all the same."""
    tables, mapped = _tables(info), info.data.get("columns") or {}
    if not tables:
        return names
    faults = list(_no_such_columns(names, tables))
    for place, name in enumerate(names):
        if any(name in table.column_names and table[name].required for table in tables):
            faults.append(Fault((place,), f'is "{name}", without which there is no row', "the agency must send it"))
        elif name in mapped:
            faults.append(Fault((place,), f'is "{name}", for which columns names a heading', "leave one of them out"))
    refuse(faults)
    return names


def codes_are_listed(codes: Mapping[str, Mapping[str, str]], info: ValidationInfo) -> Mapping[str, Mapping[str, str]]:
    """Refuse to map codes of a column that has none, or to a code that is not in its list; each is named."""
    tables = _tables(info)
    if tables:
        refuse(
            [*_no_such_columns(codes, tables), *(fault for table in tables for fault in _no_such_codes(codes, table))]
        )
    return codes


def purposes_allowed(purposes: tuple[U, ...], info: ValidationInfo) -> tuple[U, ...]:
    """Refuse a purpose that no column of the table allows, or that is named twice."""
    tables, faults = _tables(info), []
    allowed = set[str]().union(*map(_allowed, tables)) if tables else None
    for place, purpose in enumerate(purposes):
        if purposes.index(purpose) < place:
            faults.append(Fault((place,), f'is "{purpose}", which stands there already', "name it once"))
        elif allowed is not None and purpose not in allowed:
            whose = " or ".join(table.name for table in tables)
            words = f'is "{purpose}", which no column of {whose} may be used for'
            faults.append(Fault((place,), words, f"its contract allows {listed(sorted(allowed))}"))
    refuse(faults)
    return purposes


def shared_files(feeds: object) -> Iterator[Fault]:
    """Name pairs of feeds whose patterns could both claim one file, sound or not in any other way.

    Args:
        feeds: the blocks by name, as TOML gave them.
    """
    if not isinstance(feeds, dict):
        return
    blocks = {name: block.get("pattern") for name, block in feeds.items() if isinstance(block, dict)}
    patterns = [(name, pattern) for name, pattern in blocks.items() if _of_bearable_length(pattern)]
    for place, (name, pattern) in enumerate(patterns):
        for earlier, other in patterns[:place]:
            if could_share_a_file(pattern, other):
                alike = "has the same pattern as" if pattern == other else "could claim a file of"
                words = f'{alike} feeds.{earlier}, "{other}"'
                yield Fault(("feeds", name, "pattern"), words, "each file belongs to one feed")


def _of_bearable_length(pattern: object) -> TypeGuard[str]:
    return isinstance(pattern, str) and len(pattern) <= LONGEST  # a longer one is a fault already


def _surroundings(info: ValidationInfo) -> Surroundings:
    assert isinstance(info.context, Surroundings)
    return info.context


def _tables(info: ValidationInfo) -> list[DeclaredTable]:
    """Give the declared tables of the feed; none where a name is already a fault."""
    name, names = info.data.get("table"), info.data.get("tables")
    return [_surroundings(info).tables[one] for one in (names or (() if name is None else (name,)))]


def _no_such_columns(named: Sequence[str] | Mapping[str, object], tables: Sequence[DeclaredTable]) -> Iterator[Fault]:
    known = [name for table in tables for name in table.column_names]
    for name in named:
        if name not in known:
            otherwise = f"its columns are {', '.join(known)}"
            yield Fault((name,), "is no column of the table", nearest(name, known, otherwise=otherwise))


def _no_such_codes(codes: Mapping[str, Mapping[str, str]], table: DeclaredTable) -> Iterator[Fault]:
    for column, mapped in codes.items():
        if column not in table.column_names:
            continue
        known = table[column].codes
        if known is None:
            yield Fault((column,), "holds no codes", "only a column with a code list can be mapped")
            continue
        for delivered, code in mapped.items():
            if code not in known.values:
                otherwise = f'the list "{known.name}" has {listed(known.values)}'
                words = f'leads to "{code}", which is not in its code list'
                yield Fault((column, delivered), words, nearest(code, known.values, otherwise=otherwise))


def _allowed(table: DeclaredTable) -> set[str]:
    """Give every purpose that some column allows."""
    uses = {str(purpose) for column in table.column_names for purpose in table.purposes_of(column)}
    return uses - {GOES_WITHOUT_SAYING}
