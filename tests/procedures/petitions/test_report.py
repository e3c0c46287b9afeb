"""The annual report of Art. 41 and the proposals that stand in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from python_calamine import CalamineWorkbook

from linli.base.audit.models import Entry
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.zone import SHANGHAI
from linli.procedures.petitions import annual, annual_files, proposing
from linli.procedures.petitions.annual_words import NAMES
from linli.procedures.petitions.models import Proposal
from tests.petitions import START, in_state, new_petition, take

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 20, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def city(cast):
    """Petitions in many states, two of them accusations, one of the year before."""
    for state in ("registered", "handling", "guided", "closed", "terminated", "with_justice"):
        in_state(state, cast)
    in_state("objected", cast)
    in_state("with_discipline", cast)
    in_state("examining", cast)
    new_petition(cast, at=START.replace(year=2025))
    return cast


def made(cast, *, year=2026, at=NOW, post=None):
    return annual.report(post or cast.petition_officer, year=year, at=at)


def table(report, key):
    tables = [one for chapter in report.chapters for one in chapter.tables]
    return next(one for one in tables if one.name == NAMES[key])


def numbers(report, key):
    return {row.name.zh: (row.number, row.of) for row in table(report, key).rows}


class TestReport:
    def test_counts_each_petition_in_its_year_and_no_accusation(self, city):
        main = numbers(made(city), "main")
        assert main["登记"] == (7, None)
        assert main["受理"][0] == 3
        assert main["导入法定途径"][0] == 1
        assert main["办结"][0] == 2
        assert numbers(made(city, year=2025), "main")["登记"][0] == 1

    def test_tells_of_accusations_only_a_rounded_total(self, city):
        rows = table(made(city), "lane").rows
        assert rows[-1].number is None
        assert rows[-1].told.zh == "少于5"
        assert not any("检举控告" in row.name.zh for row in rows[:-1])
        for _ in range(3):
            in_state("examining", city)
        assert table(made(city), "lane").rows[-1].told.zh == "不少于5"

    def test_is_the_same_before_and_after_an_accusation(self, city):
        before = made(city).chapters
        in_state("examining", city)
        assert made(city).chapters == before

    def test_names_units_most_complained_about(self, city):
        units = numbers(made(city), "units")
        assert units[city.department.name] == (5, 7)
        assert city.petition_office.name not in units

    def test_counts_what_was_sent_on_and_objected_to(self, city):
        assert numbers(made(city), "sent")["转送"][0] == 5
        assert numbers(made(city), "objections")["提出异议"][0] == 1

    def test_counts_terms_by_those_that_ended(self, city):
        kept, due = numbers(made(city), "on_time")["登记分流"]
        assert (kept, due) == (6, 7)

    def test_counts_remedies_and_how_they_ended(self, city):
        review = numbers(made(city), "review")
        assert review["请求复查"] == (1, None)
        assert review["作出意见：维持"] == (1, 1)
        assert numbers(made(city), "main")["其中：复核终结"][0] == 1

    def test_counts_judgements_of_office_and_unit_apart(self, city):
        case = in_state("delivered", city)
        take(case, "rate_office", city, satisfied="satisfied")
        report = made(city)
        office, unit = numbers(report, "office_judged"), numbers(report, "unit_judged")
        assert office["满意"] == (1, 1)
        assert unit["满意"] == (0, 0)

    def test_leaves_courts_and_statutory_ways_out_of_what_can_be_rated(self, city):
        # Of seven: one guided elsewhere, one with the political-legal organs.
        assert numbers(made(city), "office_judged")["已评价"] == (0, 5)
        # One of these is not with a unit yet.
        assert numbers(made(city), "unit_judged")["已评价"] == (0, 4)

    def test_counts_supervision_and_feedback(self, city):
        case = in_state("handling", city)
        case = take(case, "supervise", city)
        case = take(case, "feed_back", city)
        supervised = numbers(made(city), "supervised")
        assert supervised["督办"] == (1, None)
        assert supervised["已书面反馈"] == (1, 1)
        assert supervised["采纳改进建议"] == (1, 1)
        assert numbers(made(city), "grounds")["拖延"] == (1, 1)

    def test_says_of_each_table_how_it_is_counted(self, city):
        for chapter in made(city).chapters:
            for one in chapter.tables:
                assert one.formula.zh
                assert one.of or all(row.of is None for row in one.rows)

    def test_sees_what_its_reader_sees(self, city):
        far = city.county_petition_officer
        assert numbers(made(city, post=far), "main")["登记"][0] == 7
        assert numbers(made(city, post=city.social_work_officer), "main")["登记"][0] == 7

    def test_asks_as_many_queries_for_many_petitions_as_for_few(self, city):
        def asked():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                made(city)
            return len(queries)

        few = asked()
        for state in ("handling", "closed", "guided"):
            in_state(state, city)
        assert asked() == few
        assert few <= 45


class TestFiles:
    def test_word_holds_every_table_and_its_formula(self, city):
        report = made(city)
        paper = Document(BytesIO(annual_files.word(report)))
        said = "\n".join(one.text for one in paper.paragraphs)
        assert annual_files.title_of(report).zh in said
        tables = [one for chapter in report.chapters for one in chapter.tables]
        assert len(paper.tables) == len(tables)
        assert all(one.formula.zh in said for one in tables)

    def test_excel_holds_numbers(self, city):
        book = CalamineWorkbook.from_filelike(BytesIO(annual_files.excel(made(city), "zh-hans")))
        assert len(book.sheet_names) == 6
        cells = [cell for row in book.get_sheet_by_name("1").to_python() for cell in row]
        assert "登记" in cells
        assert 7.0 in cells

    @pytest.mark.parametrize("kind", ["word", "excel"])
    def test_are_downloaded_on_record(self, client, city, kind):
        city.sign_in(client, city.petition_officer)
        answer = client.get(f"/petitions/annual/{kind}/?year=2026")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        line = Entry.objects.get(kind="petition.annual_downloaded")
        assert line.facts == {"year": 2026, "file": kind}
        assert line.post_id == city.petition_officer.pk


class TestPages:
    def test_are_for_petition_offices_and_social_work_alone(self, client, city):
        for post, status in (
            (city.petition_officer, 200), (city.petition_head, 200),
            (city.social_work_officer, 200), (city.department_head, 403),
            (city.hotline_clerk, 403), (city.street_clerk, 403),
        ):  # fmt: skip
            city.sign_in(client, post)
            for url in ("annual/", "annual/word/", "annual/excel/", "proposals/"):
                assert client.get(f"/petitions/{url}").status_code == status, (post, url)

    def test_of_a_year_without_petitions_are_not_there(self, client, city):
        city.sign_in(client, city.petition_officer)
        assert client.get("/petitions/annual/?year=1999").status_code == 404
        assert client.get("/petitions/annual/pdf/").status_code == 404

    def test_show_formulas_and_denominators(self, client, city):
        city.sign_in(client, city.petition_officer)
        page = client.get("/petitions/annual/?year=2026").content.decode()
        assert "少于5" in page
        assert "可评价数＝" in page

    def test_take_a_proposal_and_its_answer(self, client, city):
        city.sign_in(client, city.petition_officer)
        form = {"kind": "policy", "to_unit": city.department.name, "text": "建议统一扣押凭证。"}
        assert client.post("/petitions/proposals/", form).status_code == 302
        one = Proposal.objects.get()
        url = f"/petitions/proposals/{one.pk}/"
        assert "理由" in str(client.post(url, {"adopted": "no", "text": ""}).content.decode())
        client.post(url, {"adopted": "partly", "text": "部分先行。"})
        one.refresh_from_db()
        assert (one.adopted, one.answer) == ("partly", "部分先行。")
        assert "建议统一扣押凭证。" in client.get("/petitions/proposals/").content.decode()

    def test_let_social_work_read_proposals_and_change_none(self, client, city):
        city.sign_in(client, city.social_work_officer)
        assert client.post("/petitions/proposals/", {"kind": "work"}).status_code == 403
        assert not Proposal.objects.exists()


class TestProposals:
    def make(self, cast, **changes):
        given = {
            "kind": "work", "text": "建议改进登记。", "to_unit": cast.department,
            "by": cast.county_petition_officer.actor(), "at": NOW,
        }  # fmt: skip
        return proposing.make(**{**given, **changes})

    def test_are_recorded_and_counted_by_kind(self, cast):
        new_petition(cast)
        one = self.make(cast)
        proposing.answer(
            one, adopted="yes", text="", by=cast.county_petition_officer.actor(), at=NOW
        )
        counted = numbers(made(cast), "proposals")
        assert counted["改进工作建议"] == (1, None)
        assert counted["其中：采纳（改进工作建议）"] == (1, 1)
        kinds = set(Entry.objects.values_list("kind", flat=True))
        assert {"petition.proposal_made", "petition.proposal_answered"} <= kinds

    def test_are_made_by_petition_offices_alone(self, cast):
        for post in (cast.department_head, cast.social_work_officer):
            with pytest.raises(NotAllowed):
                self.make(cast, by=post.actor())
        assert not Proposal.objects.exists()

    def test_need_kind_text_and_another_unit(self, cast):
        for changes, field in (
            ({"kind": ""}, "kind"), ({"text": " "}, "text"),
            ({"to_unit": cast.county_petition_office}, "to_unit"),
        ):  # fmt: skip
            with pytest.raises((Incomplete, Refused)) as refused:
                self.make(cast, **changes)
            assert refused.value.field == field

    def test_are_answered_by_who_made_them_with_a_reason_for_a_no(self, cast):
        one = self.make(cast)
        with pytest.raises(NotAllowed):
            proposing.answer(one, adopted="yes", text="", by=cast.petition_officer.actor(), at=NOW)
        with pytest.raises(Incomplete):
            proposing.answer(
                one, adopted="no", text="", by=cast.county_petition_officer.actor(),
                at=NOW + timedelta(days=1),
            )  # fmt: skip

    def test_are_read_in_the_area_alone(self, cast):
        self.make(cast)
        self.make(cast, by=cast.petition_officer.actor())
        assert proposing.visible_to(cast.petition_officer).count() == 2
        assert proposing.visible_to(cast.county_petition_officer).count() == 1
