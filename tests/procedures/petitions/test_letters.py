"""The letters of petitions: what the Regulation asks of each, in Word and in PDF."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from docx import Document
from pypdf import PdfReader

from linli.base.accounts.models import Post
from linli.base.files.storage import path_of
from linli.base.letters.checking import check
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import Letter
from linli.base.letters.shipped import shipped
from linli.base.letters.versions import set_sign
from linli.base.rules.actions import Setting, set_rule
from linli.base.rules.settable import SettableTerm
from linli.cases.models import Case, Reader
from linli.core.procedure import Basis
from linli.procedures.petitions.letters.filling import FILLERS
from linli.procedures.petitions.letters.sentences import KEPT_BACK
from linli.procedures.petitions.models import Opinion
from linli.procedures.petitions.procedure import PETITION
from tests.base.letters.papers import bare, pdf_text, word_text
from tests.petitions import HOUR, OPINION, START, in_state, take
from tests.procedures.petitions.checklist import CHECKLIST, LAW
from tests.procedures.petitions.written import WHEN, write

pytestmark = pytest.mark.django_db

ARTICLE = re.compile(r"第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+[款项])?")


@pytest.fixture
def signs(cast):
    """Give the units their signs and a telephone."""
    by = cast.system_administrator.actor()
    for unit, sign in ((cast.department, "历城管"), (cast.county_petition_office, "历")):
        set_sign(unit, sign, by=by, at=START)
        unit.telephone = "0531-86550000"
        unit.save()


def files(letter: Letter) -> tuple[bytes, bytes]:
    return tuple(path_of(one.sha256).read_bytes() for one in (letter.docx, letter.pdf))


def said(letter: Letter) -> str:
    """Return what stands on the issued letter; Word and PDF say the same."""
    word, pdf = files(letter)
    assert pdf_text(pdf) == word_text(word)
    return word_text(word)


class TestChecklist:
    def test_names_every_kind(self):
        petitions = {kind.key for kind in KINDS if kind.key.startswith("petition_")}
        assert petitions == set(CHECKLIST) == set(FILLERS) == set(WHEN)

    @pytest.mark.parametrize("kind", CHECKLIST)
    def test_finds_all_that_is_asked_of_it(self, cast, signs, kind):
        letter = write(WHEN[kind](cast), kind, is_issued=True)
        case = Case.objects.select_related("message").get(pk=letter.chain.partition(":")[2])
        numbers = {"receipt": case.message.receipt, "reference": case.reference}
        word, pdf = (word_text(files(letter)[0]), pdf_text(files(letter)[1]))
        for wanted in CHECKLIST[kind]:
            wanted = bare(wanted.format(**numbers))
            assert wanted in word
            assert wanted in pdf
        assert "【" not in word
        assert "{" not in word

    @pytest.mark.parametrize("kind", ("petition_opinion", "petition_delivery"))
    def test_opens_in_word_and_brings_its_fonts(self, cast, signs, kind):
        word, pdf = files(write(WHEN[kind](cast), kind, is_issued=True))
        document = Document(io.BytesIO(word))
        assert document.tables or document.paragraphs
        fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
        below = [font.get_object()["/DescendantFonts"][0] for font in fonts.values()]
        assert below
        for font in below:
            descriptor = font.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)

    def test_cites_no_article_but_those_of_the_rules(self):
        known = {
            "第十九条第三款", "第二十一条", "第二十二条", "第二十二条第三项", "第二十三条",
            "第二十三条第三款", "第二十四条", "第二十八条第二款", "第三十一条第六项", "第三十二条",
            "第三十三条", "第三十四条", "第三十五条", "第三十六条", "第三十六条第三款", "第四十条",
        }  # fmt: skip
        for kind in KINDS:
            if kind.key.startswith("petition_"):
                lines = kind.source.read_text("utf-8").splitlines()
                text = "\n".join(line for line in lines if not line.startswith("//"))
                assert set(ARTICLE.findall(text)) <= known
                assert isinstance(kind.basis, Basis)


class TestTemplates:
    @pytest.mark.parametrize("key", CHECKLIST)
    def test_may_be_put_back_as_they_are_downloaded(self, key):
        assert check(KINDS[key], shipped(KINDS[key])) == []


class TestOpinion:
    @pytest.mark.parametrize(
        ("outcome", "sentence"),
        [
            ("supported", "对你提出的请求予以支持，本单位将督促执行。"),
            ("explained", "事由合理但缺乏法律依据，现解释说明如下："),
            ("rejected", "对你提出的请求不予支持。"),
        ],
    )
    def test_says_its_outcome_in_words(self, cast, signs, outcome, sentence):
        case = take(in_state("opinion_submitted", cast), "sign_opinion", cast, outcome=outcome)
        assert sentence in said(write(case, "petition_opinion", is_issued=True))

    def test_describes_the_body_where_none_is_on_record(self, cast, signs):
        case = in_state("opinion_issued", cast)
        cast.department.superior = cast.department.parent = None
        cast.department.save()
        text = said(write(case, "petition_opinion", is_issued=True))
        assert "向作出本处理意见的机关、单位的上一级机关、单位请求复查" in text

    def test_tells_the_term_that_the_place_has_set(self, cast, signs):
        asked = Setting(
            cast.county, 45, "days", START.date(), "历下区信访工作规则", "方便群众", "第五条"
        )
        by, at = cast.system_administrator.actor(), START - timedelta(days=1)
        set_rule(SettableTerm(PETITION, "request_review"), asked, by=by, at=at)
        text = said(write(in_state("opinion_issued", cast), "petition_opinion", is_issued=True))
        assert "自收到本意见书之日起45日内" in text

    def test_prints_hostile_words_as_they_are(self, cast, signs):
        hostile = "{{ 7*7 }} {% for x in y %} <w:p>&amp;</w:p> #set page() \\\\ $x$ “引号”"
        case = in_state("opinion_submitted", cast)
        case = take(case, "sign_opinion", cast, facts=hostile, opinion=f"第一行\n{hostile}")
        word, pdf = files(write(case, "petition_opinion", is_issued=True))
        assert word_text(word).count(bare(hostile)) == 2
        assert pdf_text(pdf).count(bare(hostile)) == 2

    def test_breaks_long_words_over_pages_and_leaves_no_signature_alone(self, cast, signs):
        paragraph = "经查，扣押时执法人员未当场交付清单，事后亦未补开，当事人多次反映未果。" * 4
        for count in range(3, 9):
            case = in_state("opinion_submitted", cast)
            case = take(case, "sign_opinion", cast, facts="\n".join([paragraph] * count))
            word, pdf = files(write(case, "petition_opinion", is_issued=True))
            assert word_text(word).count(bare(paragraph)) == count
            pages = [bare(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
            signed = next(page for page in pages if "历下区城市管理局2026年3月2日" in page)
            assert "请求复查" in signed


class TestLater:
    def test_a_second_opinion_tells_of_its_own_round(self, cast, signs):
        case = in_state("opinion_issued", cast)
        write(case, "petition_opinion", is_issued=True)
        for step in ("deliver_opinion", "request_review", "name_review_body"):
            case = take(case, step, cast)
        case = take(case, "review", cast, outcome="revoked")
        text = said(write(case, "petition_review", is_issued=True))
        assert "作出的信访处理意见（历城管信意〔2026〕1号）" in text
        assert "决定撤销原处理意见，责令原办理机关、单位重新办理" in text
        case = take(take(case, "deliver_review", cast), "redo", cast)
        other = {**OPINION, "facts": "重新调查后查明。", "claim": "请求发还并赔偿。"}
        case = take(case, "submit_opinion", cast, **other)
        case = take(case, "sign_opinion", cast, **other)
        text = said(write(case, "petition_opinion", is_issued=True))
        assert "重新调查后查明。" in text
        assert "请求发还并赔偿。" in text
        assert Opinion.objects.filter(level="opinion").count() == 2

    def test_a_re_examination_that_revokes_ends_nothing(self, cast, signs):
        case = take(in_state("in_recheck", cast), "recheck", cast, outcome="revoked")
        text = said(write(case, "petition_recheck", is_issued=True))
        assert "不再受理" not in text
        assert "由原办理机关、单位重新办理并书面答复你" in text

    def test_an_extension_tells_the_last_day_of_its_own_time(self, cast, signs):
        case = take(in_state("handling", cast), "extend", cast, units=10)
        first = write(case, "petition_extension", is_issued=True)
        case = take(case, "extend", cast, units=20, at=case.moved_at + 3 * HOUR)
        second = write(case, "petition_extension", is_issued=True)
        assert "延长10日，至2026年5月11日届满" in said(first)
        assert "延长20日，至2026年6月1日届满" in said(second)

    def test_simplified_handling_tells_both_last_days(self, cast, signs, settings):
        settings.LINLI_PETITION_SIMPLE = True
        case = take(in_state("referred", cast), "accept_simply", cast)
        text = said(write(case, "petition_acceptance", is_issued=True))
        # Ten working days from Monday 2 March.
        assert "将于2026年3月16日前作出处理意见" in text
        assert "期限至2026年5月6日届满" in text

    def test_a_petition_known_already_is_sent_back_to_the_one_in_hand(self, cast, signs):
        case = take(in_state("registered", cast), "decline_known", cast)
        text = said(write(case, "petition_refusal", is_issued=True))
        assert f"根据{LAW}第十九条第三款规定" in text
        assert "请等候原受理机关、单位的书面答复。" in text
        earlier = Case.objects.exclude(pk=case.pk).get()
        assert earlier.reference not in text

    def test_one_that_ended_is_told_what_would_open_it_again(self, cast, signs):
        case = take(in_state("registered", cast), "decline_ended", cast)
        text = said(write(case, "petition_refusal", is_issued=True))
        assert f"根据{LAW}第三十六条第三款规定" in text
        assert "如有新的事实和理由" in text

    def test_a_visit_names_its_number_and_who_speaks_for_them(self, cast, signs):
        names = ["赵一", "钱二", "孙三"]
        case = in_state("registered", cast, channel="visit", visitors=7, representatives=names)
        text = said(write(case, "petition_registration", is_issued=True))
        assert "走访人数7人" in text
        assert "赵一、钱二、孙三" in text


class TestAccusation:
    @pytest.fixture
    def passed(self, cast):
        return in_state("with_discipline", cast)

    def test_goes_without_its_words_to_a_unit_off_the_list(self, cast, signs, passed):
        text = said(write(passed, "petition_passing", is_issued=True))
        assert bare(KEPT_BACK) in text
        assert "三轮车" not in text
        assert "李明" not in text
        assert "不得向被检举控告的人员和单位泄露、转送" in text
        assert "千佛山街道" not in text

    def test_goes_whole_to_a_unit_on_the_list(self, cast, signs, passed):
        head = Post.objects.filter(unit=cast.discipline).first() or Post.objects.create(
            person=cast.outsider, unit=cast.discipline, role="unit_head",
            from_date=START.date().replace(year=2024),
        )  # fmt: skip
        Reader.objects.get_or_create(
            case=passed, post=head, until_at=None, defaults={"since_at": START}
        )
        text = said(write(passed, "petition_passing", is_issued=True))
        assert "请求发还扣留的三轮车。" in text
        assert "李明" in text
