"""Where the machine cannot do it just now, nothing typed is lost."""

import logging

from django.utils.translation import gettext as _

from core.troubles import MAY_BE_TROUBLE, trouble_of

logger = logging.getLogger(__name__)


class TypedStays:
    """In front of a form view: a disk that is full or a database that is busy brings the form back as it was sent,
    with the reason (core/troubles.py). What the action wrote was rolled back with its transaction.

    It is the form that was sent, as far as it was cleaned: cleaned anew it would read files to their end once more.
    What comes before there is a form, such as an upload without room, is answered without one (core/views/errors.py).
    """

    form_sent = None

    def get_form(self, form_class=None):
        self.form_sent = super().get_form(form_class)
        return self.form_sent

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except MAY_BE_TROUBLE as error:
            trouble = trouble_of(error)
            form = self.form_sent
            if trouble is None or form is None:
                raise
            logger.exception("%s was answered with %s", request.path, trouble.status)
            kept = _("What you typed is kept; files have to be chosen again.")
            form.add_error(None, [trouble.reason, kept, trouble.advice])
            form.is_refused = True
            return self.render_to_response(self.get_context_data(form=form), status=trouble.status)
