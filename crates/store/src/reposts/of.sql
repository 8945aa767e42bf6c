SELECT there.other AS other, articles.capture AS capture, title, site, published, there.share AS share, there.fresh AS fresh,
    back.share AS share_back, back.fresh AS fresh_back, there.kept AS kept
FROM reposts AS there
    JOIN reposts AS back ON back.article = there.other AND back.other = there.article
    JOIN articles ON articles.id = there.other
WHERE there.article = :article AND trashed_at IS NULL
ORDER BY max(there.share, back.share) DESC, there.share DESC, other
