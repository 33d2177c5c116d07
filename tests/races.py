"""Run the same thing in several threads at once, each with a database connection of its own."""

import threading

from django.db import connection


def run_at_once(function, *, threads) -> list:
    """Results or exceptions of `function(index)`, one a thread, started together. For tests that really commit."""
    start, results = threading.Barrier(threads), [None] * threads

    def run(index):
        try:
            start.wait(10)
            results[index] = function(index)
        except Exception as reason:  # noqa: BLE001  the test looks at what went wrong
            results[index] = reason
        finally:
            connection.close()

    workers = [threading.Thread(target=run, args=(index,)) for index in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    return results
