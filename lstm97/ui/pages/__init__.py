"""A room for each page: everything that belongs to one page stands in its folder.

No page imports another."""
