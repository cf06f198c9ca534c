"""The annual report in the layout of the national form, on the page and as files."""
