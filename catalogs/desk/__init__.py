"""What the desks of both kinds of cases share: list, tabs, the page of one action, files."""
