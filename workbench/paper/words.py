"""The few words the print shop says itself, in the language of the document."""

from __future__ import annotations

_WORDS = {
    "zh": {
        "folio": "第 {page} 页 · 共 {pages} 页",
        "sign": "签名",
        "date": "日期",
        "fold": "沿虚线对折",
        "respect": "此致",
        "salute": "敬礼！",
        "enclosed": "附件：{items}",
        "subject": "事由：{subject}",
        "reference": "编号 {number}",
        "joint": "、",
    },
    "en": {
        "folio": "Page {page} of {pages}",
        "sign": "Signature",
        "date": "Date",
        "fold": "Fold along the dashed line",
        "respect": "",
        "salute": "Yours sincerely,",
        "enclosed": "Enclosed: {items}",
        "subject": "{subject}",
        "reference": "Ref. {number}",
        "joint": ", ",
    },
}


def word(language: str, key: str, **values: object) -> str:
    """Return one of the shop's own words; languages other than Chinese read English."""
    return _WORDS["zh" if language.startswith("zh") else "en"][key].format(**values)
