"""The assistant with the bureau in it, as for outreach."""

from tests.outreach.conftest import app, data_dir

__all__ = ["app", "data_dir"]
