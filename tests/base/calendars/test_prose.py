"""Reading notices as the State Council writes them."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.calendars.notices import BadNotice, shipped_notices
from linli.base.calendars.prose import is_prose, read_prose

# The sentences of the notices for 2026 (seven items, a line each) and for 2024 (run together).
OF_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。\
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
"""
OF_2024 = (
    "一、元旦：1月1日放假，与周末连休。二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、"
    "2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。"
    "三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。四、劳动节：5月1日至5日放假调休，"
    "共5天。4月28日（星期日）、5月11日（星期六）上班。五、端午节：6月10日放假，与周末连休。"
    "六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。七、国庆节：10月1日至7日放假"
    "调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"
)


def offs(days):
    return [day.date for day in days if not day.is_working]


class TestReadProse:
    @pytest.mark.parametrize(("year", "text"), [(2026, OF_2026), (2024, OF_2024)])
    def test_reads_what_was_entered_by_hand(self, year, text):
        read = {(day.date, day.is_working) for day in read_prose(text, year)}
        shipped = {(day.date, day.is_working) for day in shipped_notices()[year].days}
        # Weekends that a notice only mentions are off anyway.
        assert {one for one in read ^ shipped if one[0].weekday() < 5 or one[1]} == set()

    def test_passes_over_the_office_and_the_day_under_the_notice(self):
        signed = f"各省、自治区、直辖市人民政府：\n{OF_2026}\n国务院办公厅\n2025年11月4日\n"
        assert read_prose(signed, 2026) == read_prose(OF_2026, 2026)

    def test_reads_one_holiday_without_its_name(self):
        days = read_prose("2月15日至23日放假，2月14日、28日上班", 2026)
        assert offs(days) == [date(2026, 2, day) for day in range(15, 24)]
        worked = [day.date for day in days if day.is_working]
        assert worked == [date(2026, 2, 14), date(2026, 2, 28)]  # Saturdays
        assert {day.name for day in days} == {"春节"}

    def test_reads_figures_and_brackets_of_full_width(self):
        days = read_prose("国庆节：１０月１日(周四)—７日放假", 2026)
        assert offs(days) == [date(2026, 10, day) for day in range(1, 8)]

    def test_reads_a_span_over_the_end_of_a_month_and_days_of_the_year_before(self):
        days = read_prose(
            "元旦：2026年12月31日至2027年1月2日放假。春节：1月28日至2月4日放假。", 2027
        )
        assert offs(days)[:3] == [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
        assert offs(days)[-1] == date(2027, 2, 4)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("春节：2月30日至3月2日放假。", "没有2月30日"),
            ("春节：2月15日（周六）放假。", "周日，不是周六"),
            ("春节：2月23日至15日放假。", "止日早于起日"),
            ("春节：2月15日至23日。", "放假还是上班"),
            ("春节：2月15日至23日放假。2月16日放假。", "2月16日重复"),
            ("元旦：1月1日至3日放假。1月2日上班。", "1月2日既写放假，又写上班"),
            ("国庆节：10月1日至7日放假，共9天。", "写的是共9天，读到的是7天"),
            ("春节：2025年2月5日至11日放假。", "写的是2025年2月5日，这里填写的是2026年"),
            ("春节：1月1日至12月31日放假。", "相隔过长"),
            ("今天天气很好", "没有读到"),
            ("8月3日放假", "没有写明节日"),
            ("28日上班", "没有28日"),
            ("各单位要做好值班工作。", "没有读到"),
            ("", "没有读到"),
        ],
    )
    def test_names_what_it_cannot_read(self, text, why):
        with pytest.raises(BadNotice) as refusal:
            read_prose(text, 2026)
        assert why in refusal.value.message.zh
        assert refusal.value.field == "days"

    def test_is_told_from_columns(self):
        assert is_prose("２月15日放假")
        assert not is_prose("2026-02-15 2026-02-23 off 春节")
