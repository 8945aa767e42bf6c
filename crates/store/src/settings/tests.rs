use super::*;
use crate::samples::library;

#[test]
fn a_setting_is_put_replaced_and_removed() {
    let (_folder, store) = library();
    let value = || store.read(|db| get(db, "language")).unwrap();
    assert_eq!(value(), None);
    for wanted in ["en", "zh-CN"] {
        store.write(|db| put(db, "language", wanted)).unwrap();
        assert_eq!(value().as_deref(), Some(wanted));
    }
    store.write(|db| remove(db, "language")).unwrap();
    assert_eq!(value(), None);
}
