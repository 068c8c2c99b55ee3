"""The steps that a story can take: who may take each, from which status, and what it does.

`transitions` is the table of all steps, `guards` the reasons to refuse one, `effects` what a step
changes besides the status, `engine` takes it. Other packages call `workflow.apply(…)`.
"""

from newsroom.desk.workflow.engine import (
    TransitionRefused,
    apply,
    guard_refusal,
    has_right,
    open_steps,
    refusal,
    status_after,
    warnings,
)

__all__ = [
    "TransitionRefused",
    "apply",
    "guard_refusal",
    "has_right",
    "open_steps",
    "refusal",
    "status_after",
    "warnings",
]
