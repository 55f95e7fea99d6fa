"""The app, started once in this process."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def app_url() -> str:
    """The address of the running app; it ends with the process."""
    from ngpl.ui.app import launch

    return launch(block=False)
