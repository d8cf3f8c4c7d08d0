"""The sheet with a short message to copy, filled for the person and open to changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.pages.person.parts import EnterSaves
from ui.pages.person.reading import PersonView
from ui.sheets import FormSheet
from ui.widgets.toast import Notice
from workbench.interviews.models import OfferState
from workbench.kernel.errors import RuleBroken, WorkbenchError
from workbench.kernel.i18n import N_
from workbench.letters.texting import TEXT_CHANNELS, TEXT_NAMES, TextKind, short_text
from workbench.letters.wording import nearest_language
from workbench.people.contacting import LogContact
from workbench.people.models import Channel, Outcome

_TITLE, _COPY = N_("Copy a text"), N_("Copy text")
_KIND, _LANGUAGE, _TEXT = N_("Message"), N_("Language"), N_("Text")
_SUBTITLE = N_("Enter copies; Shift+Enter begins a new line.")
_COPIED = N_("Text copied; paste it where you write to them.")
_LOG_AS = {
    Channel.WECHAT: N_("Log as WeChat message"),
    Channel.SMS: N_("Log as text message"),
}
_LANGUAGES = (("zh", "中文"), ("en", "English"))
_MISSED = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)


def likely_kind(view: PersonView) -> TextKind:
    """Return the message that the last step calls for."""
    if any(row.state is OfferState.OPEN for row in view.offered):
        return TextKind.TIMES
    last = view.contacts[0] if view.contacts else None
    if last is None:
        return TextKind.FIRST
    return TextKind.UNREACHED if last.outcome in _MISSED else TextKind.CALL_BACK


class TextForm(Form):
    """A form whose text follows the chosen message and language."""

    def __init__(self, context: Context, view: PersonView, application: str) -> None:
        text = context.text
        kinds = tuple((kind.value, text(name)) for kind, name in TEXT_NAMES.items())
        kind, spoken = likely_kind(view), nearest_language(view.card.language)
        fields = (
            Field("kind", text(_KIND), Kind.CHOICE, kind.value, kinds, half=True),
            Field("language", text(_LANGUAGE), Kind.CHOICE, spoken, _LANGUAGES, half=True),
            Field("text", text(_TEXT), Kind.MULTILINE, required=True, lines=7),
        )
        super().__init__(context.look, fields)
        self._context, self._view, self._application = context, view, application
        self.changed.connect(self._follow)
        self.write()

    def _follow(self, name: str) -> None:
        if name in ("kind", "language"):
            self.write()

    def write(self) -> None:
        """Put the message into the text, or say why there is none."""
        values, context = self.values(), self._context
        try:
            said = context.bridge.now(
                short_text,
                TextKind(str(values["kind"])),
                self._view.card.id,
                application=self._application,
                language=str(values["language"]),
                now=context.moment(),
            )
        except WorkbenchError as error:
            self.set_values({"text": ""})
            field = error.field if isinstance(error, RuleBroken) else ""
            reason = context.reason(error)
            if not field or not self.show_error(field, reason, focus=False):
                self.show_error("kind", reason, focus=False)
            return
        self.show_error("kind", "", focus=False)
        self.set_values({"text": said})
        self.show_error("text", "", focus=False)


def copy_text(context: Context, view: PersonView, application: str = "") -> FormSheet:
    """Show a message to copy; afterwards the toast offers to log it."""
    sheet = FormSheet(
        context.look,
        context.host,
        context.text(_TITLE),
        context.text(_COPY),
        TextForm(context, view, application),
        subtitle=context.text(_SUBTITLE),
        width=560,
    )
    EnterSaves(sheet, "text")

    def filled(values: dict[str, Any]) -> None:
        said = str(values["text"])
        QApplication.clipboard().setText(said)
        sheet.close_overlay()
        sheet.deleteLater()
        channel = TEXT_CHANNELS[TextKind(str(values["kind"]))]
        log = LogContact(view.card.id, said, channel, application=view.about(application))
        notice = Notice(context.text(_COPIED), action=context.text(_LOG_AS[channel]))
        context.toast(notice).acted.connect(lambda: context.run(log))

    context.form(sheet, filled)
    sheet.form.focus("text")
    return sheet
