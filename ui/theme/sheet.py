"""The style sheet, made from the tokens.

Fonts are not mentioned here: they follow each widget's role (see `Look.dress`). Widgets tell what
they are by properties: `kind` of a button, `tone` of a label, `wrong` of a field.
"""

from __future__ import annotations

from dataclasses import fields
from string import Template

from PySide6.QtGui import QColor

from ui.theme.tokens import Colours, Radius, Tokens

_GROUND = """
QMainWindow, QDialog { background: $canvas; }
QWidget#canvas { background: $canvas; }
QWidget#panel { background: $surface; border: 1px solid $border; border-radius: ${panel}px; }
QLabel { background: transparent; color: $text; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $info; }
QToolTip { background: $toast; color: $on_toast; border: 1px solid $border_strong;
  padding: 4px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QAbstractScrollArea { border: none; }
QSplitter::handle { background: $border; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $border;
  border-radius: ${control}px; padding: 0 ${pad}px; min-height: ${height}px;
  max-height: ${height}px; outline: none; }
QPushButton:hover { border-color: $border_strong; background: $surface_hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:disabled { color: $text3; background: $sunken; border-color: $border; }
QPushButton:checked { background: $accent_soft; color: $accent_text; border-color: $accent; }
QPushButton:focus { border: 2px solid $focus; padding: 0 ${padFocus}px;
  min-height: ${heightFocus}px; max-height: ${heightFocus}px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $focusOnAccent; background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $neutral_soft; color: $text3;
  border-color: $neutral_soft; }
QPushButton[kind="danger"] { background: $bad; color: $on_bad; border-color: $bad; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $text2; }
QPushButton[kind="ghost"]:hover { background: $sunken; color: $text; }
QPushButton[kind="ghost"]:checked { background: $accent_soft; color: $accent_text; }
QPushButton[kind="ghost"]:focus { border-color: $focus; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent_text;
  padding: 0 4px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 0 2px; }
QPushButton[square="true"] { padding: 0; min-width: ${height}px; max-width: ${height}px; }
QPushButton[square="true"]:focus { padding: 0; min-width: ${heightFocus}px;
  max-width: ${heightFocus}px; }
QPushButton[kind="small"] { padding: 0 ${smallPad}px; min-height: ${smallHeight}px;
  max-height: ${smallHeight}px; }
QPushButton[kind="small"]:focus { padding: 0 ${smallPadFocus}px; min-height: ${smallFocus}px;
  max-height: ${smallFocus}px; }
QPushButton[large="true"] { min-height: ${largeHeight}px; max-height: ${largeHeight}px; }
QPushButton[large="true"]:focus { min-height: ${largeFocus}px; max-height: ${largeFocus}px; }
QToolButton { background: transparent; border: none; border-radius: ${chip}px; padding: 4px;
  color: $text; }
QToolButton:hover { background: $sunken; }
QToolButton:focus { border: 2px solid $focus; padding: 2px; }
QToolButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QTextEdit, QPlainTextEdit, QComboBox,
QAbstractSpinBox { background: $surface; color: $text; border: 1px solid $border_strong;
  border-radius: ${control}px; padding: 0 ${fieldPad}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${fieldHeight}px; }
QAbstractSpinBox { max-height: ${fieldHeight}px; }
QAbstractSpinBox:focus { max-height: ${fieldFocus}px; }
QTextEdit, QPlainTextEdit { padding: 6px; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QComboBox:hover,
QAbstractSpinBox:hover { border-color: $text3; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QComboBox:on,
QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 ${fieldPadFocus}px;
  min-height: ${fieldFocus}px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 5px; min-height: 0; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QPlainTextEdit[wrong="true"],
QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] { border-color: $bad; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  background: $sunken; color: $text3; border-color: $border; }
QLineEdit:read-only { background: $sunken; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QAbstractSpinBox QLineEdit,
QAbstractSpinBox QLineEdit:focus { border: none; background: transparent; padding: 0;
  min-height: 0; }
QComboBox { padding-left: ${comboPad}px; }
QComboBox:focus, QComboBox:on { padding-left: ${fieldPad}px; }
QComboBox::drop-down { border: none; width: 26px; background: transparent; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text;
  border: 1px solid $border_strong; border-radius: ${chip}px; padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${rowHeight}px; padding: 0 8px;
  border-radius: ${chip}px; color: $text; }
QComboBox QAbstractItemView::item:hover { background: transparent; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
"""

_LISTS = """
QTableView, QListView, QTreeView { background: $surface; color: $text; border: none;
  outline: none; gridline-color: $border; selection-background-color: $accent_soft;
  selection-color: $text; }
QTableView::item { padding: 0 ${pad}px; border-bottom: 1px solid $border; }
QTableView::item:hover { background: $sunken; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QListView::item { padding: 0 8px; border-radius: ${chip}px; }
QListView::item:hover { background: $sunken; }
QListView::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text3; border: none;
  border-bottom: 1px solid $border; padding: 0 ${pad}px; min-height: ${fieldHeight}px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; min-height: 28px;
  min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""

_REST = """
QMenu { background: $surface; color: $text; border: 1px solid $border_strong;
  border-radius: ${control}px; padding: 5px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: ${chip}px; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QMenu::indicator { width: 7px; height: 7px; margin-left: 8px; border-radius: 3px;
  background: transparent; }
QMenu::indicator:checked { background: $accent; }
QMenuBar { background: $sidebar; color: $text2; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: ${chip}px; background: transparent; }
QMenuBar::item:selected { background: $neutral_soft; color: $text; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $text2; padding: 8px 2px; margin-right: 20px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent_text; }
QProgressBar { background: $neutral_soft; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
  selection-color: $on_accent; outline: none; padding: 4px; color: $text; }
QCalendarWidget QAbstractItemView::item { padding: 0; border: none; }
QCalendarWidget QAbstractItemView:disabled { color: $text3; }
QCalendarWidget QToolButton { color: $text; padding: 4px 8px; }
QCalendarWidget QSpinBox { min-height: 22px; }
QStatusBar { background: $sidebar; color: $text2; }
"""


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet for a theme."""
    names = {item.name: _css(getattr(tokens.colours, item.name)) for item in fields(Colours)}
    # Heights exclude the border that Qt's box model adds on both sides.
    height, field = tokens.px(32) - 2, tokens.px(34) - 2
    lengths = {
        "chip": Radius.CHIP,
        "control": Radius.CONTROL,
        "panel": Radius.PANEL,
        "pad": 12,
        "padFocus": 11,
        "height": height,
        "heightFocus": height - 2,
        "smallPad": tokens.px(8),
        "smallPadFocus": tokens.px(8) - 1,
        "smallHeight": tokens.px(24),
        "smallFocus": tokens.px(24) - 2,
        "largeHeight": tokens.px(36),
        "largeFocus": tokens.px(36) - 2,
        "fieldPad": 9,
        "fieldPadFocus": 8,
        "comboPad": 11,
        "fieldHeight": field,
        "fieldFocus": field - 2,
        "rowHeight": tokens.px(28),
    }
    values = names | {key: str(value) for key, value in lengths.items()}
    values["focusOnAccent"] = _css(tokens.colours.text)
    return Template(_GROUND + _BUTTONS + _FIELDS + _LISTS + _REST).substitute(values)
