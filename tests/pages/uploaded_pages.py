"""The text of a page to upload, and requests to the import desk, for its tests."""

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
LIST_URL = reverse("admin:pages_upload_changelist")
RECEIVE_URL = reverse("admin:pages_upload_receive")
ACCEPT_JSON = {"Accept": "application/json"}


def workbench_url(upload):
    return reverse("admin:pages_upload_change", args=[upload.pk])


def file_url(upload):
    return reverse("admin:pages_upload_file", args=[upload.pk])


def put_away_url(upload):
    return reverse("admin:pages_upload_put_away", args=[upload.pk])


def messages_of(response):
    """The texts of the messages on the page of the response."""
    return [str(message) for message in response.context["messages"]]


def text_file(text, name="page.txt"):
    """A file to upload, with that text or those bytes."""
    data = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile(name, data, content_type="text/plain")


def upload_files(client, *files, **kwargs):
    """The response to a POST of the files to the import desk."""
    return client.post(RECEIVE_URL, {"files": list(files)}, **kwargs)


def states_in_list(client, **query):
    """The states of the uploads in the list, newest first."""
    return [upload.status.state for upload in client.get(LIST_URL, query).context["cl"].result_list]
