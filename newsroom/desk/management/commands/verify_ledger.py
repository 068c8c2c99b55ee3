"""`verify_record` under its old name, for scripts and schedules that still use it."""

from newsroom.desk.management.commands.verify_record import Command

__all__ = ["Command"]
