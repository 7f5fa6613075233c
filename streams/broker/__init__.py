"""Which broker there is, how to log in to it, its topics; and one of our own for one machine."""
