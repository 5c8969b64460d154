import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.matching.scorefiles import BadScores, read_scores, write_scores


@pytest.mark.parametrize(
    "text",
    [
        "a1,bo,0.5\nb2,cy,-1\n",
        "submission,reviewer,score\na1,bo,0.5\nb2,cy,-1",
        "paper,reviewer,score\r\na1,bo,0.5\r\n\r\nb2,cy,-1.0\r\n",
        '\ufeffPaper, Reviewer, Score\n a1 , bo, 5e-1\n"b2",cy,-1,\n',
    ],
)
def test_scores_are_read_with_and_without_a_header(text):
    assert read_scores(text) == {("a1", "bo"): 0.5, ("b2", "cy"): -1}


def test_known_ids_are_given_back_as_they_are():
    assert read_scores("1,2,0.5", submissions=[1], reviewers=[2]) == {(1, 2): 0.5}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a,bo,0.5\nx,bo,0.5", "Line 2: there is no submission “x” here."),
        ("paper,reviewer,score\na,di,0.5", "Line 2: there is no reviewer “di” here."),
        ("a,bo,nan", "Line 1: “nan” is no score that can be compared: leave the line out."),
        ("a,bo,-inf", "Line 1: “-inf” is no score that can be compared: leave the line out."),
        ("a,bo,1e999", "Line 1: “1e999” is no score that can be compared: leave the line out."),
        ("a,bo,high", "Line 1: “high” is no score: write a number such as 0.75."),
        ("a,bo,1_0", "Line 1: “1_0” is no score: write a number such as 0.75."),
        ("a,bo", "Line 1: there are 2 cells, where submission, reviewer and score belong."),
        ("a;bo;1", "Line 1: there is 1 cell, where submission, reviewer and score belong."),
        (
            "a,bo,1\n\na,bo,2",
            "Line 3: submission “a” and reviewer “bo” have a score in line 1 already.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, problem):
    with pytest.raises(BadScores) as refused:
        read_scores(text, submissions=["a"], reviewers=["bo"])

    assert refused.value.problems == [problem]


def test_all_wrong_lines_are_told_at_once():
    with pytest.raises(BadScores) as refused:
        read_scores("a,bo,x\n" * 60)

    assert len(refused.value.problems) == 50
    assert "10 further lines are wrong." in str(refused.value)


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.tuples(
            st.from_regex(r"[A-Za-z0-9~\"', -]*[a-z0-9]", fullmatch=True).map(str.strip),
            st.emails(),
        ),
        st.floats(-1e9, 1e9),
    )
)
def test_what_is_written_is_read_as_equal(scores):
    assert read_scores(write_scores(scores)) == scores
