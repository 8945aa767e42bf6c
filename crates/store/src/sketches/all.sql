SELECT number, seq, sketch FROM sketches NOT INDEXED WHERE version = :version AND seq >= :seq AND length(sketch) > 0
