"""What belongs to this computer: language, theme, text size, idle time, who sits here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from ui.context import Context
from ui.forms import Field, Form, Kind
from ui.widgets.panel import Panel
from workbench.kernel.i18n import N_
from workbench.settings import Settings

_HERE = N_("This computer")
_LANGUAGE, _THEME, _SIZE, _IDLE, _ACTOR = (
    N_("Language"),
    N_("Theme"),
    N_("Text size"),
    N_("Lock after idle minutes (0: never)"),
    N_("Your name, for letters and the history"),
)
_THEMES = (
    ("auto", N_("as the system")),
    ("light", N_("light")),
    ("dark", N_("dark")),
    ("contrast", N_("high contrast")),
)
_SIZES = tuple(
    (f"{percent / 100:g}" if percent != 100 else "1.0", f"{percent} %")
    for percent in (90, 100, 110, 125, 150, 175, 200)
)
_LANGUAGES = (("zh", "中文"), ("en", "English"))
_MOTION, _COMPACT = N_("Less movement"), N_("Compact cards")


class HerePanel(Panel):
    """A form whose every change takes effect at once.

    Signals: `changed(Settings)`.
    """

    changed = Signal(object)

    def __init__(self, context: Context, settings: Settings) -> None:
        super().__init__(context.look, context.text(_HERE))
        self.settings = settings
        self.form = Form(context.look, _fields(context, settings))
        self.form.changed.connect(lambda _name: self._change())
        self.add(self.form)

    def choose(self, name: str, value: str) -> None:
        """Put a value into a field as if it had been chosen there."""
        self.form.set_values({name: value})
        self._change()

    def _change(self) -> None:
        values = self.form.values()
        self.settings = replace(
            self.settings,
            language=str(values["language"]),
            theme=str(values["theme"]),
            scale=float(str(values["scale"])),
            lock_minutes=int(float(str(values["lock_minutes"] or 0))),
            actor=str(values["actor"]),
            compact=bool(values["compact"]),
            reduced_motion=bool(values["reduced_motion"]),
        ).checked()
        self.changed.emit(self.settings)


def _fields(context: Context, now: Settings) -> tuple[Field, ...]:
    text = context.text
    themes = tuple((key, text(word)) for key, word in _THEMES)
    size = min((key for key, _ in _SIZES), key=lambda key: abs(float(key) - now.scale))
    language = context.language
    return (
        Field("language", text(_LANGUAGE), Kind.CHOICE, language, _LANGUAGES, half=True),
        Field("theme", text(_THEME), Kind.CHOICE, now.theme, themes, half=True),
        Field("scale", text(_SIZE), Kind.CHOICE, size, _SIZES, half=True),
        Field("lock_minutes", text(_IDLE), Kind.NUMBER, now.lock_minutes, high=240, half=True),
        Field("actor", text(_ACTOR), value=now.actor),
        Field("compact", text(_COMPACT), Kind.CHECK, now.compact, half=True),
        Field("reduced_motion", text(_MOTION), Kind.CHECK, now.reduced_motion, half=True),
    )
