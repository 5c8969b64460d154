"""What authenticator apps and recovery codes are made of was stored as it is; from now on encrypted.

Under a key made of `SECRET_KEY`: whoever changes it names the old one as `FORMER_SECRET_KEY`.
"""

from django.db import migrations

from workshop.encryption import ENCRYPTED, decrypt, encrypt

NAMES = "secret", "seed"


def rewrite(apps, change):
    """All of them by `change`, which leaves alone what needs none."""
    for row in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn"):
        row.data |= {name: change(row.data[name]) for name in NAMES if name in row.data}
        row.save(update_fields=["data"])


def encrypt_all(apps, schema_editor):
    rewrite(apps, lambda text: text if text.startswith(ENCRYPTED) else encrypt(text))


def decrypt_all(apps, schema_editor):
    rewrite(apps, lambda text: decrypt(text) if text.startswith(ENCRYPTED) else text)


class Migration(migrations.Migration):
    dependencies = [
        ("workshop", "0031_second_factor"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt_all, decrypt_all, elidable=True)]
