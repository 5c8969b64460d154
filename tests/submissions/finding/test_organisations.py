"""By which organisation somebody is known."""

import pytest

from submissions.finding.organisations import organisation_of, organisations_in


@pytest.mark.parametrize(
    ("mail", "organisation"),
    [
        ("li@cs.ox.ac.uk", "ox.ac.uk"),
        ("Li@Univ-Pau.FR ", "univ-pau.fr"),
        ("li@lab.pau.example", "pau.example"),
        ("li@gmail.com", ""),
        ("li@yahoo.co.jp", ""),
        ("li@yahoo.co.uk", ""),
        ("li@hotmail.fr", ""),
        ("li@live.co.uk", ""),
        ("li@gmx.at", ""),
        ("li@t-online.de", ""),
        ("li@wp.pl", ""),
        ("li@seznam.cz", ""),
        ("li@live.kth.se", "kth.se"),
        ("li@mail.example.org", ""),
        ("li@localhost", ""),
        ("nobody", ""),
        ("", ""),
    ],
)
def test_an_address_is_of_who_registered_its_domain(mail, organisation):
    assert organisation_of(mail) == organisation


@pytest.mark.parametrize(
    ("affiliation", "organisations"),
    [
        ("Department of Physics, University of Pau, Pau, France", ["University of Pau"]),
        ("University of Pau", ["University of Pau"]),
        ("CNRS, France", ["CNRS"]),
        ("Heat Labs", ["Heat Labs"]),
        ("MPI for Informatics; Saarland University", ["Saarland University"]),
        ("France", []),
        ("Independent researcher", []),
        ("", []),
    ],
)
def test_an_affiliation_names_organisations_not_places(affiliation, organisations):
    assert list(organisations_in(affiliation).values()) == organisations


def test_the_same_name_is_read_whatever_its_accents_and_order():
    pairs = [
        ("École Polytechnique", "ecole polytechnique"),
        ("Oxford University", "University of Oxford"),
    ]

    for one, other in pairs:
        assert organisations_in(one).keys() == organisations_in(other).keys()
