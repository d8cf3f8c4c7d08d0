"""The highest degree somebody holds: one list for files from outside and for our own records."""

from __future__ import annotations

from enum import StrEnum

from workbench.kernel.i18n import N_


class Degree(StrEnum):
    """The highest degree; the comment is its number in 薪人薪事 exports."""

    UNKNOWN = ""
    NONE = "none"  # 0
    JUNIOR_MIDDLE = "junior-middle"  # 1 初中
    SENIOR_MIDDLE = "senior-middle"  # 2 高中
    VOCATIONAL = "vocational"  # 3 中专
    ASSOCIATE = "associate"  # 4 大专
    BACHELOR = "bachelor"  # 5 本科
    MASTER = "master"  # 6 硕士
    DOCTOR = "doctor"  # 7 博士
    OTHER = "other"  # 8


DEGREE_NAMES = {
    Degree.UNKNOWN: N_("not known"),
    Degree.NONE: N_("no degree"),
    Degree.JUNIOR_MIDDLE: N_("junior middle school"),
    Degree.SENIOR_MIDDLE: N_("senior middle school"),
    Degree.VOCATIONAL: N_("vocational school"),
    Degree.ASSOCIATE: N_("associate degree"),
    Degree.BACHELOR: N_("bachelor"),
    Degree.MASTER: N_("master"),
    Degree.DOCTOR: N_("doctorate"),
    Degree.OTHER: N_("other degree"),
}
