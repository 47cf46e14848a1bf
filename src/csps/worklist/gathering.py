"""The weekly list put together from the tables of its week: nothing is computed here that a stage has not computed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from csps.domain.errors import UsageError
from csps.settings.feed_words import Use
from csps.store.judged_by import judged_by
from csps.store.restrictions import families_left_out, families_of_records, families_sealed
from csps.worklist.changes import ENTRY_TABLE, last_list
from csps.worklist.doubts import DOUBT_TABLE, doubts_of
from csps.worklist.freshness import late_feeds
from csps.worklist.help import HELP_TABLE, SOURCES, unknown_help
from csps.worklist.run import BESIDE, ORDERED_BY
from csps.worklist.sheet import Criterion, Family, Help, Model, Reason, Score, Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from csps.settings import ModelSpec, Programme
    from csps.store import Connection
    from csps.store.judged_by import JudgedBy
    from csps.worklist.changes import LastList

    Rows = list[dict[str, Any]]
    Reasons = Mapping[str, tuple[Reason, ...]]  # by family

# what is known of a model without a verdict; verdicts of weeks before list lengths were signed lack the last two
_NOBODY_SIGNED: Mapping[str, Any] = MappingProxyType(
    {"trainer": "nobody we know of", "valid_until": None, "tested": None, "demonstration": False}
    | {"list_length": None, "rules": None}
)


def gather(
    lake: Connection,
    *,
    as_of: date,
    programme: Programme,
    specs: Mapping[str, ModelSpec],
    sealed_since: Collection[str] = (),
) -> Sheet:
    """Put the list of a Monday together.

    Args:
        lake: a published week that holds the list.
        as_of: the Monday.
        programme: the council's choices.
        specs: the models' specifications by name.
        sealed_since: records that seal a family by what became known after the lake's week.

    Raises:
        UsageError: there is no list of that Monday.
    """
    if as_of.isoformat() not in _parts(lake, ENTRY_TABLE):
        raise UsageError(f"There is no list for {as_of}.", next_step=f"Run `csps weekly --as-of {as_of}`.")
    entries = sorted(_rows(lake, ENTRY_TABLE, as_of.isoformat()), key=lambda entry: entry["place"])
    sealed = _sealed(lake, as_of, sealed_since)
    shown = [entry for entry in entries if entry["family_id"] not in sealed]
    last = last_list(lake, as_of)
    rules = judged_by(lake, as_of)
    models = tuple(_models(lake, as_of, specs, rules, programme.capacity.families_a_week))
    lines = _rows(lake, "outcomes.criterion", as_of.isoformat())
    return Sheet(
        council=programme.workspace.council,
        synthetic=programme.workspace.synthetic,
        as_of=as_of,
        last_as_of=last.as_of if last else None,
        capacity=programme.capacity.families_a_week,
        families=tuple(_families(lake, shown, last, models, {row["criterion"]: row["words"] for row in lines})),
        sealed=len(entries) - len(shown),
        models=models,
        bands=tuple((band.name, band.from_score) for band in programme.bands.levels),
        feeds=len(programme.feeds),
        late=late_feeds(lake, programme, as_of),
        left_out=_left_out(lake, as_of),
        rules=str(rules or ""),
        unjudged=sum(not row["judged"] for row in lines),
        unknown_help=unknown_help(lake, programme.refused_for(Use.SCORING)),
    )


def _sealed(lake: Connection, as_of: date, since: Collection[str]) -> set[str]:
    """Give the families of a Monday that were sealed then, in the lake's week, or since, by some records."""
    later = families_of_records(lake, as_of, since).family_id.to_pyarrow().to_pylist() if since else ()
    return {*families_sealed(lake, as_of), *later}


def _left_out(lake: Connection, as_of: date) -> dict[str, int]:
    """Count the families that are neither scored nor listed, by why."""
    found = families_left_out(lake, [as_of])
    counted = found.group_by("kind").agg(families=found.family_id.nunique()).order_by("kind")
    return {row["kind"]: row["families"] for row in counted.to_pyarrow().to_pylist()}


def _families(
    lake: Connection, entries: Rows, last: LastList | None, models: tuple[Model, ...], words: Mapping[str, str]
) -> Iterator[Family]:
    """Yield the families of some entries in order; what sealed ones left is closed up, or a gap would tell their scores."""
    if not entries:
        return
    as_of = entries[0]["as_of"]
    listed = [entry["family_id"] for entry in entries]
    reasons = {model.name: _reasons(lake, model, as_of, last, listed) for model in models}
    criteria = _by_family(_rows(lake, "outcomes.criterion_met", as_of.isoformat(), listed))
    members = _by_family(_rows(lake, "families.membership", as_of.isoformat(), listed))
    help_of = _help(lake, as_of, listed)
    doubted = _by_family(_rows(lake, DOUBT_TABLE, as_of.isoformat(), listed))
    looked = as_of.isoformat() in _parts(lake, DOUBT_TABLE)
    for place, entry in enumerate(entries, start=1):
        name = entry["family_id"]
        of_family = {model: by_family.get(name, ()) for model, by_family in reasons.items()}
        people = members.get(name, [])
        children = sorted(
            (one["age_months"] for one in people if one["role"] == "child"),
            key=lambda months: (months is None, months or 0),
        )
        yield Family(
            place=place,
            family_id=name,
            child_months=tuple(children),
            expected=sum(one["role"] == "expected" for one in people),
            adults=entry["adults"],
            scores=_scores(entry, of_family, last),
            criteria=tuple(
                Criterion(one["criterion"], one["latest_on"], words.get(one["criterion"], ""))
                for one in sorted(criteria.get(name, []), key=lambda one: (one["headline"], one["criterion"]))
            ),
            change=entry["change"],
            weeks_listed=entry["weeks_listed"],
            help=help_of.get(name, ()) if help_of is not None else None,
            doubts=doubts_of(people, doubted.get(name, ())) if looked else None,
        )


def _help(lake: Connection, as_of: date, listed: list[str]) -> Mapping[str, tuple[Help, ...]] | None:
    """Give the help under way by family; None where the list was made before csps looked for it."""
    if as_of.isoformat() not in _parts(lake, HELP_TABLE):
        return None
    order = [source.service for source in SOURCES]
    by_family = _by_family(_rows(lake, HELP_TABLE, as_of.isoformat(), listed))
    return {
        name: tuple(
            Help(row["service"], row["since"]) for row in sorted(rows, key=lambda row: order.index(row["service"]))
        )
        for name, rows in by_family.items()
    }


def _scores(
    entry: Mapping[str, Any], reasons: Mapping[str, tuple[Reason, ...]], last: LastList | None
) -> dict[str, Score]:
    earlier = last.entries.get(entry["family_id"]) if last else None
    return {
        model: Score(
            entry[f"{model}_of_100"],
            entry[f"{model}_band"],
            reasons.get(model, ()),
            earlier.of_100 if earlier and model == ORDERED_BY else None,
        )
        for model in (ORDERED_BY, BESIDE)
        if entry[f"{model}_band"] is not None
    }


def _reasons(lake: Connection, model: Model, as_of: date, last: LastList | None, listed: list[str]) -> Reasons:
    """Give the reasons of each family, each marked if it was no reason in the week of the last list."""
    before = set()
    if last is not None:
        rows = _rows(lake, "explain.reason", f"{model.name}/{last.as_of}", listed)
        before = {(row["family_id"], row["feature"], row["direction"]) for row in rows}
    found: dict[str, tuple[Reason, ...]] = {}
    rows = _rows(lake, "explain.reason", f"{model.name}/{as_of}", listed)
    for row in sorted(rows, key=lambda row: row["place"]):
        if row["model_version"] != model.version:
            continue
        same = (row["family_id"], row["feature"], row["direction"]) in before
        was_listed = last is not None and row["family_id"] in last.entries
        reason = Reason(row["direction"] == "raises", row["feature"], row["sentence"], was_listed and not same)
        found[row["family_id"]] = (*found.get(row["family_id"], ()), reason)
    return found


def _models(
    lake: Connection, as_of: date, specs: Mapping[str, ModelSpec], rules: JudgedBy | None, capacity: int
) -> Iterator[Model]:
    """Yield the models that scored this week, the one that orders the list first."""
    scores = lake.table("scoring.score", part=as_of.isoformat())
    counted = scores.group_by("model", "model_version").agg(scored=scores.count()).to_pyarrow().to_pylist()
    for row in sorted(counted, key=lambda row: (row["model"] != ORDERED_BY, row["model"])):
        part = f"{row['model']}/{row['model_version']}"
        verdict = next(iter(_rows(lake, "approval.verdict", part)), None)
        reviews = [one for one in _rows(lake, "approval.review", part) if one["verdict"] == "approve"]
        figures = {(one["subject"], one["metric"]): one["estimate"] for one in _rows(lake, "assurance.metric", part)}
        spec, signed = specs[row["model"]], {**_NOBODY_SIGNED, **(verdict or {})}
        yield Model(
            name=row["model"],
            version=row["model_version"],
            target=spec.target,
            horizon_weeks=spec.horizon_weeks,
            caveat=spec.caveat,
            population=spec.population.words,
            owner=spec.owner,
            trainer=signed["trainer"],
            reviewers=tuple(sorted((one["reviewer"], one["reviewed_on"]) for one in reviews)),
            valid_until=signed["valid_until"],
            scored=row["scored"],
            tested=signed["tested"] or "",
            share_of_list=figures.get(("model", "precision_at_capacity"))
            if signed["list_length"] == capacity
            else None,
            demonstration=bool(signed["demonstration"]),
            other_rules=spec.rests_on_rules and rules is not None and rules.edition != signed["rules"],
        )


def _by_family(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["family_id"], []).append(row)
    return found


def _rows(lake: Connection, table: str, part: str, listed: list[str] | None = None) -> Rows:
    """Give the rows of a part, of the listed families only where they are given; none where it was not written."""
    if part not in _parts(lake, table):
        return []
    found = lake.table(table, part=part)
    if listed is not None:
        found = found.filter(found.family_id.isin(listed))
    return list(found.to_pyarrow().to_pylist())


def _parts(lake: Connection, table: str) -> Mapping[str, object]:
    return {} if lake.manifest is None else lake.manifest.parts.get(table, {})
