SELECT form, lang, match_case, whole_word, ambiguous FROM aliases WHERE theme = :theme ORDER BY position
