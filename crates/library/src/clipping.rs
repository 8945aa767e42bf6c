//! Taking things in: what a drop is, how it is read, what it becomes, and what was there already.

pub(crate) mod addresses;
pub(crate) mod apart;
mod arrival;
mod beginning;
pub(crate) mod clip;
pub(crate) mod import;
pub(crate) mod letters;
pub(crate) mod many;
pub(crate) mod merging;
pub(crate) mod original;
pub(crate) mod reading;
pub(crate) mod receipts;
mod refused;
pub(crate) mod remarks;
pub(crate) mod reposts;
pub(crate) mod sample;
pub(crate) mod sites;
pub(crate) mod watched;
pub(crate) mod work;
