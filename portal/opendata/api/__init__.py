"""The open API over everything that is public: lists and single entries, read only."""
