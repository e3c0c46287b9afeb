"""Registering at the counter: what is taken down, what it is checked for, what the slip shows."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from linli.base.audit.models import Entry
from linli.cases.models import Attachment, Case, Message, Note, Reader
from linli.cases.receiving import opens
from tests.petitions import new_petition

pytestmark = pytest.mark.django_db
ADDRESS = "/petitions/register/"
TELEPHONE = "13812345678"


@pytest.fixture
def officer(client, cast):
    """A browser in which the county's petition officer acts."""
    return cast.sign_in(client, cast.county_petition_officer)


def form(browser, **changes):
    page = browser.get(ADDRESS).content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page).group(1),
        "channel": "visit",
        "received_date": timezone.localdate().isoformat(),
        "visitors": "1",
        "name": "王秀英",
        "telephone": TELEPHONE,
        "address": "历下区青年东路1号",
        "request": "请求发还三轮车。",
        "facts": "二月十日被扣。",
        "reasons": "没有清单。",
        "region": "解放路街道",
        "is_first": "yes",
        **changes,
    }


class TestRegistering:
    @pytest.mark.parametrize(
        "post", ["hotline_clerk", "community_worker", "social_work_officer", "conference_officer"]
    )
    def test_is_for_units_that_receive_petitions(self, client, cast, post):
        cast.sign_in(client, getattr(cast, post))
        assert client.get(ADDRESS).status_code == 403

    def test_opens_a_petition_and_shows_the_slip(self, officer, cast):
        answer = officer.post(ADDRESS, form(officer))
        case = Case.objects.get()
        assert answer.url == f"/petitions/registered/{case.reference}/"
        page = officer.get(answer.url).content.decode()
        message = Message.objects.get()
        passcode = re.search(r"(\d{3}) (\d{3})<", page)
        assert message.receipt in page
        assert opens(message, passcode.group(1) + passcode.group(2))
        assert (case.state, case.unit) == ("registered", cast.county_petition_office)
        petition = case.petition
        told = (petition.request, petition.facts, petition.reasons, petition.is_identified)
        assert told == ("请求发还三轮车。", "二月十日被扣。", "没有清单。", True)

    def test_shows_the_passcode_in_no_other_browser(self, officer, cast):
        url = officer.post(ADDRESS, form(officer)).url
        other = cast.sign_in(Client(), cast.county_petition_head)
        assert not re.search(r"\d{3} \d{3}<", other.get(url).content.decode())

    def test_sent_twice_is_one_petition(self, officer):
        data = form(officer)
        first, again = officer.post(ADDRESS, data), officer.post(ADDRESS, data)
        assert first.url == again.url
        assert Case.objects.count() == 1

    def test_by_another_unit_is_received_directly(self, client, cast):
        clerk = cast.sign_in(client, cast.street_clerk)
        clerk.post(ADDRESS, form(clerk))
        case = Case.objects.get()
        assert (case.state, case.unit) == ("received", cast.street_unit)
        assert case.coordinator == cast.county_petition_office

    def test_without_name_or_address_says_what_is_lost(self, officer):
        page = officer.post(ADDRESS, form(officer, address=""), follow=True).content.decode()
        assert "不能出具书面告知" in page
        assert not Case.objects.get().petition.is_identified

    def test_counts_from_the_day_on_which_a_letter_came(self, officer):
        day = timezone.localdate() - timezone.timedelta(days=3)
        data = form(officer, channel="letter", visitors="", received_date=day.isoformat())
        officer.post(ADDRESS, data)
        clock = Case.objects.get().clocks.get(term="route")
        assert timezone.localdate(clock.started_at) == day

    def test_keeps_what_was_typed_when_something_is_wrong(self, officer):
        answer = officer.post(ADDRESS, form(officer, region="", telephone="1"))
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"region", "telephone"}
        assert "二月十日被扣" in answer.content.decode()

    def test_keeps_files(self, officer):
        from django.core.files.uploadedfile import SimpleUploadedFile

        paper = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 x", "application/pdf")
        officer.post(ADDRESS, form(officer, uploads=paper))
        assert Attachment.objects.count() == 1


class TestGroups:
    def test_of_seven_must_choose_and_all_else_is_kept(self, officer):
        answer = officer.post(ADDRESS, form(officer, visitors="7"))
        assert list(answer.context["form"].errors) == ["representatives"]
        assert 'value="7"' in answer.content.decode()
        assert not Case.objects.exists()

    def test_choose_at_most_five(self, officer):
        names = "张一、李二、王三、赵四、钱五、孙六"
        answer = officer.post(ADDRESS, form(officer, visitors="7", representatives=names))
        assert list(answer.context["form"].errors) == ["representatives"]
        assert names in answer.content.decode()

    def test_of_seven_with_three_chosen_is_registered(self, officer):
        chosen = "张一\n李二，王三"
        officer.post(ADDRESS, form(officer, visitors="7", representatives=chosen))
        petition = Case.objects.get().petition
        assert (petition.visitors, petition.representatives.count()) == (7, 3)


class TestAccusations:
    def test_are_walled_in_the_same_transaction(self, officer, cast):
        data = form(officer, is_accusation="on", accused_units=[cast.department.label])
        page = officer.post(ADDRESS, data, follow=True)
        case = Case.objects.get()
        assert page.status_code == 200
        assert (case.is_sealed, case.lane) == (True, "A")
        assert not Case.objects.visible_to(cast.petition_officer).exists()
        kinds = list(Entry.objects.filter(chain=case.chain).values_list("kind", flat=True))
        assert kinds.index("case.opened") < kinds.index("case.sealed")

    def test_are_marked_by_naming_the_accused_alone(self, officer, cast):
        officer.post(ADDRESS, form(officer, accused_people="韩冰"))
        assert Case.objects.get().is_sealed

    def test_are_read_by_those_chosen(self, officer, cast):
        readers = [cast.county_petition_head.pk]
        data = form(officer, accused_others="某企业负责人", readers=readers)
        officer.post(ADDRESS, data)
        listed = set(Reader.objects.values_list("post", flat=True))
        assert listed == {cast.county_petition_officer.pk, cast.county_petition_head.pk}

    def test_without_anybody_named_are_asked_about(self, officer):
        answer = officer.post(ADDRESS, form(officer, is_accusation="on"))
        assert list(answer.context["form"].errors) == ["accused_units"]

    def test_name_nobody_whom_several_could_be(self, officer, cast):
        answer = officer.post(ADDRESS, form(officer, accused_people="没有此人"))
        assert list(answer.context["form"].errors) == ["accused_people"]
        assert not Case.objects.exists()

    def test_of_the_officers_own_office_open_nothing(self, officer, cast):
        label = cast.county_petition_office.label
        answer = officer.post(ADDRESS, form(officer, accused_units=[label]))
        assert answer.context["form"].errors
        assert not Message.objects.exists()

    def test_that_are_urgent_are_never_reported_to_the_accused(self, officer, cast):
        data = form(
            officer, accused_units=[cast.department.label], is_urgent="on",
            urgent_units=[cast.department.label], situation="要堵路",
        )  # fmt: skip
        answer = officer.post(ADDRESS, data)
        assert list(answer.context["form"].errors) == ["urgent_units"]
        assert not Message.objects.exists()


class TestUrgent:
    def test_is_reported_at_once(self, officer, cast):
        data = form(officer, urgent_units=[cast.government.label], situation="有人要堵路")
        officer.post(ADDRESS, data)
        case = Case.objects.get()
        assert case.petition.urgent_at
        assert case.participations.filter(unit=cast.government, part="overseeing").exists()

    def test_needs_to_whom_and_what(self, officer):
        answer = officer.post(ADDRESS, form(officer, is_urgent="on"))
        assert set(answer.context["form"].errors) == {"urgent_units", "situation"}


class TestSentBefore:
    def test_by_the_same_person_is_asked_about_first(self, officer, cast):
        case = new_petition(cast)
        answer = officer.post(ADDRESS, form(officer))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert case.title in page
        assert "二月十日被扣" in page
        assert Case.objects.count() == 1
        assert Entry.objects.filter(chain=case.chain, kind="case.viewed").count() == 1

    def test_is_registered_when_it_is_another_matter(self, officer, cast):
        new_petition(cast)
        officer.post(ADDRESS, form(officer, is_new_matter="on"))
        assert Case.objects.count() == 2

    def test_by_the_same_name_alone_stops_nobody(self, officer, cast):
        new_petition(cast, people={"name": "王秀英"})
        officer.post(ADDRESS, form(officer, telephone=""))
        assert Case.objects.count() == 2

    def test_is_put_down_on_the_earlier_one(self, officer, cast):
        case = new_petition(cast)
        data = {**form(officer), "earlier": case.reference}
        for _ in range(2):
            answer = officer.post("/petitions/register/same/", data)
        assert answer.url == f"/cases/{case.reference}/"
        assert "二月十日被扣" in Note.objects.get(case=case).text
        assert Case.objects.count() == 1

    def test_shows_as_soon_as_a_telephone_is_typed(self, officer, cast):
        case = new_petition(cast)
        page = officer.post("/petitions/register/earlier/", {"telephone": TELEPHONE})
        assert case.title in page.content.decode()

    def test_shows_without_scripts_and_keeps_what_was_typed(self, officer, cast):
        case = new_petition(cast)
        answer = officer.post(
            ADDRESS, form(officer, look="1", accused_units=[cast.department.label])
        )
        page = answer.content.decode()
        assert not answer.context["form"].errors
        for kept in (case.title, "二月十日被扣", cast.department.label):
            assert kept in page
        assert Case.objects.count() == 1

    def test_says_nothing_of_an_accusation_outside_its_list(self, officer, cast):
        other = cast.sign_in(Client(), cast.petition_officer)
        officer.post(ADDRESS, form(officer, accused_units=[cast.department.label]))
        page = other.post("/petitions/register/earlier/", {"telephone": TELEPHONE})
        assert "请求发还三轮车" not in page.content.decode()
