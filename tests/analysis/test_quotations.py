import pytest

from briefer.analysis.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [quotation.inner.text_in(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We left." She did not.', ["We left."]),
        ("“We left,” he said. “At once.”", ["We left,", "At once."]),
        ("« On part », dit-il.", [" On part "]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("‘It’s mine,’ she said.", ["It’s mine,"]),
        ("'It isn't mine,' she said. 'It's his.'", ["It isn't mine,", "It's his."]),
        ("He called it 'a mess' and left. 'It's bad,' he said.", ["a mess", "It's bad,"]),
        ("'No,' he said. 'We left.\n\n'At once.'", ["No,", "We left.", "At once."]),
        ("'The ships' crews are tired,' she said.", ["The ships' crews are tired,"]),
        ("\"He said, 'Go home.'\" She left.", ["He said, 'Go home.'"]),
        ('“We left," he said. "We’ll be back.”', ["We left,", "We’ll be back."]),
        ('“They call it "home" here,” she said.', ['They call it "home" here,']),
        ('“The 6" pipe broke,” he said.', ['The 6" pipe broke,']),
        ("‘We waited.\n\n‘Then we left.’", ["We waited.", "Then we left."]),
    ],
)
def test_quotations_are_found_in_every_style_of_quotation_marks(
    text: str, expected: list[str]
) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the dogs’ bone.",
        "The '90s and the workers' union; rock 'n' roll.",
        'A 6\'2" man and a 5" screw.',
        "He said “no and left.",
    ],
)
def test_apostrophes_inches_and_unclosed_marks_are_not_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_continues_in_paragraphs_that_open_with_a_mark() -> None:
    text = "“We began in May.\n\n“We ended in June.\n\n“That is all,” she said."
    found = find_quotations(text)
    assert [q.inner.text_in(text) for q in found] == [
        "We began in May.",
        "We ended in June.",
        "That is all,",
    ]
    assert [q.continues for q in found] == [False, True, True]
