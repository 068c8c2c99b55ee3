from django.core.management.base import BaseCommand

from newsroom.press import listings


class Command(BaseCommand):
    help = "Make every list of stories anew from the published versions."

    def handle(self, *args, **options):
        self.stdout.write(f"{listings.rebuild()} listings")
