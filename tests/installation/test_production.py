import subprocess
import sys

import pytest

from tests.installation.house import ROOT, environment

PRODUCTION = {
    "SITE_URL": "https://ossau.example.org",
    "SECRET_KEY": "never used: " + "0123456789abcdef" * 4,
    "DATABASE_URL": "postgresql://ossau@localhost/ossau",
    "MAIL_URL": "smtp://localhost",
}


@pytest.fixture
def python(tmp_path):
    """Run Python in the repository under the given settings."""

    def run(*arguments, **settings):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(**{"VAR_DIR": str(tmp_path)} | settings),
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def setting(python, name):
    code = f"from django.conf import settings; print(settings.{name})"
    return python("-c", code, **PRODUCTION).stdout.strip()


def test_a_site_without_its_settings_does_not_start_and_names_them_all(python):
    done = python("manage.py", "check", SITE_URL=PRODUCTION["SITE_URL"])

    assert done.returncode != 0
    assert "SECRET_KEY, DATABASE_URL, MAIL_URL" in done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "MAIL_URL"])
def test_a_single_missing_setting_is_the_only_one_named(python, missing):
    done = python("manage.py", "check", **PRODUCTION | {missing: ""})

    assert done.returncode != 0
    assert f"Still missing: {missing}." in done.stderr


def test_the_key_before_a_change_is_read_with(python):
    assert setting(python, "SECRET_KEY_FALLBACKS") == "[]"
    code = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"

    told = python("-c", code, **PRODUCTION, FORMER_SECRET_KEY="the one before")

    assert told.stdout.strip() == "['the one before']"


def test_demonstration_data_is_refused_in_production(python, tmp_path):
    place = {"DATABASE_URL": f"sqlite:///{tmp_path}/production.sqlite3"}
    assert python("manage.py", "migrate", **PRODUCTION | place).returncode == 0

    done = python("manage.py", "demo", **PRODUCTION | place)

    assert done.returncode != 0
    assert "production" in done.stderr


def test_cookies_are_bound_to_the_host_under_https(python):
    assert setting(python, "SESSION_COOKIE_NAME") == "__Host-session"
    assert setting(python, "CSRF_COOKIE_NAME") == "__Host-csrf"
    assert setting(python, "SESSION_COOKIE_SECURE") == "True"
    assert setting(python, "CSRF_COOKIE_SECURE") == "True"


def test_data_is_readable_by_its_owner_alone(python, tmp_path):
    python("manage.py", "check", VAR_DIR=str(tmp_path / "var"))

    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_production_is_never_in_debug_mode(python):
    code = "from django.conf import settings; print(settings.DEBUG)"

    assert python("-c", code, DEBUG="1", **PRODUCTION).stdout.strip() == "False"


def test_what_must_hold_before_a_deployment_holds():
    done = subprocess.run(
        [ROOT / "deploy/check"], env=environment(), capture_output=True, text=True, timeout=300
    )

    assert done.returncode == 0, done.stdout + done.stderr
