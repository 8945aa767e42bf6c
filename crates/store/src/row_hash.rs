//! The hash that every row of user text carries, so that a flipped bit shows.
//!
//! **Invariant:** no two different lists of fields feed the same bytes to the hash (lengths and absences are fed too).

/// The BLAKE3 of a row's fields, thirty-two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowHash(pub(crate) [u8; 32]);

impl RowHash {
    /// The hash of these fields in this order.
    pub(crate) fn of(fields: &[Option<&str>]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for field in fields {
            match field {
                None => {
                    hasher.update(&[0]);
                }
                Some(text) => {
                    hasher.update(&[1]);
                    hasher.update(&(text.len() as u64).to_le_bytes());
                    hasher.update(text.as_bytes());
                }
            }
        }
        Self(*hasher.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::RowHash;

    #[test]
    fn borders_and_absences_count() {
        assert_ne!(RowHash::of(&[Some("ab"), Some("c")]), RowHash::of(&[Some("a"), Some("bc")]));
        assert_ne!(RowHash::of(&[None]), RowHash::of(&[Some("")]));
        assert_eq!(RowHash::of(&[Some("良率"), None]), RowHash::of(&[Some("良率"), None]));
    }
}
