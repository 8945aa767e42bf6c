//! The real library behind a loopback address, for journeys in a browser over the built page: `bridge LIBRARY UI`.
//!
//! Prints its port and ends when its standard input does.
//!
//! **Invariant:** for tests alone: it is in no package, listens on 127.0.0.1, and works on the folder it is given.
#![allow(clippy::print_stdout, reason = "the port is printed for who started it")]

mod http;

use std::{
    io::Read,
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context;
use library::{Drop, Library, Role};
use model::BlobHash;
use serde_json::{Value, json};

use crate::http::{Answer, Request};

struct Bridge {
    library: Library,
    /// The folder of the built page.
    page: PathBuf,
}

fn main() -> anyhow::Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next().context("bridge LIBRARY UI")?;
    if first == library::READ_APART {
        return Ok(library::read_apart());
    }
    let page = PathBuf::from(arguments.next().context("bridge LIBRARY UI")?).canonicalize()?;
    let library = Library::open(Path::new(&first), Role::Window).map_err(api::WireError::from)?;
    let bridge = Arc::new(Bridge { library, page });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("{}", listener.local_addr()?.port());
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    for stream in listener.incoming().flatten() {
        let bridge = Arc::clone(&bridge);
        std::thread::spawn(move || serve(&bridge, stream));
    }
    Ok(ExitCode::SUCCESS)
}

fn serve(bridge: &Bridge, mut stream: TcpStream) {
    if let Some(request) = http::read(&mut stream) {
        let _ = http::write(&mut stream, answer(bridge, &request));
    }
}

fn answer(bridge: &Bridge, request: &Request) -> Answer {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/call") => called(bridge, &request.body),
        ("POST", "/clip_bytes") => clipped(bridge, request),
        ("POST", "/note_picture") => kept(bridge, request),
        ("GET", path) => match path.strip_prefix("/blob/") {
            Some(hash) => blob(bridge, hash),
            None => file(&bridge.page, path),
        },
        _ => Answer::missing(),
    }
}

fn called(bridge: &Bridge, body: &[u8]) -> Answer {
    let Ok(Value::Object(asked)) = serde_json::from_slice::<Value>(body) else { return Answer::missing() };
    let name = asked.get("name").and_then(Value::as_str).unwrap_or_default();
    let request = asked.get("request").cloned().unwrap_or_else(|| json!({}));
    Answer::told(api::call(&bridge.library, name, request))
}

fn clipped(bridge: &Bridge, request: &Request) -> Answer {
    let file = Drop::File { name: request.header("name"), bytes: request.body.clone(), url: None };
    Answer::told(Ok::<_, api::WireError>(api::clips::clip(&bridge.library, vec![file], &[])))
}

fn kept(bridge: &Bridge, request: &Request) -> Answer {
    Answer::told(api::notes::keep_picture(&bridge.library, &request.header("note"), &request.body))
}

fn blob(bridge: &Bridge, hash: &str) -> Answer {
    let found = hash.parse::<BlobHash>().ok().and_then(|hash| bridge.library.blob(&hash).ok());
    found.map_or_else(Answer::missing, |(bytes, media_type)| Answer::of(bytes, &media_type))
}

/// A file of the built page; nothing outside its folder.
fn file(page: &Path, path: &str) -> Answer {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    let wanted = page.join(if path.is_empty() { "index.html" } else { path });
    let Some(file) = wanted.canonicalize().ok().filter(|file| file.starts_with(page)) else { return Answer::missing() };
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    };
    std::fs::read(file).map_or_else(|_| Answer::missing(), |bytes| Answer::of(bytes, kind))
}
