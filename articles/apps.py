from django.apps import AppConfig

from articles.kind import ARTICLE


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = ARTICLE.plural_label
    story_kind = ARTICLE
