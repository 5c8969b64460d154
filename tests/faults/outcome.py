"""What a scenario came to, and whether that is what was promised."""

from dataclasses import dataclass, field

QUIET = 180  # seconds after an outage is mended
HELD = 0.5  # seconds that a request may be longer for the broker's sake


@dataclass
class Outcome:
    """`deaths`: how many mails may have been taken by the server without the sender learning it."""

    mails: int
    missing: list = field(default_factory=list)
    repeats: int = 0
    deaths: int = 0
    other_ids: list = field(default_factory=list)
    states: dict = field(default_factory=dict)
    quiet: float = 0.0
    most_quiet: float = QUIET
    held: float | None = None

    @property
    def amiss(self):
        """Sentences; none where all is as promised."""
        told = {
            f"{len(self.missing)} mails never arrived, as {self.missing[:3]}": self.missing,
            f"{self.repeats} repeats, of at most {self.deaths}": self.repeats > self.deaths,
            f"another Message-ID in a repeat to {self.other_ids[:3]}": self.other_ids,
            f"rows are left: {self.states}": self.states.keys() - {"done", "failed"},
            f"quiet after {self.quiet:.0f} s": self.quiet > self.most_quiet,
            f"a request was held {self.held or 0:.2f} s": (self.held or 0) > HELD,
        }
        return [sentence for sentence, is_so in told.items() if is_so]


def outcome_of(site, *, deaths=0, quiet=0.0, **more):
    """Count what the mail server has against what was sent, and the rows against both."""
    arrived = site.mail.arrived(site.sent)
    hard = site.mail.hard & site.sent
    states = site.states()
    outcome = Outcome(
        mails=len(site.sent),
        missing=sorted(site.sent - hard - arrived.keys()),
        repeats=sum(arrived.values()) - len(arrived),
        deaths=deaths,
        other_ids=[one for one in arrived if len(site.mail.message_ids(one)) > 1],
        states=states,
        quiet=quiet,
        **more,
    )
    if states.get("failed", 0) != len(hard):
        outcome.missing.append(f"{states.get('failed', 0)} failed rows, of {len(hard)} refused")
    return outcome
