"""Settings and addresses of the bench: the product with an empty page beside it, and Django admin on its tables."""
