from django.core.management.base import BaseCommand

from newsroom.press.search import reindexing


class Command(BaseCommand):
    help = "Bring the search up to date with what is published. It can be stopped at any time."

    def handle(self, *args, **options):
        self.stdout.write(f"{reindexing.clear()} entries of ended versions deleted")
        for last in reindexing.refresh():
            self.stdout.write(f"up to version {last}", ending="\r")
        self.stdout.write("Every live version is found by its present words.")
