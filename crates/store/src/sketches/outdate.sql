UPDATE sketches SET state = 'due', version = 0, sketch = x'' WHERE state <> 'due' AND version <> :version
