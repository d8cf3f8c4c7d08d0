"""Random histories of commands, undo and redo, held against a plain model of the same."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text

from tests.conftest import CHEAP, PASSPHRASE
from workbench import app
from workbench.kernel.errors import RuleBroken
from workbench.people.commands import (
    AddCandidate,
    ArchiveCandidate,
    ChangeCandidate,
    SetContacts,
    TagCandidate,
)
from workbench.people.models import ContactKind
from workbench.people.queries import candidate, list_candidates, search_everything
from workbench.pipeline.commands import Apply, CloseApplications, MoveApplications, OpenRequisition
from workbench.pipeline.merging import MergeCandidates
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import applications_of, list_stages
from workbench.vault import history, vault

NAMES = st.sampled_from(["王小明", "欧阳娜娜", "Elena Sullivan", "单雄信", "O’Connor"])
WORDS = st.sampled_from(["", "上海", "Python", "北京"])
PHONES = st.sampled_from(["13800000001", "13800000002"])
_TEMPLATE: list[Path] = []


def _template() -> Path:
    if not _TEMPLATE:
        path = Path(tempfile.mkdtemp()) / "vault"
        app.create(path, PASSPHRASE, cost=CHEAP)
        _TEMPLATE.append(path)
    return _TEMPLATE[0]


Model = dict[str, dict[str, Any]]


class Histories(RuleBasedStateMachine):
    """Each step is done in the vault and in the model; undo is a stack of the model's states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(_template(), self.folder / "v")
        self.app = app.open_app(self.folder / "v", vault.with_passphrase(PASSPHRASE))
        self.requisition = self.app.run(OpenRequisition("后端工程师")).value
        stage_set = self.app.ask(history.entries).rows and self._stage_set()
        self.stages = [row.id for row in self.app.ask(list_stages, stage_set).rows]
        self.people: Model = {}
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.start = self.app.last_stamp

    def _stage_set(self) -> str:
        with self.app.vault.reader() as connection:
            query = text("SELECT stage_set_id FROM requisition")
            return str(connection.execute(query).scalar_one())

    def teardown(self) -> None:
        assert self.app.vault.faults() == []
        self.app.close()
        shutil.rmtree(self.folder)

    def _did(self) -> None:
        self.future.clear()

    def _about_to(self) -> None:
        self.past.append(copy.deepcopy(self.people))

    @rule(name=NAMES, city=WORDS)
    def add(self, name: str, city: str) -> None:
        self._about_to()
        made = self.app.run(AddCandidate(name, city=city)).value
        self.people[made] = {"name": name, "city": city, "phones": (), "tags": (), "at": None}
        self.people[made]["aliases"] = {name}
        self._did()

    @precondition(lambda self: self.people)
    @rule(data=st.data(), city=WORDS, name=NAMES)
    def change(self, data: st.DataObject, city: str, name: str) -> None:
        who = data.draw(st.sampled_from(sorted(self.people)))
        if (self.people[who]["name"], self.people[who]["city"]) == (name, city):
            return
        self._about_to()
        self.app.run(ChangeCandidate(who, name=name, city=city))
        aliases = self.people[who]["aliases"] - {self.people[who]["name"]} | {name}
        aliases |= self.people[who].get("merged", set())
        self.people[who] |= {"name": name, "city": city, "aliases": aliases}
        self._did()

    @precondition(lambda self: self.people)
    @rule(
        data=st.data(),
        phones=st.lists(st.sampled_from(["13800000001", "13800000002"]), unique=True),
    )
    def call(self, data: st.DataObject, phones: list[str]) -> None:
        who = data.draw(st.sampled_from(sorted(self.people)))
        if self.people[who]["phones"] == tuple(phones):
            return
        self._about_to()
        self.app.run(SetContacts(who, ContactKind.PHONE, tuple(phones)))
        self.people[who]["phones"] = tuple(phones)
        self._did()

    @precondition(lambda self: self.people)
    @rule(data=st.data(), word=st.sampled_from(["重点", "alumni"]))
    def tag(self, data: st.DataObject, word: str) -> None:
        who = data.draw(st.sampled_from(sorted(self.people)))
        there = self.people[who]["tags"]
        self._about_to()
        if word in there:
            self.app.run(TagCandidate(who, remove=(word,)))
            self.people[who]["tags"] = tuple(w for w in there if w != word)
        else:
            self.app.run(TagCandidate(who, add=(word,)))
            self.people[who]["tags"] = tuple(sorted((*there, word)))
        self._did()

    @precondition(lambda self: any(p["at"] is None for p in self.people.values()))
    @rule(data=st.data())
    def apply(self, data: st.DataObject) -> None:
        free = sorted(who for who, p in self.people.items() if p["at"] is None)
        who = data.draw(st.sampled_from(free))
        self._about_to()
        made = self.app.run(Apply(who, self.requisition)).value
        self.people[who]["at"] = (made, self.stages[0], "active")
        self._did()

    @precondition(lambda self: self._running())
    @rule(data=st.data(), stage=st.integers(0, 7))
    def move(self, data: st.DataObject, stage: int) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self._running()), min_size=1, unique=True))
        goal = self.stages[stage]
        if all(self.people[who]["at"][1] == goal for who in chosen):
            return
        self._about_to()
        self.app.run(MoveApplications(tuple(self.people[w]["at"][0] for w in chosen), goal))
        for who in chosen:
            self.people[who]["at"] = (self.people[who]["at"][0], goal, "active")
        self._did()

    @precondition(lambda self: self._running())
    @rule(data=st.data())
    def reject(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(self._running()))
        made, stage, _ = self.people[who]["at"]
        self._about_to()
        self.app.run(CloseApplications((made,), ApplicationState.REJECTED, "skills"))
        self.people[who]["at"] = (made, stage, "rejected")
        self._did()

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def archive(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(self.people)))
        self._about_to()
        self.app.run(ArchiveCandidate(who))
        del self.people[who]
        self._did()

    @precondition(lambda self: len(self.people) > 1)
    @rule(data=st.data(), take=st.booleans())
    def merge(self, data: st.DataObject, take: bool) -> None:
        pair = st.lists(st.sampled_from(sorted(self.people)), min_size=2, max_size=2, unique=True)
        keep, other = data.draw(pair)
        mine, theirs = self.people[keep], self.people[other]
        if mine["at"] and theirs["at"]:
            return
        self._about_to()
        self.app.run(MergeCandidates(keep, other, ("city",) if take else ()))
        merged = mine.get("merged", set()) | theirs.get("merged", set()) | {theirs["name"]}
        mine |= {
            "city": theirs["city"] if take else mine["city"] or theirs["city"],
            "phones": tuple(dict.fromkeys((*mine["phones"], *theirs["phones"]))),
            "tags": tuple(sorted({*mine["tags"], *theirs["tags"]})),
            "at": mine["at"] or theirs["at"],
            "merged": merged,
            "aliases": mine["aliases"] | merged,
        }
        del self.people[other]
        self._did()

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if not self.past:
                with pytest.raises(RuleBroken):
                    self.app.undo(since=self.start)
                return
            self.app.undo(since=self.start)
            self.future.append(self.people)
            self.people = self.past.pop()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            if not self.future:
                with pytest.raises(RuleBroken):
                    self.app.redo(since=self.start)
                return
            self.app.redo(since=self.start)
            self.past.append(self.people)
            self.people = self.future.pop()

    @invariant()
    def the_vault_is_as_the_model(self) -> None:
        found = {row.id: row for row in self.app.ask(list_candidates).rows}
        assert found.keys() == self.people.keys()
        for who, wanted in self.people.items():
            card = self.app.ask(candidate, who)
            assert (card.name, card.city) == (wanted["name"], wanted["city"])
            assert tuple(c.value for c in card.contacts) == wanted["phones"]
            assert card.tags == wanted["tags"]
            at = [(a.id, a.stage_id, a.state) for a in self.app.ask(applications_of, who).rows]
            assert at == ([wanted["at"]] if wanted["at"] else [])

    @invariant()
    def the_index_is_in_step(self) -> None:
        for word in ("王小明", "sxx", "Elena"):
            hits = {h.subject for h in self.app.ask(search_everything, word).rows}
            expected = {"王小明": "王小明", "sxx": "单雄信", "Elena": "Elena Sullivan"}[word]
            wanted = {who for who, p in self.people.items() if expected in p["aliases"]}
            assert hits == wanted

    def _running(self) -> list[str]:
        return sorted(w for w, p in self.people.items() if p["at"] and p["at"][2] == "active")


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
