-- Dead and injured in a place over time, with their bounds: psql -v place=Syria -f casualties-in-place.sql
\if :{?place}
\else
  \set place Syria
\endif
SELECT a.published_at, a.source, q.event, q.surface, q.relation, q.value, q.low, q.high, q.sentence
FROM newswire.latest a
JOIN newswire.quantities q USING (ce_id)
JOIN newswire.entities p ON p.ce_id = q.ce_id AND p.key = q.place
WHERE lower(p.name) = lower(:'place') AND q.event IN ('dead', 'injured', 'missing') AND q.kind = 'count'
ORDER BY a.published_at, a.source, q.position;
