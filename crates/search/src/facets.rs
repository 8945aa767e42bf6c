//! Counts of hits by kind, theme, publication, person and month.
//!
//! A value has the same number in all segments, so that counting is adding up arrays, whatever found the hits.

use std::{cmp::Reverse, collections::HashMap, hash::Hash, sync::Arc};

use model::{Id, ItemKind};

use crate::{
    Facets,
    schema::{kind_of_number, month_name},
};

/// Values of one facet in an answer.
pub const FACETS_MAX: usize = 50;
/// Kinds of items that are searched.
const KINDS: usize = 3;

/// The values of all segments, each with its number.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) sites: Numbered<Arc<str>>,
    pub(crate) people: Numbered<Arc<str>>,
    pub(crate) themes: Numbered<Id>,
    /// Counted from January of the year 0.
    pub(crate) months: Numbered<u64>,
}

/// Values, numbered as they come.
pub(crate) struct Numbered<V> {
    numbers: HashMap<V, u32>,
    values: Vec<V>,
}

impl<V> Default for Numbered<V> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<V: Clone + Eq + Hash + Ord> Numbered<V> {
    /// The number of a value, a new one if it has none.
    pub(crate) fn number(&mut self, value: V) -> u32 {
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        })
    }

    /// Counts of zero.
    fn zeros(&self) -> Vec<u32> {
        vec![0; self.values.len()]
    }

    /// The values that were met, each with its count, and of those only the first `FACETS_MAX` in an order.
    fn first<K: Ord>(&self, counts: &[u32], order: impl Fn(&V, u32) -> K) -> Vec<(V, u64)> {
        let met = self.values.iter().zip(counts).filter(|(_, count)| **count > 0);
        let mut met: Vec<(&V, u32)> = met.map(|(value, count)| (value, *count)).collect();
        let in_order = |a: &(&V, u32), b: &(&V, u32)| (order(a.0, a.1), a.0).cmp(&(order(b.0, b.1), b.0));
        if met.len() > FACETS_MAX {
            met.select_nth_unstable_by(FACETS_MAX, in_order);
            met.truncate(FACETS_MAX);
        }
        met.sort_unstable_by(in_order);
        met.into_iter().map(|(value, count)| (value.clone(), u64::from(count))).collect()
    }

    fn most_frequent(&self, counts: &[u32]) -> Vec<(V, u64)> {
        self.first(counts, |_, count| Reverse(count))
    }
}

impl Names {
    /// Counts of zero for every value.
    pub(crate) fn counts(&self) -> Counts {
        Counts {
            kinds: [0; KINDS],
            sites: self.sites.zeros(),
            people: self.people.zeros(),
            themes: self.themes.zeros(),
            months: self.months.zeros(),
        }
    }

    /// What was counted, with the values themselves.
    pub(crate) fn facets(&self, counts: &Counts) -> Facets {
        let printed = |counts: Vec<(Arc<str>, u64)>| {
            counts.into_iter().map(|(value, count)| (value.to_string(), count)).collect()
        };
        let months = self.months.first(&counts.months, |month, _| Reverse(*month));
        Facets {
            kinds: kinds(&counts.kinds),
            themes: self.themes.most_frequent(&counts.themes),
            sites: printed(self.sites.most_frequent(&counts.sites)),
            people: printed(self.people.most_frequent(&counts.people)),
            months: months.into_iter().map(|(month, count)| (month_name(month), count)).collect(),
        }
    }
}

fn kinds(counts: &[u32]) -> Vec<(ItemKind, u64)> {
    let met = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
    let mut kinds: Vec<(ItemKind, u64)> =
        met.filter_map(|(count, number)| Some((kind_of_number(number)?, u64::from(*count)))).collect();
    kinds.sort_by_key(|(kind, count)| (Reverse(*count), *kind));
    kinds
}

/// How often each value was met, by its number.
#[derive(Clone, Default)]
pub(crate) struct Counts {
    pub(crate) kinds: [u32; KINDS],
    pub(crate) sites: Vec<u32>,
    pub(crate) people: Vec<u32>,
    pub(crate) themes: Vec<u32>,
    pub(crate) months: Vec<u32>,
}

impl Counts {
    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, others: &Self) {
        let Self { kinds, sites, people, themes, months } = others;
        add(&mut self.kinds, kinds);
        for (own, others) in [
            (&mut self.sites, sites),
            (&mut self.people, people),
            (&mut self.themes, themes),
            (&mut self.months, months),
        ] {
            if own.len() < others.len() {
                own.resize(others.len(), 0);
            }
            add(own, others);
        }
    }

    /// Takes away what is part of it.
    pub(crate) fn take(&mut self, others: &Self) {
        let Self { kinds, sites, people, themes, months } = others;
        for (own, others) in [
            (&mut self.kinds[..], &kinds[..]),
            (&mut self.sites, sites),
            (&mut self.people, people),
            (&mut self.themes, themes),
            (&mut self.months, months),
        ] {
            own.iter_mut().zip(others).for_each(|(count, other)| *count -= other);
        }
    }
}

fn add(counts: &mut [u32], others: &[u32]) {
    counts.iter_mut().zip(others).for_each(|(count, other)| *count += other);
}
