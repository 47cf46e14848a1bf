"""Marks as a value for machines, and in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csps.synthetic.marking.accounting import FileFault, TableAccount
    from csps.synthetic.marking.chances import ChanceMarks
    from csps.synthetic.marking.likeness import Hardness
    from csps.synthetic.marking.linked import LinkMarks
    from csps.synthetic.marking.pairs import Agreement

SHOWN = 20  # faulty files named in the text; the JSON names all


@dataclass(frozen=True)
class Marks:
    """What csps made of a workspace, held against the truth beside it.

    Args:
        end: the borough's last Monday.
        accounts: one per delivered table; empty where the drop box is.
        unexpected: files in the drop box that no agency sends.
        hardness: of the identities; None where nothing lies in the drop box.
        links: None where nothing was linked yet.
        chances: how the truth's own probabilities stand up.
        scores: why there are no marks for scores.
    """

    end: date
    accounts: Sequence[TableAccount]
    unexpected: Sequence[str]
    hardness: Hardness | None
    links: LinkMarks | None
    chances: ChanceMarks
    scores: str

    @property
    def faults(self) -> list[FileFault]:
        """Every delivered file that does not fit the truth."""
        return [fault for account in self.accounts for fault in account.faults]

    def __str__(self) -> str:
        """Say it in words."""
        return "\n".join([*self._delivered(), *self._identities(), *self._links(), *self._chances(), self.scores])

    def _delivered(self) -> Iterator[str]:
        if not self.accounts:
            yield "Deliveries: the drop box is empty; they were taken in."
            return
        files, lines, named, torn = (
            sum(getattr(account, name) for account in self.accounts) for name in ("files", "lines", "named", "torn")
        )
        yield f"Deliveries: {files:,} files of {len(self.accounts)} tables with {lines:,} lines and {named:,} references of people."
        for account in self.accounts:
            yield f"  {account.table:<36}{account.files:>7,} files {account.lines:>12,} lines"
        if torn:
            yield f"  {torn:,} references stand for two true people each: lines were moved."
        for file in self.unexpected[:SHOWN]:
            yield f"  not sent by any agency: {file}"
        if not self.faults:
            yield "  Every reference has its true person, and the truth knows of no other."
            return
        yield f"  {len(self.faults):,} files do not fit the truth:"
        for fault in self.faults[:SHOWN]:
            yield f"  - {fault}"

    def _identities(self) -> Iterator[str]:
        hard = self.hardness
        if hard is None:
            return
        yield f"Identities: {hard.records:,} records of {hard.persons:,} people."
        yield "  Same forename, surname and date of birth, of pairs of records of one person in two agencies:"
        for what, pairs in (
            ("all pairs", hard.all_pairs),
            ("both with a date of birth", hard.with_birth),
            ("one or both without", hard.without_birth),
            *((f"one end in {name}", part) for name, part in hard.by_agency.items()),
        ):
            yield f"  {what:<36}{_share(pairs.share)} of {pairs.pairs:>11,}"
        yield f"  {sum(hard.duplicates.values()):,} records are a further one of somebody in the same table."

    def _links(self) -> Iterator[str]:
        links = self.links
        if links is None:
            yield "Linkage: not yet linked. There is no published `linkage.record_link`."
            return
        yield f"Linkage: {links.records:,} records, {links.unlinked:,} of them without a person."
        yield _pairs("all pairs", links.overall)
        yield _pairs("both with a date of birth", links.with_birth)
        yield _pairs("one or both without", links.without_birth)
        for attribute, groups in links.groups.items():
            for group, marks in groups.items():
                yield _pairs(f"{attribute}: {group}", marks)

    def _chances(self) -> Iterator[str]:
        chances = self.chances
        if not chances.families:
            yield "True probabilities: no year of any family is over yet."
            return
        ratio = chances.observed / chances.expected if chances.expected else None
        yield (
            f"True probabilities of recorded maltreatment: {chances.observed:,} in {chances.families:,} family-quarters, "
            f"{chances.expected:,.1f} expected ({_ratio(ratio)}). No score can rank better than an AUC of "
            f"{_share(chances.oracle).strip()}."
        )
        tenths = " ".join(_ratio(band.ratio) for band in chances.bands)
        yield f"  Observed over expected by tenth, lowest first: {tenths}"


def _pairs(what: str, marks: Agreement) -> str:
    return f"  {what:<36}precision {_share(marks.precision)}, recall {_share(marks.recall)} of {int(marks.true):>11,} pairs"


def _share(share: float | None) -> str:
    return "    -" if share is None else f"{share:.4f}" if share > 0.99 else f"{share:.3f}"


def _ratio(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"
