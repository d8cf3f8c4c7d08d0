"""Days to plan: one written by hand, small ones by dice, wide ones for time limits."""

from __future__ import annotations

import random
from typing import Any

Json = dict[str, Any]


def small() -> Json:
    """Return three candidates with two rounds each; the best plan weighs 450."""
    return {
        "format": 1,
        "day": "2026-11-24",
        "timezone": "Asia/Shanghai",
        "grid": 5,
        "opening": [["09:00", "12:00"], ["13:00", "18:00"]],
        "rooms": [
            {"id": "r301", "name": "301", "seats": 3, "features": ["projector"],
             "busy": [["10:00", "10:30"]]},
            {"id": "r302", "name": "302", "seats": 2},
        ],
        "interviewers": [
            {"id": "i1", "name": "陈晨", "skills": ["tech"], "hours": [["09:00", "18:00"]],
             "busy": [["09:30", "10:00"]], "max_interviews": 4, "buffer": 5},
            {"id": "i2", "name": "李雷", "skills": ["tech", "hr"], "hours": [["10:00", "17:00"]],
             "max_interviews": 4, "buffer": 10},
            {"id": "i3", "name": "韩梅梅", "skills": ["hr"], "hours": [["09:00", "18:00"]]},
        ],
        "rounds": [
            {"id": "tech", "name": "技术面", "minutes": 45,
             "panel": [{"skill": "tech", "count": 1}], "needs": ["projector"]},
            {"id": "hr", "name": "HR 面", "minutes": 30, "panel": [{"skill": "hr", "count": 1}]},
        ],
        "candidates": [
            {"id": "c1", "name": "王小明", "hours": [["09:00", "12:00"]], "rounds": ["tech", "hr"]},
            {"id": "c2", "name": "Elena", "hours": [["09:00", "18:00"]], "rounds": ["tech", "hr"]},
            {"id": "c3", "name": "欧阳", "hours": [["13:00", "18:00"]], "rounds": ["tech", "hr"]},
        ],
        "rules": {"candidate_gap": 5, "max_wait": 60},
        "weights": {"candidate_wait": 3, "interviewer_gap": 1, "fairness": 2, "room_change": 1,
                    "finish": 1},
    }  # fmt: skip


def impossible() -> Json:
    """Return the small day with a candidate who leaves at 10:15."""
    day = small()
    day["candidates"][0]["hours"] = [["09:00", "10:15"]]
    return day


def tiny(seed: int) -> Json:
    """Return a day that is small enough to try every plan."""
    dice = random.Random(seed)

    def spans(busy: float) -> list[list[str]]:
        hour = dice.randint(9, 12)
        return [[f"{hour:02d}:00", f"{hour:02d}:30"]] if dice.random() < busy else []

    def person(n: int) -> Json:
        return {
            "id": f"i{n}", "name": f"I{n}", "skills": dice.sample(["a", "b"], dice.randint(1, 2)),
            "hours": [["09:00", dice.choice(["12:00", "13:30"])]], "busy": spans(0.4),
            "max_interviews": dice.choice([None, 1, 2]), "buffer": dice.choice([0, 0, 30, 40]),
        }  # fmt: skip

    rounds = [
        {"id": "x", "name": "X", "minutes": dice.choice([30, 40]),
         "panel": [{"skill": "a", "count": 1}]},
        {"id": "y", "name": "Y", "minutes": 30, "room": dice.choice(["none", "needed"]),
         "panel": dice.choice([[{"skill": None, "count": 1}],
                               [{"skill": "b", "count": 1}, {"skill": None, "count": 1}]])},
    ]  # fmt: skip
    return {
        "format": 1, "day": "2026-11-24", "timezone": "Asia/Shanghai", "grid": 30,
        "opening": [["09:00", "11:00"], ["12:00", "13:30"]],
        "rooms": [{"id": f"r{n}", "name": "R", "seats": 2 + n, "busy": spans(0.3)}
                  for n in range(2)],
        "interviewers": [person(n) for n in range(3)],
        "rounds": rounds,
        "candidates": [{"id": f"c{n}", "name": f"C{n}", "rounds": dice.sample(["x", "y"], 2 - n),
                        "hours": [["09:00", dice.choice(["11:00", "13:30"])]]} for n in range(2)],
        "rules": {"keep_round_order": dice.random() < 0.5, "candidate_gap": dice.choice([0, 20]),
                  "no_repeat_interviewer": dice.random() < 0.7,
                  "max_wait": dice.choice([None, 30, 90])},
        "weights": {name: dice.randint(0, 3) for name in
                    ("candidate_wait", "interviewer_gap", "fairness", "room_change", "finish")},
    }  # fmt: skip


def wide(candidates: int, interviewers: int) -> Json:
    """Return a day that is easy to plan and hard to plan best."""
    day = small()
    day["rooms"] = [{"id": f"r{n}", "name": f"{n}", "seats": 3, "features": ["projector"]}
                    for n in range(interviewers)]  # fmt: skip
    day["interviewers"] = [
        {"id": f"i{n}", "name": f"I{n}", "skills": ["tech", "hr"][n % 2 : n % 2 + 1],
         "hours": [["09:00", "18:00"]], "buffer": 5}
        for n in range(interviewers)
    ]  # fmt: skip
    day["candidates"] = [
        {"id": f"c{n}", "name": f"C{n}", "hours": [["09:00", "18:00"]], "rounds": ["tech", "hr"]}
        for n in range(candidates)
    ]
    return day
