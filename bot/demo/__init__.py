"""``bot serve --demo``: sample members, dues and events, made up and marked as such, in a data folder of their own."""
