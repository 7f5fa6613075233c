-- Figures for the same thing by several sources: lowest, highest, latest, who says what. "Dozens" is
-- lowest or highest only where nobody names a number.
-- The same thing: of one story; or in one place, within three days, not three times the other's, by
-- articles that have 8% of the entities that they name in common, rare ones weighing more. An article's
-- first figure counts. Limits: docs/figures.md.
WITH said AS (
    SELECT DISTINCT ON (a.ce_id, subject, q.head, q.event, q.measure, place)
           a.ce_id, a.story_id, CASE q.class WHEN 'casualties' THEN 'people' ELSE q.class END AS subject,
           q.head, q.event, q.measure, coalesce(q.place, '') AS place, a.source, a.published_at,
           q.surface, q.value, q.low, q.high
    FROM newswire.latest a JOIN newswire.quantities q USING (ce_id)
    WHERE a.source IS NOT NULL AND q.class IS NOT NULL AND q.event <> '' AND q.whole
    ORDER BY a.ce_id, subject, q.head, q.event, q.measure, place, q.position
), weight AS MATERIALIZED (
    SELECT key, ln(1 + (SELECT count(*) FROM newswire.articles)::float8 / count(*)) AS weight
    FROM newswire.entities GROUP BY key
), pair AS MATERIALIZED (
    SELECT DISTINCT ON (other.ce_id, subject, head, event, measure, place, one.source)
           one.ce_id AS first, other.ce_id AS next, subject, head, event, measure, place
    FROM said one JOIN said other USING (subject, head, event, measure, place)
    WHERE one.source <> other.source
      AND (one.published_at, one.ce_id) < (other.published_at, other.ce_id)
      AND (one.story_id = other.story_id
           OR place <> '' AND event IN ('dead', 'injured', 'detained', 'displaced', 'missing',
                                        'rescued', 'infected', 'destroyed', 'deployed')
              AND other.published_at <= one.published_at + interval '3 days'
              AND coalesce(one.low, one.value, 0) <= 3 * coalesce(other.high, other.value, other.low)
              AND coalesce(other.low, other.value, 0) <= 3 * coalesce(one.high, one.value, one.low)
              AND (SELECT coalesce(sum(weight) FILTER (WHERE x AND y), 0)
                          >= 0.08 * least(sum(weight) FILTER (WHERE x), sum(weight) FILTER (WHERE y))
                   FROM (SELECT key, bool_or(e.ce_id = one.ce_id) AS x, bool_or(e.ce_id = other.ce_id) AS y
                         FROM newswire.entities e
                         WHERE e.ce_id IN (one.ce_id, other.ce_id) AND e.key <> place
                         GROUP BY key) named JOIN weight USING (key)))
    ORDER BY other.ce_id, subject, head, event, measure, place, one.source, one.published_at DESC
), told AS (
    SELECT DISTINCT ON (p.first, subject, head, event, measure, place, s.source)
           p.first, subject, head, event, measure, place, s.*
    FROM (SELECT first, first AS of, subject, head, event, measure, place FROM pair
          UNION SELECT first, next, subject, head, event, measure, place FROM pair) p
    JOIN LATERAL (SELECT source, published_at, surface, value, low, high, story_id,
                         coalesce(high, value, low) <= 3 * coalesce(low, value, high) AS clear
                  FROM said s
                  WHERE s.ce_id = p.of AND (s.subject, s.head, s.event, s.measure, s.place)
                        = (p.subject, p.head, p.event, p.measure, p.place)) s ON true
    WHERE NOT EXISTS (SELECT FROM pair e
                      WHERE e.next = p.first AND (e.subject, e.head, e.event, e.measure, e.place)
                            = (p.subject, p.head, p.event, p.measure, p.place))
    ORDER BY p.first, subject, head, event, measure, place, s.source, s.published_at DESC
)
SELECT min(story_id) AS story_id, coalesce(nullif(head, ''), subject) AS what, event,
       nullif(place, '') AS place, count(*) AS sources,
       coalesce(min(coalesce(low, value, high)) FILTER (WHERE clear), min(low)) AS lowest,
       coalesce(max(coalesce(high, value, low)) FILTER (WHERE clear), max(high)) AS highest,
       (array_agg(surface ORDER BY published_at DESC NULLS LAST))[1] AS latest,
       string_agg(source || ': ' || surface, '; ' ORDER BY published_at, source) AS who_says_what
FROM told
GROUP BY first, subject, head, event, measure, place
HAVING count(*) > 1
ORDER BY sources DESC, max(published_at) DESC, what, event;
