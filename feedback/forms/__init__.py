"""Forms of interaction with the public, by topic."""
