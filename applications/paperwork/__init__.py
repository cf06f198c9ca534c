"""The letters of the procedure (文书): one text, shown as page, PDF and editable Word file."""
