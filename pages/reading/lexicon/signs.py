"""The signs that open lines."""

import re

MARKS = "■◆◇●○□◎★☆※▣▪•"
SPACE = r"[\s\u3000]*"
# What exports make of ■ and ▲.
MISREAD = rf"N(?={SPACE}[\u4e00-\u9fff“])|[A△▲](?=[\u4e00-\u9fff])"
MARK = re.compile(rf"{SPACE}(?P<mark>[{MARKS}]|{MISREAD}){SPACE}")
# □ becomes 口, which is a mark above paragraphs where it opens none of its own words.
MOUTH = "碑味罩腔岸袋号红述译语感粮令诛头哨径水吻气才服子中传福若算是干齿琴技交蘑香角耳舌喉渴哈门"
MARK_OF_TITLE = re.compile(rf"{MARK.pattern}|{SPACE}(?P<mouth>口(?![{MOUTH}]))(?=[\u4e00-\u9fff“])")
