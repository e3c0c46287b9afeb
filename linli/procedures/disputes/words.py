"""The declared words of disputes: types, sources, consents, marks on paper, what became of it."""

from __future__ import annotations

from linli.core.procedure import Basis, Choice
from linli.core.text import Text

MEDIATION_LAW = Text("中华人民共和国人民调解法（2010）", "People's Mediation Law of the PRC (2010)")
CIVIL_PROCEDURE = Text(
    "中华人民共和国民事诉讼法（2023年修正）", "Civil Procedure Law of the PRC (as amended in 2023)"
)
SHENZHEN = Text(
    "深圳经济特区矛盾纠纷多元化解条例（2022）",
    "Shenzhen Regulation on Resolving Disputes by Many Ways (2022)",
)
BULLETIN = Text(
    "司法局纠纷类别统计口径（2016）", "List of types in a justice bureau's bulletin (2016)"
)
REGULATION_2002 = Text(
    "人民调解工作若干规定（司法部，2002）", "Provisions on People's Mediation Work (2002)"
)
PRACTICE = Text("工作惯例", "Usual practice")
OWN = Text("本平台设定", "Linli's own setting")


def article(number: str) -> Basis:
    """Return the basis for an article of the Mediation Law, whose full text was read."""
    return Basis(MEDIATION_LAW, number, "A")


CONFIRMATION = Basis(CIVIL_PROCEDURE, "第二百零五条", "A")
# No total limit stands in the Law; the Shenzhen regulation has 30 days unless agreed otherwise.
PRESET = Basis(SHENZHEN, "第二十五条", "C")
LISTED = Basis(BULLETIN, "", "B")
CUSTOM = Basis(PRACTICE, "", "C")
NOT_TAKEN = Basis(REGULATION_2002, "", "C")
DESIGN = Basis(OWN, "", "design")

KINDS = tuple(
    Choice(key, name, LISTED)
    for key, name in (
        ("family", Text("婚姻家庭", "Marriage and family")),
        ("neighbours", Text("邻里", "Neighbours")),
        ("housing", Text("房屋宅基地", "Housing and homesteads")),
        ("contract", Text("合同", "Contracts")),
        ("business", Text("生产经营", "Production and business")),
        ("damages", Text("损害赔偿", "Damages")),
        ("land", Text("山林土地", "Forest and land")),
        ("expropriation", Text("征地拆迁", "Expropriation and relocation")),
        ("environment", Text("环境污染", "Pollution")),
        ("labour", Text("劳动争议", "Labour")),
        ("consumer", Text("消费", "Consumers")),
        ("medical", Text("医疗", "Medical treatment")),
        ("traffic", Text("道路交通事故", "Road accidents")),
        ("property", Text("物业", "Property management")),
        ("other", Text("其他", "Other")),
    )
)
ROUND, PARTY, HANDED_OVER = "round", "party", "handed_over"
SOURCES = (
    Choice(ROUND, Text("排查发现（主动调解）", "Found on a round: on the committee's own motion"),
           article("第十七条")),
    Choice(PARTY, Text("当事人申请", "Asked for by a party"), article("第十七条")),
    Choice("court", Text("法院委派、委托", "From a court"), CUSTOM),
    Choice("department", Text("部门移送", "From a department"), CUSTOM),
    Choice(HANDED_OVER, Text("热线、信访转来", "Handed over from a request or petition"), DESIGN),
)  # fmt: skip
APPLICANT, RESPONDENT, THIRD = "applicant", "respondent", "third"
POSITIONS = (
    Choice(APPLICANT, Text("申请人（一方当事人）", "Applicant (one side)")),
    Choice(RESPONDENT, Text("被申请人（另一方当事人）", "Respondent (other side)")),
    Choice(THIRD, Text("其他当事人", "Another party")),
)
SHORT = {
    APPLICANT: Text("申请人", "Applicant"),
    RESPONDENT: Text("被申请人", "Respondent"),
    THIRD: Text("其他当事人", "Other party"),
}
GIVEN, REFUSED = "given", "refused"
CONSENT_WAYS = (
    Choice("in_person", Text("当面", "In person")),
    Choice("telephone", Text("电话", "By telephone")),
    Choice("writing", Text("书面", "In writing")),
)
ONLINE = Choice(
    "online", Text("凭受理号和查询密码在网上", "On the web page, with receipt and passcode")
)
CHOSEN_BY = (
    Choice("committee", Text("调解委员会指定", "Appointed by the committee"), article("第十九条")),
    Choice("parties", Text("当事人选择", "Chosen by the parties"), article("第十九条")),
)
HELPERS = tuple(
    Choice(key, name, article("第二十条"))
    for key, name in (
        ("relative", Text("亲属", "Relative")),
        ("neighbour", Text("邻里", "Neighbour")),
        ("colleague", Text("同事", "Colleague")),
        ("expert", Text("有专门知识的人员", "Person with special knowledge")),
        ("experienced", Text("有特定经验的人员", "Person with special experience")),
        ("organisation", Text("有关社会组织的人员", "Member of an association")),
    )
)
OPENNESS = (
    Choice("open", Text("公开进行", "Open"), article("第二十三条")),
    Choice("closed", Text("不公开进行", "Closed"), article("第二十三条")),
)
DECLINE_GROUNDS = (
    Choice("other_organ", Text("法律规定由专门机关管辖", "By law for another organ"), NOT_TAKEN),
    Choice("in_court", Text("法院、行政机关已经受理", "A court or an organ has it already"),
           NOT_TAKEN),
    Choice("no_dispute", Text("不是民间纠纷", "No dispute between people"), NOT_TAKEN),
)  # fmt: skip
MARKS = (
    Choice("signature", Text("签名", "Signature"), article("第二十九条")),
    Choice("seal", Text("盖章", "Seal"), article("第二十九条")),
    Choice("fingerprint", Text("按指印", "Fingerprint"), article("第二十九条")),
)
DONE, PARTLY, NOT_DONE = "done", "partly", "not_done"
PERFORMANCE = (
    Choice(DONE, Text("已全部履行", "Done in full")),
    Choice(PARTLY, Text("部分履行", "Done in part")),
    Choice(NOT_DONE, Text("未履行", "Not done")),
)
CONFIRMATIONS = (
    Choice("confirmed", Text("裁定确认有效", "Confirmed by ruling"), CONFIRMATION),
    Choice("rejected", Text("裁定驳回、不予受理", "Rejected or not accepted"), CONFIRMATION),
    Choice("withdrawn", Text("撤回申请", "Application withdrawn"), CONFIRMATION),
)
# Why mediation ended without an agreement.
BY_REFUSAL, FAILED, DECLINED = "refused", "failed", "declined"
ENDED_BY = (
    Choice(BY_REFUSAL, Text("一方当事人拒绝或要求终止", "A party refused or ended it"),
           article("第十七条、第二十三条")),
    Choice(FAILED, Text("调解不成", "Mediation failed"), article("第二十六条")),
    Choice(DECLINED, Text("不予受理", "Not accepted"), NOT_TAKEN),
)  # fmt: skip
OTHER_WAYS = (
    Choice("arbitration", Text("仲裁", "Arbitration"), article("第二十六条")),
    Choice("administrative", Text("行政途径（裁决、复议、申请处理等）", "Administrative ways"),
           article("第二十六条")),
    Choice("court", Text("向人民法院起诉", "Suing in a people's court"), article("第二十六条")),
)  # fmt: skip
# What a round looks at; the list is our own.
FOCUSES = (
    Choice("neighbours", Text("邻里关系", "Relations between neighbours")),
    Choice("housing", Text("房屋、漏水、搭建", "Homes, leaks, building on")),
    Choice("property", Text("物业、停车、充电", "Property management, parking, charging")),
    Choice("labour", Text("欠薪、用工", "Unpaid wages, employment")),
    Choice("business", Text("商户经营、噪声油烟", "Shops: noise and fumes")),
    Choice("land", Text("宅基地、土地边界", "Homesteads and boundaries")),
    Choice("general", Text("综合排查", "Everything")),
)
STANDINGS = (
    Choice("director", Text("主任", "Director"), article("第八条")),
    Choice("deputy_director", Text("副主任", "Deputy director"), article("第八条")),
    Choice("member", Text("委员", "Member"), article("第八条")),
    Choice("engaged", Text("聘任调解员（非委员）", "Engaged mediator, not a member"), CUSTOM),
)
MEMBERS = frozenset({"director", "deputy_director", "member"})
