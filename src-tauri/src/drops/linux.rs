//! The watch on GTK's signals. WebKit shows the page no file contents, breaks Han text from Chromium, hides titles and
//! refuses pictures; so what it does not ask for is asked for here, and its answers are kept from it.

use std::{cell::RefCell, rc::Rc, sync::Arc, time::Duration};

use gtk::{
    Clipboard, SelectionData, TargetList, Widget,
    gdk::{Atom, DragAction, DragContext, SELECTION_CLIPBOARD},
    glib::timeout_add_local_once,
    prelude::*,
};
use tauri::{AppHandle, Manager, WebviewWindow};
use tokio::sync::oneshot;

use super::{
    Drags, Offered, PATIENCE, Parts, Watch,
    parts::names::{BYTES, HTML, MOZ_URL, NETSCAPE_URL, PICTURES, PLAIN, TAINT, URI_LIST, UTF8, UTF8_PLAIN},
};
use crate::call;

/// What WebKit asks for by itself; the data pass by here on their way to the page.
const WEBKIT_ASKS: [&str; 7] = [
    UTF8_PLAIN,
    PLAIN,
    HTML,
    NETSCAPE_URL,
    URI_LIST,
    "application/vnd.webkitgtk.smartpaste",
    "org.webkitgtk.WebKit.custom-pasteboard-data",
];

/// What is asked for here besides.
const ASKED: [&str; 4] = [UTF8, MOZ_URL, BYTES, TAINT];

/// Between GTK's word that a drag left and its word that it was dropped lies one turn of the event loop.
const LEAVE_WAIT: Duration = Duration::from_millis(60);

/// By then the page has heard of a drop and shows what became of it.
const DROP_WAIT: Duration = Duration::from_secs(1);

/// The GTK watch.
pub(super) struct Native;

impl Watch for Native {
    fn drags(window: &WebviewWindow, drags: Arc<Drags>) -> tauri::Result<()> {
        let app = window.app_handle().clone();
        window.with_webview(move |webview| {
            let over = Rc::new(Over { app, drags, drag: RefCell::default() });
            over.connect(webview.inner().upcast_ref());
        })
    }

    async fn clipboard(app: &AppHandle, offered: Offered) -> Parts {
        let (send, receive) = oneshot::channel();
        match app.run_on_main_thread(move || ask_clipboard(offered, send)) {
            Ok(()) => receive.await.unwrap_or_default(),
            Err(_) => Parts::default(),
        }
    }
}

/// The drags over the web view; lives on the window's own thread.
struct Over {
    app: AppHandle,
    drags: Arc<Drags>,
    drag: RefCell<Option<Drag>>,
}

/// The drag that is over the web view now.
struct Drag {
    context: DragContext,
    asked: Vec<String>,
    /// WebKit knows none of its types, so the drop is taken here and the page is told by an event.
    refused_by_webkit: bool,
    /// When the button was released over such a drag.
    let_go: Option<u32>,
    /// Whether the pointer is away from the web view.
    away: bool,
}

impl Over {
    fn connect(self: Rc<Self>, view: &Widget) {
        // GTK hands on no data of a type that is not on the list of the widget.
        let list = view.drag_dest_get_target_list().unwrap_or_else(|| TargetList::new(&[]));
        for name in ASKED.into_iter().chain(PICTURES) {
            list.add(&Atom::intern(name), 0, 0);
        }
        view.drag_dest_set_target_list(Some(&list));
        let over = Rc::clone(&self);
        view.connect_drag_motion(move |view, context, _, _, time| over.motion(view, context, time));
        let over = Rc::clone(&self);
        view.connect_drag_data_received(move |view, context, _, _, data, _, _| over.received(view, context, data));
        let over = Rc::clone(&self);
        view.connect_drag_leave(move |_, context, _| over.left(context));
        view.connect_drag_drop(move |_, context, _, _, time| self.let_go(context, time));
    }

    /// Asks for what WebKit will not, once for each drag. True keeps the drag from WebKit.
    fn motion(&self, view: &Widget, context: &DragContext, time: u32) -> bool {
        if context.drag_get_source_widget().is_some() {
            return false;
        }
        if self.is_new(context) {
            self.enter(view, context, time);
        }
        if let Some(drag) = self.drag.borrow_mut().as_mut() {
            drag.away = false;
        }
        self.drags.show(&self.app);
        let ours = self.drag.borrow().as_ref().is_some_and(|drag| drag.refused_by_webkit);
        if ours {
            context.drag_status(DragAction::COPY, time);
        }
        ours
    }

    fn is_new(&self, context: &DragContext) -> bool {
        self.drag.borrow().as_ref().is_none_or(|drag| drag.context != *context)
    }

    fn enter(&self, view: &Widget, context: &DragContext, time: u32) {
        let offered: Vec<String> = context.list_targets().into_iter().map(|target| target.name().into()).collect();
        let asked = wanted(&offered);
        let known_to_webkit = offered.iter().any(|name| WEBKIT_ASKS.contains(&name.as_str()));
        let refused_by_webkit = !known_to_webkit && !asked.is_empty();
        self.drags.enter(&offered, asked.len());
        let drag =
            Drag { context: context.clone(), asked: asked.clone(), refused_by_webkit, let_go: None, away: false };
        self.drag.replace(Some(drag));
        for name in asked {
            view.drag_get_data(context, &Atom::intern(&name), time);
        }
    }

    /// Keeps what arrives; stops the signal for what was asked for here, which WebKit would count among its own.
    fn received(&self, view: &Widget, context: &DragContext, data: &SelectionData) {
        if self.is_new(context) {
            return;
        }
        let name = data.target().name();
        let bytes = if data.length() > 0 { data.data() } else { Vec::new() };
        let asked = self.drag.borrow().as_ref().is_some_and(|drag| drag.asked.iter().any(|asked| *asked == name));
        if asked {
            view.stop_signal_emission_by_name("drag-data-received");
        }
        self.drags.receive(&name, bytes, asked);
        self.drags.show(&self.app);
        self.finish_when_complete();
    }

    /// GTK says that a drag left just before it says that it was dropped. What the page shows over itself must stay until
    /// then: WebKit fires the drop at the element below the pointer, and one that is gone tells nobody.
    fn left(self: &Rc<Self>, context: &DragContext) {
        if let Some(drag) = self.drag.borrow_mut().as_mut().filter(|drag| drag.context == *context) {
            drag.away = true;
        }
        self.hide_after(LEAVE_WAIT, context);
    }

    /// Tells the page that nothing hovers, unless the drag came back or another came.
    fn hide_after(self: &Rc<Self>, wait: Duration, context: &DragContext) {
        let (over, context) = (Rc::clone(self), context.clone());
        timeout_add_local_once(wait, move || {
            let gone = over.drag.borrow().as_ref().is_none_or(|drag| drag.context == context && drag.away);
            if gone && (wait == DROP_WAIT || !over.drags.was_let_go()) {
                over.drags.hide(&over.app);
            }
        });
    }

    /// False lets WebKit fire the page's own drop, which then asks for what was kept.
    fn let_go(self: &Rc<Self>, context: &DragContext, time: u32) -> bool {
        if self.is_new(context) {
            return false;
        }
        self.drags.let_go();
        self.hide_after(DROP_WAIT, context);
        let ours =
            self.drag.borrow_mut().as_mut().filter(|drag| drag.refused_by_webkit).map(|drag| drag.let_go = Some(time));
        if ours.is_some() {
            self.finish_when_complete();
            let over = Rc::clone(self);
            // A source that never answers must not take the drop with it.
            timeout_add_local_once(PATIENCE, move || over.finish());
        }
        ours.is_some()
    }

    /// Ends a drag that WebKit refused, and clips what it brought.
    fn finish_when_complete(&self) {
        if self.drags.complete() {
            self.finish();
        }
    }

    fn finish(&self) {
        let Some(time) = self.drag.borrow().as_ref().and_then(|drag| drag.let_go) else { return };
        if let Some(drag) = self.drag.take() {
            drag.context.drag_finish(true, false, time);
        }
        call::clip_dropped(self.app.clone());
    }
}

/// Those of the offered types that are asked for here: at the most one encoding of a picture.
fn wanted(offered: &[String]) -> Vec<String> {
    let has = |name: &&str| offered.iter().any(|offer| offer == name);
    let picture = PICTURES.iter().copied().find(has).filter(|_| !has(&BYTES));
    ASKED.into_iter().filter(has).chain(picture).map(str::to_owned).collect()
}

/// Asks the clipboard for what is meant of its offers; an empty answer when there is none.
fn ask_clipboard(offered: Offered, send: oneshot::Sender<Parts>) {
    Clipboard::get(&SELECTION_CLIPBOARD).request_contents(&Atom::intern("TARGETS"), move |clipboard, data| {
        let names: Vec<String> =
            data.targets().unwrap_or_default().into_iter().map(|target| target.name().into()).collect();
        let has = |name: &&str| names.iter().any(|offer| offer == name);
        let unseen = [URI_LIST].into_iter().chain(PICTURES).find(has);
        let seen = [HTML, UTF8, UTF8_PLAIN, PLAIN, MOZ_URL].into_iter().filter(has);
        let asked = seen.filter(|_| offered == Offered::All).chain(unseen).collect();
        let mut parts = Parts::default();
        parts.announce(&names);
        ask_next(clipboard, asked, parts, send);
    });
}

/// Asks for one type after the other: GTK answers one question at a time.
fn ask_next(clipboard: &Clipboard, mut asked: Vec<&'static str>, mut parts: Parts, send: oneshot::Sender<Parts>) {
    let Some(name) = asked.pop() else {
        let _ = send.send(parts);
        return;
    };
    clipboard.request_contents(&Atom::intern(name), move |clipboard, data| {
        parts.receive(name, if data.length() > 0 { data.data() } else { Vec::new() });
        ask_next(clipboard, asked, parts, send);
    });
}
