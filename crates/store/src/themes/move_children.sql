UPDATE themes SET parent = :into WHERE parent = :from
