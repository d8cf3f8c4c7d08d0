from __future__ import annotations

from tests.intake.conftest import samples as samples
