"""From facts and a policy to findings. Nothing here opens a file."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """What a workshop asks of a proposal."""

    pages: int


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: its code, what hangs on it, and the numbers its words need."""

    code: str
    severity: str  # "reject" or "warn"
    page: int | None = None
    data: dict = field(default_factory=dict)


def judge(facts, policy):
    """The findings, the empty list for a file to accept.

    The first of what kept the file from being read stands alone: nothing more is known of it.
    """
    code, data = obstacle(facts) or excess(facts, policy) or (None, {})
    return [Finding(code, "reject", data=data)] if code else []


def obstacle(facts):
    """Why the pages could not be read; None where they were."""
    if facts["outcome"] == "resource":
        return "resource", {}
    if facts["kind"] != "pdf":
        return "not-pdf", {"kind": facts["kind"]}
    if facts["encrypted"]:
        return "encrypted", {}
    return None if facts["outcome"] == "read" else ("broken", {})


def excess(facts, policy):
    if facts["pages"] > policy.pages:
        return "too-long", {"pages": facts["pages"], "limit": policy.pages}
    return None
