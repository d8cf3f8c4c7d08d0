"""What records are called, for many records in few queries: one per table and step of the way.

A record without a name of its own is called after another one: an application after its
requisition, a scorecard after who filled it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from workbench.kernel.parts import in_parts
from workbench.vault.records import TEAM, shapes

Name = str | Mapping[str, str] | None

# The columns that name a record, the first with content wins; tables without any are not here.
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "application": ("requisition_id",),
    "attribute": ("names",),
    "bring_paper": ("names",),
    "buddy_assignment": ("staff_id",),
    "buddy_meeting": ("staff_id",),
    "busy_time": ("staff_id",),
    "candidate": ("name",),
    "contact_log": ("application_id",),
    "cv": ("name",),
    "distinct_pair": ("other_id",),
    "external_id": ("system",),
    "interview": ("round",),
    "interview_candidate": ("candidate_id",),
    "interview_notice": ("candidate_id", "staff_id"),
    "interview_panelist": ("staff_id",),
    "interview_round": ("name",),
    "interviewer_terms": ("staff_id",),
    "letter": ("title",),
    "letter_template": ("title",),
    "offer": ("requisition_id",),
    "offered_time": ("application_id",),
    "onboarding": ("requisition_id",),
    "onboarding_task": ("title", "names"),
    "organisation": ("name",),
    "pack_item": ("names",),
    "pack_item_template": ("names",),
    "paper_template": ("names",),
    "plan_template": ("names",),
    "question": ("texts",),
    "rating": ("attribute_id",),
    "requisition": ("title",),
    "requisition_member": ("staff_id",),
    "room": ("name",),
    "room_busy_time": ("room_id",),
    "saved_view": ("name",),
    "scorecard": ("staff_id",),
    "scorecard_template": ("names",),
    "staff": ("name",),
    "stage": ("names",),
    "stage_set": ("names",),
    "tag": ("word",),
    "task_template": ("names",),
}
# Columns with a list of ids, by table, and what they refer to.
LISTS: Mapping[str, Mapping[str, str]] = {
    "interview_round": {"staff_ids": "staff", "alternates": "staff", "shadows": "staff"},
}
JOINTS = {"zh": "、", "en": ", "}
SUBJECTS = ("candidate", "requisition", "interview")  # whose records others are


class Names:
    """Collects ids, reads what they are called, and answers."""

    def __init__(self) -> None:
        self._wanted: dict[str, set[str]] = {}
        self._names: dict[str, Name] = {}
        self._after: dict[str, str] = {}

    @staticmethod
    def is_reference(table: str, field: str) -> bool:
        """Tell whether a column holds the id of a record, or a list of such ids."""
        return field in dict(shapes()[table].references) or field in LISTS.get(table, {})

    def want(self, table: str, row: str) -> None:
        """Ask for the name of a record."""
        if table in NAMED_BY:
            self._wanted.setdefault(table, set()).add(row)

    def want_subject(self, subject: str) -> None:
        """Ask for the name of a record that others belong to."""
        if subject != TEAM:
            for table in SUBJECTS:
                self.want(table, subject)

    def want_reference(self, table: str, field: str, *ids: Any) -> None:
        """Ask for the names of the records that a column refers to."""
        target = dict(shapes()[table].references).get(field) or LISTS.get(table, {}).get(field)
        for each in (one for id in ids for one in (id if isinstance(id, list) else [id])):
            if target and each:
                self.want(target, each)

    def read(self, connection: Connection) -> None:
        """Read all that was asked for, and what those records are called after."""
        while self._wanted:
            wanted, self._wanted = self._wanted, {}
            for table, rows in wanted.items():
                self._read_table(connection, table, sorted(rows - self._names.keys()))

    def of(self, row: Any) -> Name:
        """Return what a record is called; None where it has no name or is gone.

        Several records of a list are called one after the other, as each language joins them.
        """
        if isinstance(row, list):
            found = [name for each in row if isinstance(name := self.of(each), str)]
            return {each: joint.join(found) for each, joint in JOINTS.items()} if found else None
        while row in self._after:
            row = self._after[row]
        return self._names.get(row)

    def _read_table(self, connection: Connection, table: str, rows: Sequence[str]) -> None:
        columns = shapes()[table].cls.__table__.c
        named_by = NAMED_BY[table]
        for part in in_parts(rows):
            query = select(columns.id, *(columns[each] for each in named_by))
            for row in connection.execute(query.where(columns.id.in_(part))):
                name = next((value for value in row[1:] if value), None)
                if name and self.is_reference(table, named_by[0]):
                    self._after[row.id] = name
                    self.want_reference(table, named_by[0], name)
                else:
                    self._names[row.id] = name
