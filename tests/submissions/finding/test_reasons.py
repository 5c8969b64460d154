"""Why two are in conflict, from what is known of both."""

from submissions.finding.reasons import Person, Writer, found_in

ANA = Writer("Ana Moreau", "ana@lab.pau.example", "University of Pau, France")
LI = Writer("Li Wei", "li@gmail.com", "")
TOM = Writer("Tom Berg", "tom@berg.example", "Heat Labs")


def reasons(person, submissions=None):
    return found_in(submissions or {1: [ANA, LI], 2: [TOM]}, {7: person})


def of(mail, **more):
    return Person(addresses={mail}, shown={mail}, **more)


def test_an_address_that_they_named_is_theirs():
    person = Person(addresses={"me@x.example", "li@gmail.com"}, shown={"me@x.example"})

    assert reasons(person) == {(1, 7): "li@gmail.com is an address of theirs"}


def test_what_they_wrote_by_a_confirmed_address_is_none_to_be_found():
    assert reasons(of("li@gmail.com", affiliations=["University of Pau"])) == {}


def test_who_writes_from_the_same_organisation_is_a_colleague():
    assert reasons(of("b@chem.pau.example")) == {
        (1, 7): "Ana Moreau writes from pau.example as well"
    }
    assert reasons(of("other@gmail.com")) == {}


def test_who_is_of_the_same_organisation_is_a_colleague():
    person = of("x@x.example", affiliations=["Dept. of Chemistry, University of Pau"])

    assert reasons(person) == {(1, 7): "Ana Moreau is of University of Pau as well"}


def test_who_writes_with_somebody_here_reviews_nothing_else_of_theirs():
    submissions = {1: [ANA, LI], 2: [LI, TOM], 3: [TOM]}

    found = reasons(of("ana@lab.pau.example"), submissions)

    assert found == {(2, 7): "wrote another submission with Li Wei"}


def test_who_is_to_be_avoided_is_found_by_name_or_address():
    assert reasons(of("x@x.example", avoids=["Berg, Tom <other@x.example>", "tom  bérg"])) == {
        (2, 7): "does not wish to review what Tom Berg wrote"
    }
    assert reasons(of("x@x.example", avoids=["Li@gmail.com "])).keys() == {(1, 7)}
    assert reasons(of("x@x.example", avoids=["Berg", " ", "Tom Le Berg", "<>"])) == {}


def test_a_pair_has_one_reason_the_plainest():
    person = of("x@pau.example", affiliations=["University of Pau"], avoids=["Ana Moreau"])

    assert list(reasons(person).values()) == ["Ana Moreau writes from pau.example as well"]


def test_a_percent_sign_in_a_name_is_a_percent_sign():
    odd = Writer("100% Ana", "a@pau.example", "")

    found = reasons(of("x@pau.example"), {1: [odd]})

    assert found == {(1, 7): "100% Ana writes from pau.example as well"}
