"""The scorecards that every new vault holds."""

from __future__ import annotations

from workbench.scoring.shipped.campus import CAMPUS
from workbench.scoring.shipped.manager import MANAGER
from workbench.scoring.shipped.office import OFFICE
from workbench.scoring.shipped.research import RESEARCH
from workbench.scoring.shipped.sales import SALES
from workbench.scoring.shipped.service import SERVICE

SHIPPED = (SALES, RESEARCH, OFFICE, SERVICE, MANAGER, CAMPUS)
