"""A published week of three people in five records, linked: little enough to ask linkage anything in a second or two."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from csps.access import Role
from csps.keys import Passphrase, PseudonymKind
from csps.linkage import link_edition
from csps.pipeline import Site, sign_in
from csps.pipeline.identities import opened_vault
from csps.store import Edition
from csps.vault.identities import IDENTITIES
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

if TYPE_CHECKING:
    from csps.pipeline import SignedIn

WEEK = date(2026, 11, 16)
UPN = "B801200005001"
JON = {"forename": "Jonathan", "surname": "Oakwood", "born_on": date(1970, 4, 17), "postcode": "XH1 4AB", "uprn": "991"}
EVA = {"forename": "Eva", "surname": "Oakwood", "born_on": date(2012, 4, 17), "upn": UPN}
TOLD = (
    ("feeds.debt_case", "1", JON),
    ("feeds.police_incident", "2", JON | {"forename": "Jon"}),
    ("feeds.police_incident", "3", {"forename": "Ida", "surname": "Grey", "born_on": date(1955, 6, 6)}),
    ("feeds.school_enrolment", "4", EVA),
    ("feeds.ssd_person", "5", EVA),
)


def officer(site: Site) -> SignedIn:
    """Enrol the demonstrators, and give the data officer."""
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[Role.DATA_OFFICER], Passphrase(DEMONSTRATION_PASSPHRASE))


def publish_hamlet(site: Site) -> list[str]:
    """Link the hamlet and publish its week; give the pseudonyms of its records in the order of `TOLD`."""
    records = []
    with site.lake.lock(), opened_vault(site, officer(site), 0, "A test links a hamlet.") as vault:
        vault.begin()
        for line, (table, reference, identity) in enumerate(TOLD, start=2):
            (record,) = vault.pseudonyms(PseudonymKind.RECORD, table, [reference])
            origin = {"delivery": "d.csv", "line": line, "known_on": date(2020, 1, 6), "row_key": reference}
            row = dict.fromkeys(IDENTITIES.names) | {"table_name": table, "record_id": record} | origin | identity
            vault.add_identities(pa.Table.from_pylist([row], IDENTITIES))
            records.append(record)
        vault.commit()
        edition = Edition(site.lake, WEEK)
        edition.rest_on("vault", vault.generation)
        link_edition(edition, vault)
        edition.publish()
    return records
