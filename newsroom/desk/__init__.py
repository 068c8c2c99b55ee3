"""The editorial back office: stories, their review and proofreading, and the record of both.

`models` holds the tables, `workflow` the steps of a story, `revisions` the texts that are kept,
`proofreading` and `photos` the work on them, `record_checks` the verification of the record, and
`admin` the screens. The other modules are used by several of these packages.
"""
