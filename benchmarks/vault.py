"""What a key for every record costs: identities sealed, opened, opened in part, given new keys, copied, and one erased.

    python benchmarks/vault.py --records 500000 --versions 3 --page benchmarks/results/vault.md

Identities are invented: a million and a half rows of half a million records are about what 300,000 residents bring at first.
Processor seconds are taken, because they are worth reading where something else ran as well. The ratio is to the kernel
alone: AES-256-GCM of the same pieces under the same keys, in one list comprehension.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from csps.keys import DataKey, KeyPurpose, LocalKeyWrapper, PseudonymKey, fresh_secrets, open_each, seal_each
from csps.vault import Vault, VaultKeys, back_up, check_vault, erase_records, rotate
from csps.vault.identities import IDENTITIES

KEYS = VaultKeys(LocalKeyWrapper(DataKey.new()), PseudonymKey.new())
TABLES = 6
PIECE = 130  # bytes of a record's rows in a piece, as the borough has them


def invented(table: str, records: int, versions: int, first: int) -> pa.Table:
    """Give identities of one table: each record told several times, each time a little differently."""
    count = records * versions
    number = np.repeat(np.arange(first, first + records), versions)
    version = np.tile(np.arange(versions), records)
    hexadecimal = np.char.mod("%032x", number * 2654435761 % 2**61)
    columns = {
        "table_name": [table] * count,
        "record_id": hexadecimal,
        "row_key": np.char.mod("K%08d", number),
        "delivery": np.char.mod("a/some_table_2026-01-%02d.csv", version + 1),
        "line": number + 2,
        "known_on": [date(2026, 1, 1 + place) for place in version.tolist()],
        "forename": np.char.mod("Forename%d", number % 3000),
        "surname": np.char.mod("Surname%d", (number * 7 + version) % 20000),
        "born_on": [date(1950 + place % 70, 1 + place % 12, 1 + place % 28) for place in number.tolist()],
        "address_line": np.char.mod("%d Some Street, Some Town", number % 500),
        "postcode": np.char.mod("XX%d 4AB", number % 90),
        "uprn": np.char.mod("10000%07d", number // 3),
        "nhs_number": np.char.mod("943%07d", number),
    }
    full = {name: columns.get(name, [None] * count) for name in IDENTITIES.names}
    return pa.table({name: pa.array(values, IDENTITIES.field(name).type) for name, values in full.items()})


class Clock:
    """Processor seconds by what was done."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    @contextmanager
    def of(self, what: str):
        """Take the time of a block."""
        began = time.process_time()
        yield
        self.taken[what] = time.process_time() - began


def kernel(clock: Clock, pieces: int) -> None:
    """Seal and open as many pieces as the vault has, and do nothing else."""
    chance = fresh_secrets(pieces)
    keys = [chance[start : start + 32] for start in range(0, len(chance), 32)]
    plain = [b"x" * PIECE] * pieces
    with clock.of("kernel: seal"):
        sealed = seal_each(keys, KeyPurpose.IDENTITY, plain)
    with clock.of("kernel: open"):
        open_each(keys, KeyPurpose.IDENTITY, sealed)


def measure(records: int, versions: int, folder: Path) -> tuple[Clock, dict[str, int]]:
    """Do everything once; give the times and the sizes."""
    clock, vault_folder = Clock(), folder / "vault"
    each = records // TABLES
    with Vault.open(vault_folder, keys=KEYS, generation=0) as vault:
        vault.begin()
        for place in range(TABLES):
            rows = invented(f"feeds.table_{'abcdef'[place]}", each, versions, place * each)
            with clock.of(f"seal {place}"):
                vault.add_identities(rows)
        with clock.of("commit"):
            vault.commit()
    with clock.of("open the vault"):
        vault = Vault.open(vault_folder, keys=KEYS, generation=1)
    with vault:
        with clock.of("open every identity"):
            found = vault.identities()
        some = found["record_id"].slice(0, found.num_rows // 100).combine_chunks().unique()
        with clock.of("open one record in a hundred"):
            vault.identities_of(some)
        with clock.of("check everything"):
            check_vault(vault)
        with clock.of("copy"):
            back_up(vault, folder / "copy")
    coming = LocalKeyWrapper(DataKey.new())
    with clock.of("new keys"):
        rotate(vault_folder, KEYS, coming)
    later = VaultKeys(coming, KEYS.pseudonyms)
    with Vault.open(vault_folder, keys=later, generation=None) as vault, clock.of("erase one record"):
        erase_records(vault, coming, [found["record_id"][0].as_py()], {}, lambda *_: None)
    kernel(clock, each * TABLES)
    sizes = {path.name: path.stat().st_size for path in vault_folder.rglob("*") if path.is_file()}
    return clock, {"rows": found.num_rows, "records": each * TABLES, "bytes": sum(sizes.values())}


def page_of(clock: Clock, sizes: dict[str, int]) -> str:
    """Write the page."""
    taken = dict(clock.taken)
    sealed = sum(taken.pop(f"seal {place}") for place in range(TABLES)) + taken.pop("commit")
    taken = {"seal a first load": sealed, **taken}
    against = {"seal a first load": "kernel: seal", "open every identity": "kernel: open"}
    lines = [
        "# The vault",
        "",
        "Written by `benchmarks/vault.py`; see its first lines.",
        f"{sizes['rows']:,} rows of {sizes['records']:,} records; {sizes['bytes'] / 1e6:,.0f} MB in the vault's folder.",
        "",
        "| what | processor seconds | of the kernel alone |",
        "| --- | ---: | ---: |",
    ]
    for what, seconds in taken.items():
        ratio = f"{seconds / taken[against[what]]:.1f}" if what in against else ""
        lines.append(f"| {what} | {seconds:.1f} | {ratio} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--page", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = page_of(*measure(asked.records, asked.versions, Path(folder)))
    print(page)
    if asked.page:
        asked.page.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
