"""Everybody on file, their disabilities, and the numbers by which other systems know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.contracts.catalogue import table
from csps.contracts.code_lists.people import DISABILITY
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, coded, numbered
from csps.synthetic.agencies.childrens_social_care.drawing import days_between, draw_codes
from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.identities import numbers
from csps.synthetic.identities.communities import ETHNICITY_CODES

if TYPE_CHECKING:
    from csps.synthetic.agencies.batch import Values
    from csps.synthetic.agencies.childrens_social_care.caseload import Caseload

    Ids = npt.NDArray[np.int64]

RECORD_DELAY = (0, 1)
DEATH_DELAY = (0, 21)
ETHNICITY_UNKNOWN = 0.03
ETHNICITY_REFUSED = 0.005
SCHOOL_AGE = 4.4
PUPIL_NUMBER_AT = 1900  # days of age by which schools have given a pupil number
UNKNOWN_UPN: dict[str, float] = {"UN2": 22, "UN3": 10, "UN5": 8, "UN6": 45, "UN7": 15}
SEND_RECORDED = 0.85
NOT_DISABLED_RECORDED = 0.6
DISABILITIES: dict[str, float] = {
    "LD": 30, "AUT": 30, "BEH": 12, "COMM": 10, "MOB": 7, "PC": 4, "HEAR": 2, "VIS": 2, "DDA": 3,
}  # fmt: skip
SECOND_DISABILITY = 0.35
DISABILITY_DELAY = (0, 60)
NUMBER_LISTED = 0.8
DUPLICATE_NOTICED = 0.5


@dataclass(frozen=True)
class Versions:
    """One entry per time a person's row is written: the record, and the day of writing."""

    record: Ids
    day: Ids


def persons(caseload: Caseload, mother_since: Ids) -> list[Batch]:
    """Give every record when it is made, and again when a pupil number, motherhood or a death is added to it.

    Args:
        caseload: what the agency has to tell.
        mother_since: per record, the day from which it is known to be a mother's; FOREVER for everyone else.
    """
    register, history, identities = caseload.register, caseload.history, caseload.watch.identities
    upn_since = _pupil_number_since(caseload)
    death = _death_known(caseload)
    versions = _versions(register.since, (upn_since, mother_since, death))
    record, day = versions.record, versions.day
    person = register.person[record]
    upn = np.where(upn_since[record] <= day, identities.upn[person], register.records.upn[record])
    columns: dict[str, Values] = {
        "pers_person_id": register.reference(record),
        **register.identity(record, table("feeds.ssd_person")),
        "pers_upn": _number_texts(numbers.upn_texts, upn),
        "pers_upn_unknown": _why_no_pupil_number(caseload, record, day, upn),
        "pers_sex": coded(register.sex(record), ("U", "M", "F")),
        "pers_ethnicity": _ethnicity(caseload, record),
        "pers_expected_dob": np.full(len(record), np.datetime64("NaT"), dtype="datetime64[D]"),
        "pers_death_date": as_dates(np.where(death[record] <= day, history.people["death"][person], FOREVER)),
        "pers_send_flag": _special_needs(caseload, record, day),
        "pers_is_mother": mother_since[record] <= day,
    }
    known = day + days_between(caseload.watch.rng("records told"), len(register), RECORD_DELAY)[record]
    return [Batch("feeds.ssd_person", columns, known, {"pers_person_id": person})]


def _versions(since: Ids, changes: tuple[Ids, ...]) -> Versions:
    record, day = [np.arange(len(since))], [since]
    for change in changes:
        later = np.flatnonzero((change > since) & (change < FOREVER))
        record.append(later)
        day.append(change[later])
    rows = np.unique(np.column_stack((np.concatenate(record), np.concatenate(day))), axis=0)
    return Versions(rows[:, 0], rows[:, 1])


def _pupil_number_since(caseload: Caseload) -> Ids:
    """Give the day on which a pupil number was added for those first met before school, if they were met again."""
    register, people = caseload.register, caseload.history.people
    last = np.full(len(register), -1, dtype=np.int64)
    np.maximum.at(last, caseload.met_records, caseload.day)
    birth = people["birth"][register.person].astype(np.int64)
    infant = ((register.since - birth) < SCHOOL_AGE * 365.25) & ~register.new_identity
    habit = caseload.watch.habits["childrens_social_care"].upn_missing
    found = infant & (caseload.watch.rng("pupil numbers").random(len(register)) >= habit)
    found &= last >= birth + PUPIL_NUMBER_AT
    return np.where(found, birth + PUPIL_NUMBER_AT, FOREVER)


def _death_known(caseload: Caseload) -> Ids:
    register, people = caseload.register, caseload.history.people
    death = people["death"][register.person].astype(np.int64)
    delay = days_between(caseload.watch.rng("deaths told"), len(register), DEATH_DELAY)
    former = ~register.new_identity & (people["adopted_on"][register.person] <= death)  # nobody tells the old record
    return np.where((death >= FOREVER) | former, FOREVER, np.maximum(death + delay, register.since + 1))


def _why_no_pupil_number(caseload: Caseload, record: Ids, day: Ids, upn: Ids) -> Coded:
    age = caseload.history.ages(caseload.register.person[record], day)
    drawn = draw_codes(caseload.watch.rng("why no pupil number"), len(caseload.register), UNKNOWN_UPN)
    words = [*drawn.vocabulary, "UN1"]
    why = np.where(age < SCHOOL_AGE, words.index("UN1"), drawn.indices[record])
    return coded(np.where((upn < 0) & (age < 18), why, -1), words)


def _ethnicity(caseload: Caseload, record: Ids) -> Coded:
    register = caseload.register
    draw = caseload.watch.rng("ethnicity recorded").random(len(register))
    code = caseload.watch.identities.ethnicity[register.person].astype(np.int64)
    code = np.where(draw < ETHNICITY_UNKNOWN, ETHNICITY_CODES.index("NOBT"), code)
    code = np.where(draw > 1 - ETHNICITY_REFUSED, ETHNICITY_CODES.index("REFU"), code)
    return coded(code[record], ETHNICITY_CODES)


def _special_needs(caseload: Caseload, record: Ids, day: Ids) -> np.ma.MaskedArray:
    register, people = caseload.register, caseload.history.people
    person = register.person[record]
    age = caseload.history.ages(person, day)
    recorded = caseload.watch.rng("special needs recorded").random(len(register))[record] < SEND_RECORDED
    return np.ma.masked_array(people["send"][person] > 0, mask=~recorded | (age < 3) | (age >= 18))


def _number_texts(write: object, values: Ids) -> Coded:
    """Write numbers as text, each distinct one once; empty for -1."""
    distinct, place = np.unique(values, return_inverse=True)
    present = distinct >= 0
    texts = write(distinct[present])  # type: ignore[operator]
    return Coded((place - np.count_nonzero(~present)).astype(np.int32).clip(-1), texts)


# --- disability -------------------------------------------------------------------------------------------------------
def disabilities(caseload: Caseload) -> list[Batch]:
    """Give the disabilities recorded for children; NONE where somebody wrote that there is none."""
    register, rng = caseload.register, caseload.watch.rng("disabilities")
    count = len(register)
    child = caseload.history.ages(register.person, register.since) < 18
    disabled = child & caseload.history.people["disabled"][register.person]
    none = child & ~disabled & (rng.random(count) < NOT_DISABLED_RECORDED)
    words, shares = list(DISABILITIES), np.array(list(DISABILITIES.values()))
    first = rng.choice(len(words), count, p=shares / shares.sum())
    second = (first + rng.integers(1, len(words), count)) % len(words)
    both = np.flatnonzero(disabled & (rng.random(count) < SECOND_DISABILITY))
    one, nothing = np.flatnonzero(disabled), np.flatnonzero(none)
    record = np.r_[one, both, nothing]
    code = np.r_[first[one], second[both], np.full(len(nothing), len(words))]
    columns: dict[str, Values] = {
        "disa_table_id": numbered("DIS", np.arange(len(record))),
        "disa_person_id": register.reference(record),
        "disa_disability_code": coded(code, [*words, DISABILITY.values[0]]),
    }
    known = register.since[record] + days_between(rng, len(record), DISABILITY_DELAY)
    return [Batch("feeds.ssd_disability", columns, known, {"disa_person_id": register.person[record]})]


# --- numbers of other systems -----------------------------------------------------------------------------------------
def linked_identifiers(caseload: Caseload) -> list[Batch]:
    """Give pupil, health and National Insurance numbers, and for duplicates somebody noticed the other case number.

    An adopted child's two identities are two people here: no number leads from one to the other, because each number
    comes from the record itself.
    """
    register, rng = caseload.register, caseload.watch.rng("linked identifiers")
    records, texts, parts = register.records, [], []
    for kind, values, write in (
        ("UPN", records.upn, numbers.upn_texts),
        ("NHS Number", records.nhs, numbers.nhs_texts),
        ("NI Number", records.ni, numbers.ni_texts),
    ):
        listed = np.flatnonzero((values >= 0) & (rng.random(len(register)) < NUMBER_LISTED))
        parts.append((listed, kind))
        texts.append(write(values[listed]))
    twin, first = _duplicates(caseload)
    noticed = rng.random(len(twin)) < DUPLICATE_NOTICED
    parts.append((twin[noticed], "Case Number"))
    reference = register.reference(first[noticed])
    texts.append(
        np.asarray(reference.vocabulary, dtype=object)[reference.indices] if len(reference) else np.empty(0, object)
    )
    record = np.concatenate([rows for rows, _ in parts])
    kinds = [kind for _, kind in parts]
    start = register.since[record]
    columns: dict[str, Values] = {
        "link_table_id": numbered("LNK", np.arange(len(record))),
        "link_person_id": register.reference(record),
        "link_identifier_type": coded(np.repeat(np.arange(len(kinds)), [len(rows) for rows, _ in parts]), kinds),
        "link_identifier_value": Coded(np.arange(len(record), dtype=np.int32), np.concatenate(texts)),
        "link_valid_from_date": as_dates(start),
        "link_valid_to_date": np.full(len(record), np.datetime64("NaT"), dtype="datetime64[D]"),
    }
    known = start + days_between(rng, len(record), DISABILITY_DELAY)
    return [Batch("feeds.ssd_linked_identifiers", columns, known, {"link_person_id": register.person[record]})]


def _duplicates(caseload: Caseload) -> tuple[Ids, Ids]:
    """Give the second record of everybody who has two, and the first."""
    register = caseload.register
    key = register.person * 2 + register.new_identity
    order = np.lexsort((np.arange(len(key)), key))
    again = np.flatnonzero(key[order][1:] == key[order][:-1])
    return order[again + 1], order[again]
