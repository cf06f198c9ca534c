"""Pages of supervision; one module a topic."""
