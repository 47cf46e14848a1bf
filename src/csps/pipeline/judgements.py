"""People's word on links: what to look at, what was said, and what a wrong link touched. The next weekly run obeys it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.access import Action
from csps.access.states import Always, FamilyState
from csps.domain.errors import UsageError
from csps.journal import Draft, Kind
from csps.journal.reasons import check_reason
from csps.linkage.judged import DIFFERENT, SAME
from csps.linkage.judgements import (
    Judgement,
    Word,
    judge_pair,
    judgements_in,
    standing,
    take_back,
)
from csps.pipeline.consequences import Decided, Touched, decided_about, records_of, touched_by
from csps.pipeline.doubts import LINK_FIRST, NO_LINKS, Doubt, doubts_in, person_of, records_named, refuse_adopted
from csps.pipeline.identities import opened_vault
from csps.store.restrictions import SEALED, persons_under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csps.pipeline.people import SignedIn
    from csps.pipeline.site import Site

LOOKING = "Judgements about links are looked at."
SHOWN = ("table_name", "forename", "surname", "full_name", "born_on", "sex", "address_line", "postcode", "uprn")


@dataclass(frozen=True, slots=True)
class Unlinked:
    """What a wrong link touched.

    Args:
        person_id: the person that both records were linked to.
        touched: everything published that rests on that person.
        decided: what people did about that person and the families that held them.
        judged: what was said before about the person's records.
        judgement: that keeps the records apart from the next weekly run on; None where it was only asked.
    """

    person_id: str
    touched: tuple[Touched, ...]
    decided: tuple[Decided, ...]
    judged: tuple[Judgement, ...]
    judgement: Judgement | None


def review_queue(site: Site, *, by: SignedIn) -> list[Doubt]:
    """Give the pairs that somebody should look at, the most consequential first.

    Raises:
        AccessError: they may not.
        UsageError: nothing was linked yet.
    """
    judged = standing(link_judgements(site, by=by))
    with site.lake.connect() as lake:
        if not lake.holds("linkage.record_link"):
            raise UsageError(NO_LINKS, next_step=LINK_FIRST)
        return doubts_in(lake, {(each.record_id, each.other_record_id) for each in judged})


def link_judgements(site: Site, *, by: SignedIn) -> list[Judgement]:
    """Give every judgement about links, those taken back as well.

    Raises:
        AccessError: they may not.
    """
    with opened_vault(site, by, None, LOOKING, action=Action.JUDGE_LINKS) as vault:
        return judgements_in(vault)


def identities_of(
    site: Site, records: Sequence[str], *, by: SignedIn, reason: str
) -> Mapping[str, list[dict[str, str]]]:
    """Give what the vault holds of records, so that somebody can judge them: the last that was told, by record.

    Of people in a refuge, of an adoption, or of the council's own staff nothing is given to a role that may not see them.

    Raises:
        AccessError: they may not.
    """
    hidden = frozenset() if by.roles_for(Action.SEE_NAMES, FamilyState.SEALED) else _sealed(site, records)
    found: dict[str, list[dict[str, str]]] = {record: [] for record in records}
    with opened_vault(site, by, None, reason, action=Action.JUDGE_LINKS) as vault:
        for row in vault.told_of(found.keys() - hidden):
            found[str(row["record_id"])].append({name: str(row[name]) for name in SHOWN if row[name] is not None})
    return found


def _sealed(site: Site, records: Sequence[str]) -> frozenset[str]:
    """Give those of some records whose person is sealed in the published week."""
    with site.lake.connect() as lake:
        if lake.manifest is None:
            return frozenset()
        sealed = persons_under(lake, lake.manifest.week, SEALED)
        links = lake.table("linkage.record_link")
        theirs = links.filter(links.record_id.isin(list(records))).semi_join(sealed, "person_id").record_id
        return frozenset(theirs.to_pyarrow().to_pylist())


def judge_link(site: Site, names: tuple[str, str], verdict: str, reason: str, *, by: SignedIn) -> Judgement:
    """Say that two records are of the same person, of different people, or that one is unsure.

    Args:
        site: the workspace.
        names: two records, or persons; a person stands for its first record.
        verdict: same, different or unsure.
        reason: why, in a line without a name.
        by: whose word it is.

    Raises:
        AccessError: they may not.
        UsageError: a record is unknown, or the verdict contradicts what stands. Nothing was kept.
    """
    by.check(Action.JUDGE_LINKS)
    check_reason(reason)
    with site.lake.connect() as lake:
        one, other = records_named(lake, names)
        if verdict == SAME:
            refuse_adopted(lake, one, other)
    with opened_vault(site, by, None, reason, action=Action.JUDGE_LINKS) as vault:
        made = judge_pair(vault, (one, other), verdict, _word(site, by, reason))
    details: dict[str, int | str] = {"records": 2, "judgement": made.digest}
    site.journal.append(
        Draft(by.actor.fingerprint, Kind.JUDGEMENT_MADE, f"record:{made.record_id}", reason, details), by.key
    )
    return made


def withdraw_link(site: Site, number: int, reason: str, *, by: SignedIn) -> Judgement:
    """Take a judgement back; the next weekly run links as if it had not been made.

    Raises:
        AccessError: they may not.
        UsageError: there is none of that number, or it was taken back already.
    """
    by.check(Action.JUDGE_LINKS)
    check_reason(reason)
    with opened_vault(site, by, None, reason, action=Action.JUDGE_LINKS) as vault:
        taken = take_back(vault, number, _word(site, by, reason))
    draft = Draft(
        by.actor.fingerprint,
        Kind.JUDGEMENT_WITHDRAWN,
        f"record:{taken.record_id}",
        reason,
        {"judgement": taken.digest},
    )
    site.journal.append(draft, by.key)
    return taken


def unlink_records(site: Site, names: tuple[str, str], reason: str | None, *, by: SignedIn) -> Unlinked:
    """Say that two records of one person are of two people, and list everything that the wrong link touched.

    Args:
        site: the workspace.
        names: two records.
        reason: why; None only asks what it would touch.
        by: whose word it is.

    Raises:
        AccessError: they may not.
        UsageError: a record is unknown, the two are not linked, or that contradicts another judgement.
    """
    by.check(Action.JUDGE_LINKS)
    with site.lake.connect() as lake:
        one, other = records_named(lake, names)
        person = person_of(lake, one)
        if one == other or person_of(lake, other) != person:
            raise UsageError(
                "These two records are not linked to one person.", next_step="Name two records of linkage.record_link."
            )
        touched = tuple(touched_by(lake, person))
        families = {each.family_id for each in touched}
        decided = tuple(decided_about(site.journal.events(), person, families))
        records = records_of(lake, person)
    judged = tuple(each for each in link_judgements(site, by=by) if records & {each.record_id, each.other_record_id})
    made = None if reason is None else judge_link(site, (one, other), DIFFERENT, reason, by=by)
    return Unlinked(person, touched, decided, judged, made)


def _word(site: Site, by: SignedIn, reason: str) -> Word:
    role = min(role.value for role in by.roles_for(Action.JUDGE_LINKS, Always.ALWAYS))
    return Word(by.actor.fingerprint, role, site.today, reason)
