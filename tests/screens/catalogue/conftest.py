"""Set-up in the window, with lists to bring in."""

from tests.screens.look.conftest import look
from tests.screens.settings.conftest import bench

__all__ = ["bench", "look"]
