//! What changed, for views that read again.

use model::{Id, ItemKind};
use tokio::sync::broadcast::{
    self, Receiver,
    error::{RecvError, TryRecvError},
};

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

impl Changed {
    /// Waits for a change, and tells it together with all that came meanwhile; `None` when the library is closed.
    pub async fn next(changes: &mut Receiver<Self>) -> Option<Self> {
        let mut all = match changes.recv().await {
            Ok(changed) => changed,
            Err(RecvError::Lagged(_)) => Self::anything(),
            Err(RecvError::Closed) => return None,
        };
        loop {
            all = match changes.try_recv() {
                Ok(later) => all.with(later),
                Err(TryRecvError::Lagged(_)) => all.with(Self::anything()),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Some(all),
            };
        }
    }

    /// What may have touched anything.
    pub(crate) fn anything() -> Self {
        Self { seq: 0, items: Vec::new(), receipts: true }
    }

    /// This change and a later one as one.
    fn with(mut self, later: Self) -> Self {
        if self.items.is_empty() || later.items.is_empty() {
            self.items.clear();
        } else {
            self.items.extend(later.items);
            self.items.sort_unstable();
            self.items.dedup();
        }
        Self { seq: self.seq.max(later.seq), items: self.items, receipts: self.receipts || later.receipts }
    }
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

    pub(crate) fn listen(&self) -> Receiver<Changed> {
        self.0.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_changed_meanwhile_is_told_together() {
        let events = Events::new();
        let mut changes = events.listen();
        let (first, second) = ((ItemKind::Article, Id::new()), (ItemKind::Note, Id::new()));
        let tell = |seq, items: &[(ItemKind, Id)], receipts| {
            events.tell(Changed { seq, items: items.to_vec(), receipts });
        };
        tell(1, &[first], false);
        tell(2, &[second], true);
        tell(3, &[first], false);
        let told = Changed::next(&mut changes).await.unwrap();
        assert_eq!((told.seq, told.items.len(), told.receipts), (3, 2, true));
        tell(4, &[first], false);
        tell(5, &[], false);
        let told = Changed::next(&mut changes).await.unwrap();
        assert_eq!((told.seq, told.items.as_slice()), (5, [].as_slice()), "anything may have changed");
        (0..2 * BACKLOG as u64).for_each(|seq| tell(seq, &[first], false));
        assert!(Changed::next(&mut changes).await.unwrap().items.is_empty(), "some was missed");
        drop(events);
        assert_eq!(Changed::next(&mut changes).await, None);
    }
}
