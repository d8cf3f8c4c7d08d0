from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from workbench import paths
from workbench.paper.fonts import register

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "build"))

import fonts  # noqa: E402

SAMPLE = {"Inter": "Hamburgefonstiv 0123", "NotoSansSC": "启程龘㛃䶮招聘入职"}


def ink(font: str, text: str) -> float:
    """Return how dark a line of text prints, as the sum of what is not white."""
    register()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 60), initialFontName=font)
    canvas.setFont(font, 30)
    canvas.drawString(10, 20, text)
    canvas.save()
    with pypdfium2.PdfDocument(target.getvalue()) as document:
        page = document[0]
        picture = page.render(scale=2, grayscale=True).to_pil()
    return float(sum(255 - level for level in picture.tobytes()))


@pytest.mark.parametrize("family", ["Inter", "NotoSansSC"])
def test_ink_grows_with_the_weight(family: str) -> None:
    """A variable font would print all weights alike."""
    regular, medium, bold = (ink(f"{family}-{w}", SAMPLE[family]) for w in (400, 500, 600))
    assert regular * 1.04 < medium
    assert medium * 1.04 < bold


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_rare_names_can_be_written(weight: int) -> None:
    with TTFont(paths.fonts() / f"NotoSansSC-{weight}.ttf", lazy=True) as font:
        characters = font.getBestCmap()
    assert {"龘", "㛃", "䶮", "〓"} <= {chr(code) for code in characters}


@pytest.mark.parametrize("name", fonts.NAMES)
def test_weights_are_one_family(name: str) -> None:
    with TTFont(paths.fonts() / name, lazy=True) as font:
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        weight = font["OS/2"].usWeightClass
        assert "fvar" not in font
    assert family in {"Inter", "Noto Sans SC"}
    assert name.endswith(f"-{weight}.ttf")
