"""What kinds of records are called in the history, and which of their columns it leaves out.

Every column of every model stands either in `told_fields.FIELDS` with its word or among the
technical ones here; a test walks over all models.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.kernel.i18n import N_

TABLES: Mapping[str, str] = {
    "application": N_("Application"),
    "attribute": N_("Scorecard attribute"),
    "bring_paper": N_("Paper to bring"),
    "buddy_assignment": N_("Buddy"),
    "buddy_meeting": N_("Meeting with the buddy"),
    "busy_time": N_("Busy time"),
    "candidate": N_("Candidate"),
    "check_in": N_("Check-in"),
    "column_mapping": N_("Remembered columns"),
    "contact": N_("Contact"),
    "contact_log": N_("Logged contact"),
    "cv": N_("CV"),
    "distinct_pair": N_("Two different people"),
    "external_id": N_("Number elsewhere"),
    "interview": N_("Interview"),
    "interview_candidate": N_("Interviewed"),
    "interview_notice": N_("Told and answered"),
    "interview_panelist": N_("Panel"),
    "interview_round": N_("Round of the interview plan"),
    "interviewer_terms": N_("Interviewer's hours and limits"),
    "letter": N_("Letter"),
    "letter_template": N_("Letter template"),
    "move": N_("Move"),
    "note": N_("Note"),
    "offer": N_("Offer"),
    "offered_time": N_("Offered time"),
    "onboarding": N_("Onboarding"),
    "onboarding_task": N_("Task"),
    "organisation": N_("The organisation"),
    "pack_item": N_("Pack item"),
    "pack_item_template": N_("Pack item for everybody"),
    "paper_template": N_("Paper to bring, for everybody"),
    "plan_template": N_("Onboarding plan"),
    "possible_time": N_("Possible hours"),
    "question": N_("Question"),
    "rating": N_("Rating"),
    "requisition": N_("Requisition"),
    "requisition_member": N_("Taking part"),
    "room": N_("Room"),
    "room_busy_time": N_("Room not to be had"),
    "saved_view": N_("Saved view"),
    "scorecard": N_("Scorecard"),
    "scorecard_template": N_("Scorecard template"),
    "staff": N_("Colleague"),
    "stage": N_("Stage"),
    "stage_set": N_("Stage set"),
    "tag": N_("Tag"),
    "task_template": N_("Task of the plan"),
}

# What no person wants to see: ids, keys, order, what is computed, and when and by whom something
# was done where that is when and by whom the step was.
TECHNICAL_EVERYWHERE = frozenset(
    {"id", "archived", "key", "version", "sort", "position", "state_since"}
)
TECHNICAL: Mapping[str, frozenset[str]] = {
    "application": frozenset(
        {"candidate_id", "rank", "moved_at", "moved_by", "applied_at", "closed_at"}
    ),
    "bring_paper": frozenset({"onboarding_id", "candidate_id", "notes", "seen_at", "seen_by"}),
    "buddy_assignment": frozenset({"onboarding_id", "candidate_id"}),
    "buddy_meeting": frozenset({"onboarding_id", "candidate_id"}),
    "busy_time": frozenset({"source"}),
    "candidate": frozenset({"dnc_since", "added_at"}),
    "check_in": frozenset({"onboarding_id", "candidate_id", "by"}),
    "column_mapping": frozenset({"fingerprint"}),
    "contact": frozenset({"candidate_id", "normal"}),
    "contact_log": frozenset({"candidate_id", "by"}),
    "cv": frozenset({"candidate_id", "media_type", "size", "sha256", "object_id", "added_at"}),
    "distinct_pair": frozenset({"candidate_id"}),
    "external_id": frozenset({"candidate_id"}),
    "interview": frozenset({"uid"}),
    "interview_candidate": frozenset({"interview_id", "application_id"}),
    "interview_notice": frozenset({"interview_id", "sequence", "answered_at", "answered_sequence"}),
    "interview_panelist": frozenset({"interview_id"}),
    "interview_round": frozenset({"requisition_id"}),
    "letter": frozenset(
        {"candidate_id", "application_id", "interview_id", "offer_id", "event", "event_at"}
        | {"written_at", "template"}
    ),
    "move": frozenset(
        {"application_id", "candidate_id", "from_stage_id", "to_stage_id", "at", "by"}
    ),
    "note": frozenset({"candidate_id", "at", "author"}),
    "offer": frozenset({"application_id", "candidate_id", "made_at"}),
    "offered_time": frozenset({"candidate_id", "batch", "offered_at", "panel"}),
    "onboarding": frozenset({"candidate_id", "application_id"}),
    "onboarding_task": frozenset(
        {"onboarding_id", "candidate_id", "offset", "predecessors", "latest_months"}
        | {"latest_days", "done_at", "done_by"}
    ),
    "pack_item": frozenset({"onboarding_id", "candidate_id", "at", "by"}),
    "pack_item_template": frozenset({"counted_at"}),
    "possible_time": frozenset({"candidate_id"}),
    "rating": frozenset({"scorecard_id", "candidate_id"}),
    "requisition": frozenset({"opened_at"}),
    "requisition_member": frozenset({"requisition_id"}),
    "saved_view": frozenset({"spec"}),
    "scorecard": frozenset({"application_id", "candidate_id"}),
    "stage": frozenset({"origin_id"}),
    "stage_set": frozenset({"family_id"}),
    "tag": frozenset({"candidate_id"}),
    "task_template": frozenset({"plan_template_id", "predecessors"}),
}


def is_technical(table: str, field: str) -> bool:
    """Tell whether a column says nothing to a person."""
    return field in TECHNICAL_EVERYWHERE or field in TECHNICAL.get(table, ())
