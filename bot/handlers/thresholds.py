"""Scores from which something is said; docs/quality.md tells what they cost and save."""

ANSWER_AT = 0.6
"""Score from which a hit is given as the answer."""
GUESS_AT = 0.3
"""Score from which a hit is offered as a guess; below it the assistant abstains."""
VERBATIM_FROM = 0.99
"""Score of a question that is a phrasing."""
