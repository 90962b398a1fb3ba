-- The sourced record. Atoms are sourced statements; actors and events are views over them.
-- Time is half-open [starts, ends) with a precision; known_from is when the world could know a row.
-- Ids are content hashes (kankei.terms.identity). NULL means missing, never zero.
-- Columns named after a table hold its id; references.csv says which, and the build checks them.

CREATE TABLE source (
  id VARCHAR PRIMARY KEY, key VARCHAR UNIQUE, kind VARCHAR, publisher VARCHAR, author VARCHAR,
  title VARCHAR, url VARCHAR, symbol VARCHAR, starts DATE, ends DATE, "precision" VARCHAR,
  language VARCHAR, seen VARCHAR, note VARCHAR, known_from DATE);

CREATE TABLE document (
  id VARCHAR PRIMARY KEY, source VARCHAR, path VARCHAR, sha256 VARCHAR, language VARCHAR,
  characters INTEGER, known_from DATE);

CREATE TABLE passage (
  id VARCHAR PRIMARY KEY, document VARCHAR, "start" INTEGER, "end" INTEGER,
  text_sha256 VARCHAR, text VARCHAR);

CREATE TABLE actor (
  id VARCHAR PRIMARY KEY, type VARCHAR, state VARCHAR, starts DATE, ends DATE);

CREATE TABLE name (
  actor VARCHAR, text VARCHAR, language VARCHAR, kind VARCHAR, starts DATE, ends DATE);

CREATE TABLE office (
  id VARCHAR PRIMARY KEY, person VARCHAR, post VARCHAR, of VARCHAR, title_ja VARCHAR,
  title_en VARCHAR, starts DATE, ends DATE, "precision" VARCHAR, known_from DATE);

CREATE TABLE membership (
  id VARCHAR PRIMARY KEY, member VARCHAR, "group" VARCHAR, kind VARCHAR, starts DATE, ends DATE,
  "precision" VARCHAR, within BOOLEAN, known_from DATE);

CREATE TABLE event (
  id VARCHAR PRIMARY KEY, key VARCHAR UNIQUE, plover VARCHAR, cameo VARCHAR, domain VARCHAR,
  starts DATE, ends DATE, "precision" VARCHAR, within BOOLEAN, place VARCHAR, status VARCHAR,
  intensity DOUBLE, text_ja VARCHAR, text_en VARCHAR, part_of VARCHAR, made_by VARCHAR,
  known_from DATE);

CREATE TABLE participant (event VARCHAR, actor VARCHAR, role VARCHAR);

CREATE TABLE claim (
  id VARCHAR PRIMARY KEY, key VARCHAR UNIQUE, speaker VARCHAR, addressee VARCHAR, outlet VARCHAR,
  starts DATE, ends DATE, "precision" VARCHAR, within BOOLEAN, about VARCHAR, words VARCHAR,
  language VARCHAR, verbatim BOOLEAN, text_ja VARCHAR, text_en VARCHAR, stance VARCHAR,
  status VARCHAR, made_by VARCHAR, known_from DATE);

CREATE TABLE quantity (
  id VARCHAR PRIMARY KEY, of_table VARCHAR, of_id VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE,
  unit VARCHAR, what VARCHAR, as_of DATE);

CREATE TABLE rollcall (
  id VARCHAR PRIMARY KEY, key VARCHAR UNIQUE, body VARCHAR, symbol VARCHAR, held DATE,
  title_ja VARCHAR, title_en VARCHAR, yes INTEGER, no INTEGER, abstain INTEGER, absent INTEGER,
  result VARCHAR, known_from DATE);

CREATE TABLE vote (
  id VARCHAR PRIMARY KEY, rollcall VARCHAR, actor VARCHAR, choice VARCHAR);

CREATE TABLE series (
  id VARCHAR PRIMARY KEY, subject VARCHAR, field VARCHAR, starts DATE, ends DATE,
  "precision" VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, unit VARCHAR, edition VARCHAR,
  missing VARCHAR, known_from DATE);

CREATE TABLE link (
  id VARCHAR PRIMARY KEY, cause VARCHAR, effect VARCHAR, sign INTEGER, condition_ja VARCHAR,
  condition_en VARCHAR, condition_low DOUBLE, condition_high DOUBLE, horizon VARCHAR,
  hedge VARCHAR, band_low DOUBLE, band_high DOUBLE, holder VARCHAR, text_ja VARCHAR,
  text_en VARCHAR, known_from DATE);

CREATE TABLE evidence (
  of_table VARCHAR, of_id VARCHAR, source VARCHAR, passage VARCHAR);

CREATE TABLE note (of_table VARCHAR, of_id VARCHAR, text VARCHAR);

CREATE TABLE conflict (
  id VARCHAR PRIMARY KEY, kind VARCHAR, left_table VARCHAR, left_id VARCHAR, right_table VARCHAR,
  right_id VARCHAR, text_ja VARCHAR, text_en VARCHAR, made_by VARCHAR);

CREATE TABLE coverage (
  origin VARCHAR, field VARCHAR, subject VARCHAR, starts DATE, ends DATE, note_ja VARCHAR,
  note_en VARCHAR);

CREATE TABLE review (
  id VARCHAR PRIMARY KEY, of_table VARCHAR, of_id VARCHAR, judgement VARCHAR, reviewer VARCHAR,
  made DATE, text_sha256 VARCHAR, note VARCHAR, standing VARCHAR);

CREATE TABLE provenance (
  "table" VARCHAR, origin VARCHAR, sha256 VARCHAR, rows INTEGER, made_by VARCHAR);

CREATE TABLE rejection (file VARCHAR, "row" INTEGER, "column" VARCHAR, what VARCHAR);
