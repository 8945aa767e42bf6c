INSERT INTO quotes (
    id, article, capture, exact, prefix, suffix, start, "end", picture, picture_number, placed, speaker, comment, colour,
    created_at, edited_at, trashed_at, hash
) VALUES (
    :id, :article, :capture, :exact, :prefix, :suffix, :start, :end, :picture, :picture_number, :placed, :speaker, :comment, :colour,
    :created_at, :edited_at, :trashed_at, :hash
)
