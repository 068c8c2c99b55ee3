import stat
from concurrent.futures import ThreadPoolExecutor

from devserver.secret_key import demo_secret_key


def test_key_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "var" / "secret_key"

    key = demo_secret_key(file)

    assert len(key) >= 50
    assert demo_secret_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_all_who_ask_at_once_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(demo_secret_key, [tmp_path / "secret_key"] * 8))

    assert len(set(keys)) == 1
