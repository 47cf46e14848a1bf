"""Outcomes that came beside outcomes that were to be expected, in tenths of the families: sums, and the words of a page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LOW, HIGH = 0.9, 1.1  # where observed over expected is to lie
FEW = 3  # seeds over which it is asked; more tell chance from fault


@dataclass(frozen=True)
class Tenths:
    """Observed and expected outcomes in tenths of the families, lowest true probability first.

    Attributes:
        observed, expected: sums (10,).
        variance: of observed minus expected (10,), families taken as independent and the dates of one family as one:
            an outcome lies in the year after up to four quarters. Never below what the probabilities themselves allow,
            so that a tenth in which nothing came is not taken for a certain one.
    """

    observed: np.ndarray
    expected: np.ndarray
    variance: np.ndarray

    def __add__(self, other):
        """Pool two boroughs."""
        return Tenths(self.observed + other.observed, self.expected + other.expected, self.variance + other.variance)

    @property
    def ratio(self):
        """Observed over expected, and half the width of its 95 % interval."""
        expected = np.maximum(self.expected, 1e-9)
        return self.observed / expected, 1.96 * np.sqrt(self.variance) / expected

    @property
    def missed(self):
        """Tell which tenths lie outside 0.9 to 1.1, and which of those do so beyond chance."""
        ratio, half = self.ratio
        outside = (ratio < LOW) | (ratio > HIGH)
        return outside, outside & (np.abs(ratio - 1) > half)

    def as_lists(self):
        """Give the sums as lists, to be kept in a file."""
        return {name: getattr(self, name).tolist() for name in ("observed", "expected", "variance")}


def from_lists(kept):
    """Read what `as_lists` gave."""
    return Tenths(**{name: np.asarray(values) for name, values in kept.items()})


def by_decile(outcomes, probability, family):
    """Sum up tenths of the families, lowest probability first."""
    observed, expected, variance = np.zeros(10), np.zeros(10), np.zeros(10)
    for place, part in enumerate(np.array_split(np.argsort(probability, kind="stable"), 10)):
        observed[place], expected[place] = outcomes[part].sum(), probability[part].sum()
        _, which = np.unique(family[part], return_inverse=True)
        apart = (np.bincount(which, outcomes[part] - probability[part]) ** 2).sum()
        variance[place] = max(apart, (probability[part] * (1 - probability[part])).sum())
    return Tenths(observed, expected, variance)


def section(name, by_seed):
    """Write observed over expected of every seed, of the first three together, and of all where there are more."""
    lines = [f"## {name[0].upper()}{name[1:]}", ""]
    lines += ["Families in ten equal parts, lowest true probability first.", ""]
    lines += ["| seeds | " + " | ".join(str(part) for part in range(1, 11)) + " |", "|--:|" + "--:|" * 10]
    for seed, tenths in by_seed.items():
        lines.append(f"| {seed} | " + " | ".join(f"{part:.2f}" for part in tenths.ratio[0]) + " |")
    pools = [_together(by_seed, number) for number in sorted({min(FEW, len(by_seed)), len(by_seed)})]
    for words, pooled in pools:
        lines += _rows(words, pooled)
    lines.append("")
    lines += [f"{words[0].upper()}{words[1:]}: {_verdict(pooled)}" for words, pooled in pools]
    lines += ["", "The interval is 95 %, families taken as independent; an outcome counts at each date it follows.", ""]
    return lines


def _together(by_seed, number):
    """Pool the first seeds, and name them."""
    seeds, tenths = list(by_seed)[:number], list(by_seed.values())[:number]
    words = f"seed {seeds[0]}" if number == 1 else f"seeds {', '.join(map(str, seeds))} together"
    return words, sum(tenths[1:], start=tenths[0])


def _rows(words, pooled):
    """Write a pool: the ratio, tenths outside the rail in bold, with its interval and counts."""
    ratio, half = pooled.ratio
    outside, _ = pooled.missed
    shown = [f"**{part:.2f}**" if off else f"{part:.2f}" for part, off in zip(ratio, outside, strict=True)]
    lines = [f"| {words} | " + " | ".join(shown) + " |"]
    lines.append("| plus or minus | " + " | ".join(f"{part:.2f}" for part in half) + " |")
    for what, values in (("observed", pooled.observed), ("expected", pooled.expected)):
        lines.append(f"| {what} | " + " | ".join(f"{part:,.0f}" for part in values) + " |")
    return lines


def _verdict(pooled):
    """Say in a sentence what all tenths come to, which missed the rail, and which of those beyond chance."""
    total = pooled.observed.sum() / pooled.expected.sum()
    outside, beyond = pooled.missed
    if not outside.any():
        return f"all tenths come to {total:.3f}; no tenth is missed, all lie within {LOW} to {HIGH}."
    far = f"beyond chance {_named(beyond, pooled)}" if beyond.any() else "none of them beyond chance"
    return f"all tenths come to {total:.3f}; missed, outside {LOW} to {HIGH}: {_named(outside, pooled)}; {far}."


def _named(which, pooled):
    return ", ".join(f"tenth {place + 1} ({pooled.ratio[0][place]:.2f})" for place in np.flatnonzero(which))
