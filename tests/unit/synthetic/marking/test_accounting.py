"""Every delivered reference has its true person; what was taken out, put in or moved is named."""

from __future__ import annotations

import shutil

import pytest

from csps.domain.errors import IntegrityError, UsageError
from csps.synthetic.marking.accounting import account
from csps.synthetic.marking.folders import Folder, delivered_files


def accounts(made):
    with Folder(made.workspace) as seen, Folder(made.truth) as true:
        return account(seen, true, delivered_files(made.workspace))


def faults(made):
    return [fault for one in accounts(made) for fault in one.faults]


def rewrite(path, change):
    lines = path.read_bytes().splitlines(keepends=True)
    change(lines)
    path.write_bytes(b"".join(lines))


def test_a_borough_as_made_is_of_one_piece(spoilt):
    """The police alone; test_run looks at every agency."""
    found = accounts(spoilt)
    assert [fault for one in found for fault in one.faults] == []
    assert sum(one.torn for one in found) == 0
    delivered = sum(len(path.read_bytes().splitlines()) - 1 for path in spoilt.deliveries.rglob("*.csv"))
    assert sum(one.lines for one in found) == delivered
    assert sum(one.files for one in found) == sum(1 for _ in spoilt.deliveries.rglob("*.csv"))
    assert sum(one.named for one in found) > 0


def test_a_line_taken_out_is_named(spoilt):
    path = next(path for path in spoilt.files("police") if "incident" in path.name)
    count = len(path.read_bytes().splitlines())
    rewrite(path, lambda lines: lines.pop())
    (fault,) = faults(spoilt)
    assert fault.file == path.relative_to(spoilt.deliveries).as_posix()
    assert (fault.missing, fault.extra, fault.first) == (1, 0, count)
    assert str(fault) == f"{fault.file}: 1 missing in nominal_id, the first at line {count}"


def test_a_line_put_in_is_named(spoilt):
    path = next(path for path in spoilt.files("police") if "incident" in path.name)
    rewrite(path, lambda lines: lines.append(lines[-1]))
    (fault,) = faults(spoilt)
    assert (fault.missing, fault.extra) == (0, 1)


def test_lines_that_were_moved_are_noticed(spoilt):
    for path in (path for path in spoilt.files("police") if "incident" in path.name):
        rewrite(path, lambda lines: lines.insert(1, lines.pop()))
    assert sum(one.torn for one in accounts(spoilt)) > 0


def test_a_file_that_is_gone_is_named(spoilt):
    path = next(path for path in spoilt.files("police") if "incident" in path.name)
    path.unlink()
    (fault,) = faults(spoilt)
    assert fault.file.endswith(path.name)
    assert fault.missing > 0


def test_deliveries_that_have_no_truth_are_extra_or_foreign(spoilt):
    shutil.rmtree(spoilt.truth / "lines")
    (spoilt.truth / "lines").mkdir()
    with pytest.raises(UsageError, match="another borough"):
        accounts(spoilt)


def test_a_damaged_truth_is_named(spoilt):
    path = spoilt.truth / "lines" / "police_incident.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(IntegrityError, match=r"lines/police_incident\.parquet cannot be read"):
        accounts(spoilt)


def test_a_truth_about_a_table_nobody_delivers_is_refused(spoilt):
    lines = spoilt.truth / "lines"
    shutil.copy(lines / "police_incident.parquet", lines / "moon_landing.parquet")
    with pytest.raises(IntegrityError, match=r"feeds\.moon_landing"):
        accounts(spoilt)


def test_a_truth_about_columns_a_table_lacks_is_refused(spoilt):
    lines = spoilt.truth / "lines"
    shutil.copy(lines / "police_incident.parquet", lines / "school_sen.parquet")
    with pytest.raises(IntegrityError, match="nominal_id"):
        accounts(spoilt)
