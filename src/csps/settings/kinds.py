"""Words for declared types: what may stand at a key, and which keys a table has."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from csps.settings.faults import listed

if TYPE_CHECKING:
    from csps.settings.faults import Step


def said(kind: Any) -> str:
    """Say what a value of a declared type looks like in a file.

    >>> said(tuple[int, ...])
    'a list, each entry a value'
    """
    described = [mark.description for mark in _marks(kind) if getattr(mark, "description", None)]
    if described:
        return str(described[-1])
    plain = bare(kind)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return f"one of {listed(member.value for member in plain)}"
    if dataclasses.is_dataclass(plain):
        return f"a table with {', '.join(keys(plain))}"
    if get_origin(plain) is tuple:
        return f"a list, each entry {said(get_args(plain)[0])}"
    return "a table" if get_origin(plain) is Mapping else "a value"


def keys(kind: Any) -> tuple[str, ...]:
    """Name the keys of a table; none where its writer chooses them, or where there is no table."""
    plain = bare(kind)
    if not dataclasses.is_dataclass(plain):
        return ()
    return tuple(field.name for field in dataclasses.fields(plain) if field.init)


def words(kind: Any) -> tuple[str, ...]:
    """Give the words a value may be one of; none where it is not one of a list."""
    plain = bare(kind)
    return tuple(plain) if isinstance(plain, type) and issubclass(plain, StrEnum) else ()


def kind_at(kind: Any, path: tuple[Step, ...]) -> Any:
    """Give the declared type of what lies at `path` below a value of a declared type; None where nothing is declared."""
    for step in path:
        plain = bare(kind)
        if dataclasses.is_dataclass(plain):
            kind = get_type_hints(plain, include_extras=True).get(str(step))
        elif get_origin(plain) is tuple:
            kind = get_args(plain)[0]
        elif get_origin(plain) is Mapping:
            kind = get_args(plain)[1]
        else:
            return None
    return kind


def bare(kind: Any) -> Any:
    """Take annotations and "or nothing" away from a type.

    >>> bare(Annotated[int, "positive"] | None)
    <class 'int'>
    """
    while get_origin(kind) is Annotated or _is_union(kind):
        kind = get_args(kind)[0]
    return kind


def _marks(kind: Any) -> tuple[Any, ...]:
    """Give the annotations of a type, the innermost first."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        return (*_marks(inner), *marks)
    if _is_union(kind):
        return _marks(get_args(kind)[0])
    return ()


def _is_union(kind: Any) -> bool:
    """Whether a type is one or another; Python writes it in two ways."""
    return get_origin(kind) in (UnionType, Union)
