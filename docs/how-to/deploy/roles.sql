-- The two roles and the database of an office. Run by PostgreSQL's superuser, once; passwords come by environment, not by argument.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
-- The owner makes tables; it must see every row, or a backup would have holes.
CREATE ROLE tuopin_owner LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'owner_password';
-- The application owns nothing, and row-level security binds it.
CREATE ROLE tuopin_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';
CREATE DATABASE tuopin OWNER tuopin_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE tuopin FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE tuopin TO tuopin_app;
-- An error may quote the value that it could not read, and the statement: neither goes into the server's log.
ALTER ROLE tuopin_app SET log_min_messages = 'fatal';
ALTER ROLE tuopin_app SET log_min_error_statement = 'panic';
ALTER ROLE tuopin_owner SET log_min_messages = 'fatal';
ALTER ROLE tuopin_owner SET log_min_error_statement = 'panic';
