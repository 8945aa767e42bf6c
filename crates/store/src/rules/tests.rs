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
    let item = Touched { kind: ItemKind::Article, id: one.id };
    let given = store.write(|db| {
        themes::add(db, &hbm)?;
        put(db, hbm.id, Some(3))?;
        Ok((tag(db, item, hbm.id, &reason)?, tag(db, item, hbm.id, &reason)?))
    });
    assert_eq!(given.unwrap().value, (true, false));
    assert_eq!(store.read(list).unwrap().get(&hbm.id), Some(&3));
    assert_eq!(store.read(|db| reasons(db, one.id)).unwrap(), [(hbm.id, reason.clone())]);
    let again = store.write(|db| {
        taggings::remove(db, one.id, hbm.id)?;
        tag(db, item, hbm.id, &reason)
    });
    assert!(!again.unwrap().value);
    let by_hand = crate::samples::tagging(&hbm, item);
    store.write(|db| taggings::add(db, &by_hand)).unwrap();
    assert_eq!(store.read(|db| taggings::confirmed(db, one.id)).unwrap(), [hbm.id]);
    assert_eq!(store.read(|db| reasons(db, one.id)).unwrap(), []);
}

#[test]
fn texts_come_in_order_of_their_ids_and_those_in_the_trash_do_not() {
    let (_folder, store) = library();
    let ids = ["a", "b", "c"].map(|title| clip(&store, title, "text").id);
    store.write(|db| crate::articles::set_trashed(db, ids[1], Some(Timestamp::now()))).unwrap();
    let of = |after| store.read(|db| texts(db, ItemKind::Article, after, 1)).unwrap();
    assert_eq!(of(None).iter().map(|text| (text.id, text.title.as_str())).collect::<Vec<_>>(), [(ids[0], "a")]);
    assert_eq!(of(Some(ids[0])).iter().map(|text| text.id).collect::<Vec<_>>(), [ids[2]]);
    assert_eq!(of(Some(ids[2])), []);
}
