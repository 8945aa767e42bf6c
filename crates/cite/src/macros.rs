//! How much a style says when its macros stand where they are named: `hayagriva` follows them without a limit.

use std::collections::HashMap;

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement, TextTarget};

/// So many macros may name each other in a row; the deepest official style has fewer than twenty.
const CHAIN_MAX: usize = 60;
/// So many elements a layout may have, macros written out; the longest official style has some 510,000.
const ELEMENTS_MAX: usize = 2_000_000;

/// The elements of the layout of sources, every macro written out where it is named; `None` for a style whose macros name each other
/// in a circle, or that is longer than any style is.
pub(crate) fn elements(style: &IndependentStyle) -> Option<usize> {
    let macros = style.macros.iter().map(|one| (one.name.as_str(), one.children.as_slice())).collect();
    let mut counting = Counting { macros, known: HashMap::new() };
    // Macros by which is sorted stand in no layout.
    for one in &style.macros {
        counting.count(&one.children, 0)?;
    }
    counting.count(&style.bibliography.as_ref()?.layout.elements, 0)
}

struct Counting<'a> {
    macros: HashMap<&'a str, &'a [LayoutRenderingElement]>,
    known: HashMap<&'a str, usize>,
}

impl<'a> Counting<'a> {
    fn count(&mut self, elements: &'a [LayoutRenderingElement], chain: usize) -> Option<usize> {
        let mut sum = 0_usize;
        for element in elements {
            sum += 1 + self.inside(element, chain)?;
            if sum > ELEMENTS_MAX {
                return None;
            }
        }
        Some(sum)
    }

    fn inside(&mut self, element: &'a LayoutRenderingElement, chain: usize) -> Option<usize> {
        match element {
            LayoutRenderingElement::Text(text) => match &text.target {
                TextTarget::Macro { name } => self.named(name, chain),
                _ => Some(0),
            },
            LayoutRenderingElement::Group(group) => self.count(&group.children, chain),
            LayoutRenderingElement::Names(names) => match names.substitute() {
                Some(substitute) => self.count(&substitute.children, chain),
                None => Some(0),
            },
            LayoutRenderingElement::Choose(choose) => {
                let branches = choose.branches().map(|branch| branch.children.as_slice());
                let otherwise = choose.otherwise.iter().map(|branch| branch.children.as_slice());
                let mut sum = 0;
                for branch in branches.chain(otherwise) {
                    sum += self.count(branch, chain)?;
                }
                Some(sum)
            }
            _ => Some(0),
        }
    }

    fn named(&mut self, name: &'a str, chain: usize) -> Option<usize> {
        if let Some(count) = self.known.get(name) {
            return Some(*count);
        }
        if chain >= CHAIN_MAX {
            return None;
        }
        let count = self.count(self.macros.get(name).copied().unwrap_or_default(), chain + 1)?;
        self.known.insert(name, count);
        Some(count)
    }
}
