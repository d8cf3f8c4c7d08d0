from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.interviewday.dealing import Asked, Bank, Sitting, deal, shared

ATTRIBUTES = ("a", "b", "c", "d", "e", "f", "g")


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Sitting], dict[str, Bank]]:
    bank = {
        each: Bank(
            tuple(f"{each}{n}" for n in range(draw(st.integers(0, 4)))),
            tuple(f"{each}+{n}" for n in range(draw(st.integers(0, 4)))),
        )
        for each in ATTRIBUTES
    }
    chosen = st.lists(st.sampled_from(ATTRIBUTES), max_size=7).map(tuple)
    rounds = draw(st.lists(chosen, max_size=6))
    return [Sitting(str(n), each) for n, each in enumerate(rounds)], bank


def used(asked: tuple[Asked, ...]) -> list[str]:
    return [each for one in asked for each in (one.question, one.follow_up) if each]


@given(plans())
def test_nobody_is_asked_twice_and_nothing_is_left_out(
    plan: tuple[list[Sitting], dict[str, Bank]],
) -> None:
    sittings, bank = plan
    dealt = deal(sittings, bank)
    everything = [each for sitting in sittings for each in used(dealt[sitting.key])]
    assert len(everything) == len(set(everything))
    judged = {each for sitting in sittings for each in sitting.attributes}
    covered = {one.attribute for asked in dealt.values() for one in asked}
    assert covered == {each for each in judged if bank[each].questions or bank[each].follow_ups}
    for sitting in sittings:
        order = [one.attribute for one in dealt[sitting.key]]
        wanted = list(dict.fromkeys(sitting.attributes))
        assert order == [each for each in wanted if each in order]


@given(plans(), st.lists(st.sampled_from(ATTRIBUTES), max_size=7))
def test_a_round_added_at_the_end_changes_nothing_before_it(
    plan: tuple[list[Sitting], dict[str, Bank]], more: list[str]
) -> None:
    sittings, bank = plan
    before = deal(sittings, bank)
    after = deal([*sittings, Sitting("more", tuple(more))], bank)
    assert {key: after[key] for key in before} == before


@given(plans(), st.integers(1, 5))
def test_a_panel_shares_evenly_without_gaps_or_repeats(
    plan: tuple[list[Sitting], dict[str, Bank]], seats: int
) -> None:
    sittings, bank = plan
    for asked in deal(sittings, bank).values():
        parts = shared(asked, seats)
        assert sorted(map(repr, asked)) == sorted(repr(one) for part in parts for one in part)
        sizes = [len(part) for part in parts]
        assert max(sizes) - min(sizes) <= 1
