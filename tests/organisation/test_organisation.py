from __future__ import annotations

from workbench.app import App
from workbench.organisation.commands import ChangeOrganisation
from workbench.organisation.queries import OrganisationRow, organisation


def test_the_first_words_about_the_organisation_can_be_taken_back(desk: App) -> None:
    desk.run(ChangeOrganisation(name="启程科技", phone="021 5555 0100"))
    desk.undo()
    assert desk.ask(organisation) == OrganisationRow()
    desk.redo()
    assert desk.ask(organisation).phone == "021 5555 0100"


def test_what_was_taken_back_does_not_return_with_the_next_change(desk: App) -> None:
    desk.run(ChangeOrganisation(name="启程科技", phone="021 5555 0100"))
    desk.undo()
    desk.run(ChangeOrganisation(name="远航科技"))
    house = desk.ask(organisation)
    assert (house.name, house.phone) == ("远航科技", "")
    desk.undo()
    assert desk.ask(organisation) == OrganisationRow()


def test_the_local_time_follows_the_time_zone_and_its_undo(desk: App) -> None:
    before = desk.local_now().utcoffset()
    desk.run(ChangeOrganisation(timezone="America/New_York"))
    there = desk.local_now().utcoffset()
    assert there != before
    desk.undo()
    assert desk.local_now().utcoffset() == before
    desk.redo()
    assert desk.local_now().utcoffset() == there
