//! What all families share: time zones, sessions.

use crate::{Caller, World, only};
use qualys::assets::v2::virtual_host;
use qualys::common::v2::{session, time_zone};

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    time_zones(world);
    sessions(world);
}

fn time_zones(world: &mut World<impl Caller>) {
    let zones = world.call(time_zone::List::new()).into_value();
    assert_eq!(zones.error, None);
    assert_eq!(zones.time_zone, world.records(time_zone::List::new()));
    let california = only(zones.time_zone.iter().filter(|zone| zone.time_zone_code == "US-CA"));
    assert_eq!(california.time_zone_details, "(GMT-0800) United States: America/Los_Angeles");
    assert!(california.dst_supported);
    let arizona = only(zones.time_zone.iter().filter(|zone| zone.time_zone_code == "US-AZ"));
    assert!(!arizona.dst_supported);
}

fn sessions(world: &mut World<impl Caller>) {
    use session::{Login, Logout};
    let user = world.sandbox.user().to_owned();
    let opened = world.call(Login::new(&*user, world.sandbox.password()));
    assert_eq!(opened.response.text, "Logged in");
    assert_eq!(opened.response.datetime, Some(world.now()));
    let cookie = opened.headers().get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("QualysSession="), "{cookie}");
    let closed = world.call(Logout::new());
    assert_eq!(closed.response.text, "Logged out");
    let cookie = closed.headers().get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("QualysSession=deleted"), "{cookie}");

    // The session of a client can be closed as well; it logs in again for the next call.
    world.sandbox.clear_calls();
    world.in_session(|world| {
        world.call(virtual_host::List::new());
        world.call(Logout::new());
        assert!(!world.records(virtual_host::List::new()).is_empty());
    });
    let calls = world.sandbox.calls();
    let statuses = calls.iter().map(|call| {
        (call.parameter("action").unwrap_or("none"), call.status.map_or(0, |status| status.as_u16()))
    });
    let expected =
        [("login", 200), ("list", 200), ("logout", 200), ("list", 401), ("login", 200), ("list", 200)];
    assert_eq!(statuses.collect::<Vec<_>>(), expected);

    let error = world.refused(Login::new(user, "not the password"));
    assert_eq!((error.status(), error.code()), (Some(401), Some("2000")), "{error}");
    assert!(error.is_auth() && !error.to_string().contains("not the password"), "{error}");
}
