"""Forms of supervision; one module a topic."""
