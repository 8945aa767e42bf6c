INSERT INTO captures (
    id, article, taken_at, original, media_type, url, title, characters, excerpt, text_hash, hash, html, text
) VALUES (
    :id, :article, :taken_at, :original, :media_type, :url, :title, :characters, :excerpt, :text_hash, :hash, :html, :text
)
