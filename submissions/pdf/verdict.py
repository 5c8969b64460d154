"""What the facts mean under a policy."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """`pages`: how many a proposal may have."""

    pages: int = 2


@dataclass(frozen=True)
class Finding:
    """What is amiss. `severity` is "reject" or "warn"; `data` fills in the words."""

    code: str
    severity: str
    page: int | None = None
    data: dict = field(default_factory=dict)


def judge(facts, policy):
    """The findings about a file, the one that matters first; none means that it is accepted."""
    if facts["outcome"] == "resource":
        return [Finding("resource", "reject")]
    if facts["kind"] != "pdf":
        return [Finding("not-pdf", "reject", data={"kind": facts["kind"]})]
    if facts["encrypted"]:
        return [Finding("encrypted", "reject")]
    if facts["outcome"] == "broken":
        return [Finding("broken", "reject")]
    if facts["pages"] > policy.pages:
        return [
            Finding("too-long", "reject", data={"pages": facts["pages"], "limit": policy.pages})
        ]
    return []
