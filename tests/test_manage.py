"""What an operator reads when a command can't be run or is stopped."""

import pytest
from django.core.exceptions import ImproperlyConfigured

import manage


@pytest.fixture
def command(monkeypatch):
    """Let every command raise this."""

    def raising(problem):
        def execute(arguments):
            raise problem

        monkeypatch.setattr(manage, "execute_from_command_line", execute)

    return raising


def test_command_that_is_stopped_says_so_without_a_traceback(command, capsys):
    command(KeyboardInterrupt())

    with pytest.raises(SystemExit) as ended:
        manage.main(["manage.py", "help"])

    assert ended.value.code == 130
    assert "已完成的部分保留" in capsys.readouterr().err


def test_missing_setting_is_named_and_where_to_read_of_it(command):
    command(ImproperlyConfigured("Set the SECRET_KEY environment variable"))

    with pytest.raises(SystemExit) as ended:
        manage.main(["manage.py", "help"])

    assert "SECRET_KEY" in ended.value.code
    assert "docs/operations.md" in ended.value.code


def test_who_asks_for_the_traceback_gets_it(command):
    command(ImproperlyConfigured("Set the SECRET_KEY environment variable"))

    with pytest.raises(ImproperlyConfigured):
        manage.main(["manage.py", "help", "--traceback"])
