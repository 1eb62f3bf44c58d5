//! Sessions and tokens.

use super::{World, list};
use qualys::{Authentication, Client, Credentials};

fn world(authentication: Authentication) -> World {
    World::with(|sandbox| sandbox, |client| client.authentication(authentication))
}

/// Paths and statuses of the calls that arrived.
fn calls(world: &World) -> Vec<String> {
    let calls = world.sandbox.calls();
    calls
        .iter()
        .map(|call| format!("{} {}", call.path, call.status.map_or(0, |status| status.as_u16())))
        .collect()
}

const SESSION: &str = "/api/2.0/fo/session/";
const SCHEDULES: &str = "/api/2.0/fo/schedule/scan/";

#[test]
fn a_session_is_opened_once_and_closed() {
    let world = world(Authentication::Session);
    super::block_on(async {
        world.client.send(list()).await.unwrap();
        world.client.clone().send(list()).await.unwrap();
        world.client.logout().await.unwrap();
        world.client.logout().await.unwrap();
    });
    let expected = [SESSION, SCHEDULES, SCHEDULES, SESSION].map(|path| format!("{path} 200"));
    assert_eq!(calls(&world), expected);
    let credentials: Vec<_> = world.sandbox.calls().iter().map(|call| call.credentials).collect();
    assert_eq!(credentials, [None, Some("Cookie"), Some("Cookie"), Some("Cookie")]);
}

#[test]
fn calls_at_once_open_one_session() {
    let world = world(Authentication::Session);
    super::block_on(async {
        let (one, other) = tokio::join!(world.client.send(list()), world.client.send(list()));
        one.unwrap();
        other.unwrap();
    });
    assert_eq!(calls(&world).iter().filter(|call| call.starts_with(SESSION)).count(), 1);
}

#[test]
fn a_session_that_is_over_is_opened_again() {
    let world = world(Authentication::Session);
    super::block_on(async {
        world.client.send(list()).await.unwrap();
        world.sandbox.expire_sessions();
        let response = world.client.send(list()).await.unwrap();
        assert_eq!(response.attempts(), 2);
    });
    let expected = [(SESSION, 200), (SCHEDULES, 200), (SCHEDULES, 401), (SESSION, 200), (SCHEDULES, 200)];
    assert_eq!(calls(&world), expected.map(|(path, status)| format!("{path} {status}")));
    assert!(world.timer.waits().iter().all(|wait| *wait == 0.0));
}

#[test]
fn a_wrong_password_is_said_once() {
    for authentication in [Authentication::Basic, Authentication::Session, Authentication::Bearer] {
        let world = World::new();
        let platform = world.sandbox.url().parse::<qualys::Platform>().unwrap();
        let platform = platform.with_gateway(&world.sandbox.url()).unwrap();
        let credentials = Credentials::new(world.sandbox.user(), "wrong");
        let client = Client::builder(platform, credentials).authentication(authentication).build().unwrap();
        let error = super::block_on(client.send(list())).unwrap_err();
        assert!(error.is_auth(), "{authentication:?}: {error}");
        assert_eq!((error.status(), error.attempts()), (Some(401), 1), "{authentication:?}");
        assert_eq!(world.sandbox.calls().len(), 1, "{authentication:?}");
    }
}

#[test]
fn a_token_comes_from_the_gateway_and_is_renewed() {
    let world = World::new();
    let platform = world.sandbox.url().parse::<qualys::Platform>().unwrap();
    let platform = platform.with_gateway(&world.sandbox.url()).unwrap();
    let credentials = Credentials::new(world.sandbox.user(), world.sandbox.password());
    let client =
        Client::builder(platform, credentials).authentication(Authentication::Bearer).build().unwrap();
    super::block_on(async {
        client.send(list()).await.unwrap();
        world.sandbox.expire_sessions();
        let response = client.send(list()).await.unwrap();
        assert_eq!(response.attempts(), 2);
    });
    let paths: Vec<String> = world.sandbox.calls().iter().map(|call| call.path.clone()).collect();
    assert_eq!(paths, ["/auth", SCHEDULES, SCHEDULES, "/auth", SCHEDULES]);
}

#[test]
fn a_token_needs_a_gateway() {
    let world = world(Authentication::Bearer);
    let error = super::block_on(world.client.send(list())).unwrap_err();
    assert!(error.is_configuration() && world.sandbox.calls().is_empty(), "{error}");
}

#[test]
fn a_token_of_ones_own_is_not_enough_for_basic() {
    let world = World::new();
    let platform = world.sandbox.url().parse().unwrap();
    let client = Client::new(platform, Credentials::token("eyJhbGciOi")).unwrap();
    let error = super::block_on(client.send(list())).unwrap_err();
    assert!(error.is_configuration() && world.sandbox.calls().is_empty(), "{error}");
}
