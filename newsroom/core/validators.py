"""Validators for numbers that authorities issue, and for telephone numbers."""

import re
import unicodedata

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from newsroom.core.plain_text import PlainFormField

# The characters that stand for provinces in filing numbers; some provinces have two.
PROVINCE = "[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新黔滇陇蜀]"

# A magazine's number ends with a class, such as CN 14-1000/G0; a newspaper's has none.
SERIAL = RegexValidator(
    r"^CN ?[0-9]{2}-[0-9]{4}(/[A-Z]{1,2}[0-9]{0,2})?\Z",
    _("Write it as it was issued: CN, two digits, a hyphen, four digits, such as CN 14-0000."),
)
NEWS_LICENCE = RegexValidator(
    r"^[0-9]{11}\Z",
    _("Write only the number of the licence: 11 digits, such as 14120200001."),
)
ICP = RegexValidator(
    rf"^{PROVINCE}ICP备([0-9]{{8}}|[0-9]{{10}})号(-[0-9]{{1,3}})?\Z",
    _("Write it as it was issued, such as 晋ICP备12345678号-1: 8 or 10 digits between 备 and 号."),
)
POLICE = RegexValidator(
    rf"^{PROVINCE}公网安备 ?[0-9]{{14}}号\Z",
    _("Write it as it was issued, such as 晋公网安备14080002000001号: 14 digits before 号."),
)
TELEPHONE = RegexValidator(
    r"^(0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{4}|9[0-9]{4,5})\Z",
    _("Write one number: with its area code, such as 0359-2000000, or a mobile or service number."),
)

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


class IssuedField(PlainFormField):
    """A form field for such a number; it accepts any width, case and kind of dash."""

    def to_python(self, value):
        text = unicodedata.normalize("NFKC", super().to_python(value) or "").translate(DASHES)
        return re.sub(r"\s+", " ", text).strip().upper()
