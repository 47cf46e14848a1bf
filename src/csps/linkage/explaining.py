"""Why records are taken for one person: the kept evidence in sentences and as steps of a waterfall, without opening the vault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csps.domain.errors import UsageError
from csps.linkage.comparisons import COMPARISONS, NOT_KNOWN, RARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import ibis

    from csps.store import Connection

FIRM = {
    "judgement": "Somebody said that they are of the same person.",
    "reference": "A restriction names one by the reference of the other.",
    "number": "They share a trusted number (pupil, NHS or National Insurance number, or a telephone), and birth or name agrees.",
    "sameness": "They have the same name, date of birth and postcode.",
}


@dataclass(frozen=True, slots=True)
class TieExplained:
    """Why two records are taken for one person.

    Args:
        record_id: one record.
        other_record_id: the other.
        registers: the tables that register them.
        tie: what ties them: "likeness", or one of `FIRM`.
        weight: of the whole in bits; None where nothing was weighed.
        steps: what was compared, how alike it was, and what that weighs in bits; the first is what holds of any two records.
    """

    record_id: str
    other_record_id: str
    registers: tuple[str, str]
    tie: str
    weight: float | None
    steps: Sequence[tuple[str, str, float]]

    @property
    def probability(self) -> float | None:
        """How probable it is by the model that they are of one person; None where nothing was weighed.

        >>> TieExplained("a", "b", ("", ""), "likeness", 3.0, ()).probability
        0.8888888888888888
        """
        return None if self.weight is None else 1 / (1 + 2**-self.weight)

    def sentences(self) -> list[str]:
        """Say it in words."""
        one, other = (each.removeprefix("feeds.") for each in self.registers)
        said = [f"A record of {one} ({self.record_id}) and one of {other} ({self.other_record_id})."]
        if self.weight is None:
            return [*said, FIRM[self.tie]]
        for what, level, weight in self.steps[1:]:
            if level == NOT_KNOWN:
                said.append(f"Their {what} cannot be compared.")
            else:
                said.append(f"Their {what}: {level}. {_times(weight)}")
        likely = (
            f"Together {self.weight:.1f} bits: by the model one such pair in {_one_in(self.weight)} is of two people."
        )
        return [*said, likely]


@dataclass(frozen=True, slots=True)
class Explained:
    """A person and what holds it together.

    Args:
        person_id: the person.
        asked: the record or person that was asked about.
        records: of the person: pseudonym, register and what ties it, in order.
        ties: between them; with a record asked about, those that touch it.
        possible: other persons who may be the same, with the weight of the strongest pair and why they are not taken for it.
        changes: week, old id and new id where this person's id changed.
    """

    person_id: str
    asked: str
    records: Sequence[tuple[str, str, str]]
    ties: Sequence[TieExplained]
    possible: Sequence[tuple[str, float, str]]
    changes: Sequence[tuple[str, str, str, str]]

    def sentences(self) -> list[str]:
        """Say it in words, a paragraph a tie."""
        registers = len({register for _, register, _ in self.records})
        said = [f"Person {self.person_id}: {len(self.records)} records of {registers} tables."]
        if not self.ties:
            said.append("No other record is known to be of the person.")
        said += [" ".join(each.sentences()) for each in self.ties]
        for other, weight, doubt in self.possible:
            why = "less alike than one person's records must be" if doubt == "weak" else "something speaks against it"
            said.append(f"Person {other} may be the same ({weight:.1f} bits), but is not taken for it: {why}.")
        said += [
            f"In the week of {week} records came from id {old} to {new}: {change}."
            for week, old, new, change in self.changes
        ]
        return said


def explain_links(lake: Connection, asked: str) -> Explained:
    """Explain a person's links, or a record's.

    Args:
        lake: a published week.
        asked: the pseudonym of a record or a person.

    Raises:
        UsageError: nobody has it, or nothing was linked yet.
    """
    links = lake.table_or_empty("linkage.record_link")
    found = _rows(links.filter((links.record_id == asked) | (links.person_id == asked)))
    if not found:
        raise UsageError(
            "No record or person of the published week has that pseudonym.",
            next_step="Take one from linkage.record_link, or look in linkage.person_change what became of it.",
        )
    person_id = str(found[0]["person_id"])
    is_record = asked != person_id
    records = {str(row["record_id"]): row for row in _rows(links.filter(links.person_id == person_id))}
    evidence = lake.table_or_empty("linkage.evidence")
    ties = _rows(evidence.filter(evidence.person_id == person_id))
    if is_record:
        ties = [row for row in ties if asked in (row["record_id"], row["other_record_id"])]
    possible = lake.table_or_empty("linkage.possible_link")
    near = possible.filter((possible.person_id == person_id) | (possible.other_person_id == person_id))
    changes = lake.table_or_empty("linkage.person_change")
    became = changes.filter((changes.person_id == person_id) | (changes.became_id == person_id))
    return Explained(
        person_id=person_id,
        asked=asked,
        records=[(name, str(row["register"]), str(row["tie"])) for name, row in sorted(records.items())],
        ties=[_explained(row, records) for row in sorted(ties, key=_strongest_first)],
        possible=sorted(_neighbours(_rows(near), person_id), key=lambda each: (-each[1], each[0])),
        changes=sorted(
            (str(row["changed_on"]), str(row["person_id"]), str(row["became_id"]), str(row["change"]))
            for row in _rows(became)
        ),
    )


def _rows(table: ibis.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _strongest_first(row: Mapping[str, Any]) -> tuple[float, str, str]:
    weight = row["match_weight"]
    return (-1e9 if weight is None else -weight, row["record_id"], row["other_record_id"])


def _neighbours(rows: Sequence[Mapping[str, Any]], person_id: str) -> Iterator[tuple[str, float, str]]:
    for row in rows:
        other = row["other_person_id"] if row["person_id"] == person_id else row["person_id"]
        yield str(other), float(row["match_weight"]), str(row["doubt"])


def _explained(row: Mapping[str, Any], records: Mapping[str, Mapping[str, Any]]) -> TieExplained:
    one, other = str(row["record_id"]), str(row["other_record_id"])
    steps: list[tuple[str, str, float]] = []
    if row["match_weight"] is not None:
        steps.append(("any two records", "before anything is compared", float(row["prior_weight"])))
        for what, compared in COMPARISONS.items():
            weight = float(row[f"{what}_weight"]) + float(row[f"{what}_rarity"] or 0 if what in RARE else 0)
            steps.append((compared.sentence, str(row[what]), weight))
    registers = (str(records[one]["register"]), str(records[other]["register"]))
    return TieExplained(one, other, registers, str(row["tie"]), row["match_weight"], tuple(steps))


def _times(weight: float) -> str:
    """Say what a weight means for the odds.

    >>> _times(3.0), _times(-1.0), _times(0.02)
    ('That is 8 times as frequent in one person as by chance.', 'That is 2 times rarer in one person than by chance.', 'That says little.')
    """
    if abs(weight) < 0.1:
        return "That says little."
    odds = 2 ** abs(weight)
    times = f"{odds:,.0f}" if odds >= 1.95 else f"{odds:.1f}"
    if weight > 0:
        return f"That is {times} times as frequent in one person as by chance."
    return f"That is {times} times rarer in one person than by chance."


def _one_in(weight: float) -> str:
    """Say which share of pairs of that weight is wrong.

    >>> _one_in(10.0), _one_in(0.0)
    ('1,025', '2')
    """
    return f"{1 + 2**weight:,.0f}"
