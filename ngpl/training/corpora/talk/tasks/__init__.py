"""Tasks in which the assistant asks back for what is missing."""

from __future__ import annotations

from ngpl.training.corpora.talk.tasks.errand import Errand, Turn, errand
from ngpl.training.corpora.talk.tasks.kinds import TASKS, Task

__all__ = ["TASKS", "Errand", "Task", "Turn", "errand"]
