"""What is said about the data of a week, as plain values: the page and the JSON are written from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOut:
    """A delivery that was not taken in this week, or that has been held since an earlier one.

    Args:
        delivery: its name.
        state: what became of it.
        rule: why.
        sentence: the same in words.
        since: the week whose run kept it out.
    """

    delivery: str
    state: str
    rule: str
    sentence: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often a rule was broken in the deliveries of a feed.

    Args:
        rule: its name.
        effect: what followed.
        sentence: what is wrong.
        column: which column; `*` for the row or file.
        count: how often in this week's run.
        usual: how often in a run of the weeks before, by their median; None where there was none.
    """

    rule: str
    effect: str
    sentence: str
    column: str
    count: int
    usual: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How complete a group of columns came.

    Args:
        group: what the columns hold: names, addresses, codes ...
        share: values given, of those that could be, in this week's deliveries.
        usual: the same in the deliveries of the weeks before; None where there were none.
        values: how many values could have been given this week, and in the weeks before.
        emptied: columns that were usually filled and are hardly any more.
    """

    group: str
    share: float
    usual: float | None
    values: tuple[int, int] = (0, 0)
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedQuality:
    """What a feed is worth this week.

    Args:
        feed: its name.
        agency: who delivers it.
        tables: the tables it fills.
        rhythm: how often it should come.
        last_known_on: extraction date of the last delivery taken in; None where there was never one.
        days: days since then.
        late_after_days: days after which it is late.
        deliveries: how many of this week's were taken in.
        read: rows read this week.
        accepted: of them those in the lake.
        rejected: of them those sealed in the vault.
        usual_rows: rows of a delivery in the weeks before, by their median; None where there were none.
        range_rows: the fewest and the most of them.
        kept_out: this week's deliveries that were not taken in, and those that are still held.
        findings: by rule.
        filled: by group of columns.
        families: families of this week about whom the feed ever said anything; None where no families were formed.
        only_here: of them those about whom no other feed did.
    """

    feed: str
    agency: str
    tables: tuple[str, ...]
    rhythm: str
    last_known_on: date | None
    days: int | None
    late_after_days: int
    deliveries: int
    read: int
    accepted: int
    rejected: int
    usual_rows: int | None
    range_rows: tuple[int, int] | None
    kept_out: tuple[KeptOut, ...]
    findings: tuple[RuleCount, ...]
    filled: tuple[Filled, ...]
    families: int | None
    only_here: int | None

    @property
    def is_late(self) -> bool:
        """Whether the next delivery is overdue."""
        return self.days is None or self.days > self.late_after_days

    @property
    def is_silent(self) -> bool:
        """Whether something came this week of which not a row counts: kept out, or every row rejected."""
        kept_out = any(one.state in ("held", "refused") for one in self.kept_out)
        return not self.accepted and (kept_out or self.rejected > 0)


@dataclass(frozen=True, slots=True)
class Doubted:
    """How many members of families nothing confirms any more, for one reason.

    Args:
        doubt: code of `families.unconfirmed`.
        children: against whose membership it stands.
        carers: likewise.
        families: of which they are members.
    """

    doubt: str
    children: int
    carers: int
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What the data of a week is worth.

    Args:
        council: whose.
        synthetic: whether nobody in it is real.
        week: the Monday.
        manifest: the published week it is about.
        feeds: in the order of programme.toml.
        families: families of this week; None where none were formed.
        resting_on_late: of them those about whom a late feed ever said anything.
        weeks_before: how many earlier runs it is compared with.
        doubted: members whom nothing confirms, by doubt, in the order in which they are asked; None
            where nobody looked.
    """

    council: str
    synthetic: bool
    week: date
    manifest: str
    feeds: tuple[FeedQuality, ...]
    families: int | None
    resting_on_late: int | None
    weeks_before: int
    doubted: tuple[Doubted, ...] | None = None
