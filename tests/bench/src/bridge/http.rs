//! As much of HTTP/1.1 as a browser on the same machine needs: one request a connection.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
};

use api::WireError;
use serde::Serialize;

/// More than any journey sends.
const BODY_BYTES_MAX: u64 = 64 << 20;

/// What was asked.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What is answered.
pub(crate) struct Answer {
    status: &'static str,
    kind: String,
    body: Vec<u8>,
}

impl Request {
    /// A header's value, percent-decoded; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
        percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned()
    }
}

impl Answer {
    pub(crate) fn of(body: Vec<u8>, kind: &str) -> Self {
        Self { status: "200 OK", kind: kind.to_owned(), body }
    }

    pub(crate) fn missing() -> Self {
        Self { status: "404 Not Found", kind: "text/plain".to_owned(), body: Vec::new() }
    }

    /// A reply of the wire, or its error.
    pub(crate) fn told<T: Serialize>(reply: Result<T, WireError>) -> Self {
        let json = "application/json".to_owned();
        match reply {
            Ok(reply) => Self { status: "200 OK", kind: json, body: serde_json::to_vec(&reply).unwrap_or_default() },
            Err(error) => {
                Self { status: "400 Bad Request", kind: json, body: serde_json::to_vec(&error).unwrap_or_default() }
            }
        }
    }
}

/// Reads a request; `None` when it is none.
pub(crate) fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: u64 = length.map_or(Ok(0), |(_, value)| value.parse()).ok()?;
    let mut body = Vec::new();
    reader.take(length.min(BODY_BYTES_MAX)).read_to_end(&mut body).ok()?;
    Some(Request { method, path, headers, body })
}

/// Writes an answer and ends the connection.
pub(crate) fn write(stream: &mut TcpStream, answer: Answer) -> std::io::Result<()> {
    let Answer { status, kind, body } = answer;
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\ncache-control: no-store\r\n\r\n"
    )?;
    stream.write_all(&body)
}
