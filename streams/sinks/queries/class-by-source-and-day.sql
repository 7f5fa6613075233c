-- What each source reported of a class, day by day: psql -v class=tanks -f class-by-source-and-day.sql
\if :{?class}
\else
  \set class tanks
\endif
SELECT a.published_at::date AS day, a.source, count(*) AS figures,
       min(coalesce(q.low, q.value)) AS lowest, max(coalesce(q.high, q.value, q.low)) AS highest
FROM newswire.latest a JOIN newswire.quantities q USING (ce_id)
WHERE q.class = :'class' AND q.kind = 'count'
GROUP BY 1, 2
ORDER BY 1, 2;
