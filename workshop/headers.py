"""What browsers are told beside what Django and its libraries tell them."""

OF_RESOURCE = "Cross-Origin-Resource-Policy"


def keep_at_home(get_response):
    """No other site builds a page, a picture or a file of ours into its own.

    A view that means to be shown elsewhere says so itself, as the card of a workshop does.
    """

    def middleware(request):
        response = get_response(request)
        response.setdefault(OF_RESOURCE, "same-origin")
        return response

    return middleware
