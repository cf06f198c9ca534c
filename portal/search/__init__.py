"""Search over everything public: one document schema, two engines behind one small interface."""
