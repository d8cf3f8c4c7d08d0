"""How well duplicates are found, held on a sample of labelled pairs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build"))

import bench_duplicates
from bench_duplicates import CHANGES, Figures, Sample, make, measure

COUNT = 6000


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make(COUNT)


@pytest.fixture(scope="module")
def figures(sample: Sample) -> Figures:
    return measure(sample)


def test_what_is_called_certain_is_right(figures: Figures) -> None:
    assert figures.certain > 500
    assert figures.precision >= 0.98


def test_nearly_all_are_suggested(figures: Figures) -> None:
    assert figures.recall >= 0.90


def test_common_names_do_not_make_the_list_noisy(figures: Figures) -> None:
    assert figures.noise <= 0.3


def test_every_way_to_come_twice_is_in_the_sample(sample: Sample) -> None:
    assert set(sample.pairs.values()) == {name for name, _, _ in CHANGES}
    keys = {each.key for each in sample.people}
    assert all(pair <= keys and len(pair) == 2 for pair in sample.pairs)


def test_a_seed_makes_the_same_people() -> None:
    assert make(300, seed=3) == make(300, seed=3)
    assert make(300, seed=3) != make(300, seed=4)


def test_the_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    bench_duplicates.run(300)
    said = capsys.readouterr().out
    assert "precision of certain" in said
    assert "recall of all suggestions" in said
