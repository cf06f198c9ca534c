"""The procedure chart of disclosure on application, drawn from its table of moves."""
