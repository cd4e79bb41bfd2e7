import pytest

from briefer.source.furniture_lines import is_furniture, without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Kaja Dahl / Harbour Pictures",
        "Photos by Kaja Dahl",
        "Additional reporting by Nils Aker and Oda Lund.",
        "Nils Aker in Varn contributed to this report.",
        "Related stories",
        "Watch: Drone footage shows the roof fall in.",
        "Enjoying this story? Share it with a friend!",
        "Story continues below advertisement",
        "Follow Nils Aker on Twitter @nilsaker.",
        "Have a tip? Email us at tips@post.example",
        "We use cookies to make this site better.",
        "Tags: ferry, pier",
        "5 min read",
        "The old pier in May. Photo: Kaja Dahl",
        "[embedded content]",
        "Got views on this? Email letters@post.example",
        "Key events",
        "Read more on this topic: Varn ferries, Harbours",
        "Loved this story? Support independent journalism from 3 crowns a week.",
        "What do you think? Have your say below.",
        "This page contains affiliate links.",
        "(This report has not been edited by our desk and comes from a news feed.)",
        "This story is part of our two-year project on harbours.",
        "The views expressed here do not necessarily reflect those of the Post.",
        "Opinions expressed in this column are those of the author.",
        "You can click here to see the chart.",
        "Click on the chart to enlarge it.",
        "X: @nilsaker",
        "Twitter @nilsaker",
        "Email nils@post.example",
        "Follow us, the editor said. All rights reserved.",
        "Inscrivez-vous à notre infolettre du matin",
        "Jetzt den Newsletter bestellen",
        "Partager sur Facebook",
        "Beitrag drucken",
        "Crédit photo : Kaja Dahl",
        "Mit unserem Newsletter verpassen Sie nichts mehr. Jetzt kostenlos anmelden!",
        "Síguenos en Facebook, X e Instagram",
        "Temps de lecture : 2 min.",
        "Lesezeit: 2 Min.",
        "Listen to this article · 4 min",
        "❤ 52 · 💬 8 · Share",
        "Home > News > Region",
        "The empty box. (Photo by Kaja Dahl)",
        "Do you like our work? Share this article with your family.",
        "If you liked this post, why not share it with a friend?",
        "Have you seen an otter? Let us know in the comments below.",
        "Help us keep local news alive by becoming a supporter from 3 crowns a month.",
        "Copyright Varn Post 2026. Reproduction without permission is prohibited.",
        "FOR IMMEDIATE RELEASE",
        "Contact reporter Kaja Dahl at kaja@post.example or follow her on X at @kaja.",
        "Zapisz się na nasz newsletter!",
        "Læs også: Broen åbner igen",
        "Reach Kaja Dahl at kdahl@post.example or 555-0178.",
    ],
)
def test_a_label_a_credit_or_a_prompt_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The report has not been edited by the ministry, its author said.",
        "Hier gibt es keinen Streit mehr, sagte der Bürgermeister.",
        "Teilen wollte die Partei ihre Macht nie.",
        "Research by Varn University shows that the piers sink.",
        "Copyright law was changed in 2019, the court said.",
        "Photos by divers showed cracks in both piers.",
        "Tags were attached to forty seals.",
        "Sign up to be a donor, the hospital urged residents.",
        "Share prices fell by 3 percent.",
        "Three members contributed to the report that sank the mayor.",
        "Related companies were fined as well.",
        "Reporting by the state broadcaster was biased, the court found.",
        "“No comment,” she said.",
        "Read the letter aloud, the judge told him.",
        "This article of the treaty was first published in 1921.",
        "Republish our letters, the prisoners begged.",
        "Our journalists were arrested at the pier.",
        "This article was amended on 3 May 2026 to correct a name.",
        "This is a developing story of greed, Oda Lund said.",
        "The views expressed by the mayor angered an author.",
        "This story is part of a long quarrel about the pier.",
        "The views expressed in the survey do not reflect those of the whole town.",
        "You can click on the chart to see when the ferry sank.",
        "Xenonpost.example",
        "Help us, the sailors shouted from the roof.",
        "He asked for the newsletter of the club.",
        "Xylem.co of Varn built the pump.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line: str) -> None:
    assert without_furniture([line, *["The pier is shut."] * 5])[0] == line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(CNN)The pier is shut.", "The pier is shut."),
        ("Varn, Norland (NWN)Mayor Oda Lund spoke.", "Varn, Norland (NWN) Mayor Oda Lund spoke."),
        ("Varn (CNN)The pier is shut.", "Varn (CNN) The pier is shut."),
        ("(Reuters) - The pier is shut.", "The pier is shut."),
        ("The index .PIER00000XY fell.", "The index fell."),
        ("Pier Works PIWO.L rose.", "Pier Works rose."),
        ("Pier Works (NYSE: PWK) uses .NET in the U.S. too.", None),
        ("It fell. (Reporting by Nils Aker; editing by Oda Lund)", "It fell."),
    ],
)
def test_tags_codes_and_credits_in_a_paragraph(line: str, expected: str | None) -> None:
    assert without_furniture([line]) == [expected or line]


def test_a_paragraph_about_an_author_is_left_out_and_one_about_a_person_in_the_news_stays() -> None:
    box = "Oda Lund is a writer and lives in Varn."
    assert without_furniture(["The pier is shut.", box], authors=["Oda Lund"]) == [
        "The pier is shut."
    ]
    assert without_furniture(["The pier is shut.", box])[-1] == box
    book = "Oda Lund is the author of two novels about Varn."
    assert book not in without_furniture(["The pier is shut.", book], authors=["Oda Lund"])
    paper = "Oda Lund covers the ports for the Varn Post. She was a diver."
    assert without_furniture(["The pier is shut.", paper]) == ["The pier is shut."]
    beat = "Oda Lund is our harbour reporter. She lives in Varn with a dog."
    assert without_furniture(["The pier is shut.", beat]) == ["The pier is shut."]


@pytest.mark.parametrize(
    "line",
    [
        "Norda Bank covers losses for Orme clients.",
        "Ann Reed covers rent for Nora Lind and her family.",
        "Oda Lund writes letters for Sailors Without Ships.",
        "Kaja Dahl covers repairs for the Varn Press workers.",
    ],
)
def test_who_covers_or_writes_for_somebody_else_is_in_the_news(line: str) -> None:
    assert without_furniture(["The pier is shut.", line], outlet="The Varn Post") == [
        "The pier is shut.",
        line,
    ]


@pytest.mark.parametrize("outlet", ["Radio Varn", "the Times", "Reuters", "the Lind Daily News"])
def test_who_covers_a_beat_for_an_outlet_is_a_journalist(outlet: str) -> None:
    line = f"Oda Lund covers harbours for {outlet} in Lind."
    assert without_furniture(["The pier is shut.", line], outlet="Radio Varn") == [
        "The pier is shut."
    ]


def test_long_lines_cost_little_time() -> None:
    lines = ["Photo by " + "A" * 490, "Photos by " + "Aa " * 150, "Ana Ruiz is " + "a" * 100_000]
    assert without_furniture(lines)


@pytest.mark.parametrize(
    "line",
    [
        "This story was produced with support from the Pier Fund.",
        "This article was originally published on The Pier Letter. Read the original article.",
        "Our journalism is free because readers pay for it. Donate today.",
        "The views expressed here are those of the author.",
        "This is a developing story and will be updated.",
        "Have you been affected? Get in touch.",
        "Become a member for 3 crowns a month.",
        "Image caption, The pier at night",
        "FILE - The pier on Jan. 3, 2026.",
        "With files from Oda Lund",
        "You can follow Oda on Twitter @odalund",
        "oda.lund@pier.example",
        "Updated 3 hours ago",
        "Comments (14)",
        "Loading...",
    ],
)
def test_notices_of_the_outlet_are_left_out(line: str) -> None:
    assert without_furniture([line, "The pier is shut."]) == ["The pier is shut."]
