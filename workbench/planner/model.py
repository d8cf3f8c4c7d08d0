"""The day as a constraint model: all hard demands and the five figures.

One integer per free interview says when it begins, in units of the grid; one truth per interviewer
who could sit in it and per room it could have says who and where. Interviews that stand still are
no variables: they were cut out of the starts that are left (`problem`), and only count in the
figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from workbench.planner.gaps import Gaps
from workbench.planner.instance import NEEDED
from workbench.planner.measuring import TENTH, sharing
from workbench.planner.plan import Interview, Key
from workbench.planner.problem import Problem, Ranges, Task
from workbench.planner.times import DAY

Truth = Any  # a variable of the solver or its negation
Sum = Any  # a linear expression of the solver


class Model:
    """The constraint model of a problem.

    Attributes: `cp`, the solver's model; `start`, `present`, `member` and `place`, its variables by
    interview, interviewer and room.
    """

    def __init__(self, problem: Problem, *, weighed: bool = True) -> None:
        """Make the model; without `weighed` only the hard demands."""
        self.problem = problem
        self.day = problem.instance
        self.cp = cp_model.CpModel()
        self.start: dict[Key, Any] = {}
        self.present: dict[Key, Truth] = {}
        self.member: dict[tuple[Key, str], Truth] = {}
        self.place: dict[tuple[Key, str], Truth] = {}
        self.follows: dict[tuple[Key, Key], Truth] = {}
        self.parts: dict[str, Sum] = {}
        self._true = self.cp.new_constant(1)
        for task in problem.tasks:
            self._add(task)
        self._apart()
        self._candidates()
        self._loads()
        if weighed:
            self._weigh()

    def begin(self, key: Key) -> Sum:
        """Return when a free interview begins, in minutes."""
        return self.start[key] * self.day.grid

    def _add(self, task: Task) -> None:
        """Add one interview: its start, its panel, its room."""
        cp, key = self.cp, task.key
        name = "/".join(key)
        domain = task.starts or ((0, 0),)
        start = cp.new_int_var_from_domain(_domain(domain), f"start {name}")
        present = self._true if task.free.required else cp.new_bool_var(f"sat {name}")
        self.start[key], self.present[key] = start, present
        if not task.starts:
            cp.add_bool_or([~present])
        for person, ranges in task.people.items():
            chosen = cp.new_bool_var(f"{person} in {name}")
            self.member[key, person] = chosen
            self._only(start, ranges, task.starts, chosen)
            cp.add_implication(chosen, present)
        self._panel(task, present)
        if task.rooms is None:
            return
        for room, ranges in task.rooms.items():
            here = cp.new_bool_var(f"{name} at {room}")
            self.place[key, room] = here
            self._only(start, ranges, task.starts, here)
        cp.add_exactly_one([*(self.place[key, room] for room in task.rooms), ~present])

    def _only(self, start: Any, ranges: Ranges, all_: Ranges, chosen: Truth) -> None:
        if ranges != all_:
            inside = self.cp.add_linear_expression_in_domain(start, _domain(ranges))
            inside.only_enforce_if(chosen)

    def _panel(self, task: Task, present: Truth) -> None:
        """Let distinct members be matched to the skills that are asked for."""
        cp, key = self.cp, task.key
        if len(task.needs) == 1:
            (group, count), *_ = task.needs
            cp.add(sum(self.member[key, person] for person in group) == count * present)
            return
        roles: dict[str, list[Truth]] = {person: [] for person in task.people}
        for number, (group, count) in enumerate(task.needs):
            taken = [cp.new_bool_var(f"{'/'.join(key)} {person} as {number}") for person in group]
            for person, role in zip(group, taken, strict=True):
                roles[person].append(role)
            cp.add(sum(taken) == count * present)
        for person, own in roles.items():
            cp.add(sum(own) == self.member[key, person])

    def _apart(self) -> None:
        """Let nobody and no room be in two interviews at once."""
        for person in self.day.interviewers:
            own = [t for t in self.problem.tasks if person.id in t.people]
            self._no_overlap(own, person.buffer, lambda key, p=person.id: self.member[key, p])
        for room in self.day.rooms:
            own = [t for t in self.problem.tasks if t.rooms and room.id in t.rooms]
            self._no_overlap(own, 0, lambda key, r=room.id: self.place[key, r])

    def _no_overlap(self, tasks: Sequence[Task], gap: int, chosen: Any) -> None:
        if len(tasks) > 1:
            self.cp.add_no_overlap(
                self.cp.new_optional_fixed_size_interval_var(
                    self.begin(task.key), task.free.minutes + gap, chosen(task.key), ""
                )
                for task in tasks
            )

    def _candidates(self) -> None:
        """Keep each candidate's day in order."""
        rules = self.day.rules
        for candidate in self.day.candidates:
            items = self.problem.items(candidate.id)
            own = [each for each in items if isinstance(each, Task)]
            if not own:
                continue
            if rules.no_repeat_interviewer:
                for person in self.day.interviewers:
                    met = [self.member[t.key, person.id] for t in own if person.id in t.people]
                    if len(met) > 1:
                        self.cp.add_at_most_one(met)
            chained = rules.keep_round_order and all(t.free.required for t in own)
            arcs = list(pairwise(items)) if chained else self._circuit(items)
            for before, after in arcs:
                if chained:
                    self.follows[before.key, after.key] = self._true
                self._gap(before, after)

    def _circuit(self, items: Sequence[Task | Interview]) -> list[tuple[Any, Any]]:
        """Let those that are sat follow each other in one line; return who may follow whom."""
        cp, arcs, found = self.cp, [], []
        for n, one in enumerate(items, 1):
            arcs += [(0, n, cp.new_bool_var("")), (n, 0, cp.new_bool_var(""))]
            if isinstance(one, Task) and not one.free.required:
                arcs.append((n, n, ~self.present[one.key]))
            for m, other in enumerate(items, 1):
                if n != m and self._may_follow(one, other):
                    literal = cp.new_bool_var("")
                    self.follows[one.key, other.key] = literal
                    arcs.append((n, m, literal))
                    found.append((one, other))
        empty = cp.new_bool_var("")
        arcs.append((0, 0, empty))
        cp.add_circuit(arcs)
        return found

    def _may_follow(self, one: Task | Interview, other: Task | Interview) -> bool:
        if isinstance(one, Interview) and isinstance(other, Interview):
            return one < other
        if not self.day.rules.keep_round_order:
            return True
        rounds = self.day.candidate[one.key[0]].rounds
        return rounds.index(one.key[1]) < rounds.index(other.key[1])

    def _gap(self, before: Task | Interview, after: Task | Interview) -> None:
        """Keep least and longest wait between two that follow each other."""
        if isinstance(before, Interview) and isinstance(after, Interview):
            return
        rules, literal = self.day.rules, self.follows[before.key, after.key]
        between = self.from_(after) - self.to(before)
        self._if(self.cp.add(between >= rules.candidate_gap), literal)
        if rules.max_wait is not None and before.key[0] not in self.problem.patient:
            self._if(self.cp.add(between <= rules.max_wait), literal)

    def _if(self, constraint: Any, literal: Truth) -> None:
        if literal is not self._true:
            constraint.only_enforce_if(literal)

    def from_(self, item: Task | Interview) -> Sum:
        """Return when an interview begins."""
        return item.start if isinstance(item, Interview) else self.begin(item.key)

    def to(self, item: Task | Interview) -> Sum:
        """Return when an interview ends."""
        if isinstance(item, Interview):
            return item.end
        return self.begin(item.key) + item.free.minutes

    def load(self, person: str) -> Sum:
        """Return how many interviews somebody has."""
        held = sum(person in each.panel for each in self.problem.fixed)
        return held + sum(
            self.member[t.key, person] for t in self.problem.tasks if person in t.people
        )

    def _loads(self) -> None:
        for person in self.day.interviewers:
            most = person.max_interviews
            if most is not None and any(person.id in t.people for t in self.problem.tasks):
                self.cp.add(self.load(person.id) <= most)

    def _weigh(self) -> None:
        """Add the figures that weigh anything."""
        weights = self.day.weights
        makers = {
            "candidate_wait": self._wait,
            "interviewer_gap": lambda: Gaps(self).total(),
            "fairness": self._fairness,
            "room_change": self._room_change,
            "finish": self._finish,
        }
        for name, make in makers.items():
            if getattr(weights, name):
                self.parts[name] = make()

    def objective(self) -> Sum:
        """Return the weighted sum of the figures."""
        return sum(getattr(self.day.weights, name) * part for name, part in self.parts.items())

    def dropped(self) -> Sum:
        """Return how many interviews are left out."""
        optional = [t.key for t in self.problem.tasks if not t.free.required]
        return len(optional) - sum(self.present[key] for key in optional)

    def pairs(self) -> Iterable[tuple[Task | Interview, Task | Interview, Truth]]:
        """Yield each two interviews of one candidate of which one may follow the other."""
        for candidate in self.day.candidates:
            items = {each.key: each for each in self.problem.items(candidate.id)}
            if not any(isinstance(each, Task) for each in items.values()):
                alone = sorted(each for each in items.values() if isinstance(each, Interview))
                for before, after in pairwise(alone):
                    yield before, after, self._true
            for (one, other), literal in self.follows.items():
                if one in items and other in items:
                    yield items[one], items[other], literal

    def _wait(self) -> Sum:
        total, gap = [], self.day.rules.candidate_gap
        for before, after, literal in self.pairs():
            between = self.from_(after) - self.to(before) - gap
            if isinstance(before, Interview) and isinstance(after, Interview):
                total.append(max(0, between) * literal)
            elif literal is self._true:
                total.append(between)
            else:
                wait = self.cp.new_int_var(0, DAY, "wait")
                self.cp.add(wait >= between).only_enforce_if(literal)
                total.append(wait)
        return sum(total)

    def _fairness(self) -> Sum:
        """Return the spread of the loads; whoever shares in a round that is sat is counted."""
        cp, limit = self.cp, len(self.problem.tasks) + len(self.problem.fixed)
        most, fewest = cp.new_int_var(0, limit, "most"), cp.new_int_var(0, limit, "fewest")
        certain = set(sharing(self.day, self.problem.wanted))
        for person in self.day.interviewers:
            cp.add(most >= self.load(person.id))
            if person.id in certain:
                cp.add(fewest <= self.load(person.id))
        for round_ in {t.free.round for t in self.problem.tasks} - self.problem.wanted:
            held = [self.present[t.key] for t in self.problem.tasks if t.free.round == round_]
            sat = cp.new_bool_var(f"{round_} is sat")
            cp.add_max_equality(sat, held)
            for name in set(sharing(self.day, [round_])) - certain:
                cp.add(fewest <= self.load(name)).only_enforce_if(sat)
        cp.add(fewest <= most)
        return TENTH * (most - fewest)

    def _room_change(self) -> Sum:
        total: list[Sum] = []
        for before, after, literal in self.pairs():
            one, other = self._rooms(before), self._rooms(after)
            if not one or not other:
                continue
            if isinstance(before, Interview) and isinstance(after, Interview):
                total.append((before.room != after.room) * literal)
                continue
            changed = self.cp.new_bool_var("changed")
            off = 0 if literal is self._true else 1 - literal
            for room, here in one.items():
                self.cp.add(changed >= here - other.get(room, 0) - off)
            total.append(changed)
        return TENTH * sum(total)

    def _rooms(self, item: Task | Interview) -> Mapping[str, Any]:
        if isinstance(item, Interview):
            return {item.room: 1} if item.room is not None else {}
        if self.day.round[item.free.round].room != NEEDED:
            return {}
        return {room: self.place[item.key, room] for room in item.rooms or {}}

    def _finish(self) -> Sum:
        opens = self.day.opening[0][0] if self.day.opening else 0
        latest = max((each.end for each in self.problem.fixed), default=opens) - opens
        finish = self.cp.new_int_var(max(0, latest), DAY + DAY, "finish")
        for task in self.problem.tasks:
            self._if(self.cp.add(finish >= self.to(task) - opens), self.present[task.key])
        return finish

    def hint(self, interviews: Iterable[Interview]) -> None:
        """Tell the solver a plan to start from; what is not in it is hinted to be left out."""
        found = {each.key: each for each in interviews}
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for task in self.problem.tasks:
            key, each = task.key, found.get(task.key)
            if not task.free.required:
                self.cp.add_hint(self.present[key], each is not None)
            if each is not None:
                self.cp.add_hint(self.start[key], each.start // self.day.grid)
            for person in task.people:
                self.cp.add_hint(self.member[key, person], bool(each and person in each.panel))
            for room in task.rooms or {}:
                self.cp.add_hint(self.place[key, room], bool(each and each.room == room))

    def read(self, value: Any) -> list[Interview]:
        """Return the interviews of a solution; `value` gives the value of a variable."""
        found = []
        for task in self.problem.tasks:
            key = task.key
            if not value(self.present[key]):
                continue
            start = value(self.start[key]) * self.day.grid
            rooms = [room for room in task.rooms or {} if value(self.place[key, room])]
            panel = tuple(p for p in task.people if value(self.member[key, p]))
            end = start + task.free.minutes
            found.append(Interview(start, *key, end, rooms[0] if rooms else None, panel))
        return found


def _domain(ranges: Ranges) -> Any:
    return cp_model.Domain.from_intervals([list(each) for each in ranges])
