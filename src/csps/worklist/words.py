"""Days, numbers and codes as a tired reader wants them on a Monday morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.contracts.code_lists.programme import NEED
from csps.contracts.code_lists.stages import HELP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_NEEDS = {code.value: code.meaning for code in NEED.codes}
_HELP = {code.value: code.meaning for code in HELP.codes}
_HAPPENS = {
    "maltreatment": "maltreatment is recorded for",
    "eligibility": "the programme's threshold is met by",
}
_HAPPENED = {
    "maltreatment": ("maltreatment was recorded", "for"),
    "eligibility": ("the programme's threshold was met", "by"),
}


def day(when: date) -> str:
    """Write a day in full, as government pages do.

    >>> from datetime import date
    >>> day(date(2026, 11, 9))
    '9 November 2026'
    """
    return f"{when.day} {when:%B %Y}"


def several(count: int, thing: str, many: str | None = None) -> str:
    """Write a number of things.

    >>> several(1, "child", "children"), several(0, "child", "children"), several(2, "week")
    ('1 child', '0 children', '2 weeks')
    """
    return f"{count:,} {thing if count == 1 else many or f'{thing}s'}"


def joined(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def about_of_100(count: int) -> str:
    """Say how many of 100 families.

    >>> about_of_100(0), about_of_100(12)
    ('fewer than 1', 'about 12')
    """
    return "fewer than 1" if count < 1 else f"about {count}"


def likelihood(model: str, count: int, horizon_weeks: int) -> str:
    """Say what a score means, in numbers of families.

    >>> likelihood("maltreatment", 12, 52)
    'Of 100 families scored like this, maltreatment is recorded for about 12 within 12 months.'
    """
    happens = _HAPPENS.get(model, f"what {model} is about happens to")
    return f"Of 100 families scored like this, {happens} {about_of_100(count)} within {_months(horizon_weeks)}."


def list_sentence(model: str, share: float, length: int, horizon_weeks: int) -> str:
    """Say for how many families of a whole list it came true, which is not what the scores beside them add up to.

    >>> list_sentence("maltreatment", 0.2, 20, 52)
    ' Where the model was tested, maltreatment was recorded within 12 months for about 4 of the 20 families that such a list named.'
    >>> list_sentence("eligibility", 0.01, 20, 26)
    " Where the model was tested, the programme's threshold was met within 6 months by fewer than 1 of the 20 families that such a list named."
    """
    happened, to = _HAPPENED.get(model, (f"what {model} is about happened", "to"))
    return (
        f" Where the model was tested, {happened} within {_months(horizon_weeks)} {to} "
        f"{about_of_100(round(share * length))} of the {several(length, 'family', 'families')} that such a list named."
    )


def _months(weeks: int) -> str:
    return several(round(weeks * 12 / 52), "month")


def criterion(code: str, words: str = "") -> str:
    """Say a criterion of the programme; one of a council's own by the words of its line, or by its code.

    >>> criterion("SF10.1"), criterion("LOC7", "A home may be lost."), criterion("LOC7")
    ('adult out of work', 'a home may be lost', 'criterion LOC7')
    """
    own = f"{words[:1].lower()}{words[1:].rstrip('.')}" if words else f"criterion {code}"
    return _NEEDS.get(code, own)


def other_rules_sentence(model: str) -> str:
    """Say that a model forecasts other rules than those of the week, or does not say which.

    >>> other_rules_sentence("eligibility")
    'The eligibility model was not trained by these rules, or its report does not say so: whoever answers for it has it trained again.'
    """
    return (
        f"The {model} model was not trained by these rules, or its report does not say so: whoever answers for it has it "
        "trained again."
    )


def service(code: str) -> str:
    """Say who helps.

    >>> service("early help")
    'early help'
    """
    return _HELP[code]


_LEFT_OUT = {
    "OBJECTION": "because a member objected",
    "RESTRICTED": "because processing of a member's data is restricted",
}


def left_out_sentence(left_out: Mapping[str, int]) -> str:
    """Say how many families are not looked at, and why, without naming one.

    >>> left_out_sentence({"OBJECTION": 12, "RESTRICTED": 1})
    " Not scored and not listed: 12 families because a member objected and 1 family because processing of a member's data is restricted."
    >>> left_out_sentence({})
    ''
    """
    told = [f"{several(count, 'family', 'families')} {_LEFT_OUT[kind]}" for kind, count in sorted(left_out.items())]
    return f" Not scored and not listed: {joined(told)}." if told else ""
