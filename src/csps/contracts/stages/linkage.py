"""Who is who, and where they lived, without a name or an address."""

from __future__ import annotations

from csps.contracts import columns as c
from csps.contracts.code_lists import stages as codes
from csps.contracts.model import Purpose, Sensitivity, Table
from csps.contracts.retention import COMPUTED_WEEK

AGENCY = "csps"

PERSON = Table(
    name="linkage.person",
    agency=AGENCY,
    meaning="A person, as all records about them together make them out.",
    row="one row per person",
    key=("person_id",),
    person="person_id",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.text("month_of_birth", "Month of birth on which most records agree, as YYYY-MM."),
        c.count("records", "Records about the person.", "records", minimum=1, required=True),
        c.count("registers", "Tables that register the person.", "tables", minimum=1, required=True),
    ),
)
RECORD_LINK = Table(
    name="linkage.record_link",
    agency=AGENCY,
    meaning="Whose record it is.",
    row="one row per record",
    key=("record_id",),
    retention=COMPUTED_WEEK,
    purposes=frozenset(Purpose),
    source="csps; Splink",
    columns=(
        c.pseudonym("record_id", "Pseudonym of the record."),
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.text("register", "The table that registers the record, for example feeds.ssd_person.", required=True),
        c.code("tie", "What ties the record to the person.", codes.TIE, required=True),
        c.real("match_weight", "Weight of the strongest tie to another record of the person.", "bits"),
    ),
)
RESIDENCE = Table(
    name="linkage.residence",
    agency=AGENCY,
    meaning="Where a person lived, as one register had it.",
    row="one row per person, place, register, first day and day on which it was known",
    key=("person_id", "place_id", "register", "started_on", "known_on"),
    person="person_id",
    happened_on="started_on",
    ended_on="ended_on",
    retention=COMPUTED_WEEK,
    purposes=c.CASE_FACTS,
    source="csps",
    columns=(
        c.pseudonym("person_id", "Pseudonym of the person."),
        c.pseudonym("place_id", "Pseudonym of the dwelling."),
        c.text("register", "The table that says so.", required=True),
        c.text("area", "Postcode sector of the dwelling as a pseudonym: near places share it."),
        c.count("place_occupancy", "People known to live there on the first day.", "people", minimum=1, required=True),
        c.day("started_on", "First day, or the first on which the register was known to have it.", required=True),
        c.day("ended_on", "Last day, where a later record or the register says so."),
        c.day(
            "known_on", "Since when the council could have known it.", required=True, sensitivity=Sensitivity.ORDINARY
        ),
        c.day(
            "withdrawn_on",
            "Since when the register is known to have taken it back; before, it counts.",
            sensitivity=Sensitivity.ORDINARY,
        ),
    ),
)

POSSIBLE_LINK = Table(
    name="linkage.possible_link",
    agency=AGENCY,
    meaning="Two persons who may be one. Nobody is shown it but whoever reviews links, and no family or feature rests on it.",
    row="one row per pair of persons",
    key=("person_id", "other_person_id"),
    retention=COMPUTED_WEEK,
    purposes=frozenset({Purpose.LINKAGE, Purpose.OPERATIONS}),
    source="csps; Splink",
    columns=(
        c.pseudonym("person_id", "Pseudonym of the person that comes first in the order of pseudonyms."),
        c.pseudonym("other_person_id", "Pseudonym of the other."),
        c.real("match_weight", "Weight of the strongest pair of their records.", "bits", required=True),
        c.code("doubt", "Why they are not taken for one.", codes.DOUBT, required=True),
    ),
)
EVIDENCE = Table(
    name="linkage.evidence",
    agency=AGENCY,
    meaning="What holds the records of a person together: the strongest ties that do, without a name.",
    row="one row per record of a person but one",
    key=("record_id", "other_record_id"),
    retention=COMPUTED_WEEK,
    purposes=frozenset({Purpose.LINKAGE, Purpose.OPERATIONS, Purpose.CASEWORK}),
    source="csps; Splink",
    columns=(
        c.pseudonym("record_id", "Pseudonym of the record."),
        c.pseudonym("other_record_id", "Pseudonym of the record it is tied to."),
        c.pseudonym("person_id", "Pseudonym of the person of both."),
        c.code("tie", "What ties them.", codes.EVIDENCE_TIE, required=True),
        c.real("match_weight", "Weight of the tie; only of likeness.", "bits"),
        c.real("prior_weight", "Weight of any two records before they were compared.", "bits"),
        c.code("forename", "How alike their forenames are.", codes.LIKENESS),
        c.real("forename_weight", "What that weighs.", "bits"),
        c.real("forename_rarity", "What the rarity of a forename in common adds, or its frequency takes away.", "bits"),
        c.code("surname", "How alike their surnames are.", codes.LIKENESS),
        c.real("surname_weight", "What that weighs.", "bits"),
        c.real("surname_rarity", "What the rarity of a surname in common adds, or its frequency takes away.", "bits"),
        c.code("born", "How alike their dates of birth are.", codes.LIKENESS),
        c.real("born_weight", "What that weighs.", "bits"),
        c.code("home", "How alike their addresses and the people beside them are.", codes.LIKENESS),
        c.real("home_weight", "What that weighs.", "bits"),
        c.code("sex", "How alike their sex is, as it was recorded.", codes.LIKENESS),
        c.real("sex_weight", "What that weighs.", "bits"),
    ),
)
PERSON_CHANGE = Table(
    name="linkage.person_change",
    agency=AGENCY,
    meaning="What became of a person's id, where its records are now under another, wholly or in part.",
    row="one row per week, id and id that it became",
    key=("changed_on", "person_id", "became_id"),
    happened_on="changed_on",
    retention=COMPUTED_WEEK,
    purposes=frozenset(Purpose),
    source="csps",
    columns=(
        c.as_of("changed_on", "The week in which the records came under the other id."),
        c.pseudonym("person_id", "The id they were under."),
        c.pseudonym("became_id", "The id they are under now."),
        c.count("records", "How many records it is about.", "records", minimum=1, required=True),
        c.code("change", "What happened.", codes.PERSON_CHANGE, required=True),
    ),
)

TABLES = (PERSON, RECORD_LINK, RESIDENCE, POSSIBLE_LINK, EVIDENCE, PERSON_CHANGE)
