"""A file that would take all memory."""

import io
import zipfile

from csps.feeds.rules.delivery.too_large import RULE


def test_a_bomb_is_refused(office, kit):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.csv", bytes(30 << 20))
    office.drop("ssd_mother", kit.SUNDAY, sink.getvalue())
    office.run()
    assert [(load["state"], load["rule"]) for load in office.table("feeds.load")] == [("refused", RULE.name)]
