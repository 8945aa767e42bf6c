UPDATE quotes SET
    article = :article, capture = :capture, exact = :exact, prefix = :prefix, suffix = :suffix, start = :start,
    "end" = :end, picture = :picture, picture_number = :picture_number, placed = :placed, speaker = :speaker, comment = :comment, colour = :colour,
    created_at = :created_at, edited_at = :edited_at, trashed_at = :trashed_at, hash = :hash
WHERE id = :id
