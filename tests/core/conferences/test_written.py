"""Reports of many kinds are read as a person reads them, also after the damage of the web."""

from __future__ import annotations

import pytest

from linli.core.conferences import read
from linli.core.conferences.subjects import SUBJECTS
from linli.core.mending import mend
from tests.core.conferences.written import REPORTS
from tests.core.mending.damaging import Site, damaged, readings, traditional


def flat(directives):
    for directive in directives:
        yield directive
        yield from flat(directive.children)


def asked(text, found):
    """Return the demands with the first and last words that the list names."""
    return [
        (one.no, text[one.start : one.end], one.speaker, one.addressee, one.subject)
        for one in flat(found.directives)
    ]


def expected(text, demands):
    place = 0
    for one in demands:
        start = text.index(one.first, place if "." not in one.no else 0)
        end = text.index(one.last, start) + len(one.last)
        yield one.no, text[start:end], one.speaker, one.addressee, one.subject
        place = start


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.file)
class TestReports:
    def test_yield_every_demand_and_none_besides(self, report):
        text = report.text
        assert mend(text).text == text
        assert asked(text, read(text)) == list(expected(text, report.demands))

    def test_say_when_where_and_who(self, report):
        found = read(report.text)
        assert (found.date, found.level, found.host, found.place, found.chair) == report[1:6]
        assert {person.name: person.post for person in found.speakers} == report.speakers
        assert {person.name: person.post for person in found.present} == report.present
        assert (found.venues, found.documents) == (report.venues, report.documents)

    def test_are_read_alike_after_the_damage(self, report):
        text = report.text.strip()
        table = sorted({traditional(sign) for sign in text if traditional(sign) != sign})[::2]
        site = Site(tuple((sign, readings(sign)[0]) for sign in table), blank=True)
        shown, late = damaged(text, site)
        mended = mend(shown)
        assert late or mended.text == text
        if mended.text == text:
            assert read(mended.text) == read(text)


class TestEveryDemand:
    @pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.file)
    def test_lies_in_the_text_and_within_its_whole(self, report):
        text = report.text
        found = read(text)
        for one in flat(found.directives):
            assert 0 <= one.start < one.end <= len(text)
            assert one.subject in SUBJECTS
            assert text[one.start : one.end] == text[one.start : one.end].strip("，。；： \n")
            for child in one.children:
                assert one.start <= child.start < child.end <= one.end
                assert child.no.startswith(f"{one.no}.")


class TestWordsThatAskNothing:
    @pytest.mark.parametrize(
        "sentence",
        [
            "张三指出，主要原因是重视不够。",
            "张三强调，这是一项重要任务，需要长期努力。",
            "会议指出，只要坚持下去就会见效。",
            "会议按照省委工作要求作了安排。",
            "会议围绕为什么要加强社会工作、怎样加强社会工作展开讨论。",
            "近年来，全市各级贯彻落实决策部署，推动社会工作取得新进展。",
            "《关于加强社区工作的工作要点》已经印发。",
            "居民们都说，以后要常来看看。",
            "会议认为，去年各部门聚焦重点、狠抓落实，成效明显。",
        ],
    )
    def test_are_no_demands(self, sentence):
        assert read(f"3月1日，全市社会工作会议召开。\n{sentence}").directives == ()


class TestWordsThatAsk:
    @pytest.mark.parametrize(
        ("sentence", "demand", "addressee"),
        [
            ("会议强调，务必抓好落实。", "务必抓好落实", None),
            ("会议要求各镇街加强值班值守。", "各镇街加强值班值守", "各镇街"),
            ("张三强调，下一步要抓好整改。", "下一步要抓好整改", None),
            ("各级党组织书记还要带头接访。", "各级党组织书记还要带头接访", "各级党组织书记"),
            ("会议指出，信访工作要讲方法。", "信访工作要讲方法", None),
            ("会议强调，对重点人群要逐一走访。", "对重点人群要逐一走访", None),
        ],
    )
    def test_begin_a_demand(self, sentence, demand, addressee):
        text = f"3月1日，全市社会工作会议召开。\n{sentence}"
        (found,) = read(text).directives
        assert (text[found.start : found.end], found.addressee) == (demand, addressee)


class TestTextsThatAreNoReports:
    @pytest.mark.parametrize(
        "text", ["", "\n", "hello, world", "。" * 50, "要", "，，；；：：（（（"]
    )
    def test_yield_nothing_and_break_nothing(self, text):
        found = read(text)
        assert found.speakers == found.present == ()
        assert all(0 <= one.start < one.end <= len(text) for one in found.directives)
