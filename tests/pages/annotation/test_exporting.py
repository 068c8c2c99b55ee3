"""`manage.py export_pages`: which pages it writes, and how it keeps what is there."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from pages.import_desk import uploads
from pages.models import Page, Upload
from pages.page_signoff import undo_filing
from tests.pages.compose import compose
from tests.pages.uploaded_pages import TEXT

ANOTHER = TEXT.replace("第06版", "第07版").replace("七把", "八把")
UNSAYABLE = TEXT.replace("第06版", "第08版").replace("责编", "放大 缩小 >>>3版\n责编")


def receive_marked(text, editor):
    """An upload on which a person made the crosshead of line 9 a headline."""
    upload = uploads.receive(text.encode(), "p.txt", user=editor)[0]
    uploads.set_mark(upload, 9, "headline")
    upload.save()
    return upload


@pytest.fixture
def marked(sections, editor):
    """A filed upload with a mark, and one without any."""
    for upload in (
        receive_marked(TEXT, editor),
        uploads.receive(ANOTHER.encode(), "p7.txt", user=editor)[0],
    ):
        uploads.file_upload(upload.pk, user=editor)
    return Upload.objects.exclude(marks={}).get()


def export(folder, *options):
    call_command("export_pages", "--out", str(folder), *options)
    return sorted(file.name for file in folder.iterdir())


def test_page_that_a_person_marked_is_written_with_the_mark(marked, tmp_path):
    folder = tmp_path / "pages" / "annotated"

    (name,) = export(folder)

    assert name == f"2024-03-15_06_{marked.sha256[:16]}.page"
    blocks, gold = compose((folder / name).read_text(encoding="utf-8"))
    assert "".join("".join(text for _, text in blocks).split()) == "".join(TEXT.split())
    assert [story["headline"] for story in gold["articles"]] == ["渡口修缮完工", "修伞铺开张"]
    assert gold["page"]["date"] == "2024-03-15"


@pytest.mark.parametrize(("options", "count"), [([], 1), (["--marked"], 1), (["--all"], 2)])
def test_pages_without_marks_are_written_if_asked_for(options, count, marked, tmp_path):
    assert len(export(tmp_path, *options)) == count


@pytest.mark.parametrize(("days", "count"), [(0, 1), (1, 0)])
def test_only_what_was_filed_since_then(days, count, marked, tmp_path):
    day = timezone.localdate() + timedelta(days=days)

    assert len(export(tmp_path, "--since", day.isoformat())) == count


def test_page_whose_filing_was_undone_is_not_written(marked, chief, tmp_path):
    undo_filing(marked.page, user=chief)

    assert export(tmp_path) == []


def test_same_page_is_left_as_it_is_and_another_file_is_not_overwritten(marked, tmp_path, capsys):
    (name,) = export(tmp_path)
    export(tmp_path)
    assert "未变 1 个" in capsys.readouterr().out

    (tmp_path / name).write_text("自己的笔记", encoding="utf-8")
    with pytest.raises(CommandError):
        export(tmp_path)

    assert (tmp_path / name).read_text(encoding="utf-8") == "自己的笔记"
    assert "没有覆盖" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_page_that_the_format_cannot_say_is_named_and_the_others_are_written(
    marked, editor, tmp_path, capsys
):
    uploads.file_upload(receive_marked(UNSAYABLE, editor).pk, user=editor)

    with pytest.raises(CommandError):
        export(tmp_path)

    assert [file.name[:13] for file in tmp_path.iterdir()] == ["2024-03-15_06"]
    assert "2024-03-15 08 (p.txt): 标注格式写不下这段文字" in capsys.readouterr().err


def test_page_that_is_read_otherwise_than_it_was_filed_is_not_written(marked, tmp_path, capsys):
    page = Page.objects.get(pk=marked.page_id)
    page.reading["articles"][0]["headline"] = "渡口修好了"
    page.save()

    with pytest.raises(CommandError):
        export(tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert "与入库时不同" in capsys.readouterr().err


def test_bad_folder_is_an_error_in_chinese(marked, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    with pytest.raises(CommandError, match=r"文件夹“.*file”写不进文件，请检查路径"):
        export(in_the_way)
    with pytest.raises(CommandError, match=r"文件夹“.*below”写不进文件"):
        export(in_the_way / "below")


def test_file_that_cannot_be_finished_leaves_nothing(marked, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)

    with pytest.raises(CommandError, match="写不进文件"):
        export(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_day_that_is_none_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="2024-03-15"):
        export(tmp_path, "--since", "昨天")
