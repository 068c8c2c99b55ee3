"""The deployment files, as far as they can be tested without a container engine."""

import http.server
import os
import re
import shutil
import socket
import subprocess
import threading

import psycopg
import pytest
import yaml

from deploy import healthcheck
from devserver import Server, ServerPaths, run_as

ROOT = ServerPaths.of_this_checkout().checkout
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
TEMPLATE = (ROOT / "deploy/nginx.conf.template").read_text()
PROXY = ("NEWSROOM_UPSTREAM", "NEWSROOM_LISTEN")

# Directories that nginx can write to without being root.
KEPT_APART = "".join(
    f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
)


def rendered(template, variables):
    """The template as envsubst fills it in with these variables only."""
    return re.sub(r"\$\{(\w+)\}", lambda match: variables.get(match[1], match[0]), template)


class TestCompose:
    def test_example_of_the_environment_names_every_variable(self):
        example = (ROOT / "deploy/env.example").read_text()
        required = set(re.findall(r"\$\{(\w+):\?", COMPOSE))
        optional = set(re.findall(r"\$\{(\w+):-", COMPOSE))

        assert set(re.findall(r"^(\w+)=$", example, re.M)) == required
        assert set(re.findall(r"^# (\w+)=", example, re.M)) == optional

    def test_no_secret_has_a_default(self):
        secret = re.findall(r"\$\{(\w*(?:KEY|PASSWORD)\w*)(:.)", COMPOSE)

        assert {how for _, how in secret} == {":?"}

    @pytest.mark.parametrize("name", ["migrate", "web", "worker"])
    def test_site_runs_without_privileges(self, name):
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]

    def test_only_migrations_log_in_as_the_owner_of_the_tables(self):
        users = {
            name: SERVICES[name]["environment"]["DATABASE_URL"].split(":")[1].strip("/")
            for name in ("migrate", "web", "worker")
        }

        assert users == {"migrate": "newsroom", "web": "newsroom_web", "worker": "newsroom_web"}

    def test_only_the_proxy_can_be_reached(self):
        assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]

    def test_files_that_services_mount_are_there(self):
        mounts = [line.split(":")[0] for s in SERVICES.values() for line in s.get("volumes", [])]

        assert all((ROOT / mount).is_file() for mount in mounts if mount.startswith("."))


class TestImage:
    def test_every_path_that_is_copied_exists(self):
        ignore = (ROOT / ".dockerignore").read_text().split()

        assert ignore[0] == "*"
        assert all((ROOT / line[1:]).exists() for line in ignore if line.startswith("!"))

    def test_run_time_lock_holds_what_the_image_leaves_out(self):
        [left_out] = re.findall(
            r"grep -v '(.+)' requirements.lock", (ROOT / "Dockerfile").read_text()
        )

        assert re.search(left_out, (ROOT / "requirements.lock").read_text(), re.M)

    def test_does_not_run_as_root(self):
        assert re.search(r"^USER newsroom$", (ROOT / "Dockerfile").read_text(), re.M)


class TestProxy:
    def test_template_asks_for_what_compose_gives(self):
        asked = set(re.findall(r"\$\{(\w+)\}", re.sub(r"^#.*", "", TEMPLATE, flags=re.M))) - {
            "NEWSROOM_…"
        }
        given = {name for name in SERVICES["nginx"]["environment"] if name.startswith("NEWSROOM_")}

        assert asked == given == set(PROXY)

    def test_rendered_configuration_is_accepted(self, tmp_path):
        with socket.socket() as probe:  # `nginx -t` binds its ports, too: find a free one
            probe.bind(("127.0.0.1", 0))
            free = f"127.0.0.1:{probe.getsockname()[1]}"
        values = {"NEWSROOM_UPSTREAM": "127.0.0.1:9", "NEWSROOM_LISTEN": free}
        server = rendered(TEMPLATE, values).replace("/var/cache/nginx", str(tmp_path))
        assert "${" not in re.sub(r"#.*", "", server)
        assert "server 127.0.0.1:9;" in server
        assert server.count("{") == server.count("}")

        if nginx := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
            whole = tmp_path / "nginx.conf"
            whole.write_text(
                f"pid pid; events {{}} http {{ access_log off; {KEPT_APART} {server} }}"
            )
            test = [nginx, "-t", "-q", "-e", "stderr", "-p", tmp_path, "-c", whole]
            assert subprocess.run(test, capture_output=True, text=True).stderr == ""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A PostgreSQL server on which deploy/roles.sh ran, and then a migration by the owner."""
    place = ServerPaths(tmp_path_factory.mktemp("roles"))
    Server(place).ensure_running()
    programs = run_as.packages() / run_as.PROGRAMS
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PGHOST": str(place.sockets),
        "POSTGRES_USER": "newsroom",
        "POSTGRES_DB": "newsroom",
        "WEB_PASSWORD": 'it\'s "quoted"',
    }
    subprocess.run([ROOT / "deploy/roles.sh"], check=True, env=environment, capture_output=True)
    with psycopg.connect(place.url) as owner:
        owner.execute("CREATE TABLE decision (id int GENERATED BY DEFAULT AS IDENTITY, note text)")
    yield place
    Server(place).stop()
    shutil.rmtree(place.sockets, ignore_errors=True)
    shutil.rmtree(run_as.data_of_nobody(place).parent, ignore_errors=True)


class TestRoles:
    @pytest.fixture
    def web(self, place):
        with psycopg.connect(place.url, user="newsroom_web") as web:
            yield web

    def test_web_reads_and_writes_rows(self, web):
        web.execute("INSERT INTO decision (note) VALUES ('签发')")
        web.execute("UPDATE decision SET note = '退回'")

        assert web.execute("SELECT note FROM decision").fetchone() == ("退回",)

    @pytest.mark.parametrize(
        "statement",
        [
            "TRUNCATE decision",
            "ALTER TABLE decision DISABLE TRIGGER ALL",
            "DROP TABLE decision",
            "CREATE TABLE mine (id int)",
            "SET session_replication_role = replica",
        ],
    )
    def test_web_cannot_get_around_triggers(self, web, statement):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement)


class TestHealthCheck:
    @pytest.fixture
    def site(self):
        """A server that answers with `site.status` and records the requests."""

        class Site(http.server.HTTPServer):
            status, asked = 200, None

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.server.asked = (self.path, self.headers["Host"])
                self.send_response(self.server.status)
                self.end_headers()

        with Site(("127.0.0.1", 0), Handler) as site:
            threading.Thread(target=site.serve_forever, daemon=True).start()
            yield site
            site.shutdown()

    @pytest.mark.parametrize(("status", "verdict"), [(200, True), (400, False), (500, False)])
    def test_tells_by_the_answer(self, site, status, verdict):
        site.status = status

        assert healthcheck.is_healthy(port=site.server_port) is verdict

    def test_asks_by_a_name_that_the_site_allows(self, site):
        healthcheck.is_healthy(port=site.server_port)

        assert site.asked == ("/healthz", os.environ["ALLOWED_HOSTS"].split(",")[0])

    def test_no_answer_is_not_well(self, site):
        site.server_close()

        assert not healthcheck.is_healthy(port=site.server_port)
