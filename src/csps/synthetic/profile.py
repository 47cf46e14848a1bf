"""A profile: every assumption about how a borough lives, read from one file and never changed afterwards."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from csps.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Section:
    """One table of the profile, read by attribute.

    >>> Section("help", {"rate": 2.0}).rate
    2.0
    """

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self._name = name
        self._values = MappingProxyType(dict(values))

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"The profile's section [{self._name}] has no {name!r}.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)


@dataclass(frozen=True, slots=True)
class Factor:
    """One circumstance of a household: its levels and how it comes and goes, in rates per year.

    Args:
        name: the circumstance.
        levels: the names of its two or three levels; level 0 is its resting state.
        onset: from level 0 to level 1.
        recover: from level 1 to level 0.
        settle: from level 1 to level 2, where there is one.
        recover_lasting: from level 2 to level 0.
        vulnerability: multiplies the onset, by the household's level of vulnerability.
        raised_by: multiplies the onset, by the level of other circumstances.
    """

    name: str
    levels: tuple[str, ...]
    onset: float
    recover: float
    settle: float
    recover_lasting: float
    vulnerability: tuple[float, ...]
    raised_by: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something agencies could see happen: a rate per year and household, by circumstances.

    Args:
        name: what happens.
        rate: per year, in a household in which all is well.
        by: multiplies the rate by the level of circumstances.
        seen: exponent of the observation level: 0 is seen alike in every group, 1 fully unevenly.
        needs: "" for any household, or who must live there: children, young, school, teen.
        office: whether it comes about in an office, which is open from Monday to Friday.
    """

    name: str
    rate: float
    by: Mapping[str, tuple[float, ...]]
    seen: float
    needs: str
    office: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that lasts in a household: it starts and stops at rates per year, by circumstances."""

    name: str
    start: float
    start_by: Mapping[str, tuple[float, ...]]
    stop: float
    stop_by: Mapping[str, tuple[float, ...]]
    needs: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Every assumption about one kind of borough."""

    name: str
    burn_in_weeks: int
    sections: Mapping[str, Section]
    factors: tuple[Factor, ...]
    happenings: tuple[Happening, ...]
    spells: tuple[Spell, ...]

    def __getattr__(self, name: str) -> Section:
        sections: Mapping[str, Section] = object.__getattribute__(self, "sections")
        try:
            return sections[name]
        except KeyError:
            raise AttributeError(f"The profile has no section [{name}].") from None


def profile_names() -> list[str]:
    """List the profiles that ship with csps."""
    folder = resources.files("csps.synthetic") / "profiles"
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


def load_profile(name: str) -> Profile:
    """Read a profile by name.

    Raises:
        UsageError: there is no such profile; the known ones are named.
    """
    if name not in profile_names():
        raise UsageError(
            f"There is no profile {name!r}; known: {', '.join(profile_names())}.",
            next_step="Choose one with --profile.",
        )
    text = (resources.files("csps.synthetic") / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
    return read_profile(tomllib.loads(text))


def read_profile(values: Mapping[str, Any]) -> Profile:
    """Turn parsed TOML into a profile."""
    return Profile(
        name=values["name"],
        burn_in_weeks=values["burn_in_weeks"],
        sections=MappingProxyType({key: Section(key, part) for key, part in values.items() if isinstance(part, dict)}),
        factors=tuple(_factor(entry) for entry in values["factor"]),
        happenings=tuple(
            Happening(
                entry["name"],
                entry["rate"],
                _multipliers(entry["by"]),
                entry.get("seen", 0.0),
                entry.get("needs", ""),
                entry.get("office", False),
            )
            for entry in values["happening"]
        ),
        spells=tuple(
            Spell(
                entry["name"],
                entry["start"],
                _multipliers(entry["start_by"]),
                entry["stop"],
                _multipliers(entry["stop_by"]),
                entry.get("needs", ""),
            )
            for entry in values["spell"]
        ),
    )


def _factor(entry: Mapping[str, Any]) -> Factor:
    return Factor(
        name=entry["name"],
        levels=tuple(entry["levels"]),
        onset=entry["onset"],
        recover=entry["recover"],
        settle=entry.get("settle", 0.0),
        recover_lasting=entry.get("recover_lasting", 0.0),
        vulnerability=tuple(entry["vulnerability"]),
        raised_by=_multipliers(entry["raised_by"]),
    )


def _multipliers(entry: Mapping[str, list[float]]) -> Mapping[str, tuple[float, ...]]:
    return MappingProxyType({name: tuple(values) for name, values in entry.items()})
