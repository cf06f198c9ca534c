"""The data sharing platform: rows of datasets by query, lists by API, push, and catalogues."""
