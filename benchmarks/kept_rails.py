"""What `borough_rails.py` measured of one borough, kept in a file, and many such files read as one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib import resources

from tenths import Tenths, from_lists

LIVED = ("lives", "truth", "profiles", "identities", "calendar.py", "naming.py", "place.py")  # of csps.synthetic


@dataclass(frozen=True)
class Measured:
    """The figures of one borough.

    Attributes:
        residents, seed: which borough.
        without_help: whether help changed nothing in it.
        on: the day it was measured.
        lives_by: a digest of what it lives by, see `lives_by`.
        figures: single figures by name; none without help.
        tenths: observed and expected by name.
    """

    residents: int
    seed: int
    without_help: bool
    on: str
    lives_by: str
    figures: dict[str, float | str]
    tenths: dict[str, Tenths]


def lives_by():
    """Give a digest of everything a borough's life and its true probabilities are made of: code, rates and lists."""
    root, digest = resources.files("csps.synthetic"), hashlib.sha256()
    for name in LIVED:
        place = root / name
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in (file for file in files if file.is_file() and file.suffix != ".pyc"):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def keep(folder, one):
    """Keep one borough's figures, in place of those kept of it before."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {**asdict(one), "tenths": {name: tenths.as_lists() for name, tenths in one.tenths.items()}}
    path = folder / f"{one.residents}-seed-{one.seed}{'-without-help' if one.without_help else ''}.json"
    path.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def joined(folder, residents):
    """Read everything kept of boroughs of one size, by seed, those without help last.

    Raises:
        SystemExit: nothing is kept, or what is kept was lived by different rates or code.
    """
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob(f"{residents}-seed-*.json"))]
    found = [
        Measured(**{**one, "tenths": {name: from_lists(sums) for name, sums in one["tenths"].items()}}) for one in kept
    ]
    if not found:
        raise SystemExit(f"Nothing is kept in {folder} of boroughs of {residents:,} residents.")
    if len({one.lives_by for one in found}) > 1:
        by_life = {
            life: sorted(one.seed for one in found if one.lives_by == life) for life in {o.lives_by for o in found}
        }
        raise SystemExit(
            f"{folder} holds boroughs that lived by different rates or code, which one page must not pool: "
            + "; ".join(f"seeds {', '.join(map(str, seeds))} by {life}" for life, seeds in sorted(by_life.items()))
            + ". Remove the old ones, or measure them again."
        )
    return sorted(found, key=lambda one: (one.without_help, one.seed))
