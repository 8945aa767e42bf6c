SELECT id FROM themes WHERE folded = :folded
UNION ALL
SELECT theme FROM aliases WHERE folded = :folded
