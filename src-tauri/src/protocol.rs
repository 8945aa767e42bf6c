//! The `tearsheet-blob` scheme: the library's pictures, by hash.
//!
//! **Invariant:** nothing but a raster picture is ever served, whatever the address or the bytes say of themselves.

use std::{io::Cursor, sync::Arc};

use image::{ImageFormat, ImageReader};
use model::BlobHash;
use tauri::{
    Manager, UriSchemeContext, UriSchemeResponder, Wry,
    http::{Request, Response, StatusCode, header},
};

use crate::desk::Desk;

/// The scheme; `http://tearsheet-blob.localhost` where the platform wants it so.
pub(crate) const SCHEME: &str = "tearsheet-blob";

/// The types that are served; none of them can carry a script.
const RASTERS: [ImageFormat; 5] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp];

/// Answers one request away from the window's own thread.
pub(crate) fn answer(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = Arc::clone(&context.app_handle().state::<Arc<Desk>>());
    tauri::async_runtime::spawn_blocking(move || responder.respond(response(&desk, request.uri().path())));
}

fn response(desk: &Desk, path: &str) -> Response<Vec<u8>> {
    let picture = path.trim_matches('/').parse::<BlobHash>().ok().and_then(|hash| desk.blob(&hash));
    let (status, kind, cache, bytes) = match picture.and_then(|bytes| Some((raster_type(&bytes)?, bytes))) {
        Some((kind, bytes)) => (StatusCode::OK, kind, "public, max-age=31536000, immutable", bytes),
        None => (StatusCode::NOT_FOUND, "application/octet-stream", "no-store", Vec::new()),
    };
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, cache),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ] {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

/// The media type of a raster picture whose head the decoder can read.
fn raster_type(bytes: &[u8]) -> Option<&'static str> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let format = reader.format().filter(|format| RASTERS.contains(format))?;
    reader.into_dimensions().ok()?;
    Some(format.to_mime_type())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(3, 2).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn pictures_are_told_by_their_bytes() {
        for format in RASTERS {
            assert_eq!(raster_type(&encoded(format)), Some(format.to_mime_type()));
        }
    }

    #[test]
    fn nothing_else_is_served() {
        for bytes in [
            &b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"[..],
            b"<!doctype html><script>x()</script>",
            b"GIF89a<script>",
            b"\x89PNG\r\n\x1a\n<html>",
            b"",
        ] {
            assert_eq!(raster_type(bytes), None);
        }
    }
}
