INSERT INTO aliases (theme, position, form, folded, lang, match_case, whole_word, ambiguous)
VALUES (:theme, :position, :form, :folded, :lang, :match_case, :whole_word, :ambiguous)
