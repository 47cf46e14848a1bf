"""Records -> persons, and where they lived: `link_edition`.

What takes long, opening identities, reading names and addresses and weighing pairs, is done for what is new or changed, the
last by the model that was learnt once. What was made of the rest is kept in the vault from week to week.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.domain.progress import SilentProgress
from csps.linkage.company import find_company
from csps.linkage.evidence import find_evidence
from csps.linkage.identities import keep_reading, lay_identities
from csps.linkage.judged import find_judged
from csps.linkage.likely import find_persons, refuse_crowds
from csps.linkage.likeness import REMEMBERED, WHAT, find_features, find_people, recall, remember, weigh
from csps.linkage.model import VERSION, keep, kept, learn
from csps.linkage.numbers import find_numbers
from csps.linkage.persons import name_persons
from csps.linkage.places import find_places
from csps.linkage.possible import find_possible_links
from csps.linkage.records import find_records
from csps.linkage.residences import name_residences
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import LAKE_COLUMNS, find_stays
from csps.linkage.thresholds import Thresholds
from csps.linkage.ties import BY_JUDGEMENT, BY_SAMENESS, find_heaps, marks_apart
from csps.linkage.withdrawn import leave_out, read_told
from csps.linkage.workbench import Workbench

if TYPE_CHECKING:
    from csps.domain.progress import Progress
    from csps.linkage.likely import Persons
    from csps.linkage.model import Model
    from csps.store import Edition
    from csps.vault import Vault

THRESHOLDS = Thresholds()
CHANGE = "linkage.person_change"
COUNTED = """
    SELECT count(*) AS records, count(DISTINCT person_id) AS persons, count(*) FILTER (tie = 'number') AS by_number,
           count(*) FILTER (tie = 'likeness') AS by_likeness, count(*) FILTER (tie = 'judgement') AS by_judgement,
           (SELECT count(*) FROM residence) AS residences, (SELECT count(*) FROM possible_link) AS possible,
           (SELECT count(*) FROM change) AS changes
    FROM record_link
"""


@dataclass(frozen=True, slots=True)
class Linkage:
    """What linkage made of the records.

    Args:
        records: that name somebody.
        persons: they are about.
        by_number: records tied to another by a trusted number.
        by_likeness: records tied by likeness alone.
        by_judgement: records tied because somebody said so.
        residences: rows about where persons lived.
        possible: pairs of persons who may be one.
        changes: ids whose records are now, wholly or in part, under another id.
        weighed: heaps of records that were new or had changed, and so were weighed against others.
        model: the version of the model, shortened.
    """

    records: int
    persons: int
    by_number: int
    by_likeness: int
    by_judgement: int
    residences: int
    possible: int
    changes: int
    weighed: int
    model: str


@dataclass(slots=True)
class Work:
    """A run of linkage: what it works on, and what it has found so far.

    Args:
        bench: the tables.
        edition: the week's edition.
        vault: an open one.
        thresholds: how sure a link must be.
        anew: whether everything is weighed, whatever is remembered.
        model: by which pairs are weighed; None until it was read or learnt.
        weighed: heaps that were weighed against others.
        is_whole: whether what was read is all that the vault holds, and may be kept for next week.
        persons: who is who.
    """

    bench: Workbench
    edition: Edition
    vault: Vault
    thresholds: Thresholds
    anew: bool = False
    model: Model | None = None
    weighed: int = 0
    is_whole: bool = False
    persons: Persons | None = field(default=None, repr=False)


def link_edition(
    edition: Edition,
    vault: Vault,
    *,
    thresholds: Thresholds = THRESHOLDS,
    anew: bool = False,
    progress: Progress | None = None,
) -> Linkage:
    """Find out which records are about the same person, and where that person lived.

    Reads identities and feeds as they were known by `edition.week`; writes `linkage.record_link`, `linkage.person`,
    `linkage.residence`, `linkage.possible_link`, `linkage.evidence` and the week's part of `linkage.person_change`. The same
    input gives the same bytes, whether pairs were remembered from last week or are weighed anew. The first run learns the
    model; it is learnt again only by `learn_model`.

    Args:
        edition: the week's edition; it will say which model it rests on, and which pairs it leaves to the next.
        vault: an open one; names and addresses leave it for the memory of this process only.
        thresholds: how sure a link must be.
        anew: weigh everything, whatever is remembered.
        progress: told of each step.

    Raises:
        ContractError: judgements contradict each other, or a person has more records than anybody can.
        IntegrityError: the model that the edition names is lost or damaged.
    """
    with Workbench() as bench, ThreadPoolExecutor(max_workers=1) as writer:
        work = Work(bench, edition, vault, thresholds, anew)
        writing = []
        for step in (progress or SilentProgress()).track(STEPS, what="linking records", total=len(STEPS)):
            step(work)
            tables = [(name, bench.arrow(f"FROM {name}")) for name in DONE_AFTER.get(step, ())]
            writing += [writer.submit(edition.write, f"linkage.{name}", rows) for name, rows in tables]
        for each in writing:
            each.result()
        _write_changes(work)
        counted = bench.columns(COUNTED)
        version = work.model.version[:16] if work.model else ""
    return Linkage(**{name: int(values[0]) for name, values in counted.items()}, weighed=work.weighed, model=version)


def learn_model(edition: Edition, vault: Vault) -> Model:
    """Learn a model anew from the records known by `edition.week` and keep it; the edition rests on it from now on.

    Args:
        edition: the week's edition.
        vault: an open one.
    """
    with Workbench() as bench:
        work = Work(bench, edition, vault, THRESHOLDS)
        for step in (lay_out, read, tie):
            step(work)
        work.model = learnt(work)
    edition.rest_on(VERSION, keep(vault, work.model))
    return work.model


def lay_out(work: Work) -> None:
    """Put on the bench what was known by the week's end, and whose record was whose last week."""
    with ThreadPoolExecutor(max_workers=1) as reader:  # of the lake, while the vault is opened
        told = reader.submit(read_told, work.edition)
        work.is_whole = lay_identities(work.bench, work.vault, work.edition.week, anew=work.anew)
        for name, rows in told.result().items():
            work.bench.lay(name, rows)


def read(work: Work) -> None:
    """Make records, stays and company of it."""
    bench = work.bench
    find_places(bench)
    find_numbers(bench)
    find_records(bench)
    find_stays(bench)
    leave_out(bench)
    find_company(bench)
    find_restrictions(bench, work.vault)
    spent = (name.partition(".")[2] for name in LAKE_COLUMNS if name != "feeds.ssd_person")
    bench.clear("identity", "referring", "read_anew", "place", "located", "number", "gone", *spent)


def keep_read(work: Work) -> None:
    """Keep for next week what was read of each record."""
    if work.is_whole:
        keep_reading(work.bench, work.vault, work.edition.week)
    work.bench.clear("name", "address", "addressed", "touched", "whole", "left_out")


def tie(work: Work) -> None:
    """Bring records into heaps along what needs no weighing, and lay out what each heap says."""
    find_judged(work.bench, work.vault)
    find_heaps(work.bench)
    find_features(work.bench)


def learnt(work: Work) -> Model:
    """Learn a model from what is on the bench, and keep it nowhere."""
    records = int(work.bench.columns("SELECT count(*) AS records FROM record")["records"][0])
    find_people(work.bench)
    return learn(work.bench, week=work.edition.week, records=records)


def compare(work: Work) -> None:
    """Weigh pairs of heaps by the model: those remembered are as they were."""
    told = work.edition.versions
    if work.model is None:
        version = told.get(VERSION)
        work.model = learnt(work) if version is None else kept(work.vault, str(version))
        if version is None:
            work.edition.rest_on(VERSION, keep(work.vault, work.model))
    remembered = None if work.anew else recall(work.vault, str(told.get(REMEMBERED, "")), work.model)
    work.weighed = weigh(work.bench, work.model, remembered)


def part(work: Work) -> None:
    """Say who is who, and on what it rests."""
    assert work.model is not None
    bench = work.bench
    work.persons = find_persons(bench, marks_apart(bench), work.thresholds)
    refuse_crowds(bench, work.persons, work.thresholds.most_records)
    name_persons(bench, work.vault, work.persons.person, (BY_SAMENESS, BY_JUDGEMENT), work.edition.week)
    find_evidence(bench, work.persons, work.model)
    find_possible_links(bench, work.persons, work.thresholds)


def _remember(work: Work) -> None:
    """Seal the pairs for next week, and forget those that neither this week nor the published one names."""
    assert work.model is not None
    base = work.edition.base
    before = {str(each.get(REMEMBERED, "")) for each in (work.edition.versions, base.versions if base else {})}
    told = remember(work.vault, work.bench, work.model)
    work.edition.rest_on(REMEMBERED, told)
    names = {each.partition(" ")[2] for each in (*before, told)}
    work.vault.workings.keep_only(WHAT, names - {""})


def _settle(work: Work) -> None:
    work.bench.clear("likeness", "signed", "evidence", "person", "tie", "heap", "heap_person")
    name_residences(work.bench, work.vault)


STEPS = (lay_out, read, tie, keep_read, compare, part, _remember, _settle)
DONE_AFTER = {part: ("record_link", "person", "possible_link", "evidence"), _settle: ("residence",)}
"""Which tables are made by the end of which step: they are written while the next step is at work."""
WRITTEN = tuple(name for names in DONE_AFTER.values() for name in names)


def _write_changes(work: Work) -> None:
    """Write which ids became which this week, those that an earlier run of the same week found among them."""
    week = work.edition.week.isoformat()
    with work.edition.connect() as lake:
        if lake.manifest and week in lake.manifest.parts.get(CHANGE, {}):
            work.bench.lay("earlier", lake.table(CHANGE, part=week).to_pyarrow())
            work.bench.make(
                "change", "FROM change UNION BY NAME (FROM earlier ANTI JOIN change USING (person_id, became_id))"
            )
    work.edition.write(CHANGE, work.bench.arrow("FROM change"), part=week)
