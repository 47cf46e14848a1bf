"""What a week consists of: which snapshots of every table, which vault and models, and what came before.

A table is one snapshot or several parts, each a snapshot of its own: the deliveries of one week, the families as of one
date. A week adds a part and carries the others over by name, so that its cost is its own and not that of the history.
Parts of one table never share a key, because the part follows from it.

A manifest's name is its week and the hash of its bytes, so that a name, once trusted, vouches for every byte that it
leads to. It lies in `manifests/<week>.<hash>.json`; the file `current` holds the name of the published one.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from csps.domain.errors import IntegrityError
from csps.store.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TABLE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"\d{4}-\d\d-\d\d\.[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One week's published state.

    Args:
        week: the day the week ends on.
        parts: table -> part -> snapshot.
        versions: everything else the week rests on, by name: the vault's generation, each model's version.
        previous: the name of the manifest of the last week before this one, or None.
    """

    week: date
    parts: Mapping[str, Mapping[str, Snapshot]]
    versions: Mapping[str, str | int] = field(default_factory=dict)
    previous: str | None = None

    def __post_init__(self) -> None:
        parts = {table: MappingProxyType(dict(sorted(parts.items()))) for table, parts in sorted(self.parts.items())}
        object.__setattr__(self, "parts", MappingProxyType(parts))
        object.__setattr__(self, "versions", MappingProxyType(dict(self.versions)))

    @classmethod
    def of(
        cls,
        week: date,
        snapshots: Iterable[Snapshot],
        *,
        versions: Mapping[str, str | int] | None = None,
        previous: str | None = None,
    ) -> Self:
        """Make one from snapshots in any order; of two for the same part of a table the later one counts."""
        parts: dict[str, dict[str, Snapshot]] = {}
        for snapshot in snapshots:
            parts.setdefault(snapshot.table, {})[snapshot.part] = snapshot
        return cls(week, parts, versions or {}, previous)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Every snapshot, by table and part."""
        return tuple(snapshot for parts in self.parts.values() for snapshot in parts.values())

    def __contains__(self, table: str) -> bool:
        return table in self.parts

    def rows(self, table: str) -> int:
        """Give the number of rows of a table over all its parts; 0 where the week does not hold it."""
        return sum(snapshot.rows for snapshot in self.parts.get(table, {}).values())

    @property
    def name(self) -> str:
        """The week and the hash of the bytes, joined by a dot."""
        return f"{self.week.isoformat()}.{hashlib.sha256(self.to_bytes()).hexdigest()}"

    def to_bytes(self) -> bytes:
        r"""Give the manifest as canonical JSON: keys in order, no spaces, UTF-8, one line.

        >>> Manifest(date(2026, 11, 16), {}, {"vault": 7}).to_bytes()
        b'{"previous":null,"tables":{},"versions":{"vault":7},"week":"2026-11-16"}\n'
        """
        tables = {
            table: {
                part: {"bytes": snapshot.bytes, "rows": snapshot.rows, "sha256": snapshot.sha256}
                for part, snapshot in parts.items()
            }
            for table, parts in self.parts.items()
        }
        content = {
            "previous": self.previous,
            "tables": tables,
            "versions": dict(self.versions),
            "week": self.week.isoformat(),
        }
        return (json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Self:
        """Read a manifest back.

        Args:
            data: what `to_bytes` gave.
            name: the name it was stored under.

        Raises:
            IntegrityError: the bytes are not those that `name` stands for.
        """
        if hashlib.sha256(data).hexdigest() != name.partition(".")[2]:
            raise IntegrityError(f"The manifest {name} is damaged: its bytes do not match its name.")
        try:
            content = json.loads(data)
            parts = {
                table: {
                    part: Snapshot(table, entry["sha256"], int(entry["rows"]), int(entry["bytes"]), part)
                    for part, entry in parts.items()
                }
                for table, parts in content["tables"].items()
            }
            manifest = cls(date.fromisoformat(content["week"]), parts, content["versions"], content["previous"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(f"The manifest {name} does not have the form of one.") from error
        manifest._refuse_wandering_names(name)
        return manifest

    def _refuse_wandering_names(self, name: str) -> None:
        """Refuse names that would lead out of the lake's folder, or to another week."""
        fine = all(_TABLE.fullmatch(snapshot.table) and _HASH.fullmatch(snapshot.sha256) for snapshot in self.snapshots)
        if not fine or name != self.name or (self.previous is not None and not is_name(self.previous)):
            raise IntegrityError(f"The manifest {name} names what cannot be in a lake.")


def is_name(text: str) -> bool:
    """Say whether a text has the form of a manifest's name."""
    return _NAME.fullmatch(text) is not None
