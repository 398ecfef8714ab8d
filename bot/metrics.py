"""What is counted, for ``/metrics``."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

REPLIES = Counter("assistant_replies", "Replies given", ["channel", "kind", "lang"])
ANSWER_SECONDS = Histogram(
    "assistant_answer_seconds",
    "From message to reply, inside the process",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1, 5),
)
UPDATES = Counter("assistant_updates", "Updates received from platforms", ["channel"])
BACKLOG = Gauge("assistant_inbox_backlog", "Updates kept and not handled yet")
DELIVERIES = Gauge("assistant_deliveries", "Deliveries in the outbox, by what became of them", ["channel", "state"])
DUE = Gauge("assistant_outbox_due", "Deliveries that are due and not sent yet", ["channel"])
LAG_SECONDS = Gauge("assistant_outbox_lag_seconds", "For how long the first of them has been due", ["channel"])
REFUSED = Gauge("assistant_channel_refused", "Whether the platform refuses our token: 1 or 0", ["channel"])
CONTENT_FAULTS = Gauge("assistant_content_faults", "Faults in content/ as it lies on disk")
ARTICLES = Gauge("assistant_articles", "Articles that are answered from, translations not counted")
