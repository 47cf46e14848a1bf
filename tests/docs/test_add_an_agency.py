"""The page on adding an agency shows what csps really drafts, and its filled block is one that csps accepts."""

from __future__ import annotations

import re
import tomllib

from csps.contracts.catalogue import all_tables
from csps.feeds.inspection.draft import draft_of
from csps.settings.programme import programme_of
from csps.settings.reading import Document


def blocks(root):
    return re.findall(
        r"^```toml\n(.*?)^```", (root / "docs/how-to/add-an-agency.md").read_text(), re.MULTILINE | re.DOTALL
    )


def test_the_draft_on_the_page_is_the_draft(root):
    example = root / "docs/how-to/looked_after_2026-11-08.csv"
    assert draft_of(example.read_bytes(), example.name, "looked_after") == blocks(root)[0]


def test_the_filled_block_is_accepted(root):
    programme = tomllib.loads((root / "data_synthetic/workspace/programme.toml").read_text(encoding="utf-8"))
    programme["feeds"] = tomllib.loads(blocks(root)[1])["feeds"]
    feed = programme_of(Document("programme.toml", programme, ""), all_tables()).feeds["looked_after"]
    assert feed.delivers == ("feeds.ssd_person", "feeds.ssd_linked_identifiers")
