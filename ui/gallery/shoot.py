"""Painting the gallery's scenes into files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery.scenes import SCENES
from ui.gallery.words import words
from ui.theme.look import Look
from ui.theme.tokens import Tokens

SIZE = QSize(1440, 900)
Scene = Callable[[Look], QWidget]


def shoot(folder: Path, only: str = "") -> list[Path]:
    """Paint all scenes in both themes; Chinese in light, English in dark, and one of each at 2x."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Path] = []
    for name, scene in SCENES.items():
        if only and only not in name:
            continue
        for language, dark in (("zh", False), ("zh", True), ("en", False)):
            if language == "en" and dark:
                continue
            theme = "dark" if dark else "light"
            target = folder / f"{name}_{language}_{theme}.png"
            done.append(_paint(app, scene, language, Tokens.of(dark=dark), target, 1))
        if name == "board":
            target = folder / f"{name}_zh_light@2x.png"
            done.append(_paint(app, scene, "zh", Tokens.of(), target, 2))
    return done


def _paint(
    app: QApplication, scene: Scene, language: str, tokens: Tokens, target: Path, ratio: int
) -> Path:
    look = Look(words(language), tokens)
    look.put_on()
    widget = scene(look)
    look.dress_root(widget)
    if not widget.property("ownSize"):
        widget.resize(SIZE)
    widget.show()
    for _ in range(4):
        app.processEvents()
    picture(widget, ratio).save(str(target))
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, 52)
    return target


def picture(widget: QWidget, ratio: int = 1) -> QImage:
    """Return the widget as an image at a device ratio."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image
