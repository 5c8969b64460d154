import pytest
from django.core.exceptions import ImproperlyConfigured

from workshop import env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("yes", True), ("0", False), ("", False), ("Off", False)]
)
def test_a_flag_is_read_in_the_usual_ways(monkeypatch, value, meant):
    monkeypatch.setenv("FLAG", value)

    assert env.flag("FLAG") is meant


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (env.flag, "maybe", "write 1 or 0"),
        (lambda name: env.number(name, 1), "ten", "not a whole number"),
        (lambda name: env.number(name, 1), "-1", "not a whole number"),
        (lambda name: env.site(name, ""), "ossau.example.org", "https://workshop.example.org"),
        (
            lambda name: env.site(name, ""),
            "https://example.org/sub",
            "https://workshop.example.org",
        ),
        (env.mail_server, "mail.example.org:25", "smtp://"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name_and_with_a_way_out(
    monkeypatch, read, value, words
):
    monkeypatch.setenv("SETTING", value)

    with pytest.raises(ImproperlyConfigured, match="SETTING") as refused:
        read("SETTING")

    assert words in str(refused.value)


def test_all_missing_settings_are_named_at_once(monkeypatch):
    monkeypatch.setenv("HERE", "x")

    with pytest.raises(ImproperlyConfigured, match="ONE, TWO") as refused:
        env.demand("ONE", "HERE", "TWO")

    assert "HERE" not in str(refused.value)


def test_a_mail_server_is_one_address(monkeypatch):
    monkeypatch.setenv("MAIL", "smtp+tls://us%40er:p%3Aw@mail.example.org")

    assert env.mail_server("MAIL") == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "us@er",
        "EMAIL_HOST_PASSWORD": "p:w",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
    }


@pytest.mark.parametrize("address", ["smtp://u:TOP#SECRET@host:25", "smtp://u:TOP/SECRET@host:25"])
def test_a_password_that_was_not_quoted_is_not_printed(monkeypatch, address):
    monkeypatch.setenv("MAIL", address)

    with pytest.raises(ImproperlyConfigured, match="%23") as refused:
        env.mail_server("MAIL")

    assert "TOP" not in str(refused.value)
    assert "SECRET" not in str(refused.value)


def test_without_a_mail_server_mail_waits(monkeypatch):
    monkeypatch.delenv("MAIL", raising=False)

    assert env.mail_server("MAIL") == {"EMAIL_HOST": ""}
