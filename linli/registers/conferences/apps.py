"""The application of conferences."""

from django.apps import AppConfig

from linli.core.text import Text

LOGGED = {
    "conference.enter": Text("登记会议", "Enter a conference"),
    "conference_entered": Text("登记会议", "Conference entered"),
    "conference.change": Text("修改会议", "Change a conference"),
    "conference_changed": Text("修改会议", "Conference changed"),
    "conference.plan": Text("列入会议计划", "Plan a conference"),
    "conference_planned": Text("列入会议计划", "Conference planned"),
    "conference.strike": Text("移出会议计划", "Strike a planned conference"),
    "conference_struck": Text("移出会议计划", "Planned conference struck"),
    "conference.read": Text("解读会议报道", "Read a report"),
    "conference_read": Text("解读会议报道", "Report read"),
    "demand.add": Text("添加会议要求", "Add a demand"),
    "demand_added": Text("添加会议要求", "Demand added"),
    "demand.change": Text("修改会议要求", "Change a demand"),
    "demand_changed": Text("修改会议要求", "Demand changed"),
    "demand.split": Text("拆分会议要求", "Split a demand"),
    "demand_split": Text("拆分会议要求", "Demand split"),
    "demand.join": Text("合并会议要求", "Join demands"),
    "demand_joined": Text("合并会议要求", "Demands joined"),
    "demand.remove": Text("删除会议要求", "Remove a demand"),
    "demand_removed": Text("删除会议要求", "Demand removed"),
    "demand.confirm": Text("确认会议要求", "Confirm a demand"),
    "demand_confirmed": Text("确认会议要求", "Demand confirmed"),
    "demand.withdraw": Text("撤回确认", "Withdraw a confirmation"),
    "demand_withdrawn": Text("撤回确认", "Confirmation withdrawn"),
    "spot.settle": Text("核对修复处", "Settle a mended place"),
    "spot_settled": Text("核对修复处", "Mended place settled"),
    "venue.add": Text("登记会场", "Add a venue"),
    "venue_added": Text("登记会场", "Venue added"),
    "venues_added": Text("登记分会场", "Branch venues added"),
    "venue.remove": Text("删除会场", "Remove a venue"),
    "venue_removed": Text("删除会场", "Venue removed"),
    "unit.call": Text("通知单位参会", "Call a unit"),
    "units_called": Text("通知单位参会", "Units called"),
    "unit.uncall": Text("取消通知", "Call a unit off"),
    "unit_uncalled": Text("取消通知", "Unit called off"),
    "attendance.note": Text("登记参会", "Note attendance"),
    "attendance_expected": Text("报名参会", "Attendance entered"),
    "attendance_noted": Text("签到", "Attendance noted"),
    "attendance_dropped": Text("移出参会名单", "Taken off the roll"),
    "speech.put": Text("登记讲话", "Enter a speech"),
    "speech_put": Text("登记讲话", "Speech entered"),
    "speech.remove": Text("删除讲话", "Remove a speech"),
    "speech_removed": Text("删除讲话", "Speech removed"),
    "paper.put": Text("登记文件", "Enter a document"),
    "paper_put": Text("登记文件", "Document entered"),
    "paper.remove": Text("删除文件", "Remove a document"),
    "paper_removed": Text("删除文件", "Document removed"),
    "burden.decide": Text("决定减负规则例外", "Decide on a rule of burden"),
    "burden_decided": Text("决定减负规则例外", "Decision on a rule of burden"),
    "demo_conferences_loaded": Text("载入演示会议", "Demo conferences loaded"),
}


class ConferencesConfig(AppConfig):
    """Conferences, their reports and what was demanded there."""

    name = "linli.registers.conferences"
    label = "conferences"
    url_prefix = "conferences/"

    def ready(self) -> None:
        """Put the list into the menu, declare the letters, and say who reads what."""
        from linli.base.administration.log_reading import text_readers
        from linli.base.administration.wordings import KINDS
        from linli.base.letters.access import access
        from linli.base.ui.menu import Entry, register
        from linli.registers.conferences import thresholds
        from linli.registers.conferences.access import may_read_some
        from linli.registers.conferences.letters import kinds  # noqa: F401
        from linli.registers.conferences.letters.access import PREFIX, ConferenceLetters

        name = Text("会议", "Conferences")
        thresholds.register()
        register(Entry("conferences", name, "conferences:list", "desk", 60, "list", may_read_some))
        access.register(PREFIX, ConferenceLetters())
        # Reports are published; the auditor reads what was written about them.
        text_readers.register(PREFIX, lambda post, chains: set(chains))
        for kind, text in LOGGED.items():
            KINDS.register(kind, text)
