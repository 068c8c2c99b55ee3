"""A page for the import desk, and the addresses of the desk."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

TEXT = """临川晚报 2024年3月15日 星期五 第06版 民生

渡口修缮完工

□本报记者 苏禾

临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路，清晨的第一班船坐满了人。

◆修伞铺开张

停了三年的修伞铺昨天重新挂出招牌，铺主说闲不住 and 街坊一早就送来七把伞，有的已补过三回。

责编 周砚之 校对 许知字
"""
LIST = reverse("admin:pages_upload_changelist")
RECEIVE = reverse("admin:pages_upload_receive")
JSON = {"Accept": "application/json"}


def bench(upload):
    return reverse("admin:pages_upload_change", args=[upload.pk])


def filing(upload):
    return reverse("admin:pages_upload_file", args=[upload.pk])


def putting_away(upload):
    return reverse("admin:pages_upload_put_away", args=[upload.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def txt(text, name="page.txt"):
    data = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile(name, data, content_type="text/plain")


def send(client, *files, **kwargs):
    return client.post(RECEIVE, {"files": list(files)}, **kwargs)


def states(client, **query):
    return [upload.standing.state for upload in client.get(LIST, query).context["cl"].result_list]
