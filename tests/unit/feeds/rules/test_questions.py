"""All questions of a table in a few numbers."""

import ibis
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.feeds.rules.questions import BITS, answers, questions, rejects
from csps.feeds.rules.rule import Effect
from csps.feeds.rules.values import typed


def asked_of(table, style):
    read = ibis.table({**dict.fromkeys(table.column_names, "string"), "_known_on": "date"}, name="any")
    return questions(table, read, typed(table, style, read))


def test_a_row_has_the_bits_of_what_it_breaks(tiny, laid, rules_bench):
    rows = [{"thing": "t"}, {"began": "02/01/2026", "ended": "01/01/2026", "size": "1001"}]
    read, values = laid(tiny.TABLE, tiny.STYLE, rows, "2026-01-05")
    asked = questions(tiny.TABLE, read, values)
    found = rules_bench.add("answered", read.select("_place", **answers(asked)))
    broken = {
        (question.column, question.rule.name)
        for question in asked
        if rules_bench.rows(found.filter(question.is_broken(found)).select("_place")) == [(1,)]
    }
    assert broken == {("thing", "required"), ("size", "above the most"), ("ended", "ended before it began")}
    assert rules_bench.rows(found.filter(rejects(asked, found)).select("_place")) == [(1,)]
    assert not any(rules_bench.rows(found.filter(q.is_broken(found), found["_place"] == 0)) for q in asked)


def test_more_questions_than_bits_get_another_number(tiny):
    asked = asked_of(tiny.TABLE, tiny.STYLE)
    assert len(asked) > BITS
    assert list(answers(asked)) == ["_broken_0", "_broken_1"]
    assert len({(question.answers, question.bit) for question in asked}) == len(asked)
    assert max(question.bit for question in asked) < 2**63


@pytest.mark.parametrize("table", delivered_tables().values(), ids=lambda table: table.name)
def test_every_contract_can_be_asked(table, tiny):
    asked = asked_of(table, tiny.STYLE)
    assert {question.column for question in asked} <= {*table.column_names, "*"}
    assert any(question.rule.effect is Effect.ROW for question in asked)
