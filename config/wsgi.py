import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is loaded by now stays; looking through it for cycles again and again costs a tenth of every page.
gc.collect()
gc.freeze()
