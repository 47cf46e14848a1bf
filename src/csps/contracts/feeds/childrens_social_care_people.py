"""Children's social care: who the people are, in the shape of the Standard Safeguarding Dataset."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import childrens_services, people
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import CHILD_IN_NEED

AGENCY = "childrens_social_care"
SSD = "Standard Safeguarding Dataset"
PERSON = "feeds.ssd_person.pers_person_id"

SSD_PERSON = Table(
    name="feeds.ssd_person",
    agency=AGENCY,
    meaning="Everybody children's social care knows: children, mothers, other relatives.",
    row="one row per person",
    key=("pers_person_id",),
    person="pers_person_id",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_person; the NHS number is pers_common_child_id; the pupil number comes from the council's system",
    columns=(
        c.person_reference("pers_person_id", "The case system's own reference of the person."),
        c.forename("pers_forename"),
        c.surname("pers_surname"),
        c.birth_date("pers_dob", "Date of birth; empty for an unborn child."),
        c.nhs_number("pers_common_child_id", "NHS number, under the name the standard gives it."),
        c.upn("pers_upn", "Unique pupil number; empty before school age."),
        c.code("pers_upn_unknown", "Why the pupil number is unknown.", people.UPN_UNKNOWN),
        c.protected("pers_sex", "Sex as recorded.", people.SEX, links=True),
        c.protected("pers_ethnicity", "Ethnicity as the person or a parent describes it.", people.ETHNICITY_DFE),
        c.day(
            "pers_expected_dob",
            "Expected date of birth of an unborn child.",
            sensitivity=Sensitivity.SPECIAL,
        ),
        c.day("pers_death_date", "Date of death."),
        c.flag("pers_send_flag", "Whether special educational needs are recorded.", sensitivity=Sensitivity.SPECIAL),
        c.flag("pers_is_mother", "Whether the person is recorded as a mother."),
    ),
)

SSD_ADDRESS = Table(
    name="feeds.ssd_address",
    agency=AGENCY,
    meaning="Where a person lived, with dates.",
    row="one row per person and stay at an address",
    key=("addr_table_id",),
    person="addr_person_id",
    happened_on="addr_address_start_date",
    ended_on="addr_address_end_date",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS,
    source=f"{SSD}, ssd_address; addr_address_json is flattened into its parts FLAT, BUILDING, HOUSE, STREET, TOWN and "
    "UPRN; ROOM, FLOOR, EASTING and NORTHING are left out",
    columns=(
        c.reference("addr_table_id", "Reference of the address row.", required=True),
        c.person_reference("addr_person_id", "Who lived there.", references=PERSON),
        c.code("addr_address_type", "What kind of address it is.", childrens_services.ADDRESS_TYPE),
        c.day("addr_address_start_date", "First day at the address.", required=True),
        c.day("addr_address_end_date", "Last day at the address."),
        c.address_line("addr_address_flat", "Flat."),
        c.address_line("addr_address_building", "Name of the building."),
        c.address_line("addr_address_house", "House number or name."),
        c.address_line("addr_address_street", "Street."),
        c.address_line("addr_address_town", "Town."),
        c.postcode("addr_address_postcode", "Postcode without spaces."),
        c.uprn("addr_address_uprn"),
    ),
)

SSD_FAMILY = Table(
    name="feeds.ssd_family",
    agency=AGENCY,
    meaning="Which people the case system files under one family.",
    row="one row per person and family number",
    key=("fami_table_id",),
    person="fami_person_id",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS | {Purpose.LINKAGE},
    source=f"{SSD}, ssd_family",
    columns=(
        c.reference("fami_table_id", "Reference of the row.", required=True),
        c.reference("fami_family_id", "The case system's family number.", required=True),
        c.person_reference("fami_person_id", "A member of the family.", references=PERSON),
    ),
)

SSD_MOTHER = Table(
    name="feeds.ssd_mother",
    agency=AGENCY,
    meaning="Which person is the mother of which child.",
    row="one row per mother and child",
    key=("moth_table_id",),
    person="moth_person_id",
    retention=CHILD_IN_NEED,
    purposes=c.CASE_FACTS | {Purpose.LINKAGE},
    source=f"{SSD}, ssd_mother; moth_childs_dob is left out because ssd_person holds it",
    columns=(
        c.reference("moth_table_id", "Reference of the row.", required=True),
        c.person_reference("moth_person_id", "The mother.", references=PERSON),
        c.person_reference("moth_childs_person_id", "Her child.", references=PERSON),
    ),
)

SSD_LINKED_IDENTIFIERS = Table(
    name="feeds.ssd_linked_identifiers",
    agency=AGENCY,
    meaning="Numbers by which other systems know a person.",
    row="one row per person and number",
    key=("link_table_id",),
    person="link_person_id",
    happened_on="link_valid_from_date",
    ended_on="link_valid_to_date",
    retention=CHILD_IN_NEED,
    purposes=frozenset({Purpose.LINKAGE}),
    source=f"{SSD}, ssd_linked_identifiers",
    columns=(
        c.reference("link_table_id", "Reference of the row.", required=True),
        c.person_reference("link_person_id", "Whose number it is.", references=PERSON),
        c.code(
            "link_identifier_type",
            "What kind of number it is.",
            childrens_services.LINKED_IDENTIFIER_TYPE,
            required=True,
        ),
        c.other_number("link_identifier_value", "The number."),
        c.day("link_valid_from_date", "First day on which the number was valid."),
        c.day("link_valid_to_date", "Last day on which the number was valid."),
    ),
)

SSD_DISABILITY = Table(
    name="feeds.ssd_disability",
    agency=AGENCY,
    meaning="Disabilities recorded for a child, for the fairness audit.",
    row="one row per child and disability",
    key=("disa_table_id",),
    person="disa_person_id",
    retention=CHILD_IN_NEED,
    purposes=frozenset({Purpose.EVALUATION}),
    source=f"{SSD}, ssd_disability",
    columns=(
        c.reference("disa_table_id", "Reference of the row.", required=True),
        c.person_reference("disa_person_id", "Who has the disability.", references=PERSON),
        c.protected("disa_disability_code", "The disability.", people.DISABILITY),
    ),
)

TABLES = (SSD_PERSON, SSD_ADDRESS, SSD_FAMILY, SSD_MOTHER, SSD_LINKED_IDENTIFIERS, SSD_DISABILITY)
