import pytest


@pytest.fixture
def workshop(cast):
    return cast.workshop


@pytest.fixture
def import_page(client, cast):
    """Posts to the page as its chair; the answer."""
    client.force_login(cast.chair)
    address = f"/{cast.workshop.slug}/chair/program/import/"

    def post(text="", kind="speakers", act="look", **more):
        return client.post(address, {"kind": kind, "text": text, act: "1"} | more)

    return post
