"""The rows of the person panel: facts, applications, notes, CVs, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui import moments
from ui.context import Context
from ui.pages.person import cvs, moving
from ui.pages.person.consent import consent_section
from ui.pages.person.contacts import contacts_section
from ui.pages.person.editing import ban_contact, write_note
from ui.pages.person.erasing import erase_person
from ui.pages.person.merging import compare_people
from ui.pages.person.parts import heading, on_demand, remark
from ui.pages.person.reading import ApplicationView, PersonView
from ui.pages.person.times import times_section
from ui.pages.stage_words import about_stage
from ui.pages.steps import step_text
from ui.theme.tokens import Role, Space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Text
from ui.widgets.pill import Pill, PillLabel
from workbench.demand.queries import list_requisitions
from workbench.kernel.degrees import DEGREE_NAMES, Degree
from workbench.kernel.i18n import N_
from workbench.people.commands import AllowContact
from workbench.people.queries import NoteRow
from workbench.pipeline.commands import ReopenApplication
from workbench.pipeline.models import ApplicationState
from workbench.pipeline.queries import shown, stages_to_choose
from workbench.pipeline.rules import REASON_BY_CODE, STATE_NAMES

_NOTE, _ATTACH, _PUT, _BAN, _ALLOW = (
    N_("Note"),
    N_("Attach a CV…"),
    N_("Put on a requisition"),
    N_("Do not contact"),
    N_("Allow contact again"),
)
_MOVE, _END, _REOPEN = N_("Move…"), N_("End…"), N_("Reopen")
_MEET = N_("Schedule an interview")
_BANNED = N_("Do not contact since {day}: {why}")
_APPLICATIONS, _NOTES, _CVS, _HISTORY = N_("Applications"), N_("Notes"), N_("CV"), N_("History")
_TWIN, _COMPARE = N_("{name} may be the same person: {why}"), N_("Compare…")
_MERGED = N_("Merged in")
_ERASE = N_("Erase for good…")
_NO_APPLICATION = N_("On no requisition yet.")
_COPIED = N_("Copied: {text}")
_YEARS = N_("{n} years of experience")
_FACTS = (
    ("expected_pay", N_("Expected pay")),
    ("notice", N_("Could start")),
    ("source", N_("Source")),
    ("referrer", N_("Referred by")),
    ("agency", N_("Agency")),
)
LONGEST_CONTACT = 320
NOTES = 10  # at first; the others come on demand
_ICONS = {"email": "mail", "phone": "phone", "wechat": "message-circle", "link": "link"}


class PersonRows:
    """Fills a layout with everything about one person."""

    def __init__(
        self, context: Context, rows: QVBoxLayout, view: PersonView, application: str = ""
    ) -> None:
        self.context, self.look, self.view, self._rows = context, context.look, view, rows
        self._about = application

    def fill(self) -> None:
        """Lay the rows."""
        self._facts()
        self._twins()
        self._applications()
        times_section(self.context, self._rows, self.view)
        contacts_section(self.context, self._rows, self.view, self._about)
        consent_section(self.context, self._rows, self.view)
        self._notes()
        self._cvs()
        self._merged()
        self._history()
        self._erase()

    def _facts(self) -> None:
        card, look = self.view.card, self.look
        if card.do_not_contact:
            day = card.dnc_since.isoformat() if card.dnc_since else ""
            banned = look.text(_BANNED, day=day, why=card.dnc_reason)
            self._rows.addWidget(Text(look, banned, Role.STRONG, "bad", wrap=True))
        reach = QWidget()
        flow = FlowLayout(reach)
        for contact in card.contacts:
            metrics, middle = look.metrics(Role.LABEL), Qt.TextElideMode.ElideMiddle
            short = metrics.elidedText(contact.value, middle, look.px(LONGEST_CONTACT))
            button = Button(look, short, "secondary", _ICONS.get(contact.kind, "link"))
            button.setAccessibleName(contact.value)
            button.setToolTip(contact.value)
            button.clicked.connect(lambda _=False, text=contact.value: self._copy(text))
            flow.addWidget(button)
        if card.contacts:
            self._rows.addWidget(reach)
            self._rows.addSpacing(Space.XS)
        learned = look.text(DEGREE_NAMES[Degree(card.degree)]) if card.degree else ""
        years = look.text(_YEARS, n=f"{card.years:g}") if card.years is not None else ""
        line = " · ".join(part for part in (learned, card.school, years) if part)
        if line:
            self._rows.addWidget(Text(look, line, Role.BODY, wrap=True))
        for name, title in _FACTS:
            value = getattr(card, name)
            if value:
                fact = f"{look.text(title)}  {value}"
                self._rows.addWidget(Text(look, fact, Role.CAPTION, "text2", wrap=True))
        if card.tags:
            self._rows.addWidget(self._tags(card.tags))
        self._rows.addSpacing(Space.S)
        self._rows.addWidget(self._verbs())

    def _tags(self, words: tuple[str, ...]) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box)
        for word in words:
            flow.addWidget(PillLabel(self.look, Pill(word)))
        return box

    def _verbs(self) -> QWidget:
        card, look = self.view.card, self.look
        box = QWidget()
        flow = FlowLayout(box)
        note = Button(look, look.text(_NOTE), "secondary", "notebook-pen")
        note.clicked.connect(lambda: write_note(self.context, card.id))
        attach = Button(look, look.text(_ATTACH), "secondary", "paperclip")
        attach.clicked.connect(lambda: cvs.choose_cv(self.context, card.id))
        put = Button(look, look.text(_PUT), "secondary", "briefcase")
        put.clicked.connect(self._put)
        if card.do_not_contact:
            ban = Button(look, look.text(_ALLOW), "ghost", "bell")
            ban.clicked.connect(lambda: self.context.run(AllowContact(card.id)))
        else:
            ban = Button(look, look.text(_BAN), "ghost", "bell-off")
            ban.clicked.connect(lambda: ban_contact(self.context, card))
        for button in (note, attach, put, ban):
            flow.addWidget(button)
        return box

    def _applications(self) -> None:
        view = self.view
        self._title(_APPLICATIONS)
        for each in view.applications:
            self._rows.addWidget(self._application(each))
        if not view.applications:
            self._say(self.look.text(_NO_APPLICATION))

    def _application(self, each: ApplicationView) -> QWidget:
        look, row = self.look, each.row
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        column.addLayout(line)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(look, each.post, Role.STRONG, wrap=True))
        stage = shown(each.stage.names, self.context.language) if each.stage else ""
        now = self.context.moment()
        when = moments.since(look, row.moved_at.astimezone(now.tzinfo).date(), now.date())
        said = f"{stage} · {when}"
        if row.state != ApplicationState.ACTIVE:
            reason = REASON_BY_CODE.get(row.reason)
            why = look.text(reason.text) if reason else ""
            said = " · ".join(
                p
                for p in (look.text(STATE_NAMES[ApplicationState(row.state)]), why, row.reason_note)
                if p
            )
        words.addWidget(Text(look, said, Role.CAPTION, "text2", wrap=True))
        if row.state == ApplicationState.ACTIVE and each.stage is not None:
            for rule in about_stage(look.words, each.stage):
                column.addWidget(Text(look, rule, Role.CAPTION, "text3", wrap=True))
        line.addLayout(words, 1)
        if row.state == ApplicationState.ACTIVE:
            if not self.view.card.do_not_contact:
                meet = IconButton(look, "calendar-plus", look.text(_MEET))
                meet.clicked.connect(lambda _=False: self._meet(each))
                line.addWidget(meet)
            self._add(line, _MOVE, lambda: self._ask_stage(each))
            self._add(line, _END, lambda: moving.ask_ending(self.context, (row.id,)))
        elif row.state != ApplicationState.HIRED:
            self._add(line, _REOPEN, lambda: self.context.run(ReopenApplication(row.id)))
        return box

    def _add(self, line: QHBoxLayout, word: str, act: Callable[[], object]) -> None:
        button = Button(self.look, self.look.text(word))
        button.clicked.connect(lambda _=False: act())
        line.addWidget(button)

    def _meet(self, each: ApplicationView) -> None:
        from ui.pages.schedule.scheduling import Wish, ask_schedule  # brings the schedule along

        wish = Wish(requisition=each.row.requisition_id, applications=(each.row.id,))
        ask_schedule(self.context, wish)

    def _ask_stage(self, each: ApplicationView) -> None:
        if each.stage is not None:
            rows = self.context.bridge.now(stages_to_choose, each.row.requisition_id)
            moving.ask_stage(self.context, (each.row.id,), rows, each.stage.id)

    def _put(self) -> None:
        rows = self.context.bridge.now(list_requisitions).rows
        posts = [(row.id, row.title) for row in rows if row.state == "open"]
        moving.ask_requisition(self.context, self.view.card.id, posts)

    def _twins(self) -> None:
        """Say who may be the same person, and why."""
        for each in self.view.twins:
            why = self.context.listed(map(self.context.show, each.reasons))
            text = self.look.text(_TWIN, name=each.other_name, why=why)
            self._rows.addSpacing(Space.S)
            self._rows.addWidget(Text(self.look, text, Role.BODY, "warn", wrap=True))
            compare = Button(self.look, self.look.text(_COMPARE), "secondary", "copy")
            compare.clicked.connect(lambda _=False, other=each.other_id: self._compare(other))
            self._rows.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)

    def _compare(self, other: str) -> None:
        context = self.context
        compare_people(context, self.view.card.id, other, lambda id: context.open_person(id, ""))

    def _merged(self) -> None:
        """Show what the records said that went into this one."""
        if self.view.merged:
            self._title(_MERGED)
        for each in self.view.merged:
            facts = (each.name, each.title, each.employer, each.city, each.school, each.source)
            said = " · ".join(dict.fromkeys(fact for fact in facts if fact))
            self._rows.addWidget(Text(self.look, said, Role.CAPTION, "text2", wrap=True))

    def _notes(self) -> None:
        notes = self.view.card.notes
        if notes:
            self._title(_NOTES)
        for note in notes[:NOTES]:
            for line in self._note(note):
                self._rows.addWidget(line)
        rest = notes[NOTES:]
        if rest:
            lines = (line for note in rest for line in self._note(note))
            on_demand(self.look, self._rows, len(notes), lines)

    def _note(self, note: NoteRow) -> Iterator[QWidget]:
        when = moments.moment(self.look, note.at, self.context.moment())
        head = " · ".join(part for part in (note.author, when) if part)
        yield Text(self.look, head, Role.MICRO, "text3")
        yield Text(self.look, note.body, Role.BODY, wrap=True)

    def _cvs(self) -> None:
        for cv in self.view.card.cvs:
            self._title(_CVS)
            if cv.name:
                self._rows.addWidget(Text(self.look, cv.name, Role.LABEL, "text2", wrap=True))
            if cv.text:
                text = Text(self.look, cv.text, Role.CAPTION, wrap=True)
                text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._rows.addWidget(text)
            self._rows.addWidget(cvs.verbs(self.context, cv, self.view.card.cvs))

    def _history(self) -> None:
        self._title(_HISTORY)
        for entry in self.view.entries[:12]:
            what = step_text(self.context, entry)
            when = moments.moment(self.look, entry.at, self.context.moment())
            line = " · ".join(part for part in (when, what, entry.actor) if part)
            tone = "text3" if entry.undone else "text2"
            self._rows.addWidget(Text(self.look, line, Role.CAPTION, tone, wrap=True))

    def _erase(self) -> None:
        """Offer at the very end what cannot be undone."""
        look = self.look
        self._rows.addSpacing(Space.L)
        erase = Button(look, look.text(_ERASE), "ghost", "eraser")
        erase.clicked.connect(lambda: erase_person(self.context, self.view.card))
        self._rows.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeft)

    def _title(self, text: str) -> None:
        heading(self.look, self._rows, text)

    def _say(self, text: str) -> None:
        remark(self.look, self._rows, text)

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.context.say(_COPIED, text=text)
