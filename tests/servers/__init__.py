"""Real servers for the suite, started from wheels (or from the system) and stopped with it."""
