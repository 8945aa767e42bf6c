INSERT INTO articles (
    id, external_id, title, byline, site, url, canonical_url, published, published_ms, lang, abstract_text,
    capture, clipped_at, read_at, starred_at, trashed_at, hash
) VALUES (
    :id, :external_id, :title, :byline, :site, :url, :canonical_url, :published, :published_ms, :lang, :abstract_text,
    :capture, :clipped_at, :read_at, :starred_at, :trashed_at, :hash
)
