SELECT number, seq, sketch FROM sketches WHERE version = :version AND seq >= :seq AND length(sketch) > 0
