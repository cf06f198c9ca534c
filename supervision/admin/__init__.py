"""What is edited in the admin of supervision; one module a topic."""
