//! Bodies: read within time and size, and unpacked within size and ratio.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use reqwest::{Response, header::CONTENT_ENCODING};
use ruzstd::decoding::StreamingDecoder;
use tokio::time::{Instant, timeout_at};

use super::limits::{Limits, RATIO_FREE_BYTES};
use crate::Error;

/// Encodings laid over one another; honest servers use one.
const ENCODINGS_MAX: usize = 2;

/// The buffer of the Brotli reader, in bytes.
const BUFFER_BYTES: usize = 65_536;

/// A body as far as it came, and why the rest did not.
type Part = (Vec<u8>, Option<Error>);

/// Reads and unpacks the body of an answer.
pub(super) async fn read(response: Response, limits: Limits, deadline: Instant) -> Result<Part, Error> {
    let encodings: Vec<String> = response
        .headers()
        .get_all(CONTENT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|encoding| encoding.trim().to_ascii_lowercase())
        .filter(|encoding| !encoding.is_empty() && encoding != "identity")
        .collect();
    let (packed, broke_off) = collect(response, &limits, deadline).await?;
    if encodings.is_empty() {
        return Ok((packed, broke_off));
    }
    let unpacked = tokio::task::spawn_blocking(move || unpack(packed, &encodings, &limits)).await;
    match unpacked.unwrap_or(Err(Error::BadEncoding)) {
        Ok(bytes) => Ok((bytes, broke_off)),
        Err(error) => Err(broke_off.unwrap_or(error)),
    }
}

async fn collect(mut response: Response, limits: &Limits, deadline: Instant) -> Result<Part, Error> {
    let too_big = || Error::TooBig { limit_mb: limits.wire_bytes as u64 / 1_000_000 };
    if response.content_length().is_some_and(|length| length > limits.wire_bytes as u64) {
        return Err(too_big());
    }
    let (begun, mut bytes) = (Instant::now(), Vec::new());
    loop {
        // The moment by which the next part must be there for the body to be fast enough.
        let earned = std::time::Duration::from_millis(bytes.len() as u64 * 1_000 / limits.bytes_per_second.max(1));
        let until = deadline.min(begun + limits.slow_grace + earned);
        let part = match timeout_at(until, response.chunk()).await {
            Ok(Ok(Some(part))) => part,
            Ok(Ok(None)) => return Ok((bytes, None)),
            Ok(Err(error)) => return Ok((bytes, Some(super::errors::reason(&error)))),
            Err(_) => return Ok((bytes, Some(Error::Timeout))),
        };
        if bytes.len() + part.len() > limits.wire_bytes {
            return Err(too_big());
        }
        bytes.extend_from_slice(&part);
    }
}

fn unpack(packed: Vec<u8>, encodings: &[String], limits: &Limits) -> Result<Vec<u8>, Error> {
    if encodings.len() > ENCODINGS_MAX {
        return Err(Error::BadEncoding);
    }
    let most = limits.unpacked_bytes.min((packed.len() * limits.ratio).max(RATIO_FREE_BYTES));
    let mut bytes = packed;
    for encoding in encodings.iter().rev() {
        bytes = match encoding.as_str() {
            "gzip" | "x-gzip" => drain(MultiGzDecoder::new(&bytes[..]), most)?,
            "zstd" => drain(StreamingDecoder::new(&bytes[..]).map_err(|_| Error::BadEncoding)?, most)?,
            "br" => drain(Decompressor::new(&bytes[..], BUFFER_BYTES), most)?,
            // Some servers send bare deflate for the zlib format that the standard asks for.
            "deflate" if bytes.first().is_some_and(|byte| byte & 0x0f == 8) => {
                drain(ZlibDecoder::new(&bytes[..]), most)?
            }
            "deflate" => drain(DeflateDecoder::new(&bytes[..]), most)?,
            _ => return Err(Error::BadEncoding),
        };
    }
    Ok(bytes)
}

/// All that a decoder gives, or an error when it is more than `most` or damaged; a packed body cut short, or with something
/// behind its end, gives what came.
fn drain(mut decoder: impl Read, most: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(length) if bytes.len() + length > most => return Err(Error::BadEncoding),
            Ok(length) => bytes.extend_from_slice(&buffer[..length]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) if is_end(error.kind()) && !bytes.is_empty() => return Ok(bytes),
            Err(_) => return Err(Error::BadEncoding),
        }
    }
}

/// Whether a decoder stopped at the end of what it knows: the body was cut, or something stands behind it.
fn is_end(kind: std::io::ErrorKind) -> bool {
    matches!(kind, std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidInput)
}
