"""Tables in and out: what each column of an import means, and what an export writes."""
