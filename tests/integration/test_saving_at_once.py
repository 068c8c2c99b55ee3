"""Two users save the same story at the same time, each in their own database connection."""

import pytest
from django.test import Client

from newsroom.core.roles import Role
from newsroom.desk.models import Revision
from tests.factories import ArticleFactory, UserFactory
from tests.integration.test_concurrency import at_once
from tests.newsroom.desk.screens import admin_url, form_data

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_save_at_once_one_is_told_and_keeps_his_text():
    story = ArticleFactory(filed_by=UserFactory(roles=[Role.REPORTER]))
    clients = [Client(), Client()]
    forms = []
    for number, client in enumerate(clients):
        client.force_login(UserFactory(roles=[Role.EDITOR]))
        forms.append({**form_data(client.get(admin_url(story))), "headline": f"第{number}个标题"})

    responses = at_once(
        *(
            lambda c=client, f=form: c.post(admin_url(story), f)
            for client, form in zip(clients, forms, strict=True)
        )
    )

    assert sorted(response.status_code for response in responses) == [200, 302]
    assert Revision.objects.filter(story=story).count() == 2
