"""The member assistant: answers, member status, reminders and announcements for an association's members."""

import os

__version__ = "0.1.0"

# Before anything imports numpy: our matrices are small, and threads that wait for one another cost more than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
