import pytest

from workbench.people.calling import given_name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("王小明", "小明"),
        ("欧阳娜娜", "娜娜"),
        ("陈晨", "晨"),
        ("王", "＊"),
        ("林先生", "先生"),
        ("王**", "**"),
        ("阿卜杜拉·买买提", "阿卜杜拉"),
        ("Elena Sullivan", "Elena"),
        ("Sullivan, Elena", "Elena"),
        ("Madonna", "Madonna"),
        ("№ KBDW", "№ KBDW"),
        (" ", ""),
    ],
)
def test_others_hear_the_given_name_only(name: str, called: str) -> None:
    assert given_name(name) == called
