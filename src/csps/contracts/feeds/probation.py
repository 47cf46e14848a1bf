"""Adults supervised by probation or in prison."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import justice as codes
from csps.contracts.code_lists import people
from csps.contracts.model import Sensitivity, Table
from csps.contracts.retention import PROBATION

AGENCY = "probation"
CRIMINAL = Sensitivity.CRIMINAL
_WHO = (
    c.forename(),
    c.surname(),
    c.birth_date(),
    c.address_line(meaning="First lines of the home address, before custody where in custody."),
    c.postcode(),
    c.uprn(),
    c.protected("sex", "Sex as recorded.", people.SEX, links=True),
    c.protected("ethnicity", "Ethnicity as recorded.", people.ETHNICITY_POLICE),
)

ORDER = Table(
    name="feeds.probation_order",
    agency=AGENCY,
    meaning="Orders and licences under which probation supervises an adult.",
    row="one row per person and order",
    key=("order_ref",),
    person="case_reference_number",
    happened_on="start_date",
    ended_on="end_date",
    retention=PROBATION,
    purposes=c.CASE_FACTS,
    source="local agreement with the Probation Service; no national extract exists",
    columns=(
        c.reference("order_ref", "Reference of the order.", required=True),
        c.person_reference("case_reference_number", "The Probation Service's own reference of the person."),
        *_WHO,
        c.code("order_type", "What kind of order.", codes.ORDER_TYPE, required=True, sensitivity=CRIMINAL),
        c.day("start_date", "First day of the order.", required=True, sensitivity=CRIMINAL),
        c.day("end_date", "Last day of the order.", sensitivity=CRIMINAL),
        c.code("end_reason", "How it ended.", codes.ORDER_END_REASON, sensitivity=CRIMINAL),
    ),
)

CUSTODY = Table(
    name="feeds.prison_custody",
    agency=AGENCY,
    meaning="Adults in prison, with the day on which release is expected.",
    row="one row per person and period in custody",
    key=("custody_ref",),
    person="prison_number",
    happened_on="reception_date",
    ended_on="release_date",
    retention=PROBATION,
    purposes=c.CASE_FACTS,
    source="local agreement with HM Prison and Probation Service; no national extract exists",
    columns=(
        c.reference("custody_ref", "Reference of the period in custody.", required=True),
        c.person_reference("prison_number", "The prison service's own reference of the person."),
        *_WHO,
        c.code("status", "On remand or sentenced.", codes.CUSTODY_STATUS, sensitivity=CRIMINAL),
        c.day("reception_date", "First day in custody.", required=True, sensitivity=CRIMINAL),
        c.day("expected_release_date", "Day on which release is expected.", sensitivity=CRIMINAL),
        c.day("release_date", "Day of release.", sensitivity=CRIMINAL),
    ),
)

TABLES = (ORDER, CUSTODY)
