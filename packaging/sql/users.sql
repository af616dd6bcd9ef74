-- The database and its two accounts, for MySQL 8 and MariaDB 10.6 or newer. Run once, as an administrator of the server; change both
-- passwords, and where you can the '%' to the network that the service runs in. "matricula doctor" tells when grants are missing or too many.

CREATE DATABASE IF NOT EXISTS `matricula` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The service. It changes no table, so whoever takes it over cannot drop one.
CREATE USER IF NOT EXISTS 'matricula'@'%' IDENTIFIED BY 'change-me-service';
GRANT SELECT, INSERT, UPDATE, DELETE ON `matricula`.* TO 'matricula'@'%';

-- "matricula migrate", before a new version starts.
CREATE USER IF NOT EXISTS 'matricula_migrations'@'%' IDENTIFIED BY 'change-me-migrations';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON `matricula`.* TO 'matricula_migrations'@'%';
