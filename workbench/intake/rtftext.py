"""The text of an RTF file, whatever code page its letters are written in.

Source of the format: Microsoft, “Rich Text Format (RTF) Specification”, version 1.9.1.
"""

from __future__ import annotations

import re

from workbench.intake.limits import MAX_TEXT_CHARS
from workbench.intake.normalise import clean_lines
from workbench.kernel.errors import BadInput
from workbench.kernel.i18n import N_

_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_DOUBLE = {"936": "134", "950": "136", "932": "128", "949": "129"}  # code page: character set
_PAIR = re.compile(r"[\x81-\xfe][\x40-\xfe]")
_HIGH = re.compile(r"[\x80-\xff]")
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def rtf_text(data: bytes, name: str) -> str:
    """Return the text, one paragraph a line, cells of a table separated by bars.

    Raises BadInput where the file is damaged.
    """
    from striprtf.striprtf import rtf_to_text

    source = _escaped(data.decode("latin-1"))
    try:
        text = str(rtf_to_text(source, errors="replace"))
    except (ValueError, TypeError, LookupError, AttributeError):  # whatever a number makes it meet
        raise BadInput(N_("{name} is damaged; get the file again"), name=name) from None
    if _HALF_PAIR.search(text):  # a rare character comes as two \u numbers
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean_lines(text.replace("\x00", ""))[:MAX_TEXT_CHARS]


def _escaped(source: str) -> str:
    r"""Return the source with every letter beyond ASCII as \'xx, in the document's own code page.

    Some programs write the bytes themselves, and call a font Western whose letters are Chinese.
    """
    found = _CODE_PAGE.search(source[:4096])
    charset = _DOUBLE.get(found[1]) if found else None
    if charset is not None:
        source = re.sub(r"\\fcharset[01](?!\d)", rf"\\fcharset{charset}", source)
        source = _PAIR.sub(lambda pair: "".join(map(_hex, pair[0])), source)
    return _HIGH.sub(lambda letter: _hex(letter[0]), source)


def _hex(letter: str) -> str:
    return f"\\'{ord(letter):02x}"
