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
    Degree.UNKNOWN: N_("Not known"),
    Degree.NONE: N_("No degree"),
    Degree.JUNIOR_MIDDLE: N_("Junior middle school"),
    Degree.SENIOR_MIDDLE: N_("Senior middle school"),
    Degree.VOCATIONAL: N_("Vocational school"),
    Degree.ASSOCIATE: N_("Associate degree"),
    Degree.BACHELOR: N_("Bachelor’s degree"),
    Degree.MASTER: N_("Master’s degree"),
    Degree.DOCTOR: N_("Doctorate"),
    Degree.OTHER: N_("Other degree"),
}
