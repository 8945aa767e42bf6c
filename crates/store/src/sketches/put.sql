UPDATE sketches SET sketch = :sketch, version = :version, state = :state, seq = :seq WHERE article = :article
