"""Amounts of money as people write them: 30000, 30,000, 3万, 3.5万, 30k."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = {"": 1, "千": 1_000, "k": 1_000, "万": 10_000, "萬": 10_000, "w": 10_000}
_AMOUNT = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s*(千|k|万|萬|w)?")
_AROUND = re.compile(r"^(?:rmb|cny|[¥￥$€])\s*|\s*(?:元|块|rmb|cny)$")


def read_amount(text: str) -> int | None:
    """Return the whole amount a text means, None where it is not one amount."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    found = _AMOUNT.fullmatch(_AROUND.sub("", plain))
    if found is None:
        return None
    whole, part, unit = found.groups(default="")
    amount = Decimal(whole.replace(",", "").replace(" ", "") + part) * _UNITS[unit]
    return int(amount) if amount == int(amount) else None
