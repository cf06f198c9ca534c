"""Submissions of the demonstration: fictional people, dated days, the real verbs."""
