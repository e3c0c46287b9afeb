"""Names a browser and a system by what the browser says of itself; no library, no guessing."""

from __future__ import annotations

from linli.core.text import Text

# The first that fits: browsers name the ones that they descend from as well.
BROWSERS = (
    ("MicroMessenger", Text("微信", "WeChat")),
    ("DingTalk", Text("钉钉", "DingTalk")),
    ("Edg", Text("Edge", "Edge")),
    ("QQBrowser", Text("QQ浏览器", "QQ Browser")),
    ("UCBrowser", Text("UC浏览器", "UC Browser")),
    ("HuaweiBrowser", Text("华为浏览器", "Huawei Browser")),
    ("MiuiBrowser", Text("小米浏览器", "Mi Browser")),
    ("OPR", Text("Opera", "Opera")),
    ("Firefox", Text("Firefox", "Firefox")),
    ("Chrome", Text("Chrome", "Chrome")),
    ("Safari", Text("Safari", "Safari")),
)
SYSTEMS = (
    ("HarmonyOS", Text("鸿蒙", "HarmonyOS")),
    ("OpenHarmony", Text("鸿蒙", "HarmonyOS")),
    ("Android", Text("安卓", "Android")),
    ("iPhone", Text("iPhone", "iPhone")),
    ("iPad", Text("iPad", "iPad")),
    ("Windows", Text("Windows", "Windows")),
    ("Mac OS X", Text("macOS", "macOS")),
    ("Linux", Text("Linux", "Linux")),
)
UNKNOWN = Text("未知设备", "Unknown device")


def device_name(user_agent: str) -> Text:
    """Return such as “Chrome · Windows” for what a browser sends as its user agent."""
    found = [name for name in (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)) if name]
    if not found:
        return UNKNOWN
    return Text(" · ".join(n.zh for n in found), " · ".join(n.en for n in found))


def _first(named: tuple[tuple[str, Text], ...], user_agent: str) -> Text | None:
    return next((name for mark, name in named if mark in user_agent), None)
