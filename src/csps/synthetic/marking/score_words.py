"""Marks of scores in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.marking.figures import NOTHING, percent, ratio, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.synthetic.marking.scores import GroupScores, ScoreMarks

CHANCE = 0.5  # the area under the curve of a score that knows nothing
FEW = 10  # records to be expected, or families: of fewer a figure says more about them than about the scores
TOO_FEW = "few"
HEADINGS = ("families", "harm", "record", "score", "AUC", "best AUC", "in top", "their harm", "high risk", "in top")
WIDTHS = (9, 8, 8, 8, 7, 9, 8, 11, 10, 8)


def told_of_scores(found: Sequence[ScoreMarks]) -> Iterator[str]:
    """Tell how the scores of the latest date stand beside the truth."""
    if not found:
        yield "Scores: not yet scored. There is no published `scoring.score`."
        return
    for marks in found:
        if marks.as_of == found[-1].as_of:
            yield from _told(marks)


def _told(marks: ScoreMarks) -> Iterator[str]:
    whole = marks.overall
    yield (
        f"Scores of {marks.model}, as of {marks.as_of}: {marks.scored:,} families, {whole.families:,} of them with a true "
        f"family, {whole.known:,} with a true probability of a record."
    )
    yield (
        f"  AUC to be expected {share(whole.auc).strip()}; no score can rank better than {share(whole.oracle).strip()}: "
        f"{ratio(skill(whole))} of what can be known."
    )
    yield (
        f"  Rank correlation with the true probability of a record {ratio(marks.rank_recorded)}, "
        f"of harm {ratio(marks.rank_harm)}."
    )
    yield "  By tenth of score, lowest first:"
    yield "    mean score          " + " ".join(f"{percent(tenth.score):>7}" for tenth in marks.tenths)
    yield "    true mean of record " + " ".join(f"{percent(tenth.recorded):>7}" for tenth in marks.tenths)
    yield "  By group of the youngest child. Harm, record and score are means; the top is the tenth of families that scores"
    yield "  highest, high risk the tenth with the highest true probability of harm. Where a group's families in the top are"
    yield "  in more danger than others there, or fewer of its high-risk families are in it, the group is overlooked."
    yield f"  Where fewer than {FEW} records are to be expected, or fewer than {FEW} families are meant, it says “{TOO_FEW}”: too few to judge."
    yield "  Deprivation is that of the child's last home; who has no address was in care at the end, or on leaving."
    yield f"  {'':<25}" + "".join(f"{what:>{width}}" for what, width in zip(HEADINGS, WIDTHS, strict=True))
    yield _row("all", whole)
    for attribute, groups in marks.groups.items():
        for group, one in groups.items():
            yield _row(f"{attribute}: {group}", one)


def skill(group: GroupScores) -> float | None:
    """Give the share of the best possible ranking's gain over chance; None where nothing can be ranked."""
    if group.auc is None or group.oracle is None or group.oracle <= CHANCE:
        return None
    return (group.auc - CHANCE) / (group.oracle - CHANCE)


def _row(name: str, group: GroupScores) -> str:
    enough = group.known * (group.recorded or 0) >= FEW
    cells = (
        f"{group.families:,}",
        percent(group.harm),
        percent(group.recorded),
        percent(group.score),
        _judged(share(group.auc), there=group.auc is not None, enough=enough),
        _judged(share(group.oracle), there=group.oracle is not None, enough=enough),
        f"{group.top:,}",
        _judged(percent(group.top_harm), there=group.top > 0, enough=group.top >= FEW),
        f"{group.high:,}",
        _judged(f"{group.high_in_top / max(group.high, 1):.0%}", there=group.high > 0, enough=group.high >= FEW),
    )
    return f"  {name:<25}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def _judged(figure: str, *, there: bool, enough: bool) -> str:
    """Give a figure, or say that there is none or that it rests on too few."""
    if not there:
        return NOTHING
    return figure if enough else TOO_FEW
