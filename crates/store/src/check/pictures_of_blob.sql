SELECT capture, position, url, smaller, alt, state, blob, message FROM pictures WHERE blob = :hash
