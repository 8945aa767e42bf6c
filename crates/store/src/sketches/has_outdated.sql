SELECT EXISTS (SELECT 1 FROM sketches WHERE state <> 'due' AND version <> :version)
