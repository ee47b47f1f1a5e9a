"""After an act: the page to see next, asked by GET."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: done; go and read this address. A reload does not send the form again."""

    status_code = 303
