"""Pages of disclosure on application, for applicants, the public and officials."""
