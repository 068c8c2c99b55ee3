"""Proofreading: a proofreader edits the galley of a revision and signs it as a proof.

Each change is a mark, which an editor accepts or declines. A proof is one pass of proofreading
(一校, 二校, 三校).

`passages` and `body_text` read a revision as plain texts, `galley` holds the edited texts, `marks`
finds and places the marks, `mark_resolutions` accepts or declines them, `proof_screen` is what the
screen shows.
"""
