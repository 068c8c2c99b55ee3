"""The signs that open lines."""

import re

MARKS = "■◆◇●○□◎★☆※▣▪•"
MARK = re.compile(rf"[\s\u3000]*(?P<mark>[{MARKS}]|[NA△▲](?=[\u4e00-\u9fff]))[\s\u3000]*")
