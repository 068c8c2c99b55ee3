import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="printed under stories", max_length=50, verbose_name="name"
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, unique=True, verbose_name="name")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "reviews_required",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (3, "three: first, second, final"),
                            (2, "two: first and final"),
                            (1, "one: final"),
                        ],
                        default=3,
                        verbose_name="reviews required",
                    ),
                ),
                (
                    "strict",
                    models.BooleanField(
                        default=False,
                        help_text="any change of a signed text asks for all signatures again",
                        verbose_name="strict",
                    ),
                ),
                (
                    "proofs_required",
                    models.PositiveSmallIntegerField(
                        choices=[(3, "three"), (2, "two"), (1, "one"), (0, "none")],
                        default=3,
                        verbose_name="proofs required",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reviews_required__in", [1, 2, 3])),
                        name="section_reviews_required",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proofs_required__in", [0, 1, 2, 3])),
                        name="section_proofs_required",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteInformation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "supervisor",
                    models.CharField(blank=True, max_length=100, verbose_name="supervising body"),
                ),
                (
                    "sponsor",
                    models.CharField(blank=True, max_length=100, verbose_name="sponsoring body"),
                ),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=100, verbose_name="publishing body"),
                ),
                (
                    "serial_number",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^CN ?[0-9]{2}-[0-9]{4}(/[A-Z]{1,2}[0-9]{0,2})?\\Z",
                                "Write it as it was issued: CN, two digits, a hyphen, four digits, such as CN 14-0000.",
                            )
                        ],
                        verbose_name="national serial number (CN)",
                    ),
                ),
                (
                    "news_licence",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{11}\\Z",
                                "Write only the number of the licence: 11 digits, such as 14120200001.",
                            )
                        ],
                        verbose_name="number of the news licence",
                    ),
                ),
                (
                    "icp_filing",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新黔滇陇蜀]ICP备([0-9]{8}|[0-9]{10})号(-[0-9]{1,3})?\\Z",
                                "Write it as it was issued, such as 晋ICP备12345678号-1: 8 or 10 digits between 备 and 号.",
                            )
                        ],
                        verbose_name="ICP filing",
                    ),
                ),
                (
                    "police_filing",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新黔滇陇蜀]公网安备 ?[0-9]{14}号\\Z",
                                "Write it as it was issued, such as 晋公网安备14080002000001号: 14 digits before 号.",
                            )
                        ],
                        verbose_name="police filing",
                    ),
                ),
                (
                    "report_phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{4}|9[0-9]{4,5})\\Z",
                                "Write one number: with its area code, such as 0359-2000000, or a mobile or service number.",
                            )
                        ],
                        verbose_name="telephone for complaints",
                    ),
                ),
                (
                    "report_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail for complaints"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=100, verbose_name="address")),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{4}|9[0-9]{4,5})\\Z",
                                "Write one number: with its area code, such as 0359-2000000, or a mobile or service number.",
                            )
                        ],
                        verbose_name="telephone",
                    ),
                ),
                (
                    "copyright",
                    models.CharField(blank=True, max_length=300, verbose_name="copyright notice"),
                ),
                ("about", models.TextField(blank=True, max_length=20000, verbose_name="About us")),
                ("contact", models.TextField(blank=True, max_length=20000, verbose_name="Contact")),
                ("privacy", models.TextField(blank=True, max_length=20000, verbose_name="Privacy")),
                (
                    "grey",
                    models.BooleanField(default=False, verbose_name="show the whole site in grey"),
                ),
                (
                    "grey_until",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="grey until (Beijing time)"
                    ),
                ),
            ],
            options={
                "verbose_name": "site information",
                "verbose_name_plural": "site information",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="site_information_single_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, unique=True, verbose_name="canonical name"),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="aliases",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "government office"),
                            ("institution", "public institution"),
                            ("company", "company"),
                            ("association", "association"),
                            ("community", "community"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=50, verbose_name="place")),
                (
                    "confirmed",
                    models.BooleanField(
                        default=False,
                        help_text="only a confirmed organization has a public page",
                        verbose_name="confirmed",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="newsroom.organization",
                        verbose_name="merged into",
                    ),
                ),
            ],
            options={
                "verbose_name": "organization",
                "verbose_name_plural": "organizations",
                "ordering": ["name"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["aliases"], name="organization_aliases"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None), ("confirmed", False), _connector="OR"
                        ),
                        name="organization_duplicate_is_not_confirmed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reporter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reporter", "reporter"),
                            ("trainee", "trainee reporter"),
                            ("intern", "intern"),
                            ("correspondent", "correspondent"),
                        ],
                        default="reporter",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "affiliation",
                    models.CharField(blank=True, max_length=100, verbose_name="affiliation"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reporter",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="log-in",
                    ),
                ),
            ],
            options={
                "verbose_name": "reporter",
                "verbose_name_plural": "reporters",
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "affiliation"), name="reporter_name_affiliation"
                    )
                ],
            },
        ),
    ]
