"""Which register codes count as possible sessions and as absence in the programme's rules."""

from __future__ import annotations

from csps.contracts.code_lists.attendance import COUNTED_AS, Counted

POSSIBLE = tuple(code for code, counted in COUNTED_AS.items() if counted is not Counted.NOT_POSSIBLE)
ABSENT = tuple(code for code, counted in COUNTED_AS.items() if counted in (Counted.AUTHORISED, Counted.UNAUTHORISED))
"""Authorised and unauthorised: the national reading. Some councils count the unauthorised ones alone."""
UNAUTHORISED = tuple(code for code, counted in COUNTED_AS.items() if counted is Counted.UNAUTHORISED)
