"""From facts and a policy to findings. Nothing here opens a file."""

from . import contained, identity, layout
from .policy import REJECT, Finding


def judge(facts, policy):
    """The findings, what keeps a file out first; the empty list for one to accept as it is.

    The first of what kept the file from being read stands alone: nothing more is known of it.
    """
    if obstacle := obstacle_of(facts):
        code, data = obstacle
        return [Finding(code, REJECT, data=data)]
    checks = [*layout.CHECKS, *contained.CHECKS, *(identity.CHECKS if policy.anonymous else ())]
    found = [finding for check in checks for finding in check(facts, policy)]
    return sorted(found, key=lambda finding: finding.severity != REJECT)


def obstacle_of(facts):
    """Why the pages could not be read; None where they were."""
    if facts["outcome"] == "resource":
        return "resource", {}
    if facts["kind"] != "pdf":
        return "not-pdf", {"kind": facts["kind"]}
    if facts["encrypted"]:
        return "encrypted", {}
    return None if facts["outcome"] == "read" else ("broken", {})
