"""The mails of the competition."""

from competition import teammails

PURPOSES = teammails.PURPOSES
