"""The report is one line that says the same for the same model, and refuses to be read when it was changed."""

from dataclasses import replace

import pytest

from csps.approval.report import Report
from csps.domain.errors import IntegrityError


def test_a_report_reads_back_as_it_was_written(evidence, kit):
    report = Report(evidence(**kit.MISSED)[0], "t.rain")
    assert Report.from_bytes(report.to_bytes()) == report
    assert [check.name for check in report.short_of] == ["Calibration slope"]


def test_each_hash_changes_with_what_it_is_of(evidence):
    report = Report(evidence()[0], "t.rain")
    other_data = Report(evidence(data={"x": "cd" * 32})[0], "t.rain").hashes
    other_trainer = Report(report.evidence, "b.both").hashes
    changed = {name for name in report.hashes if report.hashes[name] != other_data[name]}
    assert changed == {"data", "report"}
    assert {name for name in report.hashes if report.hashes[name] != other_trainer[name]} == {"report"}
    assert Report(evidence(trees=b"other")[0], "t.rain").hashes["model"] != report.hashes["model"]


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line + b" ",
        lambda line: line[:-1],
        lambda line: line.replace(b'"families":9000', b'"families":9000.0'),
        lambda line: line.replace(b'"format":"csps model report 3"', b'"format":"csps model report 4"'),
        lambda line: line.replace(b'"result":"passed"', b'"result":"fine"'),
        lambda line: line.replace(b'"checks":[{', b'"checks":[7,{'),
        lambda line: line.replace(b'"code":"0.1.0",', b""),
        lambda line: b"[]",
    ],
)
def test_what_was_not_written_so_is_not_read(evidence, change):
    with pytest.raises(IntegrityError):
        Report.from_bytes(change(Report(evidence()[0], "t.rain").to_bytes()))


def test_the_version_is_the_beginning_of_the_digest(evidence):
    known = replace(evidence()[0], digest="0123456789abcdef" * 4)
    assert known.version == "0123456789abcdef"
