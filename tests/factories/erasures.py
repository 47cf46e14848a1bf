"""A published week of three people, one of whom is to be erased: in the vault, in deliveries, in the lake, in explanations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from tests.factories.cheap_keys import cheap_keys
from tests.factories.known_town import DAY, KnownTown, Member
from tests.factories.real_formats import zipped
from tests.factories.weekly_runs import DOORS, Disk
from tests.factories.workspaces import bare_workspace

import csps
from csps.pipeline import confirm_erasure, erase_person
from csps.pipeline.identities import keys_of
from csps.vault import IDENTITY_COLUMNS, Vault

if TYPE_CHECKING:
    from pathlib import Path

ANN, KIT, BEN = "a" * 32, "c" * 32, "b" * 32
NAMES = {ANN: "Zebrafinchley", KIT: "Oakwood", BEN: "Begum"}
REASON = "Request 17 is upheld."
OTHERS = zipped(a__csv=b"surname\nBegum\n")
FEED, TABLE = "police_incident", "feeds.police_incident"


def make_week(folder: Path) -> Path:
    """Make and publish the week, with the erasure of ANN confirmed; give the workspace."""
    workspace = bare_workspace(folder)
    with cheap_keys():
        opened = csps.open(workspace, environ={})
        opened.enrol_demonstrators()
        site = opened.site
        with Vault.open(site.vault, keys=keys_of(site), generation=0) as vault:
            vault.begin()
            vault.add_identities(
                pa.Table.from_pylist([_identity(person, line) for line, person in enumerate(NAMES, 2)])
            )
            rejects = {"delivery": ["a.csv"], "line": [5], "rule": ["r"], "content": ["Ann,Zebrafinchley,1990-03-02"]}
            vault.reject(TABLE, pa.table(rejects))
            content = "".join(f"{name}\n" for name in ("surname", *NAMES.values(), "x Ann,Zebrafinchley,1990-03-02"))
            unread = b"surname\nann zebrafinchley 1990-03-02\nBegum\n"
            packed = {"their.zip": zipped(a__csv=unread), "other.zip": OTHERS}
            text = {"a.csv": content.encode(), "b.csv": b"surname\nBegum\n", "held.csv": unread}
            vault.archive(FEED, text | packed)
            vault.commit()
            vault.say("judgement", [ANN, BEN], b"different")
        town = KnownTown(site.folder)
        town.family(Member(ANN, "carer", 400), Member(KIT, "child", 60), name="f" * 32)
        town.family(Member(BEN, "carer", 500), name="e" * 32)
        town.add(
            TABLE, *({"person": person, "delivery": "a.csv", "line": line} for line, person in enumerate(NAMES, 2))
        )
        town.add("feeds.load", *({"delivery": name, "state": state} for name, state in
                                 (("a.csv", "taken in"), ("b.csv", "taken in"), ("held.csv", "held"), ("their.zip", "refused"), ("other.zip", "held"))))  # fmt: skip
        edition = town.edition()
        edition.rest_on("vault", 1)
        edition.publish()
        (site.registry / "artifacts").mkdir(parents=True)
        explained = pd.DataFrame({"family_id": ["f" * 32, "e" * 32], "contribution": [0.1, 0.2]})
        explained.to_parquet(site.registry / "artifacts" / "contributions.parquet", index=False)
        confirm_erasure(site, ANN, reason=REASON, by=opened.sign_in("information governance", None, None))
    return workspace


def _identity(person: str, line: int) -> dict[str, object]:
    named = {"table_name": TABLE, "record_id": person, "row_key": f"K{line}", "delivery": "a.csv", "line": line}
    named |= {"known_on": DAY, "forename": "Ann", "surname": NAMES[person], "born_on": date(1990, 3, line)}
    return dict.fromkeys(IDENTITY_COLUMNS) | named


def erase(workspace: Path, strike=None, at: int = 0, told: Path | None = None) -> None:
    """Erase ANN, with a disk that strikes at a call, and tell how many calls there were."""
    disk = Disk(strike, at)
    for door in DOORS:
        door.os = disk
    opened = csps.open(workspace, environ={})
    erase_person(opened.site, ANN, reason=REASON, by=opened.sign_in("data officer", None, None))
    if told is not None:
        told.write_text(str(len(disk.calls)))
