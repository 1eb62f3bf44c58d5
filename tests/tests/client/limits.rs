//! The limits of a subscription are read and kept.

use super::{World, list};
use qualys::{Retry, Settings};
use qualys_sandbox::limits::Limits;
use std::time::Duration;

fn world(limits: Limits) -> World {
    World::with(|sandbox| sandbox.limits(limits), |client| client)
}

#[test]
fn responses_tell_the_limits() {
    let world = world(Limits { calls: 300, window: Duration::from_secs(3600), concurrency: 2 });
    let response = super::block_on(world.client.send(list())).unwrap();
    let limits = response.limits();
    assert_eq!((limits.calls, limits.remaining), (Some(300), Some(299)));
    assert_eq!(limits.window, Some(Duration::from_secs(3600)));
    assert_eq!((limits.concurrent, limits.running), (Some(2), Some(1)));
}

#[test]
fn a_client_waits_until_the_window_is_over() {
    let world = world(Limits { calls: 3, window: Duration::from_secs(60), concurrency: 2 });
    super::block_on(async {
        for _ in 0..10 {
            world.client.send(list()).await.unwrap();
        }
    });
    assert_eq!(world.timer.waits(), [60.0, 60.0, 60.0]);
    let refused =
        world.sandbox.calls().iter().filter(|call| call.status.is_some_and(|status| status == 409)).count();
    assert_eq!(refused, 0, "the client knew before it called");
}

#[test]
fn a_wait_that_is_too_long_is_an_error() {
    let world = world(Limits { calls: 1, window: Duration::from_secs(3600), concurrency: 2 });
    super::block_on(async {
        world.client.send(list()).await.unwrap();
        let error = world.client.send(list()).await.unwrap_err();
        assert!(error.is_rate_limited(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
        assert_eq!((error.attempts(), error.waited()), (0, Duration::ZERO));
        let patient = world
            .client
            .with(|settings: Settings| settings.retry(Retry::new().total_wait(Duration::from_secs(4000))));
        patient.send(list()).await.unwrap();
    });
    assert_eq!(world.timer.waits(), [3600.0]);
    assert_eq!(world.sandbox.calls().len(), 2);
}

#[test]
fn no_more_calls_run_at_once_than_may() {
    for concurrency in [1, 3] {
        // The sandbox refuses what is too much, and the client would say so by a second attempt.
        let world = world(Limits { calls: 1000, window: Duration::from_secs(60), concurrency });
        let attempts = super::block_on(async {
            // The first answer tells how many.
            world.client.send(list()).await.unwrap();
            let calls = (0..12).map(|_| {
                let client = world.client.clone();
                tokio::spawn(async move { client.send(list()).await.unwrap().attempts() })
            });
            let mut attempts = 0;
            for call in calls.collect::<Vec<_>>() {
                attempts += call.await.unwrap();
            }
            attempts
        });
        assert_eq!(attempts, 12);
    }
}

#[test]
fn a_call_that_is_given_up_leaves_its_place() {
    let world = world(Limits { calls: 1000, window: Duration::from_secs(60), concurrency: 1 });
    super::block_on(async {
        world.client.send(list()).await.unwrap();
        for _ in 0..20 {
            let call = world.client.send(list());
            let given_up = tokio::time::timeout(Duration::from_micros(300), call).await;
            drop(given_up);
        }
        world.client.send(list()).await.unwrap();
    });
}
