-- Who is quoted most in articles that name something: psql -v name=Ukraine -f quoted-on.sql
\if :{?name}
\else
  \set name Ukraine
\endif
WITH naming AS MATERIALIZED (
    SELECT ce_id, a.source
    FROM newswire.latest a
    WHERE EXISTS (SELECT FROM newswire.entities e
                  WHERE e.ce_id = a.ce_id AND lower(e.name) = lower(:'name'))
)
SELECT mode() WITHIN GROUP (ORDER BY s.name) AS speaker,
       mode() WITHIN GROUP (ORDER BY s.roles[1]) AS role,
       count(*) AS quotes, count(DISTINCT n.source) AS sources
FROM naming n
JOIN newswire.quotes q USING (ce_id)
JOIN newswire.entities s ON s.ce_id = q.ce_id AND s.key = q.speaker
GROUP BY s.key
ORDER BY quotes DESC, speaker
LIMIT 20;
