-- The largest sums said of someone or something: psql -v name=Congress -f money-about.sql
\if :{?name}
\else
  \set name Congress
\endif
SELECT q.currency, coalesce(q.value, q.high, q.low) AS amount, q.relation, q.surface, q.predicate,
       a.source, a.published_at, q.sentence
FROM newswire.latest a
JOIN newswire.quantities q USING (ce_id)
JOIN newswire.entities e ON e.ce_id = q.ce_id AND e.key = ANY (q.about)
WHERE q.kind = 'money' AND lower(e.name) = lower(:'name')
ORDER BY amount DESC NULLS LAST, a.published_at
LIMIT 20;
