use model::ItemKind;

use super::*;
use crate::{
    samples::{clip, library, theme},
    taggings, themes,
};

#[test]
fn a_rule_says_why_and_what_was_taken_off_stays_off() {
    let (_folder, store) = library();
    let hbm = theme("HBM", &["高带宽内存"]);
    let one = clip(&store, "t", "x");
    let reason = Reason { count: 4, forms: vec!["HBM".into(), "高带宽内存".into()] };
    let given = store.write(|db| {
        themes::add(db, &hbm)?;
        put(db, hbm.id, Some(3))?;
        Ok((tag(db, one.id, hbm.id, &reason)?, tag(db, one.id, hbm.id, &reason)?))
    });
    assert_eq!(given.unwrap().value, (true, false));
    assert_eq!(store.read(list).unwrap().get(&hbm.id), Some(&3));
    assert_eq!(store.read(|db| reasons(db, one.id)).unwrap(), [(hbm.id, reason.clone())]);
    let again = store.write(|db| {
        taggings::remove(db, one.id, hbm.id)?;
        tag(db, one.id, hbm.id, &reason)
    });
    assert!(!again.unwrap().value);
    let by_hand = crate::samples::tagging(&hbm, crate::Touched { kind: ItemKind::Article, id: one.id });
    store.write(|db| taggings::add(db, &by_hand)).unwrap();
    assert_eq!(store.read(|db| taggings::confirmed(db, one.id)).unwrap(), [hbm.id]);
    assert_eq!(store.read(|db| reasons(db, one.id)).unwrap(), []);
}
