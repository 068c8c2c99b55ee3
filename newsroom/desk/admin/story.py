"""The base of the ModelAdmins of articles and briefs: the list and form of stories.

Rights come from `policy`, never from `has_perm`, which grants a superuser everything: without
a role he has no editorial rights.
"""

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from js_asset import Media
from taggit.managers import TaggableManager
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.body import clean, clean_with_losses, keep_photos, photo_node
from newsroom.core.form_fields import DateTimePicker
from newsroom.core.models import Section
from newsroom.desk import pasting, policy
from newsroom.desk.admin import confirmations, history_views, proof_views, story_views
from newsroom.desk.admin.bulk import BulkActions
from newsroom.desk.admin.forms import BYLINE_ROLES, BYLINE_ROLES_ID, StoryForm, TagInput
from newsroom.desk.admin.inlines import BylineInline, CorrectionInline, OnlyAdds, StoryPhotoInline
from newsroom.desk.admin.saving import merge
from newsroom.desk.admin.saving.form_values import encode, form_values
from newsroom.desk.admin.saving.questions import merged_message, questions
from newsroom.desk.admin.story_screen import STATUS_COLOURS, StoryScreen, status_label
from newsroom.desk.body_field import settle
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Byline, Story, StoryPhoto
from newsroom.desk.photos import chooser
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version

TIMES = (_("Time"), {"classes": ["collapse"], "fields": ["publish_at", "embargo_until"]})
READING_OR_FILING = {*policy.READING, *policy.FILING}


class StoryAdmin(BulkActions, OnlyAdds, ModuleForViewers, NeverDeleted, ModelAdmin):
    """The list and form of one kind of story; each kind adds its fieldsets."""

    form = StoryForm
    inlines = [StoryPhotoInline, BylineInline]
    formfield_overrides = {
        TaggableManager: {"widget": TagInput},
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimePicker},
    }
    autocomplete_fields = ["organizations"]
    change_form_template = "desk/story.html"
    compressed_fields = False

    list_display = [
        "title_in_list",
        "section",
        "status_in_list",
        "liveness",
        "filed_by",
        "responsible_editor",
        "updated_in_list",
    ]
    empty_value_display = ""
    list_filter = ["status", "stage", "section"]
    list_select_related = ["section", "filed_by", "responsible_editor"]
    list_per_page = 50
    search_fields = ["headline", "kicker"]
    show_full_result_count = False

    # --- rights -----------------------------------------------------------------------------

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return request.user.has_role(*READING_OR_FILING)
        return policy.may_see(request.user, obj)

    def has_add_permission(self, request):
        return policy.may_file(request.user)

    def has_change_permission(self, request, obj=None):
        return policy.may_file(request.user) if obj is None else policy.may_edit(request.user, obj)

    def get_queryset(self, request):
        versions = Version.objects.filter(story_id=OuterRef("pk"))
        return policy.visible_to(request.user, super().get_queryset(request)).annotate(
            is_live=Exists(versions.live()),
            was_withdrawn=Exists(versions.filter(ended_as=Version.Ended.WITHDRAWN)),
        )

    # --- the list -----------------------------------------------------------------------------

    @display(description=_("headline"), ordering="headline")
    def title_in_list(self, story):
        return str(story)

    @display(description=_("status"), ordering="status", label=STATUS_COLOURS)
    def status_in_list(self, story):
        return story.status, status_label(story)

    @display(description=_("readers"), label={"live": "success", "withdrawn": "danger"})
    def liveness(self, story):
        if story.is_live:
            return "live", _("published")
        return ("withdrawn", _("withdrawn")) if story.was_withdrawn else None

    @display(description=_("last changed"), ordering="updated_at")
    def updated_in_list(self, story):
        return format_datetime(story.updated_at)

    # --- the form -----------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        """Add `other_half` while the story waits for its other half: an editor may clear it."""
        fieldsets = self._with_editor_readonly(request, super().get_fieldsets(request, obj))
        if not (obj and obj.other_half and request.user.has_role(*policy.DESK)):
            return fieldsets
        return [
            (title, {**options, "fields": [*options["fields"], "other_half"]})
            if "organizations" in options["fields"]
            else (title, options)
            for title, options in fieldsets
        ]

    def _with_editor_readonly(self, request, fieldsets):
        """Replace the choice of the responsible editor by his name, for users who cannot choose.

        The name is no link: those users may not open the page of another user.
        """
        if request.user.has_role(*policy.DESK):
            return fieldsets
        names = {"responsible_editor": "responsible_editor_name"}
        return [
            (title, {**options, "fields": [names.get(name, name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    @display(description=_("responsible editor"))
    def responsible_editor_name(self, story):
        return story.responsible_editor

    def get_inlines(self, request, obj):
        has_corrections = obj is not None and obj.corrections.exists()
        return [*self.inlines, CorrectionInline] if has_corrections else self.inlines

    def get_readonly_fields(self, request, obj=None):
        return () if request.user.has_role(*policy.DESK) else ("responsible_editor_name",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "section" and request.resolver_match.url_name.endswith("_add"):
            kwargs["queryset"] = Section.objects.filter(is_hidden=False)
        if db_field.name == "responsible_editor":
            kwargs["queryset"] = policy.desk_users()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        reporter = getattr(request.user, "reporter", None)
        # Not for the POST: Django would take a row that was sent unchanged for an empty one.
        if inline.model is Byline and obj.pk is None and reporter and request.method == "GET":
            kwargs["initial"] = [{"reporter": reporter.pk}]
        if inline.model is StoryPhoto:
            kwargs["form_kwargs"] = {"user": request.user}
        return kwargs

    @transaction.atomic
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and object_id.isdecimal():
            # Locked until the form is saved: it is compared with the newest revision.
            story = Story.objects.select_for_update().filter(pk=object_id).first()
            if story and _lost_edit_right(request.user, story):
                context = self.admin_site.each_context(request)
                return story_views.rejected_edit(request, story, context)
            if story and merge.is_late(story, request.POST):
                self._merge(request, story)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _merge(self, request, story):
        """Put what was sent together with what somebody else saved since the form was opened."""
        story = self.get_object(request, story.pk)
        if story is None or not self.has_change_permission(request, story):
            return
        form = self.get_form(request, story, change=True)(instance=story)
        formsets = [
            formset(
                instance=story,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for formset, inline in self.get_formsets_with_inlines(request, story)
        ]
        request.merge = merge.merge(request.POST, form, formsets)
        request.POST = request.merge.data

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.merge = getattr(request, "merge", None)  # the class is made for this request
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context.update(
            # The text editor's import map is an inline script: the CSP demands a nonce.
            media=Media.from_media(context["media"], nonce=str(request.csp_nonce)),
            screen=StoryScreen(obj, request.user) if obj else None,
            submit_step=TRANSITIONS["submit"],
            catalog_url=f"admin:{self.opts.app_label}_{self.opts.model_name}_jsi18n",
            photos_url=f"admin:{self.opts.app_label}_{self.opts.model_name}_photos",
            pasted_url=f"admin:{self.opts.app_label}_{self.opts.model_name}_pasted",
            byline_roles_id=BYLINE_ROLES_ID,
            byline_roles=BYLINE_ROLES,
        )
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if form.merge and form.merge.conflicts:
            context["questions"] = questions(form, formsets, request.POST)
        elif obj and not form.is_bound:
            form.initial["opened_with"] = encode(form_values(form, formsets))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # --- saving -------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if not change:
            obj.filed_by = request.user
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        formset.user = request.user
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        _place_photos(form, formsets)
        record_revision(form.instance, user=request.user)
        for message in pasting.loss_messages(clean_with_losses(form.data.get("body", "")).losses):
            messages.warning(request, message)
        if form.merge and form.merge.taken:
            messages.info(request, merged_message(form, formsets))

    # --- steps --------------------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        return self._take_step(request, obj) or super().response_add(request, obj)

    def response_change(self, request, obj):
        return self._take_step(request, obj) or super().response_change(request, obj)

    def _take_step(self, request, story):
        """Take the step whose button sent the form, with the text just saved; None if it is none.

        If the step is refused, the text stays saved. It is not taken with words in the text that
        somebody else wrote meanwhile and the user has not seen.
        """
        if "_step" not in request.POST:
            return None
        transition = story_views.step_or_404(request.POST["_step"])
        if (merged := getattr(request, "merge", None)) and merged.has_unseen:
            why = _("“%(step)s” is not done yet: read the text first, then press it again.")
            messages.warning(request, why % {"step": transition.label})
            return story_views.redirect_to_story(request, story)
        story_views.take_step(request, transition, story)
        return story_views.redirect_to_story(request, story)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        catalog = self.admin_site.admin_view(JavaScriptCatalog.as_view(), cacheable=True)
        return [
            path("jsi18n/", catalog, name=f"{name}_jsi18n"),
            path("pasted/", self.admin_site.admin_view(pasting.pasted), name=f"{name}_pasted"),
            path("photos/", self.admin_site.admin_view(chooser.photos), name=f"{name}_photos"),
            *story_views.urls(self),
            *confirmations.urls(self),
            *proof_views.urls(self),
            *history_views.urls(self),
            *super().get_urls(),
        ]


def _lost_edit_right(user, story):
    """Whether the user may have opened the form before a step closed the story to his edits."""
    could_edit = policy.may_file(user) and policy.may_see(user, story)
    return could_edit and not policy.may_edit(user, story)


def _place_photos(form, formsets):
    """Let the body name each photo of the story at most once, by the id of its StoryPhoto.

    In the body of the form, nodes of new photos still name the Photo. New captions without a
    picture file are placed at the end.
    """
    story = form.instance
    added = [
        row for formset in formsets if formset.model is StoryPhoto for row in formset.new_objects
    ]
    numbers = {row.photo_id: row.pk for row in added}
    body = clean(settle(form.cleaned_data["body"], numbers))
    ends = "".join(photo_node(row.pk) for row in added if not row.photo.original)
    body = keep_photos(body + ends, set(story.story_photos.values_list("pk", flat=True)))
    if body != story.body:
        story.body = body
        story.save(update_fields=["body"])
