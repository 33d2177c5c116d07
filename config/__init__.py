"""What ties the apps together. `celery -A config` finds the application in `config.celery`; a command that sends
nothing to the background never loads it (core/enqueue.py)."""
