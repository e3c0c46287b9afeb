"""The declared words of requests about one's own data."""

from __future__ import annotations

from typing import Final

from linli.core.personal import PIPL
from linli.core.procedure import Basis, Choice
from linli.core.text import Text

KEY: Final = "rights"
DESIGN: Final = Basis(Text("邻里自定", "own design"))


def article(number: str) -> Basis:
    """Return the article of the Personal Information Protection Law."""
    return Basis(PIPL, number, "A")


CONTACT, EVERYTHING, OTHER = "contact", "everything", "other"
WISHES: Final = (
    Choice(
        CONTACT,
        Text("删除我的姓名、电话、住址", "Erase my name, telephone and address"),
        article("第四十七条"),
    ),
    Choice(
        EVERYTHING,
        Text("删除我写的内容、文件和全部信息", "Erase what I wrote, my files and all else"),
        article("第四十七条"),
    ),
    Choice(
        OTHER,
        Text("请说明怎样使用我的信息，或者限制使用", "Explain or restrict how my data is used"),
        Basis(PIPL, "第四十四条、第四十八条", "A"),
    ),
)
GROUNDS: Final = (
    Choice(
        "purpose",
        Text("办理的目的尚未实现，仍然需要", "Still needed for the purpose"),
        article("第四十七条"),
    ),
    Choice(
        "period",
        Text("法定或归档保存期限未届满", "The period of keeping is not over"),
        article("第四十七条"),
    ),
    Choice(
        "duty",
        Text("履行法定职责所必需", "Necessary for a legal duty"),
        article("第三十四条"),
    ),
    Choice(
        "others",
        Text("删除会损害他人的合法权益", "Erasing it would harm the rights of others"),
        DESIGN,
    ),
    Choice("unclear", Text("请求不明确，无法办理", "What is asked is not clear"), DESIGN),
)
# States in which something that was asked for was not done; who asked may sue (Art. 50, para. 2).
REFUSED: Final = frozenset({"refused", "granted_in_part"})
REMEDY: Final = article("第五十条")


def wish_of(key: str) -> Choice:
    """Return the declared wish; KeyError for an unknown one."""
    found = next((one for one in WISHES if one.key == key), None)
    if found is None:
        raise KeyError(key)
    return found
