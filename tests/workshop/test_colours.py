"""The accent colour: read in both modes, or refused with the nearest that can be."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from tests.factories import make_workshop
from workshop.colours import DARK, LIGHT, contrast, is_readable, nearest_readable, style_of
from workshop.faces import address_of_face

COLOURS = ["#1f6b4a", "#ff0000", "#ffff00", "#0000ff", "#000000", "#ffffff", "#808080", "#7a1fa2"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # as WebAIM's contrast checker has them
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_has_one_near_it_that_can_be_read(colour, theme):
    found = nearest_readable(colour, theme)

    assert is_readable(found, theme)
    assert found == colour or not is_readable(colour, theme)


def test_the_grounds_are_those_of_the_stylesheet():
    sheet = (settings.BASE_DIR / "static" / "ossau.css").read_text()

    for name, theme in {"paper": LIGHT, "surface": LIGHT}.items():
        assert f"--{name}: {theme[name]};" in sheet
        assert f"--{name}: {DARK[name]};" in sheet
    assert f"--accent-ink: {DARK['ink']};" in sheet
    assert is_readable(re.search(r"--accent: (#\w+);", sheet)[1])


def test_one_that_cannot_be_read_is_refused_with_the_nearest_that_can(db):
    with pytest.raises(ValidationError, match=r"contrast with white is 4\.0.* is #cc0000"):
        make_workshop(accent="#ff0000").full_clean()


@pytest.mark.parametrize("accent", ["red", "#12345", "#12345g", "1f6b4a", "#1f6b4a;}"])
def test_what_is_no_colour_is_refused(db, accent):
    workshop = make_workshop()
    workshop.full_clean()
    workshop.accent = accent

    with pytest.raises(ValidationError):
        workshop.full_clean()


def test_a_page_with_an_accent_loads_one_stylesheet_that_has_it_and_is_kept(client, db):
    workshop = make_workshop(accent="#7a1fa2")
    address = address_of_face(workshop.accent)

    page = client.get(f"/{workshop.slug}/").content.decode()
    sheet = client.get(address)

    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == [address]
    assert sheet.content.decode().endswith(style_of("#7a1fa2"))
    assert "--accent:#7a1fa2" in sheet.content.decode()
    assert sheet["Cache-Control"] == "public, max-age=31536000, immutable"
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "Vary" not in sheet or "Cookie" not in sheet["Vary"]


@pytest.mark.parametrize("path", ["0/7a1fa2", "{}/ffff00", "{}/body", "{}/7a1fa"])
def test_no_other_stylesheet_is_there(client, db, path):
    digest = address_of_face("#7a1fa2").split("/")[2]

    assert client.get(f"/assets/{path.format(digest)}.css").status_code == 404
