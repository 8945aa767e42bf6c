SELECT
    quotes.id, quotes.article, quotes.capture, exact, prefix, suffix, start, "end", picture, picture_number, placed, speaker, comment, colour,
    created_at, edited_at, quotes.trashed_at
FROM quotes
WHERE id = :id
