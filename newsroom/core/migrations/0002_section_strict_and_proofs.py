from django.db import migrations, models

PROOFS = [(3, "three"), (2, "two"), (1, "one"), (0, "none")]


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial")]

    operations = [
        migrations.AddField(
            "section",
            "strict",
            models.BooleanField(
                default=False,
                help_text="any change of a signed text asks for all signatures again",
                verbose_name="strict",
            ),
        ),
        # Sections that are there go on without proofs; a new one asks for three.
        migrations.AddField(
            "section",
            "proofs_required",
            models.PositiveSmallIntegerField(
                choices=PROOFS, default=0, verbose_name="proofs required"
            ),
        ),
        migrations.AlterField(
            "section",
            "proofs_required",
            models.PositiveSmallIntegerField(
                choices=PROOFS, default=3, verbose_name="proofs required"
            ),
        ),
        migrations.AddConstraint(
            "section",
            models.CheckConstraint(
                condition=models.Q(("proofs_required__in", [0, 1, 2, 3])),
                name="section_proofs_required",
            ),
        ),
    ]
