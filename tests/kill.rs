//! Two processes on one library, killed at random: what was acknowledged is there again, and the index says what the library says.

use std::{
    collections::BTreeSet,
    process::Child,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use crate::programs::{Desk, PAGE};

const ROUNDS: u64 = 50;

/// A small generator (Steele, Lea and Flood, 2014: SplitMix64): the seed is printed, so that a failure can be repeated.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

/// One write by a process of its own: a clip, or a note, or a quote.
fn begin(desk: &Desk, round: u64, hand: u64) -> Child {
    let name = format!("轮次{round}手{hand}");
    match (round + hand) % 2 {
        0 => {
            let file = desk.file(&format!("{round}-{hand}.html"), PAGE.replace("扩产周记", &name));
            desk.command(&["clip", &file, "--json"]).spawn().unwrap()
        }
        _ => desk.command(&["note", "add", "--title", &name, "--body", "写一半也不能丢", "--json"]).spawn().unwrap(),
    }
}

fn acknowledged(child: Child) -> Option<String> {
    let output = child.wait_with_output().unwrap();
    if !output.status.success() {
        return None;
    }
    let reply: Value = serde_json::from_slice(&output.stdout).unwrap();
    let item = if reply.is_array() { &reply[0] } else { &reply };
    Some(item["id"].as_str().unwrap().to_owned())
}

fn ids(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn acknowledged_writes_survive_being_killed() {
    let desk = Desk::new();
    desk.clip(PAGE);
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    println!("seed {seed}");
    let mut chance = Chance(seed);
    let (mut kept, mut killed) = (BTreeSet::new(), 0);
    for round in 0..ROUNDS {
        let (mut victim, bystander) = (begin(&desk, round, 0), begin(&desk, round, 1));
        thread::sleep(Duration::from_millis(chance.below(120)));
        victim.kill().unwrap();
        match acknowledged(victim) {
            Some(id) => drop(kept.insert(id)),
            None => killed += 1,
        }
        kept.insert(acknowledged(bystander).expect("the process that was not killed must end well"));
    }
    let there: BTreeSet<String> =
        ["articles", "notes"].iter().flat_map(|what| ids(&desk.json(&["list", what, "--limit", "500"]))).collect();
    assert!(kept.is_subset(&there), "lost: {:?}", kept.difference(&there).collect::<Vec<_>>());
    assert!(killed > 0, "no process was killed in time; the test showed nothing");
    let found: BTreeSet<String> = ["扩产 OR 轮次", "写一半也不能丢"]
        .iter()
        .flat_map(|query| ids(&desk.json(&["search", query, "--limit", "500"])["hits"]))
        .collect();
    assert_eq!(found, there, "index and library differ");
    let checked = desk.json(&["check"]);
    assert_eq!(checked["ok"], true, "{checked}");
}
