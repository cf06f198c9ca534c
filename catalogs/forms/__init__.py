"""Forms in which officials write entries, proposals, documents and decisions."""
