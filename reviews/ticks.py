"""What the clock brings to reviewing."""

from reviews.notices import announce_retention


def tick(now):
    announce_retention(now)
