-- Dead and injured in a place over time, with their bounds: psql -v place=Aleppo -f casualties-in-place.sql
-- With a country's code too, those in its towns and regions: psql -v place=Syria -v country=SY -f ...
-- Where `whole` is f, a sentence says a part, a rate, a sum of several places, or what may be.
\if :{?place}
\else
  \set place Syria
  \set country SY
\endif
\if :{?country}
\else
  \set country ''
\endif
SELECT a.published_at, a.source, q.event, q.surface, q.relation, q.value, q.low, q.high, p.name AS place,
       q.whole, q.sentence
FROM newswire.latest a
JOIN newswire.quantities q USING (ce_id)
JOIN newswire.entities p ON p.ce_id = q.ce_id AND p.key = q.place
WHERE (lower(p.name) = lower(:'place') OR p.country = upper(:'country'))
  AND q.event IN ('dead', 'injured', 'missing') AND q.kind = 'count'
ORDER BY a.published_at, a.source, q.position;
