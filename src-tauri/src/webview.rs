//! How the web view is set: what this program does not need of a browser is left out.
//!
//! **Invariant:** nothing here changes what the page may do; that is the policy of `window.rs`.

use tauri::WebviewWindow;

/// Where Linux lists the devices that can draw; without one, drawing layers means drawing them by the processor.
#[cfg(target_os = "linux")]
const DRAWING_DEVICES: &str = "/dev/dri";

/// Says how thrifty the web view's processes shall be; before the first of them is started.
#[cfg(target_os = "linux")]
pub(crate) fn be_thrifty() {
    // Each collection looks at everything: else what outlived one, as the page before does, stays for minutes with all it holds
    // (decision 32). What is set already was set by who starts the program.
    let _ = gtk::glib::setenv("JSC_useGenerationalGC", "false", false);
}

/// Other platforms need no telling.
#[cfg(not(target_os = "linux"))]
pub(crate) fn be_thrifty() {}

/// Fits the web view to this program.
#[cfg(target_os = "linux")]
pub(crate) fn fit(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{CacheModel, InputMethodContextExt, WebContextExt, WebViewExt};
    window.with_webview(|webview| {
        let view = webview.inner();
        // What an input method composes is shown where it will stand; wry switches that off.
        if let Some(input) = view.input_method_context() {
            input.set_enable_preedit(true);
        }
        if let Some(settings) = view.settings() {
            leave_out(&settings);
        }
        // One page that never goes back to another; its pictures are in the library.
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })
}

/// Other platforms need no fitting.
#[cfg(not(target_os = "linux"))]
pub(crate) fn fit(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn leave_out(settings: &webkit2gtk::Settings) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt};
    settings.set_enable_page_cache(false);
    settings.set_enable_webgl(false);
    settings.set_enable_webaudio(false);
    settings.set_enable_media(false);
    settings.set_enable_html5_database(false);
    if !draws() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
}

/// Whether this machine has a device that draws.
#[cfg(target_os = "linux")]
fn draws() -> bool {
    let names = std::fs::read_dir(DRAWING_DEVICES).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.into_iter().any(|name| name.to_string_lossy().starts_with("renderD"))
}
