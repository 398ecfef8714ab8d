"""The member assistant: answers, member status, reminders and announcements for an association's members."""

__version__ = "0.1.0"
