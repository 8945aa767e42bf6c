//! Bodies: read within time and size, and unpacked within size and ratio.

use std::io::{ErrorKind, Read};

use brotli_decompressor::Decompressor;
use flate2::{
    bufread::GzDecoder,
    read::{DeflateDecoder, ZlibDecoder},
};
use reqwest::{Response, header::CONTENT_ENCODING};
use ruzstd::decoding::StreamingDecoder;
use tokio::time::{Instant, timeout_at};

use super::limits::{Limits, RATIO_FREE_BYTES};
use crate::Error;

/// Encodings laid over one another; honest servers use one.
const ENCODINGS_MAX: usize = 2;

/// The buffer of the Brotli reader, in bytes.
const BUFFER_BYTES: usize = 65_536;

/// How a member of a gzip file begins.
const GZIP: &[u8] = b"\x1f\x8b";

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
        // Packed bytes that end too soon tell it, whatever length the server gave.
        Ok((bytes, cut)) => Ok((bytes, broke_off.or(cut.then_some(Error::Broken)))),
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

/// The unpacked bytes, and whether they end before the end.
fn unpack(packed: Vec<u8>, encodings: &[String], limits: &Limits) -> Result<(Vec<u8>, bool), Error> {
    if encodings.len() > ENCODINGS_MAX {
        return Err(Error::BadEncoding);
    }
    let most = limits.unpacked_bytes.min((packed.len() * limits.ratio).max(RATIO_FREE_BYTES));
    let (mut bytes, mut is_cut) = (packed, false);
    for encoding in encodings.iter().rev() {
        let (unpacked, cut) = match encoding.as_str() {
            "gzip" | "x-gzip" => gunzip(&bytes, most)?,
            "zstd" => drain(StreamingDecoder::new(&bytes[..]).map_err(|_| Error::BadEncoding)?, most)?,
            "br" => drain(Decompressor::new(&bytes[..], BUFFER_BYTES), most)?,
            // Some servers send bare deflate for the zlib format that the standard asks for.
            "deflate" if bytes.first().is_some_and(|byte| byte & 0x0f == 8) => {
                drain(ZlibDecoder::new(&bytes[..]), most)?
            }
            "deflate" => drain(DeflateDecoder::new(&bytes[..]), most)?,
            _ => return Err(Error::BadEncoding),
        };
        (bytes, is_cut) = (unpacked, is_cut || cut);
    }
    Ok((bytes, is_cut))
}

/// All that the members of a gzip file give. What stands behind them is left out (RFC 1952, 2.2).
fn gunzip(packed: &[u8], most: usize) -> Result<(Vec<u8>, bool), Error> {
    let (mut rest, mut bytes) = (packed, Vec::new());
    loop {
        let mut member = GzDecoder::new(rest);
        let (unpacked, is_cut) = drain(&mut member, most - bytes.len())?;
        bytes.extend_from_slice(&unpacked);
        rest = member.into_inner();
        if is_cut || !rest.starts_with(GZIP) {
            return Ok((bytes, is_cut));
        }
    }
}

/// All that a decoder gives and whether it was cut short, or an error when it is more than `most` or damaged. What stands behind its
/// end is left out.
fn drain(mut decoder: impl Read, most: usize) -> Result<(Vec<u8>, bool), Error> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok((bytes, false)),
            Ok(length) if bytes.len() + length > most => return Err(Error::BadEncoding),
            Ok(length) => bytes.extend_from_slice(&buffer[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof && !bytes.is_empty() => return Ok((bytes, true)),
            Err(error) if error.kind() == ErrorKind::InvalidInput && !bytes.is_empty() => return Ok((bytes, false)),
            Err(_) => return Err(Error::BadEncoding),
        }
    }
}
