"""The words of the annual report: its chapters, the names of figures, and how each is counted."""

from __future__ import annotations

from linli.core.text import Text

# How the log names what is done here.
LOGGED = {
    "petition.annual_downloaded": Text("下载信访年度报告", "Annual report downloaded"),
    "petition.proposal_made": Text("登记三项建议", "Proposal recorded"),
    "petition.proposal_answered": Text("登记建议采纳情况", "Answer to a proposal recorded"),
    "demo_petitions_loaded": Text("载入演示信访件", "Demo petitions loaded"),
}
TITLE = Text("{region}{year}年信访情况年度报告", "Annual report on petitions of {region}, {year}")
BASIS = Text(
    "依据《信访工作条例》第四十一条编制。",
    "Drawn up by Art. 41 of the Regulation on Petition Work.",
)
EXCLUDED = Text(
    "检举控告件不计入任何数字，只列取整后的总数（少于5件的不列数字）。",
    "Accusations are in none of the figures but one, which is rounded down to fives and left out "
    "below five.",
)
CHAPTERS = (
    Text("一、信访事项数据统计", "1 Petitions in figures"),
    Text("二、涉及领域和被投诉较多的机关、单位", "2 Fields, and units complained about most"),
    Text("三、转送、交办和督办情况", "3 Transfers, commissions and supervision"),
    Text("四、三项建议及采纳情况", "4 The three kinds of proposals, and what became of them"),
    Text("五、满意度评价", "5 What petitioners judged"),
    Text("六、其他需要报告的事项", "6 Other matters"),
)
FEW = Text("少于5", "fewer than 5")
NOT_SAID = Text("未填写", "Not said")
ALL = Text("本年登记数", "registered in the year")
ANSWERED = Text("其中：{answer}（{kind}）", "of these: {answer} ({kind})")
OUTCOMES_OF_REVIEW = Text("作出意见：{outcome}", "decided: {outcome}")
# The terms whose keeping the report tells, and the chief numbers in order.
KINDS_OF_TIMES = ("route", "notify", "handle", "simple", "report", "review", "recheck", "feedback")
DECIDED = (
    "registered", "accepted", "guided", "declined", "withdrawn", "finished", "ended", "open",
)  # fmt: skip
SENT_ON = (
    "transfer", "commission", "hand_down", "ask_instruction", "to_justice", "determine",
)  # fmt: skip
NAMES = {
    key: Text(zh, en)
    for key, zh, en in (
        ("main", "总体情况", "In all"),
        ("registered", "登记", "Registered"),
        ("accepted", "受理", "Accepted"),
        ("guided", "导入法定途径", "Guided to a statutory way"),
        ("declined", "不予受理", "Not accepted"),
        ("withdrawn", "撤回", "Withdrawn"),
        ("finished", "办结", "Finished"),
        ("ended", "其中：复核终结", "of these: ended by re-examination"),
        ("open", "在办（年末或统计时）", "Open at the end of the year, or by now"),
        ("channel", "渠道", "Channels"),
        ("lane", "类型", "Kinds"),
        ("no_lane", "尚未确定", "Not decided yet"),
        ("accusations", "检举控告类（辖区累计）", "Accusations (in all of the area, all years)"),
        ("repeated", "初次和重复", "First and repeated"),
        ("first", "初次", "First"),
        ("again", "重复", "Repeated"),
        ("on_time", "按期办理", "Terms kept"),
        ("due", "本年到期的时限数", "terms that ended in the year"),
        ("review", "复查", "Review"),
        ("review_asked", "请求复查", "Review asked for"),
        ("review_signed", "本年作出的复查意见", "review opinions of the year"),
        ("recheck", "复核", "Re-examination"),
        ("recheck_asked", "请求复核", "Re-examination asked for"),
        ("recheck_signed", "本年作出的复核意见", "re-examination opinions of the year"),
        ("field", "领域", "Fields"),
        ("units", "被投诉较多的机关、单位", "Units complained about most"),
        ("sent", "转送、交办", "Sent on"),
        ("objections", "异议和退回", "Objections and returns"),
        ("objected", "提出异议", "Objections"),
        ("agreed", "同意退回", "Return agreed to"),
        ("refused", "不同意退回", "Return refused"),
        ("supervised", "督办", "Supervisions"),
        ("fed_back", "已书面反馈", "Written feedback in"),
        ("advice_adopted", "采纳改进建议", "Advice adopted"),
        ("escalated", "提请联席会议", "Brought before the joint conference"),
        ("grounds", "督办情形", "Grounds of supervision"),
        ("proposals", "三项建议", "Proposals"),
        ("unanswered", "尚未答复", "not answered yet"),
        ("of_line", "上一项数量", "the number that it belongs to"),
        ("of_kind", "该类建议数", "proposals of the kind"),
        ("office_judged", "对信访部门", "Of the petition office"),
        ("unit_judged", "对责任单位", "Of the responsible unit"),
        ("rated", "已评价", "Rated"),
        ("content", "满意率（满意+基本满意）", "Content (satisfied or fairly so)"),
        (
            "rated_of",
            "可评价数；以下各项为已评价数",
            "those that could rate, then those that did",
        ),
        ("others", "其他", "Other numbers"),
        ("urgent", "重大、紧急信访报告", "Urgent matters reported"),
        ("groups", "5人以上走访", "Visits of more than five"),
        ("simply", "简易办理", "Simplified handling"),
        ("settled", "调解、和解办结", "Ended by an agreement"),
        ("closing", "结案情况（三到位一处理）", "How closed ones ended"),
        ("closed_asked", "已填写的结案数", "closed ones for which this was filled in"),
    )
}
FORMULAS = {
    key: Text(zh, en)
    for key, zh, en in (
        ("main",
         "登记、受理、办结按各自发生日期计入本年；年末在办为年末（本年为统计时）尚未办结的件数。",
         "Each is counted in the year in which it happened; open are those not finished by the "
         "end of the year, or by now."),
        ("channel", "本年登记件数按渠道；占比＝该渠道件数÷本年登记数。",
         "Registered in the year, by channel; share of all registered."),
        ("lane", "本年登记件数按类型；占比＝该类型件数÷本年登记数。"
         "检举控告只列辖区累计总数，向下按5取整。",
         "Registered in the year, by kind; share of all registered. Accusations are told for the "
         "whole area alone, rounded down to fives."),
        ("repeated", "登记时注明以前向信访部门反映过的为重复。",
         "Repeated are those said to have come before a petition office already."),
        ("on_time",
         "按期率＝期限届满前完成的时限数÷本年到期的时限数（已完成或已届满的）。撤回的视为按期。",
         "Kept: finished before the term ended, of all terms that ended in the year and are over. "
         "A petition withdrawn counts as kept."),
        ("review", "请求按收到日期计入；占比＝该结论数÷本年作出的复查意见数。",
         "Requests by the day they came in; share of all review opinions of the year."),
        ("recheck", "请求按收到日期计入；占比＝该结论数÷本年作出的复核意见数。",
         "Requests by the day they came in; share of all re-examination opinions of the year."),
        ("field", "本年登记件数按领域；占比＝该领域件数÷本年登记数。",
         "Registered in the year, by field; share of all registered."),
        ("units",
         "本年登记件的责任单位：受理单位；未受理的，为最后一次转送、交办的单位或直接收到的单位。"
         "列前10名；检举控告件一律不计入，被检举控告不影响排名。",
         "The unit that accepted it, else the last one to which it was sent, else the one that "
         "received it. The first ten; accusations count nowhere and change no rank."),
        ("sent", "按转送、交办日期计入；同一件转送两次计两次。",
         "By the day of sending; one sent twice counts twice."),
        ("objections", "异议占比＝异议数÷转送、交办总数；退回占比＝该项÷异议数。",
         "Objections of all sent on; rulings of all objections."),
        ("supervised", "按督办日期计入；反馈率＝已反馈÷督办数；采纳率＝采纳÷已反馈；措施÷提请数。",
         "By the day of supervision; feedback of all supervisions, adopted of those answered, "
         "measures of those brought before the conference."),
        ("grounds", "占比＝该情形÷督办数。", "Share of all supervisions of the year."),
        ("proposals", "按提出日期计入；采纳率＝该答复数÷该类建议数。",
         "By the day they were made; share of the proposals of the kind."),
        ("office_judged",
         "可评价数＝本年登记的初次信访，不含检举控告、导入法定途径（诉讼、仲裁、复议等）和转政法部门的。"
         "评价率＝已评价÷可评价数；满意率＝（满意＋基本满意）÷已评价数。",
         "Could be rated: first petitions registered in the year, without accusations, those "
         "guided to courts or other statutory ways, and those of the political-legal organs. "
         "Content: satisfied or fairly so, of those rated."),
        ("unit_judged",
         "范围同上，且已转送、交办到有权处理的单位；与信访部门分别评价、分别计算。",
         "As above, and sent to a unit with the power to handle it; asked and counted apart."),
        ("others", "按登记日期计入本年。", "Of those registered in the year."),
        ("closing", "结案时逐项填写，可多选；占比＝该项÷已填写的结案数。",
         "Asked one by one at closing, several may apply; share of those filled in."),
    )
}  # fmt: skip
