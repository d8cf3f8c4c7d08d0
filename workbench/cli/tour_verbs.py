"""`workbench tour` and `workbench demo`."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.cli.output import Printer
from workbench.cli.session import vault_path
from workbench.kernel.i18n import N_, Translator
from workbench.kernel.queries import Page

_OPTIONS = (
    N_("folder for what the tour makes"),
    N_("folder of sample files; else the shipped ones"),
    N_("draw no pictures of the pages"),
)


def add(group: Any, common: argparse.ArgumentParser, words: Translator) -> None:
    """Add both verbs to the top parser."""
    title = words.text(N_("Play the whole main job on sample files, with prints and pictures"))
    tour = group.add_parser("tour", help=title, description=title, parents=[common])
    out, samples, bare = map(words.text, _OPTIONS)
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help=out)
    tour.add_argument("--samples", type=Path, metavar="DIR", help=samples)
    tour.add_argument("--no-pictures", action="store_true", help=bare)
    tour.set_defaults(run=_tour)
    title = words.text(N_("Make a demo vault of invented people"))
    demo = group.add_parser("demo", help=title, description=title, parents=[common])
    demo.set_defaults(run=_demo)


def _tour(given: argparse.Namespace, printer: Printer) -> None:
    # The tour imports every room and the print shop; other verbs start without them.
    from workbench.tour.story import ZONE
    from workbench.tour.tour import PASSPHRASE, Step, Tour, samples

    def tell(step: Step) -> None:
        printer.line(
            "{ms:>7} ms  {name}: {said}", ms=step.ms, name=words(step.name), said=step.said
        )
        for file in step.files:
            printer.line("            {file}", file=file)

    words = printer.words.text
    tour = Tour(
        out=given.out,
        samples=given.samples or samples(),
        words=printer.words,
        today=datetime.now(ZONE).date(),
        pictures=not given.no_pictures,
        tell=tell,
    )
    steps = tour.play()
    if printer.as_json:
        rows = tuple(asdict(step) for step in steps)
        printer.answer(Page(rows, len(rows)))
    else:
        text = N_("Everything lies in {folder}. Its vaults open with: {phrase}")
        printer.line(text, folder=str(given.out), phrase=PASSPHRASE)


def _demo(given: argparse.Namespace, printer: Printer) -> None:
    from workbench import paths
    from workbench.tour.demo import DEMO_PASSPHRASE, make_demo

    path = vault_path(given) if hasattr(given, "vault") else paths.cache() / "demo.qicheng"
    made = make_demo(path, printer.words.language)
    printer.line(N_("The demo vault is made. Passphrase: {phrase}"), phrase=DEMO_PASSPHRASE)
    printer.answer({"vault": str(made), "passphrase": DEMO_PASSPHRASE})
