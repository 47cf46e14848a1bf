"""Held deliveries that somebody let in: said in the vault, and read back."""

from csps.feeds.ledger import State
from csps.feeds.releases import KIND, released_files, releasing
from csps.feeds.rules.delivery import late


def test_what_is_let_in_is_known_by_path_and_bytes(office, kit):
    load = kit.arrival("p/a.csv", state=State.HELD, rule=late.RULE).load("f", "feeds.ssd_person", kit.WEEK)
    with office.vault() as vault:
        assert released_files(vault) == frozenset()
        vault.say(KIND, (), releasing(load, said_on=kit.SUNDAY, by="f" * 64, reason="the agency confirmed it"))
        assert released_files(vault) == {("p/a.csv", "0" * 64)}
