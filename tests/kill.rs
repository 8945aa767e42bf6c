//! Two processes on one library, killed at random: what was acknowledged is there again, word for word, and the index says what the library says.

use std::{
    collections::{BTreeMap, BTreeSet},
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

/// What there is to write on.
struct Ground {
    article: String,
    note: String,
}

/// One write by a process of its own: a clip, a new note, an edit, or a quote; and the words by which it is known again.
fn begin(desk: &Desk, ground: &Ground, round: u64, hand: u64) -> (Child, String) {
    let words = format!("轮次{round}手{hand}的话");
    let child = match (round + hand) % 4 {
        0 => {
            let file = desk.file(&format!("{round}-{hand}.html"), PAGE.replace("走访", &words));
            desk.command(&["clip", &file, "--json"]).spawn()
        }
        1 => desk.command(&["note", "add", "--title", "写一半也不能丢", "--body", &words, "--json"]).spawn(),
        2 => desk.command(&["note", "edit", &ground.note, "--body", &words, "--json"]).spawn(),
        _ => desk
            .command(&["quote", "add", &ground.article, "--text", "扩产计划没有改变", "--comment", &words, "--json"])
            .spawn(),
    };
    (child.unwrap(), words)
}

/// The id that the process named before it ended, however it ended: a reply is an acknowledgement.
fn acknowledged(child: Child) -> (bool, Option<String>) {
    let output = child.wait_with_output().unwrap();
    let reply = serde_json::from_slice::<Value>(&output.stdout).ok();
    let id = reply.and_then(|reply| {
        let item = if reply.is_array() { reply[0].clone() } else { reply };
        item["id"].as_str().map(str::to_owned)
    });
    assert!(!output.status.success() || id.is_some());
    (output.status.success(), id)
}

/// Each item of these kinds with all that is shown of it.
fn items(desk: &Desk) -> BTreeMap<String, String> {
    let lists = ["articles", "notes", "quotes"].map(|what| desk.json(&["list", what, "--limit", "500"]));
    let all = lists.iter().flat_map(|list| list.as_array().unwrap());
    all.map(|item| item["id"].as_str().unwrap().to_owned())
        .map(|id| (id.clone(), desk.json(&["show", &id]).to_string()))
        .collect()
}

fn found(desk: &Desk) -> BTreeSet<String> {
    let answer = desk.json(&["search", "", "--limit", "500"]);
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn acknowledged_writes_survive_being_killed() {
    let desk = Desk::new();
    let article = desk.clip(PAGE);
    let note = desk.json(&["note", "add", "--title", "改来改去"])["id"].as_str().unwrap().to_owned();
    let ground = Ground { article, note };
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    println!("seed {seed}");
    let mut chance = Chance(seed);
    let (mut kept, mut killed, mut edits) = (Vec::new(), 0, BTreeSet::new());
    for round in 0..ROUNDS {
        let ((mut victim, one), (bystander, other)) =
            (begin(&desk, &ground, round, 0), begin(&desk, &ground, round, 1));
        thread::sleep(Duration::from_millis(chance.below(120)));
        victim.kill().unwrap();
        let (ended, id) = acknowledged(victim);
        killed += u32::from(!ended);
        kept.extend(id.map(|id| (id, one)));
        let (ended, id) = acknowledged(bystander);
        assert!(ended, "the process that was not killed must end well");
        kept.extend(id.map(|id| (id, other)));
    }
    assert!(killed > 0, "no process was killed in time; the test showed nothing");
    let there = items(&desk);
    for (id, words) in &kept {
        let item = there.get(id).unwrap_or_else(|| panic!("lost: {words}"));
        if *id == ground.note {
            edits.insert(words);
        } else {
            assert!(item.contains(words.as_str()), "changed: {words}");
        }
    }
    // A killed edit may have been saved without having been acknowledged, so the last word need not be an acknowledged one.
    assert!(edits.len() > 1 && there[&ground.note].contains("轮次"), "the edits of the note are gone");
    assert_eq!(found(&desk), there.into_keys().collect(), "index and library differ");
    let checked = desk.json(&["check"]);
    assert_eq!(checked["ok"], true, "{checked}");
}

/// A page with its picture inside, the same bytes in every round.
fn with_picture(round: u64) -> String {
    let gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    let padded = format!("{gif}{}", "A".repeat(200));
    PAGE.replace("走访", &format!("第{round}次走访"))
        .replace("<p>综合", &format!("<p><img src=\"{padded}\" alt=\"图\"></p><p>综合"))
}

#[test]
fn what_is_freed_while_another_process_keeps_the_same_bytes_is_never_missed() {
    let desk = Desk::new();
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    println!("seed {seed}");
    let mut chance = Chance(seed);
    let mut killed = 0;
    for round in 0..ROUNDS / 2 {
        let old = desk.clip(&with_picture(round));
        desk.json(&["trash", &old]);
        let file = desk.file(&format!("again-{round}.html"), with_picture(round + 1_000));
        let mut emptier = desk.command(&["trash", "--empty", "--json"]).spawn().unwrap();
        let keeper = desk.command(&["clip", &file, "--json"]).spawn().unwrap();
        if round % 2 == 0 {
            thread::sleep(Duration::from_millis(chance.below(80)));
            emptier.kill().unwrap();
        }
        killed += u32::from(!emptier.wait().unwrap().success());
        let (ended, id) = acknowledged(keeper);
        assert!(ended, "a clip failed beside an emptying of the trash");
        let kept = desk.json(&["show", &id.unwrap()]);
        assert_eq!(kept["pictures"][0]["state"], "kept", "{kept}");
    }
    assert!(killed > 0, "no process was killed in time; the test showed nothing");
    desk.json(&["trash", "--empty"]);
    let checked = desk.json(&["check"]);
    assert_eq!(checked["ok"], true, "{checked}");
}
