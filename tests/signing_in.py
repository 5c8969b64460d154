"""What people do who show that it is them, by the pages themselves."""

from workshop.models import Message

BY_CODE = "/accounts/reauthenticate/code/"


def show_anew(client, *, then=""):
    """Who is signed in and has nothing else has a code sent, and types it."""
    client.post(BY_CODE, {"action": "send"})
    code = Message.objects.filter(purpose="code").first().secret
    return client.post(BY_CODE, {"code": code, "next": then})
