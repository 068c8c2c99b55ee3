import pytest

from pages.reading.elements.people import is_name, read_signature, split_names


@pytest.mark.parametrize(
    ("glued", "names"),
    [
        ("王飞李永", ("王飞", "李永")),
        ("张宗桥贾胜波", ("张宗桥", "贾胜波")),
        ("张明赵天华", ("张明", "赵天华")),
        ("李景煜卫先庆邵必明", ("李景煜", "卫先庆", "邵必明")),
        ("欧阳文静", ("欧阳文静",)),
        ("高建龙张捷", ("高建龙", "张捷")),
        ("胡富国谈舒萍", ("胡富国", "谈舒萍")),
        ("获悉天气", ()),
    ],
)
def test_glued_names_are_split_at_surnames(glued, names):
    assert split_names(glued) == names


def test_four_characters_that_may_be_two_people_stay_one_with_a_doubt():
    signature = read_signature("记者 朱超逸丁")

    assert [person.name for person in signature.people] == ["朱超逸丁"]
    assert signature.doubts == ("朱超逸丁",)


def test_known_reporter_is_never_split():
    signature = read_signature("记者 王飞李永", frozenset(["王飞李永"]))

    assert [person.name for person in signature.people] == ["王飞李永"]
    assert signature.doubts == ()


@pytest.mark.parametrize("text", ["记者从市气象局获悉", "记者了解到", "安全生产月", "今年以来"])
def test_running_text_is_no_signature(text):
    assert read_signature(text, default="作者") is None


@pytest.mark.parametrize(
    ("text", "both"),
    [("记者 王磊 文图", True), ("记者 王磊 摄影报道", True), ("记者 王磊 文 李晓红 图", False)],
)
def test_one_person_may_sign_for_text_and_pictures(text, both):
    assert read_signature(text).text_and_pictures is both


@pytest.mark.parametrize("name", ["左二", "下同", "A股", "王", "张王李赵"])
def test_what_is_no_name(name):
    assert not is_name(name)
