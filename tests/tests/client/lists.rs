//! Lists: page by page, record by record, broken off and resumed.

use super::{World, block_on, list};
use qualys::Records;
use qualys::assets::v2::{host, host_detection};
use qualys::was::v3::findings;
use qualys::{Error, blocking};
use qualys::{Retry, Settings};
use qualys_sandbox::fault::{Fault, Rule};
use std::time::Duration;

const DETECTIONS: &str = "/api/2.0/fo/asset/host/vm/detection/";

/// Numbers of the hosts of a list, and the error that it ends in.
async fn ids<O>(world: &World, operation: O) -> (Vec<u64>, Option<Error>)
where
    O: Records<Record = qualys::assets::v2::host_list_vm_detection_output::Host>,
{
    let mut items = world.client.items(operation);
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(host) => ids.push(host.id),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

fn pages_of(limit: u32) -> host_detection::List {
    host_detection::List::new().truncation_limit(limit)
}

fn world() -> World {
    // 25 hosts, so that there are pages.
    World::with(
        |sandbox| sandbox.hosts(25),
        |client| {
            client.settings(
                Settings::new().idle_timeout(Duration::from_secs(2)).retry(Retry::new().jitter(false)),
            )
        },
    )
}

#[test]
fn pages_follow_the_warning() {
    let world = world();
    block_on(async {
        let (all, none) = ids(&world, pages_of(0)).await;
        assert!(none.is_none());
        assert_eq!(all.len(), 25);
        world.sandbox.clear_calls();
        let (paged, none) = ids(&world, pages_of(10)).await;
        assert!(none.is_none());
        assert_eq!(paged, all);
        assert_eq!(world.sandbox.calls().len(), 3);

        let mut pages = world.client.pages(pages_of(10));
        let mut lengths = Vec::new();
        while let Some(page) = pages.next().await {
            lengths.push(page.unwrap().response.host_list.as_ref().map_or(0, Vec::len));
        }
        assert_eq!(lengths, [10, 10, 5]);
    });
}

#[test]
fn pages_follow_the_last_number() {
    let world = world();
    block_on(async {
        let mut items = world.client.items(findings::Search::new().limit_results(3));
        let mut numbers = Vec::new();
        while let Some(finding) = items.next().await {
            numbers.push(finding.unwrap().id.unwrap());
        }
        assert!(items.pages() > 2, "{} pages", items.pages());
        assert!(numbers.is_sorted() && numbers.windows(2).all(|pair| pair[0] != pair[1]), "{numbers:?}");
        let whole = world.client.send(findings::Search::new().limit_results(1000)).await.unwrap();
        let whole: Vec<i64> = whole.data.iter().flatten().map(|finding| finding.id.unwrap()).collect();
        assert_eq!(numbers, whole);
    });
}

#[test]
fn a_list_without_records_is_empty() {
    let world = world();
    let (ids, none) = block_on(ids(&world, pages_of(10).ids(["999999999"])));
    assert!(ids.is_empty() && none.is_none());
}

#[test]
fn a_page_that_breaks_off_is_resumed() {
    let world = world();
    block_on(async {
        let (all, _) = ids(&world, pages_of(0)).await;
        for fault in [
            Fault::ResetAfter(20_000),
            Fault::StallAfter(20_000),
            Fault::Truncated,
            Fault::WrongLength,
            Fault::CutChunks,
            Fault::Reset,
            Fault::Empty,
            Fault::Status(502),
            Fault::TooManyAtOnce,
        ] {
            // Also when it happens on a page in the middle.
            for nth in [1, 2] {
                world.sandbox.clear_calls();
                world.sandbox.clear_faults();
                world.sandbox.inject(fault.clone(), Rule::new().path(DETECTIONS).nth(nth));
                let (resumed, none) = ids(&world, pages_of(10)).await;
                assert!(none.is_none(), "{fault:?}: {none:?}");
                assert_eq!(resumed, all, "{fault:?}, call {nth}");
            }
        }
    });
}

#[test]
fn a_page_is_resumed_behind_its_last_record() {
    let world = world();
    block_on(async {
        world.sandbox.inject(Fault::ResetAfter(20_000), Rule::new());
        let (resumed, none) = ids(&world, pages_of(0)).await;
        assert!(none.is_none());
        assert_eq!(resumed.len(), 25);
        let calls = world.sandbox.calls();
        let behind: u64 = calls[1].parameter("id_min").expect("what to resume behind").parse().unwrap();
        let delivered = resumed.iter().filter(|id| **id < behind).count();
        assert!(delivered > 0, "nothing of the first attempt was handed out");
    });
}

#[test]
fn a_list_without_numbers_is_resumed_by_passing_over() {
    let world = World::new();
    block_on(async {
        let whole = world.client.send(list()).await.unwrap();
        let whole: Vec<u64> =
            whole.response.schedule_scan_list.iter().flatten().map(|scan| scan.id).collect();
        assert!(whole.len() > 1, "the sandbox has schedules");
        world.sandbox.inject(Fault::Truncated, Rule::new());
        let mut items = world.client.items(list());
        let mut resumed = Vec::new();
        while let Some(scan) = items.next().await {
            resumed.push(scan.unwrap().id);
        }
        assert_eq!(resumed, whole);
    });
}

#[test]
fn a_page_that_always_breaks_off_ends_in_an_error() {
    let world = world();
    block_on(async {
        world.sandbox.inject(Fault::Reset, Rule::new().always().nth(2));
        let (ids, error) = ids(&world, pages_of(10)).await;
        let error = error.unwrap();
        assert_eq!(ids.len(), 10);
        assert!(error.is_interrupted() && error.attempts() == 4, "{error:?}");
    });
}

#[test]
fn pages_that_lead_back_or_away_end_in_an_error() {
    let world = world();
    block_on(async {
        for fault in [Fault::PageLoop, Fault::PageElsewhere("https://other.example".to_owned())] {
            world.sandbox.clear_calls();
            world.sandbox.clear_faults();
            world.sandbox.inject(fault.clone(), Rule::new().always());
            let (ids, error) = ids(&world, pages_of(10)).await;
            assert!(error.unwrap().is_page_loop(), "{fault:?}");
            assert!(!ids.is_empty());
            assert!(world.sandbox.calls().len() <= 2, "{fault:?}");
            let mut pages = world.client.pages(pages_of(10));
            let mut outcome = pages.next().await;
            while let Some(Ok(_)) = outcome {
                outcome = pages.next().await;
            }
            assert!(outcome.unwrap().unwrap_err().is_page_loop(), "{fault:?}");
        }
    });
}

#[test]
fn answers_that_are_no_list_end_in_their_error() {
    let world = world();
    block_on(async {
        type Predicate = fn(&Error) -> bool;
        let cases: [(Fault, Predicate); 7] = [
            (Fault::Html, Error::is_unexpected_answer),
            (Fault::Csv, Error::is_unexpected_answer),
            (Fault::Error(2001), Error::is_auth),
            (Fault::Error(7001), Error::is_refused),
            (Fault::Registration, Error::is_auth),
            (Fault::MismatchedTag, Error::is_decode),
            (Fault::ControlCharacter, Error::is_decode),
        ];
        for (fault, is_expected) in cases {
            world.sandbox.inject(fault.clone(), Rule::new());
            let (_, error) = ids(&world, pages_of(10)).await;
            let error = error.unwrap();
            assert!(is_expected(&error) && error.attempts() == 1, "{fault:?}: {error}");
        }
    });
}

#[test]
fn records_that_cannot_be_decoded_are_kept() {
    let world = world();
    block_on(async {
        world.sandbox.inject(Fault::Missing { element: "ID".to_owned() }, Rule::new());
        world.sandbox.inject(Fault::UnknownElement, Rule::new());
        let mut items = world.client.items(pages_of(0));
        let mut count = 0;
        while let Some(host) = items.next().await {
            host.unwrap();
            count += 1;
        }
        let set_aside = items.set_aside();
        assert_eq!((count, set_aside.len()), (24, 1), "{:?}", items.drift());
        assert!(set_aside[0].raw.contains("<HOST>"), "{}", set_aside[0].raw);
        assert!(items.set_aside().is_empty(), "they are handed out once");
    });
}

#[test]
fn a_list_that_is_given_up_ends_its_call() {
    let world = World::with(
        |sandbox| {
            sandbox.hosts(25).limits(qualys_sandbox::limits::Limits { concurrency: 1, ..Default::default() })
        },
        |client| client,
    );
    block_on(async {
        for _ in 0..5 {
            world.sandbox.inject(Fault::Huge { records: 1_000_000 }, Rule::new());
            let mut items = world.client.items(pages_of(0));
            assert!(items.next().await.unwrap().is_ok());
            drop(items);
        }
        let (ids, _) = ids(&world, pages_of(0)).await;
        assert_eq!(ids.len(), 25);
    });
}

#[test]
fn the_blocking_client_reads_the_same() {
    let world = world();
    let (expected, _) = block_on(ids(&world, pages_of(10)));
    let client = blocking::Client::build(super::builder(&world.sandbox)).unwrap();
    world.sandbox.inject(Fault::ResetAfter(20_000), Rule::new());
    let mut items = client.items(pages_of(10));
    let read: Vec<u64> = items.by_ref().map(|host| host.unwrap().id).collect();
    assert_eq!(read, expected);
    assert!(items.next().is_none());
    let pages: Vec<usize> = client
        .pages(pages_of(10))
        .map(|page| page.unwrap().response.host_list.as_ref().map_or(0, Vec::len))
        .collect();
    assert_eq!(pages, [10, 10, 5]);
    let hosts = client.items(host::List::new()).map(|host| host.unwrap().id);
    assert_eq!(hosts.collect::<Vec<_>>(), expected);
}

#[test]
fn the_blocking_client_does_not_panic_inside_async_code() {
    let world = World::new();
    block_on(async {
        let client = blocking::Client::build(super::builder(&world.sandbox)).unwrap();
        client.send(list()).unwrap();
        drop(client);
    });
}

/// A subscription that takes one call at a time.
fn narrow() -> World {
    let limits = qualys_sandbox::limits::Limits { concurrency: 1, ..Default::default() };
    World::with(|sandbox| sandbox.hosts(50).limits(limits), |client| client.concurrency(1))
}

#[test]
fn a_page_that_breaks_off_gives_its_place_back() {
    let world = narrow();
    block_on(async {
        world.sandbox.inject(Fault::ResetAfter(20_000), Rule::new());
        let (ids, none) = ids(&world, pages_of(0)).await;
        assert_eq!((ids.len(), none.is_none()), (50, true));
    });
}

#[test]
fn waiting_for_a_place_ends() {
    let world = narrow();
    block_on(async {
        world.client.send(pages_of(1)).await.unwrap();
        world.sandbox.inject(Fault::Huge { records: 1_000_000 }, Rule::new());
        let mut open = world.client.items(pages_of(0));
        assert!(open.next().await.unwrap().is_ok());
        let hurried = world.client.with(|settings| settings.total_timeout(Duration::from_millis(200)));
        let error = hurried.send(pages_of(1)).await.unwrap_err();
        assert!(error.is_rate_limited() && error.attempts() == 0, "{error}");
        drop(open);
        world.client.send(pages_of(1)).await.unwrap();
    });
}

#[test]
fn lists_with_long_filters_have_many_pages() {
    let world = world();
    block_on(async {
        let (all, _) = ids(&world, pages_of(0)).await;
        let many: Vec<String> = (0..450).map(|id| (1_000_000 + id).to_string()).collect();
        let (filtered, none) = ids(&world, pages_of(4).ids(many)).await;
        assert!(none.is_none(), "{none:?}");
        assert_eq!(filtered, all);
    });
}

#[test]
fn a_page_that_breaks_off_again_and_again_is_resumed() {
    let world = World::new();
    block_on(async {
        let whole = world.client.send(list()).await.unwrap();
        let whole: Vec<u64> =
            whole.response.schedule_scan_list.iter().flatten().map(|scan| scan.id).collect();
        for faults in [
            vec![Fault::Truncated, Fault::Empty],
            vec![Fault::Truncated, Fault::Truncated, Fault::ResetAfter(2500)],
            vec![Fault::ResetAfter(3000), Fault::ResetAfter(300), Fault::ResetAfter(2000)],
        ] {
            for (nth, fault) in faults.iter().enumerate() {
                world.sandbox.inject(fault.clone(), Rule::new().nth(nth as u64 + 1));
            }
            let mut items = world.client.items(list());
            let mut resumed = Vec::new();
            while let Some(scan) = items.next().await {
                resumed.push(scan.unwrap_or_else(|error| panic!("{faults:?}: {error}")).id);
            }
            assert_eq!(resumed, whole, "{faults:?}");
            world.sandbox.clear_faults();
        }
    });
}

#[test]
fn the_blocking_client_goes_on_inside_async_code() {
    let world = World::with(|sandbox| sandbox.unlimited(), |client| client);
    block_on(async {
        let client = blocking::Client::build(super::builder(&world.sandbox)).unwrap();
        for _ in 0..300 {
            client.send(pages_of(1)).unwrap();
        }
    });
}
