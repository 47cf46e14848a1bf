"""What is at hand while one feed is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csps.feeds.layouts.catalogue import made_keys

if TYPE_CHECKING:
    from csps.contracts.model import Table
    from csps.feeds.bench import Bench
    from csps.feeds.ledger import Ledger
    from csps.settings import Feed
    from csps.store import Edition
    from csps.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """One feed and everything that taking it in needs.

    Args:
        name: of the feed.
        feed: how its files are written.
        table: the contract.
        bench: where the rows lie in the clear.
        ledger: where findings are noted.
        vault: where identities, rejected rows and the files themselves are sealed.
        edition: the week that is being made.
    """

    name: str
    feed: Feed
    table: Table
    bench: Bench
    ledger: Ledger
    vault: Vault
    edition: Edition

    @property
    def made_keys(self) -> frozenset[str]:
        """The columns of the table whose values csps makes itself, because the format has no key of its own."""
        return made_keys(self.feed.format.value, self.table.name)
