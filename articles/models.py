"""Articles: the kind of story with a headline of its own, a deck, crossheads and photos."""

from articles.kind import ARTICLE
from newsroom.desk.models import Story


class Article(Story):
    """The working copy of an article."""

    class Meta:
        proxy = True
        verbose_name = ARTICLE.label
        verbose_name_plural = ARTICLE.plural_label
