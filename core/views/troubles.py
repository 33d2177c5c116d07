"""Where the machine cannot do it just now, nothing typed is lost."""

import logging

from django.db import DatabaseError

from core.troubles import trouble_of

logger = logging.getLogger(__name__)


class TypedStays:
    """In front of a form view: a disk that is full or a database that is busy brings the form back as it was sent,
    with the reason (core/troubles.py). What the action wrote was rolled back with its transaction."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except (DatabaseError, OSError) as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            logger.exception("%s was answered with %s", request.path, trouble.status)
            form = self.get_form()
            form.add_error(None, trouble.reason)
            form.is_refused = True
            return self.render_to_response(self.get_context_data(form=form), status=trouble.status)
