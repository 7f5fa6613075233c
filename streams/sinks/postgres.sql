-- The tables that `newswire sink postgres` fills. Each `-- migration N` part is run once, in order,
-- in one transaction; add parts, never change one that was released.

-- migration 1

CREATE TABLE newswire.articles (
    ce_id        text PRIMARY KEY,          -- the event's identity: a repeat is dropped
    arrived      bigint GENERATED ALWAYS AS IDENTITY,
    article_id   text NOT NULL,             -- an updated body has the same id and another ce_id
    story_id     text NOT NULL,
    duplicate_of text,
    url          text,
    source       text,
    title        text,
    published_at timestamptz,
    language     text NOT NULL,
    authors      text[] NOT NULL,
    body         text NOT NULL
);
CREATE INDEX ON newswire.articles (article_id, arrived DESC);
CREATE INDEX ON newswire.articles (published_at);
CREATE INDEX ON newswire.articles (story_id);

CREATE TABLE newswire.entities (
    ce_id      text NOT NULL REFERENCES newswire.articles ON DELETE CASCADE,
    entity_id  text NOT NULL,               -- in this article
    key        text NOT NULL,               -- stable across articles
    type       text NOT NULL,
    name       text NOT NULL,
    country    text,
    roles      text[] NOT NULL,
    mentions   integer NOT NULL,
    confidence real NOT NULL,
    PRIMARY KEY (ce_id, entity_id)
);
CREATE INDEX ON newswire.entities (key);

CREATE TABLE newswire.quantities (
    ce_id      text NOT NULL REFERENCES newswire.articles ON DELETE CASCADE,
    position   integer NOT NULL,            -- in the order of the text
    surface    text NOT NULL,
    value      numeric,
    low        numeric,                     -- null where open
    high       numeric,
    relation   text NOT NULL,
    trend      text,
    kind       text NOT NULL,               -- count, money, length ...
    unit       text NOT NULL,
    currency   text,
    per        text,
    counted    text,
    class      text,
    predicate  text,
    event      text NOT NULL,               -- dead, injured ...: see docs/figures.md
    measure    text NOT NULL,               -- numbers of one measure can be compared
    place      text,                        -- key of the place that it is about
    about      text[] NOT NULL,             -- keys of the entities that it is about
    sentence   text NOT NULL,
    confidence real NOT NULL,
    PRIMARY KEY (ce_id, position)
);
CREATE INDEX ON newswire.quantities (class);
CREATE INDEX ON newswire.quantities (place);

CREATE TABLE newswire.quotes (
    ce_id    text NOT NULL REFERENCES newswire.articles ON DELETE CASCADE,
    position integer NOT NULL,
    surface  text NOT NULL,
    speaker  text,                          -- key of the entity
    cue      text,
    PRIMARY KEY (ce_id, position)
);
CREATE INDEX ON newswire.quotes (speaker);

-- the latest version of each article: what the queries start from
CREATE VIEW newswire.latest AS
SELECT DISTINCT ON (article_id) * FROM newswire.articles ORDER BY article_id, arrived DESC;

-- migration 2

-- who says something in an article is looked up by both; by the key alone, a name that is in many
-- articles made the question of who is quoted take half a minute over 10,000
DROP INDEX newswire.entities_key_idx;
CREATE INDEX ON newswire.entities (key, ce_id);
CREATE INDEX ON newswire.entities (lower(name));

-- what figures of several sources are compared by
ALTER TABLE newswire.quantities
    ADD COLUMN head text NOT NULL DEFAULT '',       -- what is counted; empty: people whoever they are
    ADD COLUMN whole boolean NOT NULL DEFAULT true; -- no part, rate or expectation
