"""The answer where a paper cannot be made now."""

import logging

from django.contrib import messages
from django.http import HttpResponseRedirect

from records.rendering.errors import CannotRender

logger = logging.getLogger(__name__)


def back_to(thing, request, reason: CannotRender, words: str) -> HttpResponseRedirect:
    """Back to the thing, where the reader is told in these words; what is missing on the machine stands in the log,
    for whoever runs it."""
    logger.error("No paper of %s %s: %s", thing._meta.model_name, thing.pk, reason)
    messages.error(request, words)
    return HttpResponseRedirect(thing.get_absolute_url())
