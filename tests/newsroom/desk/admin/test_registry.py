"""Which ModelAdmin shows each model: a module that nobody imports would be missed by nobody."""

import pkgutil
from importlib import import_module

from django.contrib import admin
from unfold.admin import ModelAdmin

import newsroom.desk.admin
from articles.admin import ArticleAdmin
from articles.models import Article
from briefs.admin import BriefAdmin
from briefs.models import Brief
from media.models import Photo
from newsroom.core.admin import UserAdmin
from newsroom.core.models import Organization, Reporter, Section, SiteInformation, User
from newsroom.desk.admin.bulk import BulkActions
from newsroom.desk.admin.delegations import DelegationAdmin
from newsroom.desk.admin.photos.batch import BatchEditing
from newsroom.desk.admin.photos.photo_admin import PhotoAdmin
from newsroom.desk.admin.site.information import SiteInformationAdmin
from newsroom.desk.admin.site.organizations import OrganizationAdmin
from newsroom.desk.admin.site.page_cache import InvalidatesPages
from newsroom.desk.admin.site.pins import PinAdmin
from newsroom.desk.admin.site.reporters import ReporterAdmin
from newsroom.desk.admin.site.sections import SectionAdmin
from newsroom.desk.admin.story import StoryAdmin
from newsroom.desk.models import Delegation
from newsroom.press.models import Pin
from pages.admin import PageAdmin
from pages.import_desk.admin import UploadAdmin
from pages.models import Page, Upload

OURS = ("newsroom", "desk", "press", "media", "articles", "briefs", "pages")
REGISTERED = {
    Article: ArticleAdmin,
    Brief: BriefAdmin,
    Delegation: DelegationAdmin,
    Organization: OrganizationAdmin,
    Page: PageAdmin,
    Photo: PhotoAdmin,
    Pin: PinAdmin,
    Reporter: ReporterAdmin,
    Section: SectionAdmin,
    SiteInformation: SiteInformationAdmin,
    Upload: UploadAdmin,
    User: UserAdmin,
}
BASES = {
    BatchEditing,
    BulkActions,
    InvalidatesPages,
    StoryAdmin,
}  # ModelAdmins that are only inherited


def model_admins_in(package):
    """The ModelAdmin classes that the modules of a package define."""
    names = [name for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    modules = [import_module(name) for name in names]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, ModelAdmin)
        and value.__module__ == module.__name__
    }


def test_each_model_has_this_model_admin():
    registered = {
        model: type(model_admin)
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label in OURS
    }

    assert registered == REGISTERED


def test_other_apps_show_only_log_ins_and_jobs():
    labels = {model._meta.app_label for model in admin.site._registry}

    assert labels - set(OURS) == {"axes", "procrastinate"}


def test_no_model_admin_of_the_desk_is_left_out_or_inherited_by_another():
    assert model_admins_in(newsroom.desk.admin) - BASES <= set(REGISTERED.values())
    for model_admin in REGISTERED.values():
        assert not set(model_admin.__mro__[1:]) & set(REGISTERED.values())
