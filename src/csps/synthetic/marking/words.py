"""Marks as a value for machines, and in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.privacy.leaks import told_of_leaks
from csps.synthetic.marking.family_words import told_of_families
from csps.synthetic.marking.figures import pairs, ratio, share
from csps.synthetic.marking.loss_words import told_of_losses
from csps.synthetic.marking.score_words import told_of_scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from csps.privacy.leaks import LeakMarks
    from csps.synthetic.marking.accounting import FileFault, TableAccount
    from csps.synthetic.marking.chances import ChanceMarks
    from csps.synthetic.marking.families import FamilyMarks
    from csps.synthetic.marking.likeness import Hardness
    from csps.synthetic.marking.linked import LinkMarks
    from csps.synthetic.marking.losses import LossMarks
    from csps.synthetic.marking.scores import ScoreMarks

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
        families: one per date, the oldest first; empty where none were formed yet.
        scores: one per date and model; empty where nothing was scored yet.
        losses: what missed links take from the families of the latest date; None where none were formed yet.
        leaks: of what restrictions forbid; None where no restriction was taken in.
    """

    end: date
    accounts: Sequence[TableAccount]
    unexpected: Sequence[str]
    hardness: Hardness | None
    links: LinkMarks | None
    chances: ChanceMarks
    families: Sequence[FamilyMarks] = ()
    scores: Sequence[ScoreMarks] = ()
    losses: LossMarks | None = None
    leaks: LeakMarks | None = None

    @property
    def faults(self) -> list[FileFault]:
        """Every delivered file that does not fit the truth."""
        return [fault for account in self.accounts for fault in account.faults]

    def __str__(self) -> str:
        """Say it in words."""
        return "\n".join(
            [
                *self._delivered(),
                *self._identities(),
                *self._links(),
                *told_of_families(self.families),
                *self._chances(),
                *told_of_scores(self.scores),
                *told_of_leaks(self.leaks),
            ]
        )

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
        for what, alike in (
            ("all pairs", hard.all_pairs),
            ("both with a date of birth", hard.with_birth),
            ("one or both without", hard.without_birth),
            *((f"one end in {name}", part) for name, part in hard.by_agency.items()),
        ):
            yield f"  {what:<36}{share(alike.share)} of {alike.pairs:>11,}"
        yield f"  {sum(hard.duplicates.values()):,} records are a further one of somebody in the same table."

    def _links(self) -> Iterator[str]:
        links = self.links
        if links is None:
            yield "Linkage: not yet linked. There is no published `linkage.record_link`."
            return
        yield f"Linkage: {links.records:,} records, {links.unlinked:,} of them without a person."
        yield pairs("all pairs", links.overall)
        yield pairs("both with a date of birth", links.with_birth)
        yield pairs("one or both without", links.without_birth)
        for attribute, groups in links.groups.items():
            for group, marks in groups.items():
                yield pairs(f"{attribute}: {group}", marks)
        gaps = ", ".join(f"{attribute} {gap:.3f}" for attribute, gap in links.gaps.items())
        yield f"  Recall of the worst group below that of the best: {gaps or 'too few pairs to say'}."
        yield from told_of_losses(self.losses)

    def _chances(self) -> Iterator[str]:
        chances = self.chances
        if not chances.families:
            yield "True probabilities: no year of any family is over yet."
            return
        over = chances.observed / chances.expected if chances.expected else None
        yield (
            f"True probabilities of recorded maltreatment: {chances.observed:,} in {chances.families:,} family-quarters, "
            f"{chances.expected:,.1f} expected ({ratio(over)}). No score can rank better than an AUC of "
            f"{share(chances.oracle).strip()}."
        )
        tenths = " ".join(ratio(band.ratio) for band in chances.bands)
        yield f"  Observed over expected by tenth, lowest first: {tenths}"
