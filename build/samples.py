"""Makes those files of resources/samples that cannot be written by hand: GB18030, DOCX, PDF.

Run from the repository root: `python build/samples.py`. The same input gives the same bytes.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
TABLE = """\
姓名,手机,邮箱,性别,学历,毕业院校,工作年限,现居地,期望薪资,到岗时间,应聘职位,来源,备注
王小明,138-0000-0001,wang.xiaoming@example.cn,男,本科,启程大学,4年,上海,15-20K,一个月内,销售经理,BOSS直聘,沟通好
李雪梅,139 0000 0002,li.xuemei@example.cn,女,硕士,远山理工大学,2年,杭州,18K,随时,产品经理,内推,
欧阳晨,（+86）13800000003,ouyang@example.cn,男,大专,江畔职业学院,6年,苏州,8-10K,两周,行政专员,智联招聘,
单晓峰,13800000004,shan@example.cn,男,本科,启程大学,应届,南京,面议,7月,软件工程师,校园招聘,
曾以安,１３８００００５,zeng@example.cn,女,博士,远山理工大学,3-5年,北京,35K,三个月,算法工程师,猎聘,全角号码且少一位
,13800000006,noname@example.cn,女,本科,启程大学,1年,上海,9K,随时,客服,前程无忧,缺姓名
吕 绿,13900000007,吕绿,女,本科,江畔大学,2年,无锡,9K,随时,客服,前程无忧,邮箱填错

阿依古丽·买买提,13900000008,ayi@example.cn,女,本科,远山理工大学,7年,乌鲁木齐,12K,一个月,区域经理,内推,
王小明,13800000001,wang.xiaoming@example.cn,男,本科,启程大学,4年,上海,15-20K,一个月内,销售经理,BOSS直聘,沟通好
"""
DOCX = (
    "个人简历",
    "姓名：钟离秋　　电话：139-0000-0012",
    "邮箱：zhongli.qiu@example.cn",
    "学历：本科　　毕业院校：江畔大学",
    "工作年限：5年　　现居地：武汉　　期望薪资：14K",
    "求职意向：人力资源主管",
    "工作经历",
    "2019.03—2023.12　远帆科技有限公司（虚构）　招聘专员",
    "负责年度招聘计划，入职满意度由 82% 提高到 95%。",
)
PDF = (
    "夏侯宁",
    "电话：138 0000 0013　邮箱：xiahou.ning@example.cn",
    "学历：硕士　毕业院校：远山理工大学",
    "求职意向：研发工程师　现居地：成都",
    "工作经历",
    "2020.07—2024.06　云帆软件有限公司（虚构）　研发工程师",
    "把结算服务从单体拆成三个服务，夜间批处理由六小时缩到四十分钟。",
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(path: Path, paragraphs: tuple[str, ...]) -> None:
    """Write the smallest .docx that word processors open."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body>'
        "</w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)


def pdf(path: Path, lines: tuple[str, ...]) -> None:
    """Write a one-page PDF with a font that every reader knows, so that the file stays small."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), invariant=1, initialFontName="STSong-Light")
    canvas.setFont("STSong-Light", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 770 - 24 * number, line)
    canvas.save()


if __name__ == "__main__":
    (SAMPLES / "候选人名单_GB18030.csv").write_bytes(TABLE.encode("gb18030"))
    docx(SAMPLES / "cv" / "钟离秋-人力资源主管-5年.docx", DOCX)
    pdf(SAMPLES / "cv" / "夏侯宁_研发工程师.pdf", PDF)
