from briefer.article import Article
from briefer.reading.candidates import Name
from briefer.reading.reader import read_article

TEXT = (
    "LOMBERG — Iraqi Foreign Minister Fouad Hussein met Ahmad al-Sharaa, previously known as Abu "
    "Mohammed al-Golani, on Monday. The Rail Accident Investigation Branch (RAIB) sent a team. "
    "Hussein thanked the RAIB. Frank Coleman, the group’s senior vice president, agreed with "
    "Hussein.\n\nAssociated Press writer Abby Sewell in Beirut contributed to this report."
)


def names() -> dict[str, Name]:
    return {name.text: name for name in read_article(Article(text=TEXT)).names}


def test_a_surname_joins_its_full_name() -> None:
    assert [span.of(TEXT) for span in names()["Fouad Hussein"].mentions] == [
        "Fouad Hussein",
        "Hussein",
        "Hussein",
    ]


def test_titles_and_appositions_are_roles() -> None:
    assert names()["Fouad Hussein"].roles[0].of(TEXT) == "Iraqi Foreign Minister"
    assert names()["Frank Coleman"].roles[0].of(TEXT) == "group’s senior vice president"


def test_another_name_is_an_alias() -> None:
    aliases = names()["Ahmad al-Sharaa"].aliases
    assert [alias.of(TEXT) for alias in aliases] == ["Abu Mohammed al-Golani"]


def test_an_acronym_is_an_alias_of_what_it_stands_for() -> None:
    branch = names()["Rail Accident Investigation Branch"]
    assert branch.kind == "organisation"
    assert [alias.of(TEXT) for alias in branch.aliases] == ["RAIB"]
    assert len(branch.mentions) == 3


def test_those_who_only_made_the_article_are_no_part_of_its_story() -> None:
    assert not {"Abby Sewell", "LOMBERG"} & set(names())
