"""Two hundred people at once: who they are (people.py, read by Locust) and what is measured of them."""
