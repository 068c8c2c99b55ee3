"""Rows for tests, with invented names."""

import factory
from django.contrib.auth.models import Group

from articles.models import Article
from briefs.models import Brief
from media.models import Photo
from newsroom.core.models import Organization, Reporter, Section, SiteInformation, User
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Byline, Story, StoryPhoto
from newsroom.desk.revisions.content import record_revision


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"何一{n}")
    is_staff = True

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        self.groups.set(Group.objects.filter(name__in=extracted or []))


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    name = factory.Sequence(lambda n: f"频道{n}")
    slug = factory.Sequence(lambda n: f"section-{n}")
    order = factory.Sequence(int)
    reviews_required = 1
    proofs_required = 0


class ReporterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reporter

    name = factory.Sequence(lambda n: f"苏禾{n}")


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"临川市第{n}图书馆")


class SiteInformationFactory(factory.django.DjangoModelFactory):
    """The only row, with every field filled in."""

    class Meta:
        model = SiteInformation
        django_get_or_create = ["id"]

    id = 1
    supervisor = "中共临川市委宣传部"
    sponsor = "临川报业传媒集团"
    publisher = "临川晚报社"
    serial_number = "CN 14-0000"
    news_licence = "14120200001"
    icp_filing = "晋ICP备12345678号-1"
    police_filing = "晋公网安备14080002000001号"
    report_phone = "0359-2000000"
    report_email = "jubao@linchuan.example"
    address = "临川市渡口路1号"
    phone = "0359-2000001"
    copyright = "临川晚报版权所有，未经授权不得转载"
    about = "临川晚报创刊于渡口。"
    contact = "编辑部每天有人值班。"
    privacy = "本站不向读者索取个人信息。"


class PhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Photo

    caption = factory.Sequence(lambda n: f"河岸边的第{n}棵柳树")


class StoryPhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoryPhoto

    photo = factory.SubFactory(PhotoFactory)
    caption = factory.SelfAttribute("photo.caption")
    alt = factory.LazyAttribute(lambda story_photo: story_photo.caption or "河岸边的一棵柳树")


class BylineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Byline

    reporter = factory.SubFactory(ReporterFactory)


class StoryFactory(factory.django.DjangoModelFactory):
    """A draft with one revision. Passing `status` sets it without a Decision."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    section = factory.SubFactory(SectionFactory)
    headline = factory.Sequence(lambda n: f"临川市第{n}座书屋开门迎客")
    body = "<p>新书屋昨天开门，附近居民步行十分钟便可借到书。</p>"

    @factory.post_generation
    def recorded(self, create, extracted, **kwargs):
        if create:
            record_revision(self, user=self.filed_by)


class ArticleFactory(StoryFactory):
    class Meta:
        model = Article


class BriefFactory(StoryFactory):
    class Meta:
        model = Brief


def fresh(row):
    """The row as the database has it now, for a test that may change it."""
    return type(row).objects.get(pk=row.pk)


def published(story, *, text=None):
    """Publish the story through all its reviews; returns it.

    `text` replaces its body. A story that is approved already is amended first.
    """
    editor, head, chief = (
        UserFactory(roles=[role]) for role in (Role.EDITOR, Role.HEAD, Role.CHIEF)
    )
    if story.status == Story.Status.APPROVED:
        workflow.apply("amend", story, user=editor)
    if text is not None:
        story.body = text
        story.save()
    workflow.apply("submit", story, user=editor)
    for stage in story.section.stages:
        name, user = {
            Section.Stage.FIRST: ("first_review", editor),
            Section.Stage.SECOND: ("second_review", head),
            Section.Stage.FINAL: ("sign_off", chief),
        }[stage]
        workflow.apply(name, story, user=user)
    workflow.apply("publish", story, user=chief)
    return story
