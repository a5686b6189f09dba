from __future__ import annotations

from hypothesis import settings

# The same examples every time, on every core: a run that fails fails again.
settings.register_profile("vast", deadline=None, derandomize=True, database=None)
settings.load_profile("vast")
