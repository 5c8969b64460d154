"""What every app contributes to, found by a fixed name, so that nothing imports upwards.

An app that has something to add writes a module of that name with that attribute:

| module            | attribute      | what it is                                                  |
| ----------------- | -------------- | ----------------------------------------------------------- |
| `demo`            | `load`         | function: adds its share of the demonstration data          |
| `demo`            | `move`         | function of a phase: takes its share of it there            |
| `demo`            | `later`        | function of a timedelta: moves its share by it              |
| `demo`            | `WAYS_IN`      | {role without an account: (is it there?, its address)}      |
| `demo`            | `clear`        | function: removes its share, for another phase              |
| `accounts`        | `renamed`      | function of a user who has another name or address now      |
| `beginnings`      | `begin`        | function of a new workshop: adds the rows it starts with    |
| `checks`          | `judge_again`  | function of a workshop whose settings were edited           |
| `dates`           | `moved`        | function of a workshop and kinds of dates that were edited  |
| `editions`        | `copy`         | function: copies its share into the next edition            |
| `invariants`      | `INVARIANTS`   | {what must hold: function that yields what breaks it}       |
| `jobs`            | `HANDLERS`     | {kind of job: function of the job, returns its result}      |
| `jobs`            | `TIDY`         | {what: function of now: removes what ran out, how many}     |
| `jobs`            | `LABELS`       | {kind of job: what it is called on its page}                |
| `jobs`            | `MAY_FETCH`    | {kind of job: function of it and a user, "its file?"}       |
| `ticks`           | `tick`         | function of now, twice a minute: what the clock brings      |
| `mails`           | `PURPOSES`     | {purpose of a message: `workshop.mailtexts.Purpose`}        |
| `mails`           | `hidden_from`  | function of a user: Q of the messages kept from them        |
| `mails`           | `OF_SUBMISSIONS` | purposes kept from whoever is in conflict with theirs     |
| `groups`          | `GROUPS`       | {group of people: `workshop.recipients.Group`}              |
| `reminders`       | `KINDS`        | {what is owed: `workshop.reminders.Kind`}                   |
| `action_links`    | `PURPOSES`     | {purpose of an action link: `workshop.links.Purpose`}       |
| `my_page`         | `links_for`    | function of a membership: [(text, address), …] on its card  |
| `my_page`         | `waiting_for`  | function of a user: [`workshop.steps.Waiting`, …]           |
| `my_page`         | `open_to`      | function of a user: [(workshop, what, address, date), …]    |
| `my_page`         | `sent_in_by`   | function of a user: [(workshop, title, address, state), …]  |
| `chair_page`      | `steps_for`    | function of a workshop and user: [`workshop.steps.Step`, …] |
| `submission_page` | `sections_for` | function of a submission and user: [(template, about), …]   |
| `personal`        | `PARTS`        | {what: `workshop.privacy.parts.Part` kept of a person}      |
| `personal`        | `PUBLIC`       | {what: `workshop.privacy.parts.Public` by their consent}    |
| `personal`        | `COOKIES`      | {name of a cookie: what for and how long}                   |
| `retention`       | `REMOVED`      | {what: `workshop.retention.Removal` of what is not kept}   |
| `chair_page`      | `TABS`         | [(label, name of a URL that takes the slug), …]             |
| `known_as`        | `known_as`     | function of users and a workshop: {user's number: KnownAs}  |
| `known_as`        | `withheld`     | function of a workshop: pairs that only a chair closes      |
| `trails`          | `hidden_from`  | function of a user: Q of the changes kept from them         |
| `capacity`        | `places_in`    | function of a workshop: [(what, outcomes, places, how), …]  |
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings


@cache
def found(module, attribute):
    """What our apps have under that name, a tuple in the order of INSTALLED_APPS.

    An app need not have the module, nor the module every attribute that is asked of it.
    """
    return tuple(_attributes(module, attribute))


def _attributes(module, attribute):
    for config in apps.get_app_configs():
        ours = Path(config.path).parent == settings.BASE_DIR
        if ours and find_spec(f"{config.name}.{module}"):
            contribution = import_module(f"{config.name}.{module}")
            if hasattr(contribution, attribute):
                yield getattr(contribution, attribute)


def merged(module, attribute):
    """One dictionary of all that the apps contribute; two of one name are a mistake."""
    together = {}
    for part in found(module, attribute):
        if twice := together.keys() & part.keys():
            raise ValueError(f"{attribute} of {module}: defined twice: {', '.join(sorted(twice))}")
        together |= part
    return together
