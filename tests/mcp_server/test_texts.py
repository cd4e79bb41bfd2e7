"""The texts for assistants: complete, and the right hint for each error."""

import re

import pytest

from briefer import errors
from briefer.errors import BrieferError, FetchError, ModelAuthError, NotAnArticleError
from briefer.mcp_server.refusals import errors_for_assistants, refusal
from briefer.mcp_server.texts import load_texts


def test_each_error_has_a_hint_of_its_class_or_of_the_nearest_base() -> None:
    hints = load_texts().hints
    assert load_texts().hint_for(FetchError("x")) == hints["FetchError"]
    assert load_texts().hint_for(NotAnArticleError("paywall", "x")) == hints["NotAnArticleError"]
    assert load_texts().hint_for(ModelAuthError("x")) == hints["ModelError"]
    assert load_texts().hint_for(BrieferError("x")) == ""


def test_hints_name_only_errors_and_tools_that_exist() -> None:
    texts = load_texts()
    for name in texts.hints:
        assert name[0].islower() or hasattr(errors, name)
    written = " ".join([texts.instructions, *texts.hints.values()])
    written += " ".join(tool.description for tool in texts.tools.values())
    named = set(re.findall(r"\b(?:brief|check|show|find|list)_[a-z_]+\b", written))
    assert named <= {*texts.tools, "brief_id", "brief_json"}


def test_a_refusal_is_one_line_without_control_characters_and_credentials() -> None:
    error = refusal("Bad\x1b[2J\nhttp://ann:secret@a.example/", "unknown_item", passages=7)
    assert str(error) == ("Bad␛[2J http://a.example/. Name one of them, or a number from 1 to 7.")


@pytest.mark.parametrize("problem", ["set it with --force", "add -f json", "set BRIEFER_MODEL"])
def test_options_and_variables_are_explained(problem: str) -> None:
    with pytest.raises(Exception, match="a tool cannot set them"), errors_for_assistants():
        raise BrieferError(problem)


def test_a_message_without_options_is_left_alone() -> None:
    with (
        pytest.raises(Exception, match=r"^the co-author-list is empty\.$"),
        errors_for_assistants(),
    ):
        raise BrieferError("the co-author-list is empty")
