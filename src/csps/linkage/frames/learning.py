"""Weights learnt without labels: how often each level is met by pairs of one person, and by pairs of two.

Fellegi and Sunter (1969), by expectation maximisation. What is known of all pairs (from frequencies, and from every pair of
a sample of records) is what pairs of one person and of two make up together: so the shares among pairs of two persons are
what is left when those expected to be of one are taken away. That matters where people have many records, and a random
pair is not rarely of one person.

Relatives are pairs of two persons of a kind of their own: who shares a home shares a surname, a telephone and a town.
Counted one by one these would outweigh a date of birth, and a brother would be taken for his brother. So there is a third
sort of pair, two people of one family: they share those things as often as is learnt, and forenames, dates of birth, sex
and identifying numbers no more often than strangers (dates of birth a little more: twins).

Whoever moves changes address, town and telephone at once. Counted one by one these would part a person from what was known of
them before, however alike all else is. So pairs of one person are of two sorts where several such things are compared: of
one who stayed, and of one who has moved, for whom they agree no more often than for strangers.

Forenames and surnames go together: of people called Khan more are called Mohammed than of others. So two strangers bear one
full name more often than the two shares make out, and how much more is learnt from pairs in which something of people's own
is compared besides.

Shares begin at round numbers and count as much as some pairs; from few records little is learnt. No share of pairs of one
person that differ in a thing grows past what its comparison allows: learning never comes to take families for persons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from csps.linkage.frames.comparisons import Comparison

    Codes = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.float64]

ROUNDS, ENOUGH = 60, 1e-4
BELIEVED = 20.0  # pairs that the shares to begin with count for
LEAST_PERSON = 1e-4  # a share among pairs of one person
LEAST_STRANGERS = 0.01  # of the pairs that are equal in a thing are of two persons
UNSEEN = 0.5  # pairs at a level at which none was seen
# Of pairs of relatives share the value though families do not: twins a date of birth, a parent and a child a forename.
IN_COMMON = {"born": 0.02, "first": 0.02}
SELDOM = 0.01  # pairs of relatives per record: fewer are none
TELLABLE = 3  # comparisons: two sorts of pairs cannot be told apart by fewer (Goodman 1974, on latent classes)
CROWDED = 10.0  # pairs per record that are equal in it: from so many on it is nobody's own, but a word for "not known"
SLIPS = 0.01  # pairs of two persons per record that share a number or an address of somebody's own, where that cannot be learnt
NAMES = "first", "surname"
MOVED, MOST_MOVED = 0.1, 0.5  # of the pairs of one person, to begin with and at most
NOBODY = 1e-9  # pairs
APART = 100.0  # pairs that count for names that have nothing to do with each other
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a frame. A pattern is a level per comparison, -1 for nothing to compare.

    Args:
        records: how many.
        patterns: a row per pattern that some compared pair has.
        counts: how many pairs have it.
        sampled: a row per pattern of every pair of a sample.
        sampled_counts: how many pairs of the sample have it.
        same: of each comparison, the share of all pairs that are equal in it; None where its first level is no equality.
        same_name: all pairs that are equal in forename and surname, compared or not.
    """

    records: int
    patterns: Codes
    counts: Numbers
    sampled: Codes
    sampled_counts: Numbers
    same: Sequence[float | None]
    same_name: float = 0.0

    @property
    def pairs(self) -> float:
        """All pairs of records there are."""
        return self.records * (self.records - 1) / 2


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt.

    Args:
        prior: the share of all pairs that are of one person.
        person: of each comparison, the shares of pairs of one person by level.
        strangers: of pairs of two who have nothing to do with each other.
        relatives: of pairs of two of one family.
        related: the share of all pairs that are of one family; 0 where nothing compared could tell.
        moved: the share of the pairs of one person that are of one who has moved between them.
        namesakes: bits by which strangers of one forename and one surname are more frequent than the two by themselves say.
    """

    prior: float
    person: tuple[Numbers, ...]
    strangers: tuple[Numbers, ...]
    relatives: tuple[Numbers, ...]
    related: float
    moved: float = 0.0
    namesakes: float = 0.0

    def movers(self, comparisons: Sequence[Comparison]) -> tuple[Numbers, ...]:
        """Give the shares of pairs of one person who has moved, of each comparison."""
        each = zip(comparisons, self.person, self.strangers, strict=True)
        return tuple(strangers if one.of_place else person for one, person, strangers in each)

    def weights(self) -> list[Numbers]:
        """Give the weight in bits of each level of each comparison."""
        return [np.log2(one / two) for one, two in zip(self.person, self.strangers, strict=True)]


def learn(seen: Seen, comparisons: Sequence[Comparison]) -> Model:
    """Learn the model of a frame.

    Where hardly anybody turns out to have a relative in the frame, there are none: it is learnt again without them, so
    that a record with many faults is not taken for a brother's.
    """
    model = _learn_from(_to_begin_with(seen, comparisons), seen, comparisons)
    if 0 < model.related * seen.pairs < SELDOM * seen.records:
        model = _learn_from(replace(_to_begin_with(seen, comparisons), related=0.0), seen, comparisons)
    return _rounded(model)


def _learn_from(model: Model, seen: Seen, comparisons: Sequence[Comparison]) -> Model:
    for _ in range(ROUNDS):
        found = _shares(seen, comparisons, model)
        settled = abs(found.prior - model.prior) <= ENOUGH * model.prior
        model = found
        if settled:
            break
    return model


def bits(patterns: Codes, shares: Sequence[Numbers]) -> Numbers:
    """Give the logarithm, to base 2, of how often vectors come about where levels are met in such shares."""
    total = np.zeros(len(patterns))
    for place, share in enumerate(shares):
        level = patterns[:, place]
        total += np.where(level >= 0, np.log2(share)[level], 0.0)
    return total


def _to_begin_with(seen: Seen, comparisons: Sequence[Comparison]) -> Model:
    person = tuple(np.array([level.share for level in one.levels]) for one in comparisons)
    person = tuple(shares / shares.sum() for shares in person)
    prior = min((0.3 * seen.records + 1) / (seen.pairs + 3), 0.3)
    strangers = tuple(
        _of_strangers(seen, place, len(one.levels), 0.0, seen.sampled_counts, slips=_slips(one, comparisons))
        for place, one in enumerate(comparisons)
    )
    relatives = tuple(
        own if one.shared else _of_relatives(one, other)
        for one, own, other in zip(comparisons, person, strangers, strict=True)
    )
    # Relatives are told by what they do not share. Where nothing of that is compared, a home or a telephone is taken for the
    # family's and joins nobody, and an e-mail address for a person's own.
    tells = any(not one.shared for one in comparisons)
    kin = any(one.home and (tells or not one.name.startswith("email_")) for one in comparisons)
    moved = MOVED if sum(one.of_place for one in comparisons) > 1 and tells else 0.0
    return Model(prior, person, strangers, relatives, prior if kin else 0.0, moved)


def _slips(one: Comparison, comparisons: Sequence[Comparison]) -> bool:
    """Say whether two persons are taken to be equal in it by a slip only, because nothing else could tell."""
    return one.own and sum(other.weighs_rare for other in comparisons) < TELLABLE


def _of_strangers(
    seen: Seen, place: int, levels: int, taken: float, sampled: Numbers, *, slips: bool = False
) -> Numbers:
    """Give the shares of pairs of two persons at each level of a comparison.

    Args:
        seen: what was seen.
        place: of the comparison.
        levels: how many it has.
        taken: expected pairs of one person, or of relatives where they share the thing, that are equal in it.
        sampled: of each pattern of the sample, the pairs that are of two persons.
        slips: see `_slips`.
    """
    level = seen.sampled[:, place]
    there = level >= 0
    met = _at_levels(level, sampled, levels) + UNSEEN
    shares: Numbers = met / met.sum()
    same = seen.same[place]
    if same is None:
        return shares
    compared = seen.pairs * max(float(seen.sampled_counts[there].sum() / seen.sampled_counts.sum()), 1e-9)
    equal = max(same * compared - taken, LEAST_STRANGERS * same * compared, UNSEEN)
    if slips and same * compared < CROWDED * seen.records:
        equal = min(equal, max(SLIPS * seen.records, UNSEEN))
    equal = equal / max(compared, 1.0)
    equal = min(equal, 1 - 1e-6)
    rest = shares[1:] / shares[1:].sum()
    return np.concatenate([[equal], rest * (1 - equal)])


def _of_relatives(comparison: Comparison, strangers: Numbers) -> Numbers:
    """Give the shares of relatives in what families do not share: those of strangers, and twins and namesakes."""
    alike = IN_COMMON.get(comparison.name, 0.0)
    shares = strangers * (1 - alike)
    shares[0] += alike
    return shares


def of_one_name(patterns: Codes, comparisons: Sequence[Comparison]) -> Flags:
    """Flag the vectors of pairs of one forename and one surname."""
    names = [place for place, one in enumerate(comparisons) if one.name in NAMES]
    if len(names) < len(NAMES):
        return np.zeros(len(patterns), bool)
    flags: Flags = (patterns[:, names] == 0).all(axis=1)
    return flags


def _namesakes(seen: Seen, comparisons: Sequence[Comparison], strangers: Sequence[Numbers], of_two: Numbers) -> float:
    """Give the bits by which strangers share a full name more often than forename and surname by themselves say.

    Args:
        seen: what was seen.
        comparisons: of a vector.
        strangers: shares of pairs of strangers, of each comparison.
        of_two: of each pattern, the expected pairs of strangers.
    """
    names = [place for place, one in enumerate(comparisons) if one.name in NAMES]
    own = [place for place, one in enumerate(comparisons) if one.own or one.name == "born"]
    if len(names) < len(NAMES) or not own:
        return 0.0
    of_one = of_one_name(seen.patterns, comparisons)
    told = (seen.patterns[:, own] >= 0).any(axis=1) & of_one
    compared, of_own = float(seen.counts[of_one].sum()), float(seen.counts[told].sum())
    # Those of names that too many bear to be compared are strangers, nearly all.
    crowd = max(seen.same_name - compared, 0.0) * of_own / max(compared, 1.0)
    there = (seen.sampled[:, own] >= 0).any(axis=1) & (seen.sampled[:, names] >= 0).all(axis=1)
    share = float(seen.sampled_counts[there].sum() / seen.sampled_counts.sum())
    expected = seen.pairs * share * float(np.prod([strangers[place][0] for place in names]))
    return max(float(np.log2((of_two[told].sum() + crowd + APART) / (expected + APART))), 0.0)


def _chances(patterns: Codes, comparisons: Sequence[Comparison], model: Model) -> tuple[Numbers, Numbers, Numbers]:
    """Give the chance that a pair of each pattern is of one person who stayed, of one who moved, and of relatives."""
    namesakes = of_one_name(patterns, comparisons) * model.namesakes
    sorts = np.stack(
        [
            bits(patterns, shares) + more + np.log2(share) if share > 0 else np.full(len(patterns), -np.inf)
            for shares, share, more in (
                (model.person, model.prior * (1 - model.moved), 0.0),
                (model.movers(comparisons), model.prior * model.moved, 0.0),
                (model.relatives, model.related, 0.0),
                (model.strangers, 1 - model.prior - model.related, namesakes),
            )
        ]
    )
    likely = np.exp2(sorts - sorts.max(axis=0))
    likely /= likely.sum(axis=0)
    return likely[0], likely[1], likely[2]


def _shares(seen: Seen, comparisons: Sequence[Comparison], model: Model) -> Model:
    """Give the model that follows from what a model expects of every vector."""
    stayed, gone, of_family = (seen.counts * chance for chance in _chances(seen.patterns, comparisons, model))
    stayed_sampled, gone_sampled, kin_sampled = _chances(seen.sampled, comparisons, model)
    of_one, one_sampled = stayed + gone, stayed_sampled + gone_sampled
    person, strangers, relatives = [], [], []
    for place, one in enumerate(comparisons):
        begin = np.array([level.share for level in one.levels])
        level = seen.patterns[:, place]
        of_it = stayed if one.of_place else of_one
        met, kin = (_at_levels(level, expected, len(begin)) for expected in (of_it, of_family))
        person.append(_allowed(_believed(met, begin), one.most_different))
        taken = met[0] + (kin[0] if one.shared else 0.0)
        of_two = seen.sampled_counts * (1 - one_sampled - (kin_sampled if one.shared else 0.0))
        slips = _slips(one, comparisons)
        strangers.append(_of_strangers(seen, place, len(begin), float(taken), of_two, slips=slips))
        relatives.append(_allowed(_believed(kin, begin), 0.9) if one.shared else _of_relatives(one, strangers[-1]))
    prior = float(min((of_one.sum() + 0.3) / (seen.pairs + 1), 0.5))
    related = float(min((of_family.sum() + 0.1) / (seen.pairs + 1), 0.4)) if model.related else 0.0
    namesakes = _namesakes(seen, comparisons, strangers, seen.counts - of_one - of_family)
    moved = min(float(gone.sum() / max(of_one.sum(), NOBODY)), MOST_MOVED) if model.moved else 0.0
    return Model(prior, tuple(person), tuple(strangers), tuple(relatives), related, moved, namesakes)


def _at_levels(level: Codes, pairs: Numbers, levels: int) -> Numbers:
    """Add up the pairs at each level of a comparison."""
    there = level >= 0
    met: Numbers = np.bincount(level[there], weights=pairs[there], minlength=levels).astype(np.float64)
    return met


def _believed(met: Numbers, begin: Numbers) -> Numbers:
    """Give shares from pairs that were met and those believed to begin with."""
    shares: Numbers = (met + BELIEVED * begin / begin.sum()) / (met.sum() + BELIEVED)
    return shares


def _allowed(share: Numbers, most: float) -> Numbers:
    """Give shares of which the last is no larger than allowed, and none is nothing."""
    share = np.maximum(share, LEAST_PERSON)
    share = share / share.sum()
    if share[-1] > most:
        share[:-1] *= (1 - most) / share[:-1].sum()
        share[-1] = most
    return share


def _rounded(model: Model) -> Model:
    """Give a model without the last bits of its floats: they are no knowledge, and may differ between machines."""
    return Model(
        _round(model.prior),
        tuple(np.array([_round(share) for share in shares]) for shares in model.person),
        tuple(np.array([_round(share) for share in shares]) for shares in model.strangers),
        tuple(np.array([_round(share) for share in shares]) for shares in model.relatives),
        _round(model.related),
        _round(model.moved),
        _round(model.namesakes),
    )


def _round(share: float) -> float:
    return float(f"{share:.{DIGITS}g}")
