#!/bin/sh
# Run by the image of MariaDB when its volume is empty: the accounts of packaging/sql/users.sql, with the passwords of the environment.
set -eu
sed -e "s/change-me-service/$SERVICE_DB_PASSWORD/" -e "s/change-me-migrations/$MIGRATIONS_DB_PASSWORD/" /packaging/users.sql |
  mariadb --user=root --password="$MARIADB_ROOT_PASSWORD"
