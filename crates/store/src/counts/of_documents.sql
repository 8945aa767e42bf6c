SELECT
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(*) FROM quotes) AS quotes,
    (SELECT count(*) FROM notes) AS notes
