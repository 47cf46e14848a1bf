"""The hidden state of a household: six circumstances that evolve week by week and raise or calm each other.

The six levels are folded into one number, the joint state (0 to 215). One week is six small steps, one per
circumstance in the order of the profile; each reads the joint state as the step before it left it. The same steps
run forwards for the households of the borough and backwards for the true probabilities (`csps.synthetic.truth.risk`),
so that what is lived and what is said to be likely come from one declaration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from csps.synthetic.calendar import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csps.synthetic.profile import Factor, Profile

Floats = npt.NDArray[np.float32]
Joint = npt.NDArray[np.int16]

HELP = ("none", "early_help", "programme")
WEEKS_PER_YEAR = YEAR / 7


def weekly(rate_per_year: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Turn a rate per year into the chance that it strikes within a week.

    >>> round(float(weekly(52.0)), 2)
    0.63
    """
    chance: npt.NDArray[np.float64] = -np.expm1(-np.asarray(rate_per_year, dtype=np.float64) / WEEKS_PER_YEAR)
    return chance


class Circumstances:
    """The joint state and the tables that move it.

    Args:
        profile: the declaration.
        help_effect: how strongly help changes the rates; 0 switches it off, 1 is the profile's effect.
    """

    def __init__(self, profile: Profile, *, help_effect: float = 1.0) -> None:
        self.factors: tuple[Factor, ...] = profile.factors
        self.index = {factor.name: position for position, factor in enumerate(self.factors)}
        self.sizes = tuple(len(factor.levels) for factor in self.factors)
        self.states = int(np.prod(self.sizes))
        self.strides = tuple(int(np.prod(self.sizes[position + 1 :])) for position in range(len(self.sizes)))
        joint = np.arange(self.states)
        self.levels = np.stack(
            [(joint // stride) % size for stride, size in zip(self.strides, self.sizes, strict=True)]
        ).astype(np.int8)
        self.vulnerabilities = len(self.factors[0].vulnerability)
        self.helps = len(HELP)
        self._help_onset = np.array([1.0, *(profile.help.onset[name] ** help_effect for name in HELP[1:])])
        self._help_recovery = np.array([1.0, *(profile.help.recovery[name] ** help_effect for name in HELP[1:])])
        self._moves = [self._move(factor) for factor in self.factors]
        self._flat_moves = [(rise.ravel(), fall.ravel()) for rise, fall in self._moves]

    def level(self, joint: npt.NDArray[np.integer], factor: str) -> npt.NDArray[np.int8]:
        """Give the level of one circumstance in each joint state."""
        levels: npt.NDArray[np.int8] = self.levels[self.index[factor]][joint]
        return levels

    def times(self, multipliers: Mapping[str, tuple[float, ...]]) -> npt.NDArray[np.float64]:
        """Multiply by the level of circumstances: one number per joint state."""
        product = np.ones(self.states)
        for name, values in multipliers.items():
            product *= np.asarray(values)[self.levels[self.index[name]]]
        return product

    def together(self, rules: Iterable[Mapping[str, object]], *, infant: bool) -> npt.NDArray[np.float64]:
        """Multiply where circumstances meet: one number per joint state.

        Args:
            rules: `times` where the circumstances in `when` have one of the named levels; a rule with `infant` holds
                only in families with an infant (true) or without one (false).
            infant: for which families.
        """
        product = np.ones(self.states)
        for rule in rules:
            if rule.get("infant", infant) != infant:
                continue
            holds = np.ones(self.states, dtype=bool)
            for name, levels in rule["when"].items():  # type: ignore[attr-defined]
                holds &= np.isin(self.levels[self.index[name]], levels)
            product[holds] *= float(rule["times"])  # type: ignore[arg-type]
        return product

    def step(
        self,
        joint: Joint,
        vulnerability: npt.NDArray[np.int8],
        helped: npt.NDArray[np.int8],
        rng: np.random.Generator,
    ) -> None:
        """Live one week, in place.

        Args:
            joint: joint state per household, int16 (n,).
            vulnerability: level per household (n,).
            helped: index into HELP per household (n,).
            rng: the stream of this part of the borough.
        """
        offset = (vulnerability.astype(np.int32) * len(HELP) + helped) * self.states
        for position, (rise, fall) in enumerate(self._flat_moves):
            chance = rng.random(len(joint), dtype=np.float32)
            here = offset + joint
            rises = rise[here]
            moving = np.flatnonzero(chance < rises + fall[here])
            if not moving.size:
                continue
            stride = self.strides[position]
            level = self.levels[position][joint[moving]].astype(np.int16)
            change = np.where(chance[moving] < rises[moving], stride, -stride * level)
            joint[moving] += change.astype(np.int16)

    def backward(self, value: Floats) -> Floats:
        """Expect one week ahead: the mean of `value` over where the week's steps may lead.

        Args:
            value: (vulnerability, ..., help, joint state), any axes between.

        Returns:
            the same shape: the expectation given the state before the week.
        """
        extra = value.ndim - 3
        for position in reversed(range(len(self.factors))):
            rise, fall = self._moves[position]
            shape = (rise.shape[0], *(1,) * extra, *rise.shape[1:])
            stride, size = self.strides[position], self.sizes[position]
            grid = (*value.shape[:-1], self.states // (stride * size), size, stride)
            table = value.reshape(grid)
            rises = rise.reshape(shape).reshape(*shape[:-1], *grid[-3:])
            falls = fall.reshape(shape).reshape(*shape[:-1], *grid[-3:])
            moved = np.empty_like(table)
            rest = table[..., :1, :]
            for level in range(size):
                here = table[..., level : level + 1, :]
                out = here.copy()
                if level + 1 < size:
                    out += rises[..., level : level + 1, :] * (table[..., level + 1 : level + 2, :] - here)
                if level:
                    out += falls[..., level : level + 1, :] * (rest - here)
                moved[..., level : level + 1, :] = out
            value = moved.reshape(value.shape)
        return value

    def resting(self) -> npt.NDArray[np.float64]:
        """Give the long-run share of each joint state, without help, per level of vulnerability: (v, states)."""
        weeks = [self._week_matrix(vulnerability, 0) for vulnerability in range(self.vulnerabilities)]
        return np.array([np.linalg.matrix_power(week, 4096)[0] for week in weeks])

    def ahead(self, weeks: int, *, keep: int) -> tuple[npt.NDArray[np.int16], Floats]:
        """Give where each joint state most likely leads after some weeks.

        Args:
            weeks: how far ahead.
            keep: how many of the likeliest states to give.

        Returns:
            states and their chances, scaled to add up to 1: (vulnerability, help, state now, keep) each.
        """
        shape = (self.vulnerabilities, self.helps, self.states, keep)
        states, chances = np.empty(shape, dtype=np.int16), np.empty(shape, dtype=np.float32)
        for vulnerability, helped in np.ndindex(shape[:2]):
            after = np.linalg.matrix_power(self._week_matrix(vulnerability, helped), weeks)
            likeliest = np.argsort(-after, axis=1, kind="stable")[:, :keep]
            chance = np.take_along_axis(after, likeliest, axis=1)
            states[vulnerability, helped] = likeliest
            chances[vulnerability, helped] = chance / chance.sum(axis=1, keepdims=True)
        return states, chances

    def _week_matrix(self, vulnerability: int, helped: int) -> npt.NDArray[np.float64]:
        week = np.eye(self.states)
        for position in range(len(self.factors)):
            week = week @ self._matrix(position, vulnerability, helped)
        return week

    def _matrix(self, position: int, vulnerability: int, helped: int) -> npt.NDArray[np.float64]:
        rise, fall = (table[vulnerability, helped].astype(np.float64) for table in self._moves[position])
        matrix = np.diag(1.0 - rise - fall)
        states = np.arange(self.states)
        up = rise > 0
        matrix[states[up], states[up] + self.strides[position]] += rise[up]
        down = fall > 0
        steps = self.strides[position] * self.levels[position].astype(np.int64)
        matrix[states[down], (states - steps)[down]] += fall[down]
        return matrix

    def _move(self, factor: Factor) -> tuple[Floats, Floats]:
        """Give the weekly chances to rise one level and to fall to rest: (v, help, states) each."""
        level = self.levels[self.index[factor.name]]
        shape = (self.vulnerabilities, len(HELP), self.states)
        rise = np.zeros(shape)
        fall = np.zeros(shape)
        onset = factor.onset * self.times(factor.raised_by)
        for v, vulnerable in enumerate(factor.vulnerability):
            for h in range(len(HELP)):
                eases = self._help_recovery[h] if factor.name != "support" else 1.0
                calms = self._help_onset[h] if factor.name != "support" else self._help_recovery[h]
                rise[v, h] = np.where(level == 0, onset * vulnerable * calms, 0.0)
                fall[v, h] = np.where(level == 1, factor.recover * eases, 0.0)
                if factor.settle:
                    rise[v, h] += np.where(level == 1, factor.settle, 0.0)
                    fall[v, h] += np.where(level == 2, factor.recover_lasting * eases, 0.0)
        total = rise + fall
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(total > 0, rise / total, 0.0)
        moved = weekly(total)
        return (moved * share).astype(np.float32), (moved * (1 - share)).astype(np.float32)
