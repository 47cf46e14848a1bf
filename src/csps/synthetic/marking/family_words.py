"""Marks of families in words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.synthetic.marking.figures import of, pairs, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csps.synthetic.marking.families import FamilyMarks
    from csps.synthetic.marking.parents import ParentMarks


def told_of_families(found: Sequence[FamilyMarks]) -> Iterator[str]:
    """Tell how families stand beside the truth: the latest date in full, earlier ones in a line each."""
    if not found:
        return
    *earlier, last = found
    yield f"Families, as of {last.as_of}: {last.families:,} with children."
    yield f"  Children all of one true family: {of(last.pure, last.families)}."
    yield f"  True families with a child in a family of the cohort: {of(last.found, last.true_families)}."
    yield f"  True families with all children in one family of the cohort: {of(last.whole, last.true_families)}."
    yield f"  Children at home of whom no agency has a record: {of(last.single.unknown, last.single.living)}."
    yield f"  Children said to live in a family who live in none in the borough: {of(last.single.gone, last.single.said)}."
    yield f"  Looked-after children, who live in none, said to live in one: {of(last.single.elsewhere_said, last.single.elsewhere)}."
    yield from _of_parents(last.parents)
    yield "  People said to live in one family, held against those who do (a child of two homes may be in either):"
    for what, marks in (
        ("all pairs", last.overall),
        ("two children", last.children),
        ("a child and an adult", last.child_and_adult),
        ("  both with a home in a register", last.told),
        ("two adults", last.adults),
    ):
        yield pairs(what, marks)
    yield "  The same as seen from each child, by the child's group:"
    for attribute, groups in last.groups.items():
        for group, marks in groups.items():
            yield pairs(f"{attribute}: {group}", marks)
    if earlier:
        yield "  Pairs with a child in them on earlier dates:"
    for one in earlier:
        yield pairs(one.as_of, one.children + one.child_and_adult)


def _of_parents(found: ParentMarks) -> Iterator[str]:
    """Tell how many children are with those who look after them, by both measures."""
    yield (
        f"  A child and its parent or carer: precision {share(found.precision)} of {found.said:,} pairs said to be such; "
        f"in one family {of(found.together, found.pairs)} of the true ones, and named as such {of(found.right, found.pairs)}."
    )
    yield (
        f"  The same of the pairs both of whom some register has at a home: in one family {of(found.told_together, found.told)}, "
        f"named as such {of(found.told_right, found.told)}."
    )
    if not found.doubts:
        return
    yield (
        f"  Confirmed pairs, of neither of whom anything says that they may have gone: precision {share(found.confirmed_precision)} "
        f"of {found.confirmed:,}; of all true pairs {of(found.confirmed_right, found.pairs)}."
    )
    yield "  What a doubt is worth: of those against whom it stands, who are still there, and who live anywhere in the borough:"
    for one in found.doubts:
        yield f"  {f'{one.role}: {one.doubt}':<36}{of(one.there, one.members)}, {of(one.here, one.members)}"
