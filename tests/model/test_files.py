"""Prompts and answers as files: names, what is written, and which answers are accepted."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import (
    ContextError,
    SettingsError,
    UnknownModelError,
    WaitingForAnswersError,
)
from briefer.model.factory import open_model
from briefer.model.files import FilesModel
from briefer.model.protocol import Message
from briefer.model.spec import FilesSpec, parse_model_spec, resolve_model_name
from briefer.settings import Settings


class TownDraft(BaseModel):
    name: str
    people: int = 0


class Village(BaseModel):
    name: str


QUESTION = [
    Message(role="system", content="Be exact."),
    Message(role="user", content="<article>\nTitle: Fog closes port\n\nText.\n</article>\nWhere?"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def model_in(folder: Path, **options: int) -> FilesModel:
    settings = Settings(prompt_dir=folder / "none", **options)  # type: ignore[arg-type]
    return FilesModel(FilesSpec(folder), settings)


async def waiting(folder: Path, messages: list[Message] = QUESTION) -> WaitingForAnswersError:
    """Ask, and return the error."""
    with pytest.raises(WaitingForAnswersError) as caught:
        await model_in(folder).ask(messages, TownDraft, max_tokens=50)
    return caught.value


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def answer_file(prompt: Path) -> Path:
    return prompt.with_name(prompt.name.replace(".prompt.md", ".json"))


async def test_a_prompt_without_an_answer_is_written_and_the_error_says_where(folder: Path) -> None:
    error = await waiting(folder)
    [prompt] = files_in(folder)
    assert error.prompts == (prompt,)
    assert error.exit_code == 4
    assert str(error) == (
        f"1 prompt waits for an answer in '{folder}': follow the first lines of '{prompt.name}', "
        "then run the same command again."
    )
    text = prompt.read_text(encoding="utf-8")
    comment, instructions, question, form = text.split("\n# ")
    assert comment.startswith("<!-- briefer: paste this whole file")
    assert f'"{answer_file(prompt).name}"' in comment
    assert instructions == "Instructions\n\nBe exact.\n"
    assert question.strip() == f"Question\n\n{QUESTION[1]['content']}"
    schema = form.partition("```json\n")[2].removesuffix("\n```\n")
    assert json.loads(schema) == TownDraft.model_json_schema()


@pytest.mark.parametrize(
    "pasted",
    [
        '{"name": "Calais"}',
        '\ufeff{"name": "Calais"}\r\n',
        '```json\n{"name": "Calais"}\n```',
        'Here {as asked} it is:\n\n```\n{\n "name": "Calais"\n}\n```\nAnything else?',
        'Here it is: {"name": "Calais"} Is {that} right?',
        '{"name": "Calais", "people": "0"}',
    ],
)
async def test_an_answer_is_read_without_fences_and_text_around_it(
    folder: Path, pasted: str
) -> None:
    error = await waiting(folder)
    answer_file(error.prompts[0]).write_text(pasted, encoding="utf-8")
    reply = await model_in(folder).ask(QUESTION, TownDraft, max_tokens=50)
    assert reply.answer == TownDraft(name="Calais")
    assert json.loads(reply.text)["name"] == "Calais"
    assert (reply.usage.calls, reply.usage.seconds) == (1, 0.0)
    assert reply.usage.input_tokens > reply.usage.output_tokens > 0
    assert files_in(folder) == [answer_file(error.prompts[0])]  # no prompt waits


@pytest.mark.parametrize(
    ("pasted", "problem"),
    [
        (b"", "There is no JSON object in the answer"),
        (b"I cannot help with that.", "There is no JSON object in the answer"),
        (b'{"name": "Calais"', "delimiter: line 1 column 18"),
        (b'{"people": {"name": "Calais"}', "delimiter: line 1"),  # not the inner object
        (b'{"people": 3}', "name: Field required."),
        (b'{"name": 3}', "name: Input should be a valid string."),
        (b'{"name": "\\ud800"}', "surrogate"),
        (b'{"name": "\xff"}', "can't decode byte 0xff"),
        (b'{"name": ' + b"[" * 100_000, "recursion"),
        (b'{"people": ' + b"9" * 5_000 + b"}", "integer"),
    ],
)
async def test_an_invalid_answer_is_an_error_that_names_file_and_problem(
    folder: Path, pasted: bytes, problem: str
) -> None:
    [prompt] = (await waiting(folder)).prompts
    before = prompt.read_text(encoding="utf-8")
    answer_file(prompt).write_bytes(pasted)
    error = await waiting(folder)
    assert list(error.invalid) == [answer_file(prompt)]
    assert problem in error.invalid[answer_file(prompt)]
    assert str(error).startswith(f"The answer in '{answer_file(prompt)}' is not valid: ")
    again = prompt.read_text(encoding="utf-8")
    assert "# Your answer" in again
    assert f"That answer was not usable: {error.invalid[answer_file(prompt)]}" in again
    assert again.startswith(before.partition("\n# Form")[0].rstrip())
    assert answer_file(prompt).read_bytes() == pasted
    answer_file(prompt).write_text('{"name": "Calais"}', encoding="utf-8")
    assert (await model_in(folder).ask(QUESTION, TownDraft, max_tokens=9)).answer.name == "Calais"


async def test_each_question_has_its_own_name_which_begins_with_title_and_schema(
    folder: Path,
) -> None:
    [first] = (await waiting(folder)).prompts
    assert first.name.startswith("fog-closes-port-town-")
    assert (await waiting(folder)).prompts == (first,)
    changed = [QUESTION[0], Message(role="user", content=QUESTION[1]["content"] + " Exactly?")]
    [second] = (await waiting(folder, changed)).prompts
    with pytest.raises(WaitingForAnswersError) as caught:
        await model_in(folder).ask(QUESTION, Village, max_tokens=50)
    [third] = caught.value.prompts
    assert len({first, second, third}) == len(files_in(folder)) == 3


@pytest.mark.parametrize(
    ("title", "beginning"),
    [
        ("../../etc/passwd: \x00 -- a --> b", "etc-passwd-a-b-town-"),
        ("港口大雾关闭", "港口大雾关闭-town-"),
        ("word " * 60, "word-word-word-word-word-word-word-word-town-"),
        ("!?", "town-"),
    ],
)
async def test_any_title_gives_a_short_name_in_the_folder(
    folder: Path, title: str, beginning: str
) -> None:
    message = Message(role="user", content=f"<article>\nTitle: {title}\n\nText.\n</article>")
    [prompt] = (await waiting(folder, [message])).prompts
    assert prompt.name.startswith(beginning)
    assert prompt.parent == folder
    assert prompt.is_file()
    assert prompt.read_text(encoding="utf-8").partition("\n")[0].count("-->") == 1


async def test_questions_at_once_and_from_several_threads_leave_whole_files(folder: Path) -> None:
    async def ask_all() -> list[BaseException | object]:
        model = model_in(folder)
        chats = [[Message(role="user", content=f"Question {n % 5}")] for n in range(40)]
        asked = (model.ask(chat, TownDraft, max_tokens=9) for chat in chats)
        return await asyncio.gather(*asked, return_exceptions=True)

    with ThreadPoolExecutor(4) as pool:
        for results in pool.map(lambda _: asyncio.run(ask_all()), range(4)):
            assert {type(result) for result in results} == {WaitingForAnswersError}
    assert len(files_in(folder)) == 5
    for path in files_in(folder):
        assert path.read_text(encoding="utf-8").endswith("```\n")
        answer_file(path).write_text('{"name": "Calais"}', encoding="utf-8")
    answers = await ask_all()
    assert [type(answer).__name__ for answer in answers] == ["Reply"] * 40
    assert {path.suffix for path in files_in(folder)} == {".json"}


async def test_a_prompt_that_does_not_fit_into_the_window_is_not_written(folder: Path) -> None:
    with pytest.raises(ContextError, match="BRIEFER_CONTEXT_TOKENS"):
        await model_in(folder, context_tokens=20).ask(QUESTION, TownDraft, max_tokens=9)
    assert files_in(folder) == []


def test_a_file_in_place_of_the_folder_is_an_error_of_the_settings(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    with pytest.raises(SettingsError, match="--model files:DIR"):
        model_in(folder)


async def test_an_answer_that_cannot_be_read_is_an_error_of_the_settings(folder: Path) -> None:
    [prompt] = (await waiting(folder)).prompts
    answer_file(prompt).mkdir()
    with pytest.raises(SettingsError, match="cannot use"):
        await model_in(folder).ask(QUESTION, TownDraft, max_tokens=9)


async def test_the_name_of_the_model_has_the_folder_without_its_path(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = await open_model(Settings(model=f"files:{folder}", offline=True))
    assert model.name == resolve_model_name(Settings(model=f"files:{folder}/")) == "files:answers"
    assert model.profile.concurrent
    monkeypatch.chdir(folder)
    assert parse_model_spec(Settings(model="files:.")) == FilesSpec(folder)
    with pytest.raises(UnknownModelError, match="files:/path/to/folder"):
        await open_model(Settings(model="files:"))


def test_errors_are_joined_into_one_message() -> None:
    one = WaitingForAnswersError([Path("a/x.prompt.md")])
    wrong = {Path(f"b/{n}.json"): "name: Field required." for n in range(5)}
    two = WaitingForAnswersError([path.with_suffix(".prompt.md") for path in wrong], invalid=wrong)
    joined = WaitingForAnswersError.joined([one, two, one], note="Not complete.")
    assert len(joined.prompts) == 6
    assert str(joined).startswith(
        "Not complete. The answer in 'b/0.json' is not valid: name: Field required. The answer in "
    )
    assert str(joined).endswith(
        " 2 more answers are not valid. 6 prompts wait for answers in 'a', 'b': follow the first "
        "lines of each '.prompt.md' file, then run the same command again."
    )
