"""What the invented stories are made of: topics by section, and the words they share.

All of it was written for this demo. City, places, people and organizations do not exist.
"""

from demo.words import fukan, jiankang, jiaoyu, minsheng, xianqu, yaowen

# slug of the section -> its Topics
TOPICS = {
    "yaowen": yaowen.TOPICS,
    "xianqu": xianqu.TOPICS,
    "minsheng": minsheng.TOPICS,
    "jiaoyu": jiaoyu.TOPICS,
    "jiankang": jiankang.TOPICS,
    "fukan": fukan.TOPICS,
}
