//! Clips from real servers on the loopback address, which the setting allows.

mod pages;
mod pictures;
mod waiting;

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::Duration,
};

use capture::Limits;
use encoding_rs::{BIG5, GB18030, GBK, SHIFT_JIS};
use model::{ClipState, Drop, PictureState};
use tempfile::TempDir;

use super::*;
use crate::{Clipped, Role, Undo};

type Answer = fn(&str, &mut TcpStream);

/// A server that gives each connection to `answer` with its path; returns its address.
fn serve(answer: Answer) -> String {
    serve_on(TcpListener::bind("127.0.0.1:0").unwrap(), answer)
}

fn serve_on(listener: TcpListener, answer: Answer) -> String {
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut stream = stream;
                let path = path_of(&mut stream);
                answer(&path, &mut stream);
            });
        }
    });
    address
}

fn path_of(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).split(' ').nth(1).unwrap_or_default().to_owned()
}

fn ok(stream: &mut TcpStream, headers: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

fn says(stream: &mut TcpStream, head: &str) {
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
}

fn page(title: &str, body: &str) -> String {
    let words = "三家供应商都在扩大产能，价格预计维持高位，交期没有缩短的迹象，客户仍然按季度谈判。".repeat(6);
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p>{body}<p>{words}</p></article></body></html>"
    )
}

/// The smallest PNG: one pixel, told apart by its comment.
fn png(n: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    bytes.extend_from_slice(b"\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa7\x35\x81\x84\0\0\0\0IEND\xaeB`\x82");
    bytes.push(n);
    bytes
}

fn small() -> Limits {
    let (short, none) = (Duration::from_millis(400), Duration::ZERO);
    Limits {
        connect: short,
        first_byte: short,
        total: short * 4,
        slow_grace: short,
        wire_bytes: 100_000,
        picture_bytes: 50_000,
        unpacked_bytes: 2_000_000,
        page_spacing: none,
        picture_spacing: none,
        second_try: none,
        ..Limits::default()
    }
}

fn desk() -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open_within(folder.path(), Role::Command, small()).unwrap();
    library.allow_private(true).unwrap();
    (folder, library)
}

fn link(url: &str) -> Drop {
    Drop::Url { url: url.to_owned(), title: None }
}

fn clip(library: &Library, url: &str) -> Clipped {
    library.finish(library.clip(link(url), &[])).remove(0)
}

fn text_of(library: &Library, clip: &Clipped) -> String {
    library.article(&clip.id.unwrap().to_string(), None, &|hash| hash.to_string()).unwrap().capture.text
}
