SELECT kind, item FROM changes WHERE seq = :seq
