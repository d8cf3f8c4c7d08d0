"""What the program consists of: the commands, queries, prints and contents of all rooms."""

from __future__ import annotations

from dataclasses import replace

from workbench.demand import commands as demand_commands
from workbench.demand import queries as demand_queries
from workbench.insights import proposals
from workbench.interviewday import (
    accepting,
    answers,
    drafts,
    mending,
    messages,
    notices,
    telling,
    tosit,
)
from workbench.interviewday import prints as day_prints
from workbench.interviews import (
    adopting,
    arriving,
    availability,
    busy,
    expected,
    invitations,
    offered,
    possible,
    repairs,
    rooms,
    rounds,
    terms,
)
from workbench.interviews import commands as interview_commands
from workbench.interviews import prints as interview_prints
from workbench.interviews import queries as interview_queries
from workbench.interviews.day_models import InterviewNotice
from workbench.kernel.commands import Registry
from workbench.kernel.prints import Prints
from workbench.kernel.queries import Catalogue
from workbench.letters import commands as letter_commands
from workbench.letters import content as letter_content
from workbench.letters import documents as letter_documents
from workbench.letters import mail as letter_mail
from workbench.letters import offering, offers, texting
from workbench.letters import owing as letter_owing
from workbench.letters import queries as letter_queries
from workbench.letters.models import Letter
from workbench.onboarding import commands as onboarding_commands
from workbench.onboarding import companions as onboarding_companions
from workbench.onboarding import content as onboarding_content
from workbench.onboarding import hireable
from workbench.onboarding import prints as onboarding_prints
from workbench.onboarding import queries as onboarding_queries
from workbench.onboarding import tasks as onboarding_tasks
from workbench.onboarding import templates as onboarding_templates
from workbench.organisation import commands as organisation_commands
from workbench.organisation import queries as organisation_queries
from workbench.people import commands as people_commands
from workbench.people import consent, contacting, staffing
from workbench.people import merging as people_merging
from workbench.people import queries as people_queries
from workbench.people import search as people_search
from workbench.pipeline import anonymity, duplicates, importing, merging, pool, stage_sets
from workbench.pipeline import commands as pipeline_commands
from workbench.pipeline import content as pipeline_content
from workbench.pipeline import mappings as import_mappings
from workbench.pipeline import queries as pipeline_queries
from workbench.pipeline import views as pipeline_views
from workbench.retention import commands as retention_commands
from workbench.scoring import commands as scoring_commands
from workbench.scoring import content as scoring_content
from workbench.scoring import owing, questions, reminding
from workbench.scoring import prints as scoring_prints
from workbench.scoring import queries as scoring_queries

COMMANDS = Registry(
    (
        organisation_commands.commands,
        people_commands.commands,
        people_merging.commands,
        contacting.commands,
        consent.commands,
        staffing.commands,
        demand_commands.commands,
        pipeline_commands.commands,
        merging.commands,
        anonymity.commands,
        pipeline_views.commands,
        import_mappings.commands,
        pipeline_content.commands,
        stage_sets.commands,
        rooms.commands,
        busy.commands,
        rounds.commands,
        terms.commands,
        interview_commands.commands,
        arriving.commands,
        adopting.commands,
        offered.commands,
        possible.commands,
        accepting.commands,
        mending.commands,
        notices.commands,
        answers.commands,
        scoring_commands.commands,
        scoring_content.commands,
        questions.commands,
        letter_commands.commands,
        offering.commands,
        letter_content.commands,
        onboarding_commands.commands,
        onboarding_content.commands,
        onboarding_tasks.commands,
        onboarding_companions.commands,
        onboarding_templates.commands,
        importing.commands,
        retention_commands.commands,
    )
)
QUERIES = Catalogue(
    (
        organisation_queries.queries,
        people_queries.queries,
        contacting.queries,
        demand_queries.queries,
        pipeline_queries.queries,
        duplicates.queries,
        anonymity.queries,
        pool.queries,
        pipeline_views.queries,
        import_mappings.queries,
        availability.queries,
        repairs.queries,
        rounds.queries,
        terms.queries,
        interview_queries.queries,
        expected.queries,
        offered.queries,
        possible.queries,
        invitations.queries,
        tosit.queries,
        telling.queries,
        notices.queries,
        messages.queries,
        drafts.queries,
        scoring_queries.queries,
        owing.queries,
        questions.queries,
        letter_queries.queries,
        letter_owing.queries,
        letter_mail.queries,
        texting.queries,
        offers.queries,
        onboarding_queries.queries,
        hireable.queries,
        proposals.queries,
    )
)
PRINTS = Prints(
    (
        interview_prints.prints,
        scoring_prints.prints,
        reminding.prints,
        letter_documents.prints,
        day_prints.prints,
        onboarding_prints.prints,
    )
)
drafts.attach(PRINTS)
# What a new vault begins with, in this order.
CONTENT: tuple[object, ...] = (
    pipeline_content.InstallContent(),
    scoring_content.InstallScorecards(),
    letter_content.InstallLetters(),
    onboarding_content.InstallOnboardingContent(),
)
VEIL = replace(
    anonymity.VEIL,
    views={
        **anonymity.VEIL.views,
        InterviewNotice.__tablename__: anonymity.told_view(InterviewNotice, "comment"),
        Letter.__tablename__: anonymity.told_view(Letter, "title", "body", called="salutation"),
    },
)
SEARCH = (*people_search.SOURCES, *demand_queries.SOURCES)
