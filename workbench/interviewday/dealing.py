"""Who asks what: the questions of an interview plan, dealt to its rounds and to their panels.

Everybody on a requisition is asked the same in the same round, and nobody is asked twice: the
n-th round that judges an attribute has its n-th question and its n-th follow-up. So a round that is
added at the end changes nothing of what was printed before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sitting:
    """A round of the plan and the attributes that are judged in it, both by id."""

    key: str
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Bank:
    """What there is to ask about one attribute, in order: questions and what to follow up with."""

    questions: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question with what to follow up with, '' for nothing."""

    attribute: str
    question: str
    follow_up: str = ""


def deal(sittings: Sequence[Sitting], bank: Mapping[str, Bank]) -> dict[str, tuple[Asked, ...]]:
    """Return what is asked in each round, in the order of its attributes.

    A round in which nothing new is left to ask about an attribute has no question about it.
    """
    turn: dict[str, int] = {}
    dealt: dict[str, tuple[Asked, ...]] = {}
    for sitting in sittings:
        asked = []
        for attribute in dict.fromkeys(sitting.attributes):
            at = turn.get(attribute, 0)
            turn[attribute] = at + 1
            given = _at(bank.get(attribute, Bank()), attribute, at)
            if given is not None:
                asked.append(given)
        dealt[sitting.key] = tuple(asked)
    return dealt


def _at(bank: Bank, attribute: str, at: int) -> Asked | None:
    questions, more = bank.questions[at : at + 1], bank.follow_ups[at : at + 1]
    if questions:
        return Asked(attribute, questions[0], more[0] if more else "")
    return Asked(attribute, more[0]) if more else None


def shared(asked: Sequence[Asked], seats: int) -> tuple[tuple[Asked, ...], ...]:
    """Return what each of `seats` interviewers asks, in turn, so that the loads are even."""
    return tuple(tuple(asked[seat::seats]) for seat in range(seats))
