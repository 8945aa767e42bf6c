//! What changed, for views that read again.

use model::{Id, ItemKind};
use tokio::sync::broadcast;

/// Changes that a slow listener may be behind before it is told that anything may have changed.
const BACKLOG: usize = 256;

/// What a write touched, in this process or another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The number of the last change.
    pub seq: u64,
    /// What was touched; empty when it may be anything.
    pub items: Vec<(ItemKind, Id)>,
    /// Whether the receipts changed.
    pub receipts: bool,
}

/// Tells listeners what changed.
#[derive(Debug)]
pub(crate) struct Events(broadcast::Sender<Changed>);

impl Events {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }

    pub(crate) fn tell(&self, changed: Changed) {
        // No listener is no error: the command line has none.
        let _ = self.0.send(changed);
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Changed> {
        self.0.subscribe()
    }
}
