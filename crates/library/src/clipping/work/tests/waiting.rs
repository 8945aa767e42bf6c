//! Links that wait, and what becomes of them.

use super::*;

#[test]
fn a_waiting_clip_that_has_arrived_is_taken_back_whole() {
    let host = serve(|_, stream| ok(stream, "Content-Type: text/html\r\n", page("良率继续提升", "").as_bytes()));
    let (_folder, library) = desk();
    let clipped = library.clip(link(&format!("{host}/a")), &[]);
    let [waiting] = &clipped[..] else { panic!("{clipped:?}") };
    assert_eq!(waiting.state, ClipState::Waiting);
    let undo = Undo { id: waiting.id.unwrap().to_string(), state: waiting.state, capture: None, from_trash: false };
    let arrived = library.finish(clipped).remove(0);
    library.undo_clip(&undo).unwrap();
    let article = library.article(&arrived.id.unwrap().to_string(), None, &|hash| hash.to_string()).unwrap();
    assert!(article.row.article.trashed_at.is_some(), "the article stays after its clip was taken back");
    assert!(library.receipts().unwrap().is_empty());
}

#[test]
fn a_link_that_cannot_be_fetched_waits_and_finishes_by_itself_after_a_restart() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    drop(listener);
    let (folder, library) = desk();
    let waiting = library.finish(library.clip(link(&format!("http://{place}/a")), &["HBM".to_owned()])).remove(0);
    assert_eq!(waiting.state, ClipState::Waiting);
    assert!(waiting.message.is_some());
    drop(library);
    serve_on(TcpListener::bind(place).unwrap(), |_, stream| {
        ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("网络恢复之后", "").as_bytes());
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let library = Library::open_within(folder.path(), Role::Window, small()).unwrap();
    let mut changes = library.subscribe();
    let list = || library.articles(&crate::ArticleFilter::default()).unwrap().0;
    runtime.block_on(async {
        while list().is_empty() {
            changes.recv().await.unwrap();
        }
    });
    let article = list().remove(0);
    assert_eq!(article.article.title, "网络恢复之后");
    assert_eq!(article.themes.len(), 1, "its theme was lost on the way");
    assert_eq!(library.receipts().unwrap()[0].state, JobState::Done);
}

#[test]
fn an_address_that_waits_has_one_job_however_often_it_is_dropped() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = listener.local_addr().unwrap();
    drop(listener);
    let (_folder, library) = desk();
    let url = format!("http://{place}/a");
    let drop = |theme: &str| library.finish(library.clip(link(&url), &[theme.to_owned()])).remove(0);
    let clips = [drop("HBM"), drop("ASIC"), drop("HBM")];
    assert!(clips.iter().all(|clip| clip.state == ClipState::Waiting && clip.id == clips[0].id), "{clips:?}");
    assert_eq!(library.receipts().unwrap().len(), 1);
    let elsewhere = library.clip_within(link(&url), &[], Reach::Private);
    assert_ne!(elsewhere[0].id, clips[0].id, "one clip's permission serves another");
    serve_on(TcpListener::bind(place).unwrap(), |_, stream| {
        ok(stream, "Content-Type: text/html; charset=utf-8\r\n", page("等了三次", "").as_bytes());
    });
    library.finish_waiting().unwrap();
    let (articles, _) = library.articles(&crate::ArticleFilter::default()).unwrap();
    assert_eq!((articles.len(), articles[0].themes.len()), (1, 2));
}

#[test]
fn what_another_program_writes_while_the_window_opens_is_told() {
    let (folder, library) = desk();
    drop(library);
    let library = Library::open_within(folder.path(), Role::Window, small()).unwrap();
    let mut changes = library.subscribe();
    let other = Library::open(folder.path(), Role::Command).unwrap();
    other.add_note(String::new(), "别处写的".to_owned(), None).unwrap();
    let told = async {
        // A write of one's own names what it touched.
        while !changes.recv().await.unwrap().items.is_empty() {}
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let patience = Duration::from_secs(30);
    runtime.block_on(async { tokio::time::timeout(patience, told).await }).expect("the window was not told");
}
