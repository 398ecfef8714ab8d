"""What the assistant says first: the outbox and the courier that empties it, announcements, reminders, and who gets them."""
