"""How hard the tests of this folder try: ``MODERN_WS_EFFORT``, as a factor.

Without it they are the same in each run; with it they try other things than before.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EFFORT = max(1, int(os.environ.get("MODERN_WS_EFFORT", "1")))


def examples(number: int) -> settings:
    """So many generated programs, times the effort."""
    return settings(
        max_examples=number * EFFORT, derandomize=EFFORT == 1, database=None, deadline=None,
        suppress_health_check=list(HealthCheck))
