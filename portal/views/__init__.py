"""Pages of the portal: find, call one queryset word, render."""
