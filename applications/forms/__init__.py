"""Forms of disclosure on application, for applicants and for officials."""
