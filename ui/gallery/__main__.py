"""`python -m ui.gallery --out DIR`: paint every scene into DIR as PNG files."""

from __future__ import annotations

import argparse
import os
from pathlib import Path


def main() -> None:
    """Paint the pictures that were asked for."""
    parser = argparse.ArgumentParser(prog="ui.gallery")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="part of a scene's name")
    parser.add_argument("--show", action="store_true", help="use the screen, not offscreen")
    wishes = parser.parse_args()
    if not wishes.show:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.gallery.shoot import shoot

    shoot(wishes.out, wishes.only)


if __name__ == "__main__":
    main()
