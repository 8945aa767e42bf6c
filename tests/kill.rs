//! Two processes on one library, killed at random: what was acknowledged is there again, word for word, and the index says what the library says.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Child,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use crate::programs::{Desk, PAGE};

/// Processes to kill while they are at work.
const KILLS: u64 = 50;
/// Rounds at the most: a process may have ended before it is met.
const ROUNDS: u64 = KILLS * 10;

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

/// A moment before most writes end: somewhere in the time that the last one took, with whatever else the machine did then.
fn pause(chance: &mut Chance, usual: Duration) {
    thread::sleep(usual * u32::try_from(chance.below(100)).unwrap() / 100);
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
    let lists = ["articles", "notes", "quotes"].map(|what| desk.json(&["list", what, "--limit", "2000"]));
    let all = lists.iter().flat_map(|list| list.as_array().unwrap());
    all.map(|item| item["id"].as_str().unwrap().to_owned())
        .map(|id| (id.clone(), desk.json(&["show", &id]).to_string()))
        .collect()
}

fn found(desk: &Desk, query: &str) -> BTreeSet<String> {
    let answer = desk.json(&["search", query, "--limit", "2000"]);
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn acknowledged_writes_survive_being_killed() {
    let desk = Desk::new();
    let article = desk.clip(PAGE);
    let began = Instant::now();
    let note = desk.json(&["note", "add", "--title", "改来改去"])["id"].as_str().unwrap().to_owned();
    let mut usual = began.elapsed();
    let ground = Ground { article, note };
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into();
    println!("seed {seed}");
    let mut chance = Chance(seed);
    let (mut kept, mut killed, mut indexing, mut edits, mut round) = (Vec::new(), 0, 0, 0, 0);
    while killed < KILLS && round < ROUNDS {
        round += 1;
        let began = Instant::now();
        let ((mut victim, one), (bystander, other)) =
            (begin(&desk, &ground, round, 0), begin(&desk, &ground, round, 1));
        pause(&mut chance, usual);
        victim.kill().unwrap();
        let (ended, first) = acknowledged(victim);
        killed += u64::from(!ended);
        // A note or quote is acknowledged before the pass over the index begins.
        indexing += u64::from(!ended && first.is_some());
        let (ended, second) = acknowledged(bystander);
        usual = began.elapsed();
        assert!(ended, "the process that was not killed must end well");
        for (id, words) in [(first, one), (second, other)] {
            let Some(id) = id else { continue };
            if id == ground.note {
                // Nobody else edits it in this round.
                assert_eq!(desk.json(&["show", &id])["body"], *words, "an acknowledged edit is gone");
                edits += 1;
            } else {
                kept.push((id, words));
            }
        }
    }
    println!(
        "{killed} killed in {round} rounds, {indexing} of them between their answer and the end of their index pass"
    );
    assert_eq!(killed, KILLS, "too few processes were met at work");
    assert!(indexing > 0, "no pass over the index was hit; the test showed too little");
    assert!(edits > 1, "no edit was acknowledged; the test showed nothing");
    let there = items(&desk);
    for (id, words) in &kept {
        let item = there.get(id).unwrap_or_else(|| panic!("lost: {words}"));
        assert!(item.contains(words.as_str()), "changed: {words}");
        assert!(found(&desk, words).contains(id), "not found by its words: {words}");
    }
    let last = desk.json(&["show", &ground.note])["body"].as_str().unwrap().to_owned();
    assert!(found(&desk, &last).contains(&ground.note), "the index holds an older wording: {last}");
    assert_eq!(found(&desk, ""), there.into_keys().collect(), "index and library differ");
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
    let (mut killed, mut usual) = (0, Duration::ZERO);
    for round in 0..KILLS / 2 {
        let old = desk.clip(&with_picture(round));
        desk.json(&["trash", &old]);
        let file = desk.file(&format!("again-{round}.html"), with_picture(round + 1_000));
        let began = Instant::now();
        let mut emptier = desk.command(&["trash", "--empty", "--json"]).spawn().unwrap();
        let keeper = desk.command(&["clip", &file, "--json"]).spawn().unwrap();
        if round % 2 == 1 {
            pause(&mut chance, usual);
            emptier.kill().unwrap();
        }
        killed += u32::from(!emptier.wait().unwrap().success());
        if round % 2 == 0 {
            usual = began.elapsed();
        }
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
