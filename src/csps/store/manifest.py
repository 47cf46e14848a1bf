"""What a week consists of: which snapshot of every table, which vault and models, and what came before.

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
        snapshots: by table name.
        versions: everything else the week rests on, by name: the vault's generation, each model's version.
        previous: the name of the manifest of the last week before this one, or None.
    """

    week: date
    snapshots: Mapping[str, Snapshot]
    versions: Mapping[str, str | int] = field(default_factory=dict)
    previous: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "snapshots", MappingProxyType(dict(self.snapshots)))
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
        """Make one from snapshots in any order; of two for the same table the later one counts."""
        return cls(week, {snapshot.table: snapshot for snapshot in snapshots}, versions or {}, previous)

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
            name: {"bytes": snapshot.bytes, "rows": snapshot.rows, "sha256": snapshot.sha256}
            for name, snapshot in self.snapshots.items()
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
            snapshots = {
                table: Snapshot(table, entry["sha256"], int(entry["rows"]), int(entry["bytes"]))
                for table, entry in content["tables"].items()
            }
            manifest = cls(date.fromisoformat(content["week"]), snapshots, content["versions"], content["previous"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(f"The manifest {name} does not have the form of one.") from error
        manifest._refuse_wandering_names(name)
        return manifest

    def _refuse_wandering_names(self, name: str) -> None:
        """Refuse names that would lead out of the lake's folder, or to another week."""
        fine = all(
            _TABLE.fullmatch(snapshot.table) and _HASH.fullmatch(snapshot.sha256)
            for snapshot in self.snapshots.values()
        )
        if not fine or name != self.name or (self.previous is not None and not is_name(self.previous)):
            raise IntegrityError(f"The manifest {name} names what cannot be in a lake.")


def is_name(text: str) -> bool:
    """Say whether a text has the form of a manifest's name."""
    return _NAME.fullmatch(text) is not None
