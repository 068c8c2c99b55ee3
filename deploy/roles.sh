#!/bin/sh
# Runs once, when the database container makes its data: the role that web and worker log in as.
# It reads and writes rows. It owns no table and may not TRUNCATE one, so the triggers that keep
# revisions and decisions append-only can't be got around. Migrations run as the owner.
set -eu

psql --set ON_ERROR_STOP=1 --set password="$WEB_PASSWORD" --set database="$POSTGRES_DB" \
    --set owner="$POSTGRES_USER" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE newsroom_web LOGIN PASSWORD :'password';
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO newsroom_web;
GRANT USAGE ON SCHEMA public TO newsroom_web;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO newsroom_web;
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO newsroom_web;
SQL
