"""Everything that is on the weekly list, as plain values: what the page, the workbook and the text file are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

REFERENCE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for a score.

    Args:
        raises: whether it raises the score.
        feature: what it rests on most.
        sentence: in words.
        is_new: whether it was no reason on the last list.
    """

    raises: bool
    feature: str
    sentence: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """What one model says of a family.

    Args:
        of_100: of 100 families scored like it, about so many.
        band: the range the score lies in.
        reasons: the strongest first.
        of_100_before: what was said on the last list; None where the family was not on it.
    """

    of_100: int
    band: str
    reasons: tuple[Reason, ...]
    of_100_before: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the programme that a family meets.

    Args:
        code: the line of the rule set.
        latest_on: day of the latest evidence.
        words: what the line says, where the rules say it.
    """

    code: str
    latest_on: date | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """Help that is under way for a family.

    Args:
        service: code of `worklist.help`.
        since: the earliest day of what has not ended.
    """

    service: str
    since: date


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a member of a family still belonging to it.

    Args:
        doubt: code of `families.unconfirmed`.
        role: of the member.
        months: age; None where it is not known.
        since: since when it does; None where it has no day.
    """

    doubt: str
    role: str
    months: int | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family on the list that is not sealed.

    Args:
        place: 1 for the family to be looked at first; sealed families, which are not among these, leave no gap.
        family_id: its pseudonym.
        child_months: ages of its children, the youngest first; None where it is not known.
        expected: children expected.
        adults: how many adults.
        scores: by model; a model that is not about the family is missing.
        criteria: criteria of the programme met, in order.
        change: code of `worklist.entry`.
        weeks_listed: lists in a row it has been on, this one included.
        help: what is under way, the most far-reaching first; None where the list was made before csps looked.
        doubts: about members whom nothing confirms any more; None likewise.
    """

    place: int
    family_id: str
    child_months: tuple[int | None, ...]
    expected: int
    adults: int
    scores: Mapping[str, Score]
    criteria: tuple[Criterion, ...]
    change: str
    weeks_listed: int
    help: tuple[Help, ...] | None = None
    doubts: tuple[Doubt, ...] | None = None

    @property
    def reference(self) -> str:
        """The short name by which people speak of the family at the meeting."""
        return self.family_id[:REFERENCE_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model of this week.

    Args:
        name: the model.
        version: the first 16 digits of its hash.
        target: what it is about, from its specification.
        horizon_weeks: how far it looks ahead.
        caveat: what it cannot see.
        population: whom it is about.
        owner: the post that answers for it.
        trainer: short name.
        reviewers: who approved it, and on which day.
        valid_until: last day on which it may be used.
        scored: families it scored this week.
        tested: how it did on the families of its test date, from its signed report; empty where nobody approved it.
        demonstration: whether its marks are for a demonstration, and judge nobody.
        share_of_list: of the families that a list as long would have named on its test date, the share to whom it happened;
            None where nobody measured it, or the list of its test had another length.
        other_rules: whether it forecasts who meets the programme's rules, and its signed report does not say that they are
            those of the week.
    """

    name: str
    version: str
    target: str
    horizon_weeks: int
    caveat: str
    population: str
    owner: str
    trainer: str
    reviewers: tuple[tuple[str, date], ...]
    valid_until: date | None
    scored: int
    tested: str = ""
    demonstration: bool = False
    other_rules: bool = False
    share_of_list: float | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A feed whose latest delivery is older than the council expects, or of which one was not taken in.

    Args:
        feed: as programme.toml names it.
        agency: who delivers it.
        latest_on: day of the latest delivery; None where there never was one.
        days: since then.
        late_after_days: after how many days it is late.
        kept_out_on: day of the latest delivery that was refused or is held and is missed; None where there is none.
    """

    feed: str
    agency: str
    latest_on: date | None
    days: int | None
    late_after_days: int
    kept_out_on: date | None = None

    @property
    def is_late(self) -> bool:
        """Whether it is older than the council expects."""
        return self.days is None or self.days > self.late_after_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The weekly list.

    Args:
        council: whose list it is.
        synthetic: whether nobody on it is real.
        as_of: the Monday.
        last_as_of: Monday of the list before; None for the first.
        capacity: families that people can look at in a week.
        families: in order, those that are not sealed.
        models: in order of the list.
        bands: name and lowest score of each, lowest first.
        feeds: how many feeds the council has declared.
        late: those that are late.
        left_out: families that are neither scored nor listed, by the kind of restriction that a member is under.
        rules: the rule set by which criteria were judged, its version, and the share of its lines to be confirmed; empty
            where none were judged.
        unjudged: how many of its lines could not be judged of families that no row speaks for.
        unknown_help: services of which no delivery says whom they help.
        sealed: how many families on the list are sealed; no more is told of them.
    """

    council: str
    synthetic: bool
    as_of: date
    last_as_of: date | None
    capacity: int
    families: tuple[Family, ...]
    models: tuple[Model, ...]
    bands: tuple[tuple[str, float], ...]
    feeds: int
    late: tuple[Late, ...] = field(default=())
    left_out: Mapping[str, int] = field(default_factory=dict)
    rules: str = ""
    unjudged: int = 0
    unknown_help: tuple[str, ...] = ()
    sealed: int = 0
