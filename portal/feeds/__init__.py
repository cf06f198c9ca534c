"""Atom feeds (RFC 4287): what is new, for readers and programs that follow the site."""
