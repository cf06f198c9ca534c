"""The demonstration of supervision: made through the verbs, by days counted back from today."""
