"""The people that agencies know, as each wrote them down: one record per agency's reference, with its true person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Identity, Purpose, Sensitivity
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.marking.accounting import lend_true_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from csps.contracts.model import Table
    from csps.synthetic.marking.folders import Folder

NAMES = {Identity.FORENAME: "forename", Identity.SURNAME: "surname", Identity.FULL_NAME: "full_name"}
HELD = {**NAMES, Identity.BIRTH_DATE: "born", Identity.POSTCODE: "postcode", Identity.UPRN: "uprn"}
# Registers without an address of their own: the column that leads to it, and the tables it lies in, nearest last. The
# last column is the first day at the address: an old home may be closed in the office after the new one was opened.
CHILDREN_AT = (
    (
        "feeds.ssd_address",
        "addr_person_id",
        "addr_address_postcode",
        "addr_address_uprn",
        "",
        "addr_address_start_date",
    ),
)
PROPERTY_AT = (
    ("feeds.council_tax_property", "property_ref", "postcode", "uprn", "", ""),
    ("feeds.council_tax_occupation", "account_ref", "", "", "property_ref", "occupation_date"),
)
CLAIM_AT = (("feeds.housing_benefit_claim", "claim_id", "post_code", "uprn", "", "from_date"),)
ADDRESSED = {
    "feeds.ssd_person": ("pers_person_id", CHILDREN_AT),
    "feeds.council_tax_account": ("account_ref", PROPERTY_AT),
    "feeds.council_tax_person": ("account_ref", PROPERTY_AT),
    "feeds.housing_benefit_member": ("claim_id", CLAIM_AT),
}
HOMES_OF_THEIR_OWN = {"feeds.housing_tenancy_member": "start_date"}  # each row has its home: the last home counts

LATEST_ADDRESS = """
    SELECT key, delivered.postcode, delivered.uprn, leads_to FROM delivered
    WHERE key IS NOT NULL QUALIFY row_number() OVER (
        PARTITION BY key ORDER BY try_strptime(since, ?) DESC NULLS LAST, file DESC, line DESC
    ) = 1
"""
JOINED_ADDRESS = """
    SELECT nearer.key, further.postcode, further.uprn
    FROM (SELECT key, leads_to FROM delivered WHERE key IS NOT NULL
          QUALIFY row_number() OVER (
        PARTITION BY key ORDER BY try_strptime(since, ?) DESC NULLS LAST, file DESC, line DESC
    ) = 1) AS nearer
    JOIN address AS further ON further.key = nearer.leads_to
"""
FIRST, GROWN = "SELECT * FROM part", "SELECT * FROM record UNION ALL SELECT * FROM part"
NO_ADDRESS = "SELECT '' AS key, '' AS postcode, '' AS uprn WHERE false"
LATEST_RECORD = """
    WITH told AS (
        SELECT reference, link, person, sex, lower(strip_accents(trim(coalesce(forename, split_part(full_name, ' ', 1)))))
                   AS forename,
               lower(strip_accents(trim(coalesce(surname, regexp_replace(trim(full_name), '^[^ ]* ?', ''))))) AS surname,
               try_strptime(born, ?)::DATE AS born, delivered.postcode, delivered.uprn
        FROM delivered JOIN true_lines ON file = delivery AND delivered.line = true_lines.line AND role = ?
        WHERE reference IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY reference ORDER BY try_strptime(since, ?) DESC NULLS LAST, file DESC, delivered.line DESC
        ) = 1
    )
    SELECT ? AS source, ? AS agency, reference, person, nullif(forename, '') AS forename, nullif(surname, '') AS surname,
           born, replace(upper(coalesce(told.postcode, address.postcode)), ' ', '') AS postcode,
           coalesce(told.uprn, address.uprn) AS uprn, sex
    FROM told LEFT JOIN address ON address.key = link ORDER BY reference
"""


def registers(files: Mapping[str, Sequence[str]]) -> list[str]:
    """Name the delivered tables that say who somebody is: with a reference of a person and a name."""
    return [
        name
        for name in sorted(files)
        if name and delivered_tables()[name].person and _held(delivered_tables()[name], NAMES)
    ]


def stack_records(workspace: Folder, truth: Folder, files: Mapping[str, Sequence[str]]) -> None:
    """Stack every register as the table `record` of the workspace: a row per table and reference, as last delivered.

    Its columns are source, agency, reference, person (the true one), forename, surname (folded for case and accents; of a
    name in one field the first word, and all after it), born, postcode, uprn and sex.
    """
    for number, table in enumerate(registers(files)):
        workspace.lend("address", _addresses(workspace, table, files))
        lend_true_lines(workspace, truth, table)
        declared, style = delivered_tables()[table], feed_style(table)
        link, _ = ADDRESSED.get(table, ("", ()))
        columns = dict.fromkeys(HELD.values(), "") | _held(declared, HELD) | {"sex": _sex(declared), "link": link}
        columns["since"] = HOMES_OF_THEIR_OWN.get(table, "")
        workspace.deliver(table, files[table], {**columns, "reference": str(declared.person)})
        told = [style.date_format, declared.person, style.date_format, style.name, style.agency]
        workspace.lend("part", workspace.arrow(LATEST_RECORD, told))
        workspace.lend("record", workspace.arrow(GROWN if number else FIRST))


def _held(table: Table, wanted: Mapping[Identity, str]) -> dict[str, str]:
    """Give what a table holds of a person: name in the stack -> name in the contract."""
    return {wanted[kind]: column.name for column in table.identities if (kind := column.identity) and kind in wanted}


def _sex(table: Table) -> str:
    """Name the column of sex, the one protected characteristic that may be linked by; "" where there is none."""
    for column in table.columns:
        if column.sensitivity is Sensitivity.PROTECTED and Purpose.LINKAGE in (column.purposes or ()):
            return column.name
    return ""


def _addresses(workspace: Folder, table: str, files: Mapping[str, Sequence[str]]) -> Any:
    """Give the latest address by the key that leads to it; nothing for registers with addresses of their own."""
    workspace.lend("address", workspace.arrow(NO_ADDRESS))
    _, tables = ADDRESSED.get(table, ("", ()))
    for place, key, postcode, uprn, leads_to, since in tables:
        columns = {"key": key, "postcode": postcode, "uprn": uprn, "leads_to": leads_to, "since": since}
        workspace.deliver(place, files.get(place, []), columns)
        asked = JOINED_ADDRESS if leads_to else LATEST_ADDRESS
        workspace.lend("address", workspace.arrow(asked, [feed_style(place).date_format]))
    return workspace.arrow("SELECT key, postcode, uprn FROM address")
