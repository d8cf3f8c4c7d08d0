"""Invented interview days, the same for the same seed: what the planner is measured on."""

from __future__ import annotations

import random

SKILLS = ("tech", "design", "hr", "lead")
ROUNDS = (
    {"id": "tech", "name": "技术面", "minutes": 45, "panel": [{"skill": "tech", "count": 1}]},
    {"id": "pair", "name": "综合面", "minutes": 60, "panel": [{"skill": "design", "count": 1}]},
    {"id": "hr", "name": "HR 面", "minutes": 30, "panel": [{"skill": "hr", "count": 1}]},
    {"id": "boss", "name": "主管面", "minutes": 30, "panel": [{"skill": "lead", "count": 1}]},
)
PATHS = (("tech", "pair", "hr"), ("tech", "hr", "boss"), ("pair", "hr", "boss"))


def day(candidates: int, interviewers: int, *, seed: int = 1) -> dict:
    """Return an instance in which everybody sits three rounds and skills and rooms are tight."""
    dice = random.Random(seed)
    return {
        "format": 1,
        "day": "2026-11-24",
        "timezone": "Asia/Shanghai",
        "grid": 5,
        "opening": [["09:00", "12:00"], ["13:00", "18:30"]],
        "rooms": [_room(n, dice) for n in range(max(4, round(candidates * 0.35)))],
        "interviewers": [_interviewer(n, dice) for n in range(interviewers)],
        "rounds": [_round(each) for each in ROUNDS],
        "candidates": [_candidate(n, dice) for n in range(candidates)],
        "rules": {"candidate_gap": 5, "max_wait": 90},
        "weights": {
            "candidate_wait": 3,
            "interviewer_gap": 1,
            "fairness": 2,
            "room_change": 1,
            "finish": 1,
        },
    }


def _round(each: dict) -> dict:
    needs = ["projector"] if each["id"] == "tech" else []
    return {**each, "needs": needs, "room": "none" if each["id"] == "boss" else "needed"}


def _room(n: int, dice: random.Random) -> dict:
    busy = [["12:30", "13:30"]] if dice.random() < 0.2 else []
    features = ["projector"] if n % 2 == 0 else []
    return {"id": f"r{n}", "name": f"{301 + n}", "seats": 3, "features": features, "busy": busy}


def _interviewer(n: int, dice: random.Random) -> dict:
    skills = [SKILLS[n % 4], SKILLS[(n + dice.randint(1, 3)) % 4]]
    hour = dice.randint(9, 16)
    return {
        "id": f"i{n}",
        "name": f"面试官{n + 1}",
        "skills": sorted(set(skills)),
        "hours": [["09:00", "18:30"]] if dice.random() < 0.7 else [["09:30", "17:30"]],
        "busy": [[f"{hour:02d}:00", f"{hour:02d}:45"]],
        "max_interviews": 11,
        "buffer": dice.choice((0, 5, 10)),
    }


def _candidate(n: int, dice: random.Random) -> dict:
    start = dice.choice(("09:00", "09:00", "09:00", "10:00", "13:00"))
    end = dice.choice(("18:30", "18:30", "18:30", "17:00"))
    rounds = list(PATHS[n % len(PATHS)])
    return {"id": f"c{n}", "name": f"候选人{n + 1}", "hours": [[start, end]], "rounds": rounds}
