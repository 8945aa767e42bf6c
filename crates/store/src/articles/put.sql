UPDATE articles SET
    external_id = :external_id, title = :title, byline = :byline, site = :site, url = :url,
    canonical_url = :canonical_url, published = :published, published_ms = :published_ms, lang = :lang,
    abstract_text = :abstract_text, capture = :capture, clipped_at = :clipped_at, read_at = :read_at,
    starred_at = :starred_at, trashed_at = :trashed_at, hash = :hash
WHERE id = :id
