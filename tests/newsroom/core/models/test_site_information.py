import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from newsroom.core.models import SiteInformation
from newsroom.core.validators import IssuedField
from tests.factories import SiteInformationFactory

pytestmark = pytest.mark.django_db

ISSUED = {
    "serial_number": ["CN 14-0000", "CN14-0000", "CN 14-1000/G0", "CN11-5000/TP"],
    "news_licence": ["14120200001", "10120170001"],
    "icp_filing": [
        "晋ICP备12345678号",
        "晋ICP备12345678号-1",
        "黔ICP备2024000001号-12",
    ],
    "police_filing": ["晋公网安备14080002000001号", "晋公网安备 14080002000001号"],
    "report_phone": ["0359-2000000", "03592000000", "010-60000000", "13900000000", "12377"],
    "phone": ["400-000-0000", "96000"],
}
WRONG = {
    "serial_number": ["14-0000", "CN 14-000", "CN 14-00000", "CN 140000", "ISSN 1000-0000"],
    "news_licence": ["1412020000", "互联网新闻信息服务许可证14120200001", "1412020000１"],
    "icp_filing": [
        "ICP备12345678号",
        "晋ICP备1234567号",
        "晋ICP备12345678",
        "晋ICP证12345678号",
        "甲ICP备12345678号",
    ],
    "police_filing": ["晋公网安备1408000200000号", "14080002000001", "晋公安备14080002000001号"],
    "report_phone": ["2000000", "0359-2000000、0359-2000001", "请打电话", "0359-2000000\n"],
}


def pairs(table):
    return [(name, text) for name, texts in table.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), pairs(ISSUED))
def test_a_number_is_taken_in_the_forms_in_which_it_is_issued(name, text):
    SiteInformation(pk=1, **{name: text}).full_clean()


@pytest.mark.parametrize(("name", "text"), pairs(WRONG))
def test_any_other_form_is_refused_with_the_right_one(name, text):
    with pytest.raises(ValidationError) as refused:
        SiteInformation(pk=1, **{name: text}).full_clean()

    (said,) = refused.value.message_dict[name]
    assert "填" in said
    assert "如" in said


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("晋ｉｃｐ备１２３４５６７８号－１", "晋ICP备12345678号-1"),
        (" cn  14—0000 ", "CN 14-0000"),
        ("0359–2000000", "0359-2000000"),
        ("", ""),
    ],
)
def test_width_case_and_dashes_are_put_right(typed, taken):
    assert IssuedField(required=False).clean(typed) == taken


def test_a_full_row_is_valid_and_an_empty_one_too():
    SiteInformationFactory.build().full_clean()
    SiteInformation(pk=1).full_clean()


def test_the_database_admits_one_row():
    SiteInformationFactory()

    with pytest.raises(IntegrityError):
        SiteInformation.objects.create(pk=2)


def test_what_was_never_filled_in_reads_as_empty(django_assert_num_queries):
    with django_assert_num_queries(1):
        site = SiteInformation.objects.current()

    assert site.pk == 1
    assert site.legal_texts == []
    assert not SiteInformation.objects.exists()


def test_grey_lasts_until_its_end():
    end = timezone.now()
    before = end - datetime.timedelta(microseconds=1)

    assert not SiteInformation(grey=False, grey_until=end).is_grey(before)
    assert SiteInformation(grey=True, grey_until=end).is_grey(before)
    assert not SiteInformation(grey=True, grey_until=end).is_grey(end)
    assert SiteInformation(grey=True).is_grey(end)


def test_what_is_missing_is_named_and_what_nobody_has_to_say_is_not():
    site = SiteInformationFactory(publisher="", address="", phone="")
    assert site.missing == []

    site.icp_filing = site.privacy = ""
    assert list(map(str, site.missing)) == ["ICP备案号", "隐私政策"]
    assert len(SiteInformation().missing) == 12
