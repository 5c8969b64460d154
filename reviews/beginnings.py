"""What a new workshop begins with: a review form of three criteria."""

from django.utils.translation import gettext as _

from reviews.models import Criterion


def criteria():
    """[(name, [what each mark means, the lowest first]), …]"""
    return [
        (
            _("Relevance"),
            [
                _("not for this audience"),
                _("some would come"),
                _("most would come"),
                _("why we hold the workshop"),
            ],
        ),
        (
            _("Quality"),
            [
                _("claims without support"),
                _("support with gaps"),
                _("sound"),
                _("sound and more than was to be expected"),
            ],
        ),
        (
            _("Clarity"),
            [
                _("hard to follow"),
                _("to be read twice"),
                _("clear"),
                _("a pleasure to read"),
            ],
        ),
    ]


def begin(workshop):
    Criterion.objects.bulk_create(
        Criterion(workshop=workshop, name=name, anchors="\n".join(marks), position=position)
        for position, (name, marks) in enumerate(criteria(), 1)
    )
