-- Who is quoted most in articles that name something: psql -v name=Ukraine -f quoted-on.sql
\if :{?name}
\else
  \set name Ukraine
\endif
SELECT s.name AS speaker, max(array_to_string(s.roles, ', ')) AS roles,
       count(*) AS quotes, count(DISTINCT a.source) AS sources
FROM newswire.latest a
JOIN newswire.quotes q USING (ce_id)
JOIN newswire.entities s ON s.ce_id = a.ce_id AND s.key = q.speaker
WHERE EXISTS (SELECT FROM newswire.entities e WHERE e.ce_id = a.ce_id AND lower(e.name) = lower(:'name'))
GROUP BY s.key, s.name
ORDER BY quotes DESC, speaker
LIMIT 20;
