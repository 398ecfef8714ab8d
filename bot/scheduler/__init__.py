"""The clock's hands: when to look. What is due, the services know. The only APScheduler code."""
