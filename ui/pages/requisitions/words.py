"""Words for the states of a requisition."""

from __future__ import annotations

from workbench.demand.models import DemandReason, RequisitionState, Urgency
from workbench.kernel.i18n import N_

STATES = {
    RequisitionState.OPEN: N_("Open"),
    RequisitionState.ON_HOLD: N_("On hold"),
    RequisitionState.FILLED: N_("Filled"),
    RequisitionState.CLOSED: N_("Closed"),
}
URGENCIES: dict[str, str] = {
    Urgency.A: N_("A, at once"),
    Urgency.B: N_("B, as planned"),
    Urgency.C: N_("C, when it fits"),
}
REASONS: dict[str, str] = {
    DemandReason.NEW: N_("new position"),
    DemandReason.REPLACEMENT: N_("replacement"),
    DemandReason.PROJECT: N_("project"),
}
