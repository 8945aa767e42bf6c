SELECT capture, position, url, alt, state, blob, message FROM pictures WHERE blob = :hash
