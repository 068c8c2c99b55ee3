"""The steps that a story can take: who may take each, from which status, and what it does.

`transitions` is the table of all steps, `guards` the reasons to refuse one, `effects` what a step
changes besides the status, `engine` takes it. Other packages call `workflow.apply(…)`.
"""

from newsroom.desk.workflow.engine import (
    TransitionRefused,
    after,
    apply,
    has_right,
    obstacle,
    open_steps,
    refusal,
    warnings,
)

__all__ = [
    "TransitionRefused",
    "after",
    "apply",
    "has_right",
    "obstacle",
    "open_steps",
    "refusal",
    "warnings",
]
