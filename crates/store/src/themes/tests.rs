use super::*;
use crate::{
    changes,
    samples::{clip, library, tagging, theme},
    store::Store,
    taggings,
    transaction::Touched,
};

fn added(store: &Store, name: &str, aliases: &[&str], parent: Option<Id>) -> Theme {
    let theme = Theme { parent, ..theme(name, aliases) };
    store.write(|db| add(db, &theme)).unwrap();
    theme
}

#[test]
fn every_form_finds_the_theme_regardless_of_case_and_spacing() {
    let (_folder, store) = library();
    let hbm = added(&store, "HBM", &["高带宽内存", "High Bandwidth  Memory"], None);
    assert_eq!(store.read(|db| get(db, hbm.id)).unwrap(), hbm);
    for form in ["hbm", " HBM ", "高带宽内存", "high bandwidth memory"] {
        assert_eq!(store.read(|db| by_form(db, form)).unwrap(), Some(hbm.id), "{form}");
    }
    assert_eq!(store.read(|db| by_form(db, "HBM4")).unwrap(), None);
}

#[test]
fn no_form_belongs_to_two_themes() {
    let (_folder, store) = library();
    let hbm = added(&store, "HBM", &["高带宽内存"], None);
    let mut asic = added(&store, "ASIC", &[], None);
    for (name, alias) in [("hbm", "x"), ("高带宽内存", "y"), ("New", "Hbm"), ("Same", "same")] {
        let refused = store.write(|db| add(db, &theme(name, &[alias])));
        assert!(matches!(refused, Err(Error::Duplicate(_))), "{name} {alias}");
    }
    asic.aliases = theme("", &["hbm"]).aliases;
    assert!(matches!(store.write(|db| put(db, &asic)), Err(Error::Duplicate(name)) if name == "hbm"));
    // A theme may take its own forms anew, in another role.
    let swapped = Theme { name: "高带宽内存".into(), aliases: theme("", &["HBM"]).aliases, ..hbm };
    store.write(|db| put(db, &swapped)).unwrap();
    assert_eq!(store.read(|db| get(db, swapped.id)).unwrap(), swapped);
}

#[test]
fn trees_have_no_circles() {
    let (_folder, store) = library();
    let mut top = added(&store, "Memory", &[], None);
    let middle = added(&store, "HBM", &[], Some(top.id));
    let leaf = added(&store, "HBM4", &[], Some(middle.id));
    assert_eq!(store.read(|db| under(db, top.id)).unwrap().len(), 3);
    for parent in [top.id, leaf.id] {
        top.parent = Some(parent);
        assert!(matches!(store.write(|db| put(db, &top)), Err(Error::Circle)));
    }
    store.write(|db| remove(db, middle.id)).unwrap();
    assert_eq!(store.read(|db| get(db, leaf.id)).unwrap().parent, Some(top.id));
}

#[test]
fn a_merge_moves_forms_items_and_children_and_leaves_a_tombstone() {
    let (_folder, store) = library();
    let into = added(&store, "HBM", &[], None);
    let from = added(&store, "高带宽内存", &["高頻寬記憶體"], None);
    let child = added(&store, "HBM4", &[], Some(from.id));
    let (one, both) = (clip(&store, "one", "x"), clip(&store, "both", "y"));
    let item = |id| Touched { kind: ItemKind::Article, id };
    store
        .write(|db| {
            taggings::add(db, &tagging(&from, item(one.id)))?;
            taggings::add(db, &tagging(&from, item(both.id)))?;
            taggings::add(db, &tagging(&into, item(both.id)))
        })
        .unwrap();
    let written = store.write(|db| merge(db, from.id, into.id)).unwrap();
    assert!(written.touched.contains(&item(one.id)), "its index document names another theme now");
    store
        .read(|db| {
            for form in ["高带宽内存", "高頻寬記憶體", "HBM"] {
                assert_eq!(by_form(db, form)?, Some(into.id), "{form}");
            }
            assert_eq!(taggings::confirmed(db, one.id)?, [into.id]);
            assert_eq!(taggings::confirmed(db, both.id)?, [into.id]);
            assert_eq!(get(db, child.id)?.parent, Some(into.id));
            assert!(!changes::of(db, from.id)?.unwrap().live);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_theme_is_merged_into_one_below_it_without_a_circle() {
    let (_folder, store) = library();
    let top = added(&store, "Memory", &[], None);
    let from = added(&store, "HBM", &[], Some(top.id));
    let middle = added(&store, "HBM3", &[], Some(from.id));
    let into = added(&store, "HBM3E", &[], Some(middle.id));
    store.write(|db| merge(db, from.id, into.id)).unwrap();
    assert_eq!(store.read(|db| get(db, into.id)).unwrap().parent, Some(top.id));
    assert_eq!(store.read(|db| get(db, middle.id)).unwrap().parent, Some(into.id));
    assert!(matches!(store.write(|db| merge(db, into.id, into.id)), Err(Error::Circle)));
}

#[test]
fn removal_takes_the_theme_from_its_items() {
    let (_folder, store) = library();
    let hbm = added(&store, "HBM", &[], None);
    let article = clip(&store, "one", "x");
    let item = Touched { kind: ItemKind::Article, id: article.id };
    store.write(|db| taggings::add(db, &tagging(&hbm, item))).unwrap();
    let written = store.write(|db| remove(db, hbm.id)).unwrap();
    assert!(written.touched.contains(&item));
    assert!(store.read(|db| taggings::of(db, article.id)).unwrap().is_empty());
    assert!(matches!(store.write(|db| remove(db, hbm.id)), Err(Error::NotFound { what: "theme", .. })));
}
