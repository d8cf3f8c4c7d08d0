from __future__ import annotations

from workbench.intake.drafts import RowState
from workbench.intake.sniff import read

CARDS = """\
BEGIN:VCARD
VERSION:4.0
FN:王小明
TEL;VALUE=uri;TYPE="voice,cell":tel:+86-138-0000-0000
EMAIL;PREF=1:ming@example.cn
IMPP:wechat:ming_0000
ORG:启程
 科技;销售部
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=E7=BA=\n=A2
TEL;CELL:139 0000 0000
END:VCARD
BEGIN:VCARD
TEL:13900000001
END:VCARD
BEGIN:VCARD
FN:Lost
"""


def test_cards_of_every_version() -> None:
    file = read(CARDS.replace("\n", "\r\n").encode(), "contacts.vcf")
    ming, hong = (found.draft for found in file.drafts)
    assert (ming.name, ming.phones, ming.wechat) == ("王小明", ("+8613800000000",), "ming_0000")
    assert (ming.current_employer, ming.emails) == ("启程科技", ("ming@example.cn",))
    assert (hong.name, hong.phones) == ("王小红", ("+8613900000000",))
    states = [report.state for report in file.reports]
    assert states == [RowState.OK, RowState.OK, RowState.FAILED, RowState.FAILED]
