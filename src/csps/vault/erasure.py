"""Records taken out of a vault for good: their rows, their lines in sealed deliveries, what was said about them, their keys.

Everything is written without them in one transaction; then their keys are destroyed. Cut off in between, or anywhere, it is
done again and comes to the same. Until a plan is forgotten no run begins: it would build on what is to go.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from csps.domain.errors import UsageError
from csps.keys import canonical_json, parse_canonical
from csps.vault.archive import INDEX
from csps.vault.rejects import SEALED_ROWS, open_rejects, seal_rejects
from csps.vault.statements import DONE, ELSEWHERE, PLAN, statement_name
from csps.vault.vault import ARCHIVED, IDENTITY, REJECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from csps.keys import KeyWrapper
    from csps.vault.database import Place
    from csps.vault.vault import Vault

    Strike = Callable[[str, str, bytes, frozenset[int]], bytes | None]
    Names = Callable[[str], bool]

ERASURE = (PLAN, DONE, ELSEWHERE)
WHOLE_PIECES = frozenset({IDENTITY, REJECTED, ARCHIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure took out of a vault.

    Args:
        identities: rows.
        rejected: rejected rows.
        deliveries: sealed anew without the person's lines.
        lines: of them.
        destroyed: deliveries destroyed as a whole, because nobody can be taken out of a file of their kind.
        statements: forgotten.
        workings: rows of what linkage had worked out.
        keys: destroyed.
    """

    identities: int
    rejected: int
    deliveries: int
    lines: int
    destroyed: int
    statements: int
    workings: int
    keys: int


def rejected_lines(vault: Vault, names: Names) -> dict[str, frozenset[int]]:
    """Give delivery and lines of the rejected rows that name somebody.

    Args:
        vault: opened at generation None.
        names: says whether a row as it came names them.
    """
    found: dict[str, set[int]] = {}
    for place in vault.database.places(REJECTED):
        for row in open_rejects(vault.database.read(place), vault.table).to_pylist():
            if names(row["content"]):
                found.setdefault(row["delivery"], set()).add(row["line"])
    return {delivery: frozenset(lines) for delivery, lines in found.items()}


def erase_records(
    vault: Vault,
    wrapper: KeyWrapper,
    records: Collection[str],
    lines: Mapping[str, Collection[int]],
    strike: Strike,
) -> Erased:
    """Take records out of a vault, and destroy their keys.

    Args:
        vault: opened at generation None.
        wrapper: the deployment's key.
        records: pseudonyms of the records.
        lines: of each delivery, the lines that are about them; an empty collection has the delivery looked through.
        strike: given feed, name, content and lines of a delivery, gives what is left of it; None where the whole is to go,
            and the content itself where nothing is.

    Raises:
        BusyError: a run writes to the vault.
        IntegrityError: the vault is damaged.
        StorageError: the disk refused; do it again.
    """
    work = _Work(vault, frozenset(records), {name: frozenset(some) for name, some in lines.items()}, strike)
    done = vault.said(DONE)
    if not done:
        vault.database.begin_mending()
        try:
            work.all()
            content = canonical_json({"counted": asdict(work.counted()), "keys": work.keys})
            done = [vault.statements.say_within(DONE, [], content)]
            vault.statements.name_new_keys()
            vault.database.commit()
        except BaseException:  # an interrupt, too, must leave the vault as it was
            vault.database.roll_back()
            vault.table.forget_new()
            raise
    told = parse_canonical(done[0].content, "what an erasure did")
    assert isinstance(told, dict), "it was written above"
    _destroy(vault, wrapper, [*sorted(records), *told["keys"]])
    return Erased(**told["counted"])


def _destroy(vault: Vault, wrapper: KeyWrapper, keys: list[str]) -> None:
    """Write the table of keys anew without some; names that never had a key get a place there as well, and stay without.

    Where an earlier call has destroyed them the table is left as it is.
    """
    names = pa.array(keys, pa.string())
    if pc.all(pc.is_in(names, value_set=vault.table.destroyed)).as_py():
        return
    vault.table.make(names)
    table = vault.table.write_anew(wrapper, vault.newest, destroy=keys)
    vault.passing.forget()  # it is sealed under the key that goes now
    table.put()
    table.tidy([])


class _Work:
    """The transaction that takes records out."""

    def __init__(
        self, vault: Vault, records: frozenset[str], lines: Mapping[str, frozenset[int]], strike: Strike
    ) -> None:
        self._vault, self._wanted, self._strike = vault, lines, strike
        self._database, self.records = vault.database, records
        self._ids = pa.array(sorted(records), pa.string())
        self.keys: list[str] = []
        self.identities = self.rejected = self.deliveries = self.lines = 0
        self.destroyed = self.statements = self.workings = 0

    def all(self) -> None:
        for place in self._database.places(IDENTITY):
            self.identities += self._without(place, ("record_id",))
        for place in self._database.places(REJECTED):
            self._rejects(place)
        for place in self._database.places(ARCHIVED):
            self._deliveries(place)
        for kind in self._database.kinds():
            if kind not in WHOLE_PIECES:
                for place in self._database.places(kind):
                    self.workings += self._without(place)
        self._statements()

    def counted(self) -> Erased:
        """Give what was taken out."""
        return Erased(
            identities=self.identities,
            rejected=self.rejected,
            deliveries=self.deliveries,
            lines=self.lines,
            destroyed=self.destroyed,
            statements=self.statements,
            workings=self.workings,
            keys=len(self.records) + len(self.keys),
        )

    def _without(self, place: Place, columns: tuple[str, ...] | None = None) -> int:
        """Write a piece without the rows that name one of the records; give their number."""
        piece = self._database.read(place)
        texts = [name for name in piece.column_names if pa.types.is_string(piece.schema.field(name).type)]
        about = pa.array([False] * piece.num_rows)
        for name in columns or texts:
            about = pc.or_(about, pc.fill_null(pc.is_in(piece[name], value_set=self._ids), fill_value=False))
        count = int(pc.sum(about).as_py() or 0)
        if count:
            self._database.replace(place, piece.filter(pc.invert(about)))
        return count

    def _rejects(self, place: Place) -> None:
        """Write the rejected rows of a piece without the person's, those of the same deliveries under new keys."""
        piece = self._database.read(place)
        met = {delivery for delivery in pc.unique(piece["delivery"]).to_pylist() if self._wanted.get(delivery)}
        if not met:
            return
        theirs = pc.is_in(piece["delivery"], value_set=pa.array(sorted(met)))
        opened = open_rejects(piece.filter(theirs), self._vault.table)
        kept = [row["line"] not in self._wanted[row["delivery"]] for row in opened.to_pylist()]
        gone = len(kept) - sum(kept)
        if not gone:
            return
        self.rejected += gone
        self.keys += pc.unique(piece.filter(theirs)["key"]).to_pylist()
        number = self._vault.table.ring.number
        anew = seal_rejects(opened.filter(pa.array(kept)), self._vault.table, f"{place.generation} after {number}")
        self._database.replace(
            place, pa.concat_tables([piece.filter(pc.invert(theirs)), anew]).select(SEALED_ROWS.names)
        )

    def _deliveries(self, place: Place) -> None:
        """Seal deliveries of a piece anew without the person's lines."""
        index = self._database.read(place).to_pylist()
        anew: list[tuple[int, tuple[str, str, bytes]]] = []
        whole: set[int] = set()
        for number, line in enumerate(index):
            if line["delivery"] in self._wanted:
                left = self._left(place.name, line)
                if left is None:
                    whole.add(number)
                elif left:
                    anew.append((number, (line["delivery"], line["sha256"], left[0])))
        if not anew and not whole:
            return
        self.keys += [index[number]["key"] for number in (*(one for one, _ in anew), *whole)]
        self.deliveries += len(anew)
        self.destroyed += len(whole)
        if anew:
            archive, generation = self._vault.archive_of_deliveries, place.generation
            lines = archive.put(generation, place.name, [one for _, one in anew]).to_pylist()
            for (number, _), line in zip(anew, lines, strict=True):
                index[number] = line
        self._database.replace(place, pa.Table.from_pylist(index, schema=INDEX))

    def _left(self, feed: str, line: Mapping[str, object]) -> tuple[bytes] | tuple[()] | None:
        """Give what is left of a delivery; nothing where it is as it was, None where the whole is to go."""
        content = self._vault.archive_of_deliveries.read(line)
        if content is None:
            return ()
        left = self._strike(feed, str(line["delivery"]), content, self._wanted[str(line["delivery"])])
        if left is None:
            return None
        self.lines += content.count(b"\n") - left.count(b"\n")
        return () if left == content else (left,)

    def _statements(self) -> None:
        for number, kind, about, _ in self._database.said():
            if kind not in ERASURE and self.records.intersection(about.split()):
                self._database.unsay(number)
                self.keys.append(statement_name(number))
                self.statements += 1


def plan_of(vault: Vault) -> bytes | None:
    """Give the plan of an erasure that was begun and not ended."""
    plans = vault.said(PLAN)
    return plans[0].content if plans else None


def note_elsewhere(vault: Vault, content: bytes) -> None:
    """Keep what is about to be erased outside the vault, for the certificate of an erasure that is cut off."""
    if not vault.said(ELSEWHERE):
        vault.say(ELSEWHERE, [], content)


def noted_elsewhere(vault: Vault) -> bytes | None:
    """Give what was noted."""
    notes = vault.said(ELSEWHERE)
    return notes[0].content if notes else None


def keep_plan(vault: Vault, plan: bytes) -> None:
    """Keep the plan of an erasure, before anything is erased.

    Raises:
        UsageError: another is under way.
    """
    if plan_of(vault) is not None:
        raise UsageError("Another erasure is under way.", next_step="End it first: `csps privacy erase`.")
    vault.say(PLAN, [], plan)


def forget_plan(vault: Vault, wrapper: KeyWrapper) -> int:
    """Forget the plan of an erasure that has ended, and destroy its key; give the number of the table of keys.

    Args:
        vault: opened anew at generation None, because `erase_records` put another table of keys in place.
        wrapper: the deployment's key.
    """
    numbers = [statement.number for kind in ERASURE for statement in vault.said(kind)]
    table = vault.table.write_anew(wrapper, vault.newest, destroy=[statement_name(number) for number in numbers])
    table.put()
    vault.database.begin_mending()
    for number in numbers:
        vault.database.unsay(number)
    vault.database.commit()
    table.tidy([])
    return table.ring.number
