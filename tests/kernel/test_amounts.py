import pytest

from workbench.kernel.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30000", 30000),
        ("30,000", 30000),
        ("30，000", 30000),
        ("30 000", 30000),
        (" 3万 ", 30000),
        ("3.5万", 35000),
        ("３．５万", 35000),
        ("3w", 30000),
        ("30k", 30000),
        ("30 K", 30000),
        ("30千", 30000),
        ("¥30,000元", 30000),
        ("12.5k", 12500),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["", "面议", "3-4万", "3万5", "30,00", "1.5", "-3", "3万元/月"])
def test_what_is_not_one_amount_is_not_read(text: str) -> None:
    assert read_amount(text) is None
