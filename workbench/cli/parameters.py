"""What the parameters of queries and prints mean to a person, and what the groups are about."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.kernel.i18n import N_

PARAMETERS: Mapping[str, str] = {
    "ahead": N_("how many days ahead to look"),
    "application": N_("id of the application; else the newest one in progress"),
    "application_id": N_("id of the application"),
    "archived": N_("archived ones too"),
    "attribute": N_("id, key or name of an attribute; else all"),
    "audience": N_("whom the calendar file is for: panel or candidate"),
    "candidate": N_("id of the candidate"),
    "candidate_id": N_("id of the candidate"),
    "day": N_("which day, in local time"),
    "how": N_("only letters that left in this way"),
    "interview_id": N_("id of the interview"),
    "interviewer": N_("id of one interviewer; else all"),
    "kind": N_("which message"),
    "language": N_("language of the paper or the file (zh, en)"),
    "letter_id": N_("id of the letter"),
    "letters": N_("ids of the letters"),
    "limit": N_("how many to show at most"),
    "minutes": N_("length in minutes"),
    "now": N_("look as from this moment, in local time"),
    "offer_id": N_("id of the offer"),
    "offset": N_("how many to pass over first"),
    "onboarding_id": N_("id of the onboarding"),
    "paper_size": N_("size of the paper"),
    "plan": N_("id, key or name of the onboarding plan"),
    "requisition_id": N_("id of the requisition"),
    "question_text": N_("the question as it would be asked"),
    "room": N_("id of the room"),
    "scorecard_id": N_("id of the scorecard"),
    "since": N_("from this day on"),
    "staff_id": N_("id of the colleague"),
    "stage_set": N_("id of a version of a stage set, or key or name of the set"),
    "stage_set_id": N_("id of the stage set; see: workbench stage-set list"),
    "start": N_("when it begins, in local time"),
    "start_on": N_("first day of work"),
    "scorecards": N_("ids of the scorecards"),
    "state": N_("only those in this state"),
    "template": N_("id or key of the template"),
    "template_id": N_("id or key of the template"),
    "timezone": N_("time zone, such as Asia/Shanghai; else the organisation’s"),
    "today": N_("look as from this day"),
    "until": N_("up to and with this day"),
    "which": N_("whom of the pool: in, ending, lacking or all"),
}

GROUPS: Mapping[str, str] = {
    "application": N_("Applications: put on a requisition, move, end, reopen"),
    "buddy": N_("Buddies of newcomers: suggest, assign, release"),
    "busy": N_("When colleagues are busy"),
    "candidate": N_("Candidates: add, change, show, CVs, notes, tags"),
    "checkin": N_("Talks with newcomers on days 7, 30, 60 and 90"),
    "contact": N_("Contacts with candidates: log, correct, list, call back, texts to copy"),
    "content": N_("The stages, reasons and texts that a new vault begins with"),
    "import-columns": N_("Remembered columns of imported tables"),
    "interviewer": N_("When and how much colleagues interview"),
    "day": N_("Interview days: who is to be planned, taking a plan over, mending"),
    "interview": N_("Interviews: schedule, move, list, calendar files"),
    "letter": N_("Letters: write, check, put into the outbox, note as sent"),
    "offer": N_("Offers: make, change, send, note the answer"),
    "offered-time": N_("Times offered for interviews, and what candidates answer"),
    "onboarding": N_("Onboardings: hire, first day, plan, finish"),
    "onboarding-plan": N_("The plans that onboardings follow"),
    "organisation": N_("Name, address, time zone and holidays of the organisation"),
    "pack": N_("Welcome packs: what goes in, what is there"),
    "paper": N_("Papers that newcomers bring"),
    "possible-hours": N_("At which hours candidates can be interviewed"),
    "pool": N_("The talent pool: who is in it, whose consent ends"),
    "print": N_("Print something as PDF"),
    "question": N_("The question bank of scorecards, and what must not be asked"),
    "requisition": N_("Requisitions: open, change, hold, close, list"),
    "room": N_("Meeting rooms"),
    "room-busy": N_("When rooms cannot be used"),
    "round": N_("Interview plans: the rounds of a requisition"),
    "scorecard": N_("Scorecards: enter, show, who owes one"),
    "scorecard-template": N_("The templates of scorecards"),
    "staff": N_("Colleagues: interviewers, managers, buddies"),
    "stage": N_("The stages of a stage set"),
    "stage-set": N_("Stage sets: what the columns of the board are"),
    "task": N_("Tasks of onboardings: due, done, added"),
    "template": N_("The templates of letters"),
    "view": N_("Saved views of the board: keep, list, remove"),
    "vault": N_("The vault: make, check, passphrase, back up, restore"),
}


def placed(name: str) -> tuple[str, str]:
    """Return the group and the verb of an id; `import` itself is a verb with files behind it."""
    group, _, verb = name.partition(".")
    return ("import-columns" if group == "import" else group), verb
