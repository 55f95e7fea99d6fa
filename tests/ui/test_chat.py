"""The chat tab in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def chat(page, app_url):
    """The open chat tab, set to short replies."""
    page.goto(app_url)
    page.get_by_role("tab", name="Chat", exact=True).click()
    expect(page.locator("#chat-note")).to_contain_text("stories")
    page.locator("#chat-settings button").first.click()
    page.get_by_label("number input for New tokens").fill("12")
    page.get_by_label("number input for New tokens").blur()
    return page


def say(page: Page, message: str) -> None:
    page.locator("#chat-message textarea").fill(message)
    page.locator("#chat-message textarea").press("Enter")


def done(page: Page, model: str = "stories") -> None:
    expect(page.locator("#chat-status")).to_contain_text(f"{model} · ")


def spoken(page: Page, role: str) -> list[str]:
    return [text.strip() for text in page.locator(f'#chat [data-testid="{role}"] .message-content').all_inner_texts()]


def test_a_base_model_says_so_and_continues(chat):
    expect(chat.locator("#chat-note")).to_contain_text("it never learned to converse")
    say(chat, "Once upon a time")
    done(chat)
    assert spoken(chat, "user") == ["Once upon a time"]
    assert spoken(chat, "bot")[0].startswith("stories\n")
    expect(chat.locator("#chat-message textarea")).to_have_value("")
    chat.locator("#chat-reading button").first.click()
    chips = chat.locator(".chat-tokens .ngpl-chip")
    expect(chips.first).to_have_text("<BOS>")
    assert "".join(chips.all_text_contents()).startswith("<BOS>Once·upon·a·time")
    expect(chat.locator(".ngpl-chat")).to_contain_text("tokens read")


def test_texts_are_shown_to_the_letter(chat):
    message = "<b>x</b> <PAD> &lt; *a*  b <img src=x onerror=alert(1)>"
    say(chat, message)
    done(chat)
    assert spoken(chat, "user") == [message]


def test_an_empty_message_gets_a_hint(chat):
    say(chat, "  ")
    expect(chat.locator("#chat-status")).to_contain_text("Type a message first")
    assert not spoken(chat, "user")


def test_retry_edit_undo_and_clear(chat):
    say(chat, "The <i> dog")
    done(chat)
    status = chat.locator("#chat-status").inner_text()
    chat.locator("#chat").get_by_role("button", name="Retry").click()
    expect(chat.locator("#chat-status")).not_to_have_text(status)
    done(chat)
    chat.locator("#chat").get_by_role("button", name="Edit").click()
    chat.locator("#chat textarea").fill("The <b> cat")
    chat.locator("#chat").get_by_role("button", name="Submit").click()
    expect(chat.locator('#chat [data-testid="user"]')).to_have_text("The <b> cat")
    done(chat)
    assert len(spoken(chat, "bot")) == 1
    chat.locator("#chat").get_by_role("button", name="Undo").click()
    expect(chat.locator("#chat-message textarea")).to_have_value("The <b> cat")
    assert not spoken(chat, "user")
    say(chat, "The")
    done(chat)
    chat.locator("#chat").get_by_role("button", name="Clear").click()
    expect(chat.locator('#chat [data-testid="user"]')).to_have_count(0)


def test_another_model_speaks_under_its_name(chat):
    say(chat, "Once")
    done(chat)
    chat.locator("#model input").click()
    chat.get_by_role("option", name="shakespeare-lam").click()
    expect(chat.locator("#chat-note")).to_contain_text("shakespeare-lam")
    say(chat, "And")
    done(chat, "shakespeare-lam")
    assert [text.split("\n")[0] for text in spoken(chat, "bot")] == ["stories", "shakespeare-lam"]


def test_stopping_keeps_what_was_written(chat):
    chat.get_by_label("number input for New tokens").fill("400")
    chat.get_by_label("number input for New tokens").blur()
    chat.locator("#model input").click()
    chat.get_by_role("option", name="shakespeare-lam").click()
    expect(chat.locator("#chat-note")).to_contain_text("shakespeare-lam")
    say(chat, "ROMEO:")
    expect(chat.locator('#chat [data-testid="bot"]')).to_be_visible()
    chat.locator("#chat-stop").click()
    expect(chat.locator("#chat-status")).to_contain_text("Stopped")
    chat.wait_for_timeout(400)  # what was on its way arrives
    kept = spoken(chat, "bot")
    chat.wait_for_timeout(400)
    assert spoken(chat, "bot") == kept
    expect(chat.locator("#chat-status")).to_contain_text("Stopped")


def test_the_text_at_the_top_can_be_taken(chat):
    chat.locator("#text textarea").fill("Tom and Anna")
    chat.locator("#chat-borrow").click()
    expect(chat.locator("#chat-message textarea")).to_have_value("Tom and Anna")
