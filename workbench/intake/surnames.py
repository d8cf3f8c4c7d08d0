"""The commonest Chinese family names, by which a word is told to be a name."""

from __future__ import annotations

import re

_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫"
    "孔向常汤康易乔赖文樊兰殷施洪翁季安颜倪牛温芦俞葛章鲁柳毕霍岳庄路伍祁齐盛凌甘左欧阮单柯焦耿关包尚纪靳"
    "柴成辛涂游裴詹窦岑符卜饶聂骆申解冉房宁桂管辜费车蓝冷米苗穆聊阳明滕瞿褚翟景应宗"
)
_PAIRS = "欧阳上官司马诸葛夏侯钟离皇甫尉迟公孙慕容司徒端木令狐长孙东方南宫司空独孤东郭百里轩辕呼延"
_DOUBLE = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
_HAN = re.compile(r"[\u3400-\u9fff]+")
_AROUND_A_DOT = re.compile(r"[\u3400-\u9fff]{1,8}[·•][\u3400-\u9fff]{1,12}")


def looks_like_a_name(word: str) -> bool:
    """Tell whether a Chinese word is built like a name: a family name and one or two characters."""
    if _AROUND_A_DOT.fullmatch(word):
        return True
    if not _HAN.fullmatch(word):
        return False
    if word[:2] in _DOUBLE:
        return 3 <= len(word) <= 4
    return word[0] in _SINGLE and 2 <= len(word) <= 3
