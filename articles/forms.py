"""The form of an article."""

from newsroom.desk.admin.forms import StoryForm


class ArticleForm(StoryForm):
    """An article has a headline from its first save on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "headline" in self.fields:  # a page that is only read has none
            self.fields["headline"].required = True
