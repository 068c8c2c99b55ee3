"""Snapshots for tests of the press, without the desk."""

from newsroom.press.snapshot import Snapshot


def make_snapshot(section, **changes):
    """A complete Snapshot of story 1 in `section`, with `changes`."""
    return Snapshot(
        **{
            "story_id": 1,
            "kind": "article",
            "section": section.pk,
            "kicker": "",
            "headline": "临川渡口修缮完工",
            "deck": "",
            "column": "",
            "dateline": "",
            "source": "临川晚报",
            "body": "<p>渡口的石阶昨天铺好了最后一级。</p>",
            "bylines": (),
            "pictures": (),
            "reprint": None,
            "tags": (),
            "organizations": (),
            "responsible_editor": "",
            "revision_sha256": "a" * 64,
            "printed": None,
            **changes,
        }
    )
