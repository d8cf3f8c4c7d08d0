"""The second half of the story: scores, letters, offers, starters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from workbench.interviews.queries import interview
from workbench.letters.commands import ReadyLetters, SendLetters, WriteDueLetters, WrittenDue
from workbench.letters.offering import AcceptOffer, MakeOffer, SendOffer
from workbench.onboarding.commands import Hire
from workbench.onboarding.companions import AssignBuddy, NoteMeeting
from workbench.onboarding.queries import onboarding, suggest_buddies
from workbench.onboarding.tasks import SeePapers, SetPackState, SetTaskState
from workbench.pipeline.commands import MoveApplications
from workbench.scoring.commands import EnterScorecard, GivenRating
from workbench.scoring.models import Recommendation
from workbench.scoring.queries import template
from workbench.tour.story import Story

_LEVELS = (
    (4, 5, 4, 4, 3, 4, 5),
    (4, 4, 4, 3, 4, 4, 4),
    (3, 3, 2, 3, 3, 3, 3),
    (2, 3, 3, 2, 3, 3, 2),
)
_WORDS = (
    Recommendation.STRONG_YES,
    Recommendation.YES,
    Recommendation.NO,
    Recommendation.NO,
)
_PRAISE = "把一次故障讲到两层以下，取舍和数字都说得清。"


@dataclass
class Ending:
    """What the second half made: ids of scorecards, letters, offers and onboardings."""

    scorecards: list[str] = field(default_factory=list)
    letters: WrittenDue | None = None
    offers: list[str] = field(default_factory=list)
    onboardings: list[str] = field(default_factory=list)
    buddies: list[str] = field(default_factory=list)


def score(story: Story, ending: Ending) -> None:
    """Enter a scorecard for each interview but the last held one, so that one is still owed."""
    story.on(story.pace.scores, "18:10")
    attributes = story.app.ask(template, "project-deep-dive").attributes
    for number, interview_id in enumerate(story.interviews[:-2]):
        held = story.app.ask(interview, interview_id)
        levels, word = _LEVELS[number % 4], _WORDS[number % 4]
        for panelist in held.panel:
            ratings = tuple(
                GivenRating(each.key, level, _PRAISE if level in (1, 5) else "")
                for each, level in zip(attributes, levels, strict=False)
            )
            ending.scorecards.append(
                story.app.run(
                    EnterScorecard(
                        held.candidates[0].application_id,
                        panelist.staff_id,
                        template="project-deep-dive",
                        recommendation=word,
                        interview=interview_id,
                        ratings=ratings,
                        comment="建议进入下一轮" if "yes" in word else "证据不足，建议感谢信",
                    )
                ).value
            )


def write_letters(story: Story, ending: Ending) -> None:
    """Write to everybody who waits, and send what is ready, within the three days."""
    story.on(story.pace.letters, "08:10")
    ending.letters = story.app.run(WriteDueLetters()).value
    written = ending.letters.written
    if written:
        story.app.run(ReadyLetters(written))
        story.app.run(SendLetters(written, now=True))


def offer(story: Story, ending: Ending) -> None:
    """Offer to the two best; both accept."""
    story.on(min(story.pace.letters, -1), "18:20")
    best = story.invited[:2]
    story.app.run(MoveApplications(tuple(best), "Offer"))
    for number, application in enumerate(best):
        made = story.app.run(
            MakeOffer(
                application,
                salary=36_000 + 2_000 * number,
                start_on=story.day(10 + 5 * number),
                respond_by=story.day(4),
                contract_months=36,
                probation_months=3,
                probation_salary=32_000,
            )
        ).value
        story.app.run(SendOffer(made, now=True))
        story.clock.moment += timedelta(minutes=5)
        story.app.run(AcceptOffer(made))
        ending.offers.append(made)


def onboard(story: Story, ending: Ending) -> None:
    """Hire both, give each a buddy with a reason, tick what is done, pack the welcome packs."""
    story.on(min(story.pace.letters, -1), "18:35")
    for number, application in enumerate(story.invited[:2]):
        made = story.app.run(
            Hire(
                application,
                start_on=story.day(10 + 5 * number),
                desk=f"5F-{27 + number}",
                employee_no=f"E1{241 + number}",
                contract_months=36,
            )
        ).value
        ending.onboardings.append(made)
        best = story.app.ask(suggest_buddies, made, today=story.today).rows[0]
        story.app.run(AssignBuddy(made, best.staff_id))
        ending.buddies.append(best.name)
    story.on(0, "09:10")
    card = story.app.ask(onboarding, ending.onboardings[0], today=story.today)
    early = tuple(each.id for each in card.tasks if each.due_on <= story.day(2))
    if early:
        story.app.run(SetTaskState(early[: max(1, len(early) // 2)]))
    story.app.run(SetPackState(tuple(each.id for each in card.pack[:8])))
    story.app.run(SeePapers(tuple(each.id for each in card.papers[:3])))
    story.app.run(NoteMeeting(ending.onboardings[0], note="入职前通话"))
