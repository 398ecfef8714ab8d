"""Scores from which something is said; docs/quality.md tells what they cost and save."""

ANSWER_AT = 0.65
"""Score from which a hit is given as the answer."""
GUESS_AT = 0.4
"""Score from which the likeliest hit is offered as a guess; below it the assistant abstains."""
ALSO_AT = 0.15
"""Score from which others are offered beside it."""
VERBATIM_FROM = 0.99
"""Score of a question that is a phrasing."""
