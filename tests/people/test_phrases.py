from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

from workbench.people.phrases import lazy_pinyin, shared
from workbench.people.pinyin import search_words

TEXT = '{\n"重庆": [["chóng"], ["qìng"]],\n"重阳":[["chóng"],["yáng"]], "一{，": [["yī"]]\n}\n'


def test_the_same_syllable_is_the_same_list() -> None:
    found = shared(TEXT)
    assert found == json.loads(TEXT)
    assert found["重庆"][0] is found["重阳"][0]


def test_all_phrases_of_the_library_are_there_and_are_read_as_it_reads_them() -> None:
    text = files("pypinyin").joinpath("phrases_dict.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    assert shared(text) == whole
    words = [*list(whole)[::97], "王乐行", "重庆银行行长", "长春长大", "单曾解"]
    script = (
        "import json, sys; from pypinyin import lazy_pinyin;"
        " print(json.dumps([lazy_pinyin(w, v_to_u=True) for w in json.load(sys.stdin)]))"
    )
    apart = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(words),
        capture_output=True,
        text=True,
        check=True,
    )
    read = lazy_pinyin()
    assert [read(word, v_to_u=True) for word in words] == json.loads(apart.stdout)


def test_names_with_characters_of_many_readings_are_found_as_before() -> None:
    assert search_words("单重庆").split()[:3] == ["shanchongqing", "scq", "chongqing"]
    assert "xiezhang" not in search_words("曾长江")
    assert search_words("曾长江").split()[0] == "zengchangjiang"
