"""manage.py exits with a message when a command cannot run or is interrupted."""

import pytest
from django.core.exceptions import ImproperlyConfigured

import manage


@pytest.fixture
def command(monkeypatch):
    """A function that makes every command raise the exception it is given."""

    def raising(problem):
        def execute(arguments):
            raise problem

        monkeypatch.setattr(manage, "execute_from_command_line", execute)

    return raising


def test_interrupted_command_ends_with_a_message_and_no_traceback(command, capsys):
    command(KeyboardInterrupt())

    with pytest.raises(SystemExit) as ended:
        manage.main(["manage.py", "help"])

    assert ended.value.code == 130
    assert "已完成的部分保留" in capsys.readouterr().err


def test_missing_setting_is_named_with_its_documentation(command):
    command(ImproperlyConfigured("Set the SECRET_KEY environment variable"))

    with pytest.raises(SystemExit) as ended:
        manage.main(["manage.py", "help"])

    assert "SECRET_KEY" in ended.value.code
    assert "docs/operations.md" in ended.value.code


def test_traceback_option_shows_the_traceback(command):
    command(ImproperlyConfigured("Set the SECRET_KEY environment variable"))

    with pytest.raises(ImproperlyConfigured):
        manage.main(["manage.py", "help", "--traceback"])
