"""The declared kinds of units and roles of posts."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of organisational unit. Any unit of a kind that `coordinates` may run a procedure
    for every place in the range of its region."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class Role:
    """What a post is for. `powers` are the keys of what it may change in the ground itself;
    what it may do with cases is declared by each procedure."""

    key: str
    name: Text
    powers: frozenset[str] = frozenset()


UNIT_KINDS = {
    kind.key: kind
    for kind in (
        UnitKind("social_work", Text("社会工作部门", "Social-work department")),
        UnitKind("petition_office", Text("信访部门", "Petition office")),
        UnitKind("government", Text("人民政府", "People's government")),
        UnitKind("party_committee", Text("党委", "Party committee")),
        UnitKind("joint_conference", Text("信访工作联席会议", "Joint conference on petitions")),
        UnitKind("discipline", Text("纪检监察机关", "Discipline inspection")),
        UnitKind("hotline_centre", Text("热线服务中心", "Hotline centre")),
        UnitKind("department", Text("部门", "Department")),
        UnitKind("township", Text("街道、乡镇", "Town or street")),
        UnitKind("community", Text("社区、村", "Community or village")),
        UnitKind("mediation_committee", Text("人民调解委员会", "Mediation committee")),
        UnitKind("association", Text("社会组织", "Association")),
        UnitKind("operator", Text("平台运行单位", "Platform operator")),
    )
}

ROLES = {
    role.key: role
    for role in (
        Role("hotline_clerk", Text("热线话务员", "Hotline clerk")),
        Role("street_clerk", Text("街道经办人", "Street clerk")),
        Role("community_worker", Text("社区工作者", "Community worker")),
        Role("department_handler", Text("部门经办人", "Department handler")),
        Role("unit_head", Text("单位负责人", "Unit head")),
        Role("supervisor", Text("督办员", "Supervisor")),
        Role("social_work_officer", Text("社会工作部门干部", "Social-work department officer")),
        Role("petition_officer", Text("信访工作人员", "Petition officer")),
        Role("mediator", Text("人民调解员", "Mediator")),
        Role(
            "system_administrator",
            Text("系统管理员", "System administrator"),
            frozenset({"units", "calendar", "duties", "limits", "letters", "privacy"}),
        ),
        Role(
            "security_administrator",
            Text("安全管理员", "Security administrator"),
            frozenset({"people", "posts", "privacy"}),
        ),
        Role("auditor", Text("安全审计员", "Auditor"), frozenset({"audit", "privacy"})),
    )
}
# One person never holds two of these at a time (GB/T 22239 level 3, separation of duties).
SEPARATED_ROLES = frozenset({"system_administrator", "security_administrator", "auditor"})
