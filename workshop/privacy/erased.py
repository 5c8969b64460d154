"""How the address of somebody who was erased is told from one that mail reaches."""

DOMAIN = "erased.invalid"


def is_erased(mail):
    return mail.endswith(f"@{DOMAIN}")
