"""What somebody is called where others look on: by the given name, without the surname."""

from __future__ import annotations

import unicodedata

from workbench.kernel.names import has_han
from workbench.people.pinyin import surname_of

_PARTS = "·・•‧∙"


def given_name(name: str) -> str:
    """Return the given name: 小明 for 王小明, Elena for Elena Sullivan or Sullivan, Elena.

    A Chinese name is one word of Han; what stands in several words is called by the first of them,
    and a name that is nothing but a surname by its initial form, ＊.
    """
    text = unicodedata.normalize("NFC", name).strip()
    before, comma, after = text.partition(",")
    if comma and after.strip():
        text = f"{after.strip()} {before.strip()}"
    for part in _PARTS:
        text = text.replace(part, " ")
    words = text.split()
    if not words or not words[0][0].isalnum():  # such as № KBDW, who is kept unknown
        return text
    first = words[0]
    if len(words) > 1 or not has_han(first):
        return first
    return first[len(surname_of(first)) :] or "＊"
