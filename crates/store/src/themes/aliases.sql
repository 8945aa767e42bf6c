SELECT form, lang, match_case, whole_word FROM aliases WHERE theme = :theme ORDER BY position
