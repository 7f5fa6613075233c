-- Figures for the same thing in one story by several sources: lowest, highest, latest, who says what.
-- Of each source its latest figure counts. Limits: docs/figures.md.
WITH said AS (
    SELECT DISTINCT ON (a.story_id, q.class, q.event, q.measure, q.place, a.source)
           a.story_id, q.class, q.event, q.measure, q.place, a.source, a.published_at,
           q.surface, q.value, q.low, q.high
    FROM newswire.latest a JOIN newswire.quantities q USING (ce_id)
    WHERE a.source IS NOT NULL AND q.class IS NOT NULL AND q.event <> ''
    ORDER BY a.story_id, q.class, q.event, q.measure, q.place, a.source,
             a.published_at DESC NULLS LAST, q.position DESC
)
SELECT story_id, class, event, place, count(*) AS sources,
       min(coalesce(low, value)) AS lowest, max(coalesce(high, value, low)) AS highest,
       (array_agg(surface ORDER BY published_at DESC NULLS LAST))[1] AS latest,
       string_agg(source || ': ' || surface, '; ' ORDER BY published_at, source) AS who_says_what
FROM said
GROUP BY story_id, class, event, measure, place
HAVING count(*) > 1
ORDER BY sources DESC, story_id, class, event;
