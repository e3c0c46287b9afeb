"""Names of persons: cleaned, compared, and masked as 张* or 张*三."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from linli.core.text import Text

COMPOUND_SURNAME = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|"
    "澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|"
    "司空|闾丘|亓官|司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|"
    "轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|西门|第五|南荣|东里|"
    "仲长|即墨|达奚|褚师|纳兰|叶赫"
)
# People often leave only a surname and one of these; there is nothing more to hide then.
FORMS_OF_ADDRESS = ("先生", "女士", "小姐", "同志", "师傅", "老师", "阿姨", "大爷", "大妈")
MIDDLE_DOTS = re.compile("[·•・‧∙⋅]")


def clean(value: str) -> str:
    """Return the name in half-width letters, one kind of middle dot, and no stray spaces."""
    text = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFKC", value)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    text = MIDDLE_DOTS.sub("·", text)
    joint = "" if is_chinese(text) else " "
    return joint.join(text.split())


def index_form(value: str) -> str:
    """Return the form under which spellings of one name meet: no spaces, one case."""
    return clean(value).replace(" ", "").casefold()


def is_chinese(text: str) -> bool:
    """Return whether the text holds a Chinese character."""
    return any("㐀" <= character <= "鿿" or character >= "\U00020000" for character in text)


def mask(value: str) -> str:
    """Return the name with the family name, and the last character of a longer one, left."""
    if not is_chinese(value):
        return " ".join(f"{part[0]}***" for part in value.split())
    if "·" in value:
        return "·".join(f"{part[:1]}*" for part in value.split("·"))
    length = 2 if len(value) > 2 and COMPOUND_SURNAME.match(value) else 1
    surname, given = value[:length], value[length:]
    if not given:
        return "*"
    if given in FORMS_OF_ADDRESS:
        return value
    return f"{surname}*" if len(given) == 1 else f"{surname}{'*' * (len(given) - 1)}{given[-1]}"


def problem(value: str, on: date | None) -> Text | None:
    """Return why `value` is no name, or None: a name holds at least one letter."""
    if any(character.isalpha() for character in value):
        return None
    return Text("姓名应含有文字。", "A name has letters in it.")
