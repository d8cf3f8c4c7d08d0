import ast
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

import ui
from ui.gallery.words import words
from ui.theme import colours, tokens
from ui.theme.icons import icon_pixmap
from ui.theme.look import QT_WORDS, Look
from ui.theme.sheet import style_sheet
from ui.theme.tokens import Role, Tokens
from ui.widgets.avatar import initials
from workbench import paths

THEMES = {
    name: getattr(tokens, name) for name in ("LIGHT", "DARK", "LIGHT_CONTRAST", "DARK_CONTRAST")
}
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("text", "text2", "text3")
        for ground in ("canvas", "sidebar", "surface", "surface_hover", "column", "sunken")
    ),
    ("text2", "neutral_soft"),
    ("text3", "neutral_soft"),
    ("text2", "accent_soft"),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_text", "accent_soft"),
    ("accent_text", "surface"),
    ("accent_text", "canvas"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("info", "info_soft"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("bad", "surface"),
    ("bad", "column"),
    ("on_bad", "bad"),
    ("on_toast", "toast"),
    ("toast_action", "toast"),
]
GRAPHIC_PAIRS = [
    ("focus", "canvas"),
    ("focus", "surface"),
    ("focus", "column"),
    ("focus", "sidebar"),
    ("accent", "surface"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    set_ = THEMES[theme]
    assert colours.contrast(getattr(set_, ink), getattr(set_, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), GRAPHIC_PAIRS)
def test_lines_can_be_seen(theme: str, line: str, ground: str) -> None:
    set_ = THEMES[theme]
    assert colours.contrast(getattr(set_, line), getattr(set_, ground)) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_every_hue_can_be_read(dark: bool) -> None:
    for hue in range(0, 360, 5):
        person, block = colours.avatar(hue, dark), colours.block(hue, dark)
        assert colours.contrast(person.fill, person.ink) >= 6
        assert colours.contrast(block.fill, block.ink) >= 6
        assert colours.contrast(block.fill, block.edge) >= 3 or not dark


def test_oklch_meets_known_colours() -> None:
    assert colours.oklch(1.0, 0.0, 0).name() == "#ffffff"
    red = colours.oklch(0.627955, 0.257683, 29.2338)
    assert abs(red.red() - 255) <= 1
    assert red.green() <= 2
    assert red.blue() <= 2


def test_no_colour_is_written_outside_the_theme() -> None:
    root = Path(ui.__file__).parent
    pattern = re.compile(
        r"""["']#[0-9A-Fa-f]{3,8}["']|QColor\(\s*\d|GlobalColor\.(?!transparent)"""
    )
    found = [
        f"{file.relative_to(root)}: {line.strip()}"
        for file in root.rglob("*.py")
        if "theme" not in file.parts
        for line in file.read_text("utf-8").splitlines()
        if pattern.search(line)
    ]
    assert not found


def test_scale_is_kept_between_its_limits() -> None:
    assert Tokens.of(scale=9).scale == 2.0
    assert Tokens.of(scale=0.1).scale == 0.9
    assert "$" not in style_sheet(Tokens.of(scale=1.3))


def test_icons_take_their_colour_and_are_crisp(look: Look) -> None:
    picture = icon_pixmap("search", 16, QColor("red"), 2.0)
    assert picture.width() == 32
    image = picture.toImage()
    inked = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    solid = [one for one in inked if one.alpha() == 255]
    assert solid
    assert all(one.red() == 255 and one.green() == 0 for one in solid)
    with pytest.raises(LookupError):
        icon_pixmap("no-such-icon", 16, QColor("red"))


def _ink(font: QFont) -> int:
    image = QImage(400, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    font = QFont(font)
    font.setPixelSize(32)
    painter.setFont(font)
    painter.drawText(4, 40, "启程 Handgloves")
    painter.end()
    return sum(255 - image.pixelColor(x, y).red() for x in range(400) for y in range(60))


@pytest.mark.skipif(not paths.fonts().is_dir(), reason="set-up has not made the fonts")
def test_ink_grows_with_the_weight(look: Look) -> None:
    body, label, strong = (_ink(look.font(one)) for one in (Role.BODY, Role.LABEL, Role.STRONG))
    assert body < label < strong


def test_missing_fonts_do_no_harm(tmp_path: Path) -> None:
    from ui.theme.fonts import load_fonts

    assert load_fonts(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("王小明", "小明"),
        ("廖俊", "廖俊"),
        ("欧阳娜娜", "娜娜"),
        ("Elena Sullivan", "ES"),
        ("Madonna", "M"),
        ("Jean-Luc Picard", "JP"),
        ("", "?"),
        ("  ", "?"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_painting_does_not_eat_none(look: Look) -> None:
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.setPen(look.c.text)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 100


def _marked() -> dict[str, str]:
    root, found = Path(ui.__file__).parent, {}
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                found[ast.literal_eval(node.args[0])] = file.name
    return found


def test_every_text_of_the_desk_is_translated(chinese: Look) -> None:
    missing = [text for text in _marked() if chinese.text(text) == text]
    assert not missing


def test_no_file_or_function_grows_too_large() -> None:
    root = Path(ui.__file__).parent
    for file in root.rglob("*.py"):
        source = file.read_text("utf-8")
        assert len(source.splitlines()) <= 300, file.name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= 40, f"{file.name}: {node.name} has {length} lines"


def test_qts_own_dialogs_speak_the_readers_language(qapp: QApplication) -> None:
    look = Look(words("zh"), Tokens.of())
    assert QCoreApplication.translate("QFileDialog", "File &name:").startswith("文件名")
    assert QCoreApplication.translate("QPrintDialog", "Print") == "打印"
    look.words = words("en")
    assert QCoreApplication.translate("QFileDialog", "File &name:") == "File &name:"
    look.deleteLater()


def test_the_bundle_keeps_qts_words() -> None:
    recipe = Path(__file__).parents[2] / "installer.spec"
    assert all(f"{name}.qm" in recipe.read_text("utf-8") for name in QT_WORDS.values())


def test_one_row_of_a_choice_is_marked() -> None:
    rules = style_sheet(Tokens.of())
    hovered = rules.split("QComboBox QAbstractItemView::item:hover {")[1].split("}")[0]
    assert hovered.strip() == "background: transparent;"
