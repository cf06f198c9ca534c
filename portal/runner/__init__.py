"""Running the whole portal on one machine: its own Valkey, worker, beat and web server."""
