"""Talk with a model. Replies appear as they are written; Ctrl+C stops one, Ctrl+D or /quit ends the conversation.

A chat model is prompted in the form it was trained with. A base model was never taught to converse: it continues the
text that you and it have written so far. When the conversation outgrows the model's context, the oldest turns are left
out, and that is said. Lines can be piped in; with --json every reply gives one JSON object, as ngpl generate does.

  /retry  another reply to the last message      /clear  start anew
  /raw    the exact text the model was given     /help   these commands      /quit  end

examples:
  ngpl chat
  ngpl chat --model runs/dialogues --system "You are a friendly guide." --strategy min_p --temperature 0.8
  ngpl chat --model runs/dialogues --layout transcript
  printf 'Hello\\nAnd then?' | ngpl chat
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

from ngpl.chat import LAYOUTS, ChatPrompt, Message, chat_prompt, layout_for
from ngpl.cli.flags import add_model, say
from ngpl.cli.loading import model_of
from ngpl.cli.strategies import add_length, add_strategy, strategy_of
from ngpl.cli.texts import for_lines
from ngpl.cli.writing import show_generation, write
from ngpl.decoding import Strategy
from ngpl.errors import InputError
from ngpl.hub import LanguageModel

COMMANDS = "/retry /clear /raw /help /quit"


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--system", default="", metavar="TEXT", help="what the model is told before the conversation")
    layouts = "; ".join(f"{name}: {layout.about}" for name, layout in LAYOUTS.items())
    parser.add_argument(
        "--layout", default="", choices=LAYOUTS, help=f"how the conversation is written down: {layouts}"
    )
    add_strategy(parser)
    add_length(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    strategy, lm = strategy_of(args), model_of(args)
    if not (args.layout or lm.tokenizer.chat_template):
        say(f"{lm.name} is a base model: it was not taught to converse, and continues the text. /help lists commands.")
    talk = Talk(args, lm, strategy)
    talk.clear()
    return for_lines("> ", talk.take, until=("/quit",))


@dataclass
class Talk:
    """One conversation in the terminal."""

    args: argparse.Namespace
    lm: LanguageModel
    strategy: Strategy
    messages: list[Message] = field(default_factory=list)
    given: list[int] = field(default_factory=list)
    replies: int = 0

    def take(self, line: str) -> None:
        """Do what a line says: a command, or a message to reply to."""
        if line.startswith("/"):
            command = {"/retry": self.retry, "/clear": self.clear, "/raw": self.raw, "/help": self.help}.get(
                line.strip()
            )
            if command is None:
                raise InputError(f"there is no command {line!r}; there are: {COMMANDS}")
            command()
        else:
            self.messages.append({"role": "user", "content": line})
            self.reply()

    def reply(self) -> None:
        prompt = self.prompt()
        self.given = prompt.ids
        if prompt.cut:
            say(f"[too long for the model's context: {len(prompt.cut)} of the oldest messages left out or shortened]")
        seed, stop = self.args.seed + self.replies, [*prompt.stop, *self.args.stop]
        try:
            written = write(self.args, self.lm, prompt.ids, self.strategy, seed=seed, stop=stop)
        except KeyboardInterrupt:
            say("\n[stopped]")
            return
        self.replies += 1
        self.messages.append({"role": "assistant", "content": written.text})
        if self.args.json:
            show_generation(self.args, written)

    def prompt(self) -> ChatPrompt:
        return chat_prompt(
            self.lm.tokenizer, self.messages, self.lm.model.context, self.args.max_new_tokens, self.args.layout
        )

    def retry(self) -> None:
        """Another reply to the last message, with the next seed."""
        while self.messages and self.messages[-1]["role"] == "assistant":
            self.messages.pop()
        if not any(message["role"] == "user" for message in self.messages):
            raise InputError("there is no message to reply to yet")
        self.reply()

    def clear(self) -> None:
        self.given = []
        self.messages = [{"role": "system", "content": self.args.system}] if self.args.system else []

    def raw(self) -> None:
        """What the model was given last, special tokens included."""
        if not self.given:
            raise InputError("nothing was said yet")
        layout = self.args.layout or layout_for(self.lm.tokenizer)
        say(f"[{layout}, {len(self.given)} tokens]\n{self.lm.tokenizer.decode(self.given, skip_special=False)}")

    def help(self) -> None:
        say("/retry: another reply; /clear: start anew; /raw: the text the model was given; /quit: end")
