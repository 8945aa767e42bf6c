//! Notices of the desktop, for what happens while the window is not in front.

use api::{ErrorCode, WireError};
use notify_rust::Notification;
use tauri::{AppHandle, Manager};

use crate::{call::refused, window::MAIN};

/// As much as a desktop shows of a line, characters.
const CHARS_MAX: usize = 200;

/// Shows a notice, unless the window itself is looked at. Blocks on the desktop.
pub(crate) fn show(app: &AppHandle, title: &str, body: &str) -> Result<(), WireError> {
    if app.get_webview_window(MAIN).is_some_and(|window| window.is_focused().unwrap_or(false)) {
        return Ok(());
    }
    let mut notice = Notification::new();
    // Some desktops read a body as markup.
    notice.appname("Tearsheet").icon("tearsheet").summary(&cut(title)).body(&escaped(&cut(body)));
    notice.show().map(drop).map_err(|error| {
        tracing::warn!(%error, "the desktop showed no notice");
        refused(ErrorCode::Unsupported, "This desktop shows no notices.")
    })
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(CHARS_MAX).collect()
}

fn escaped(text: &str) -> String {
    if cfg!(target_os = "linux") {
        return text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_shown_as_words_and_not_whole_pages_of_it() {
        assert_eq!(escaped(&cut("a <b>\u{7}& c")), "a &lt;b&gt;&amp; c");
        assert_eq!(cut(&"良".repeat(1000)).chars().count(), CHARS_MAX);
    }
}
