from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import RuleBroken
from workbench.kernel.i18n import LANGUAGES, Translator
from workbench.letters import wording
from workbench.letters.content import shipped
from workbench.letters.models import LetterKind, Tone
from workbench.letters.rules import GAP_OPENS

EN = Translator.english()
FULL = {name: f"<{name}>" for name in wording.FIELD_NAMES}


def test_every_kind_tone_and_language_is_shipped_once() -> None:
    keys = [each.key for each in shipped()]
    assert len(keys) == len(set(keys)) == len(LetterKind) * len(Tone) * len(LANGUAGES)


@pytest.mark.parametrize("template", list(shipped()), ids=lambda each: each.key)
def test_shipped_templates_can_be_filled(template: object) -> None:
    for text in (template.title, template.body):  # type: ignore[attr-defined]
        found = wording.fill(text, FULL, EN)
        assert found
        assert "{" not in found
        assert GAP_OPENS not in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_say_what_goes_on_and_only_then(language: str) -> None:
    for each in shipped():
        if each.language == language and each.kind in (
            LetterKind.NOT_SELECTED,
            LetterKind.NOT_SELECTED_CV,
            LetterKind.CLOSED,
        ):
            assert "<other_post>" in wording.fill(each.body, FULL, EN)
            rest = {k: v for k, v in FULL.items() if k != "other_post"}
            assert "other_post" not in wording.fill(each.body, rest, EN)


HOSTILE = ["{{ 7*7 }}", "{% raw %}", "<b>王</b>", "王\r\nBcc: x@y", "O’Connor\u2028Jr", "#}{#"]


@pytest.mark.parametrize("name", HOSTILE)
def test_values_are_never_read_as_template(name: str) -> None:
    found = wording.fill("A {{ name }} B", {"name": name}, EN)
    assert found == f"A {wording.one_line(name)} B"
    assert "\n" not in found


@given(st.text(min_size=1))
def test_any_value_stands_as_it_is(value: str) -> None:
    shown = wording.one_line(value)
    if shown and value.strip():
        assert wording.fill("[{{ name }}]", {"name": value}, EN) == f"[{shown}]"


def test_missing_field_is_named() -> None:
    with pytest.raises(RuleBroken) as caught:
        wording.fill("{{ post }}", {}, EN)
    assert caught.value.field == "post"
    with pytest.raises(RuleBroken, match="nobody knows"):
        wording.fill("{{ shoe_size }}", FULL, EN)


def test_what_only_a_person_can_say_is_left_open() -> None:
    assert wording.fill("{{ point }}", {}, EN) == "[[one specific, honest point]]"


BAD = [
    "{{ ''.__class__.__mro__ }}",
    "{{ 'a' * 9999999 }}",
    "{{ 2 ** 99 }}",
    "{% if %}",
    "{{ 1/0 }}",
]


@pytest.mark.parametrize("template", BAD)
def test_templates_can_do_no_harm(template: str) -> None:
    with pytest.raises(RuleBroken):
        wording.fill(template, FULL, EN)


def test_each_language_writes_in_its_own_way() -> None:
    zh = wording.words_in("zh")
    assert wording.salutation("王小明", Tone.FORMAL, zh) == "尊敬的王小明："
    assert wording.salutation("王小明", Tone.WARM, zh) == "王小明，您好："
    assert wording.salutation("Elena Sullivan", Tone.FORMAL, EN) == "Dear Elena Sullivan,"
    assert wording.money(18000, "CNY", "zh") == "人民币 18,000 元"
    assert wording.money(18000, "CNY", "en") == "CNY 18,000"
    assert wording.shown_date(date(2026, 3, 5), "zh") == "2026年3月5日"
    assert wording.months(36, zh) == "3 年"
    assert wording.months(18, EN) == "18 months"
