//! Web Application Scanning: web applications, option profiles, scans. Findings are next door.

use crate::findings;
use crate::{Caller, World, made, only, time};
use qualys::was::v3::optionprofile::{Detection, OptionProfile};
use qualys::was::v3::wasscan::{
    WasScan, WasScanOptionProfile, WasScanStatus as Status, WasScanSummaryResultsStatus, WasScanTarget,
    WasScanType, WebApp as Target,
};
use qualys::was::v3::webapp::{Tag, TagList, WebApp, WebAppScope};
use qualys::was::v3::{option_profiles, scans, web_applications};

/// A web application and an option profile that are there at the start.
const WEB_APPLICATION: i64 = 6_620_292;
const PROFILE: i64 = 81_330;

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    web_applications(world);
    option_profiles(world);
    scans(world);
    findings::scenario(world);
}

fn tags(fill: impl FnOnce(&mut TagList)) -> WebApp {
    made(|app: &mut WebApp| app.tags = Some(made(fill)))
}

fn tag(id: i64) -> Tag {
    made(|tag: &mut Tag| tag.id = id)
}

fn web_application(world: &mut World<impl Caller>, id: i64) -> WebApp {
    only(world.call(web_applications::Get::new(id)).into_value().data.unwrap())
}

fn web_applications(world: &mut World<impl Caller>) {
    use web_applications::{Count, Create, Delete, Filter, Get, Search, Update};
    let given = made(|app: &mut WebApp| {
        app.name = Some("Shop <new> & old".to_owned());
        app.url = Some("https://www.example.com/?a=1&b=2".to_owned());
        app.tags = Some(made(|list: &mut TagList| list.set = Some(vec![tag(9_029_017), tag(9_029_018)])));
    });
    let id = world.call(Create::new(given)).id().unwrap();
    let created = web_application(world, id);
    assert_eq!(created.name.as_deref(), Some("Shop <new> & old"));
    assert_eq!(created.url.as_deref(), Some("https://www.example.com/?a=1&b=2"));
    assert_eq!((created.scope, created.created_date), (Some(WebAppScope::All), Some(world.now())));
    assert_eq!(created.owner.unwrap().username.as_deref(), Some(world.sandbox.user()));

    let tag_ids = |world: &mut World<_>| -> Vec<i64> {
        let list = web_application(world, id).tags.unwrap();
        let tags = list.list.unwrap_or_default();
        assert_eq!(list.count, i32::try_from(tags.len()).ok());
        tags.iter().map(|tag| tag.id).collect()
    };
    assert_eq!(tag_ids(world), [9_029_017, 9_029_018]);
    world.wait(60);
    let add = tags(|list| list.add = Some(vec![tag(9_029_020), tag(9_029_017)]));
    assert_eq!(world.call(Update::new(id, add)).id().unwrap(), id);
    assert_eq!(tag_ids(world), [9_029_017, 9_029_018, 9_029_020]);
    world.call(Update::new(id, tags(|list| list.remove = Some(vec![tag(9_029_017)]))));
    assert_eq!(tag_ids(world), [9_029_018, 9_029_020]);
    world.call(Update::new(id, made(|app: &mut WebApp| app.name = Some("Renamed".to_owned()))));
    let renamed = web_application(world, id);
    assert_eq!((renamed.name.as_deref(), renamed.updated_date), (Some("Renamed"), Some(world.now())));
    assert_ne!(renamed.created_date, renamed.updated_date);

    let tagged = Search::new().filter(Filter::tags_id().is_in([9_029_018, 9_029_020]));
    let brief = world.records(tagged.clone());
    assert_eq!(brief.iter().map(|app| app.id).collect::<Vec<_>>(), [Some(6_620_291), Some(id)]);
    assert!(brief.iter().all(|app| app.scope.is_none() && app.tags.as_ref().unwrap().list.is_none()));
    let verbose = world.call(tagged.filter(Filter::id().equals(id)).verbose(true)).into_value();
    assert_eq!((verbose.count, verbose.has_more_records), (Some(1), Some(false)));
    let shown = only(verbose.data.unwrap());
    assert_eq!((shown.scope, shown.name.as_deref()), (Some(WebAppScope::All), Some("Renamed")));
    assert_eq!(shown.tags.unwrap().list.unwrap().len(), 2);
    for (filter, count) in [
        (Filter::name().contains("SHOP"), 1),
        (Filter::name().not_equals("Renamed"), 3),
        (Filter::id().greater(WEB_APPLICATION), 1),
        (Filter::url().contains("example.net"), 1),
        (Filter::created_date().lesser(time("2025-01-01T00:00:00Z")), 1),
        (Filter::is_scanned().equals(true), 2),
        (Filter::tags_name().equals("Web servers"), 1),
    ] {
        assert_eq!(world.call(Count::new().filter(filter.clone())).count, Some(count), "{filter:?}");
    }
    let first = world.call(Search::new().limit_results(2)).into_value();
    assert_eq!((first.has_more_records, first.last_id), (Some(true), Some(6_620_291)));
    assert_eq!(world.records(Search::new().limit_results(2)).len(), 4);

    assert_eq!(world.call(Delete::new(id)).id().unwrap(), id);
    assert_eq!(world.call(Count::new()).count, Some(3));
    world.not_found(Get::new(id));
    world.not_found(Update::new(id, WebApp::default()));
    world.not_found(Delete::new(id));
}

fn option_profiles(world: &mut World<impl Caller>) {
    use option_profiles::{Count, Create, Delete, Filter, Get, Search, Update};
    let given = made(|profile: &mut OptionProfile| {
        profile.name = Some("Every <payload>".to_owned());
        profile.max_crawl_requests = Some(500);
        profile.detection =
            Some(made(|detection: &mut Detection| detection.enable_xss_payloads = Some(true)));
    });
    let id = world.call(Create::new(given)).id().unwrap();
    let get = |world: &mut World<_>| only(world.call(Get::new(id)).into_value().data.unwrap());
    let profile = get(world);
    assert_eq!((profile.name.as_deref(), profile.is_default), (Some("Every <payload>"), Some(false)));
    assert_eq!((profile.max_crawl_requests, profile.created_date), (Some(500), Some(world.now())));
    let detection = profile.detection.unwrap();
    assert_eq!(
        (detection.detection_scope.as_deref(), detection.enable_xss_payloads),
        (Some("CORE"), Some(true))
    );

    let change = made(|profile: &mut OptionProfile| profile.name = Some("Some payloads".to_owned()));
    assert_eq!(world.call(Update::new(id, change)).id().unwrap(), id);
    let changed = get(world);
    assert_eq!((changed.name.as_deref(), changed.max_crawl_requests), (Some("Some payloads"), Some(500)));
    assert_eq!(changed.updated_by.unwrap().owner.unwrap().username.as_deref(), Some(world.sandbox.user()));

    let mine = Filter::owner_username().equals(world.sandbox.user());
    let found = world.call(Search::new().filter(mine.clone()).verbose(true)).into_value();
    assert_eq!((found.count, found.has_more_records), (Some(2), Some(false)));
    let ids: Vec<_> = found.data.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(ids, [Some(PROFILE), Some(id)]);
    assert_eq!(world.call(Count::new().filter(mine)).count, Some(2));
    assert_eq!(
        only(world.records(Search::new().filter(Filter::used_by_web_apps().equals(true)))).id,
        Some(PROFILE)
    );
    let recent = Search::new().filter(Filter::created_date().greater(time("2026-01-01T00:00:00Z")));
    assert_eq!(only(world.records(recent.clone())).id, Some(id));

    assert_eq!(world.call(Delete::new(id)).id().unwrap(), id);
    assert!(world.records(recent).is_empty());
    assert_eq!(world.call(Count::new()).count, Some(2));
    world.not_found(Get::new(id));
    world.not_found(Delete::new(id));
}

fn scan(world: &mut World<impl Caller>, id: i64) -> WasScan {
    only(world.call(scans::Get::new(id)).into_value().data.unwrap())
}

fn status(world: &mut World<impl Caller>, id: i64) -> Status {
    let scan = only(world.call(scans::Status::new(id)).into_value().data.unwrap());
    assert_eq!((scan.id, scan.name), (Some(id), None));
    scan.status.unwrap()
}

fn scans(world: &mut World<impl Caller>) {
    use scans::{Cancel, Count, Delete, Filter, Launch, ScanAgain, ScanStatus, Search, Type};
    let given = made(|scan: &mut WasScan| {
        scan.name = Some("Tonight".to_owned());
        scan.r#type = Some(WasScanType::Vulnerability);
        scan.target = Some(made(|target: &mut WasScanTarget| {
            target.web_app = Some(made(|app: &mut Target| app.id = Some(WEB_APPLICATION)));
        }));
        scan.profile = Some(made(|profile: &mut WasScanOptionProfile| profile.id = Some(PROFILE)));
    });
    let launched = world.now();
    let id = world.call(Launch::new(given)).id().unwrap();
    assert_eq!(status(world, id), Status::Submitted);
    world.not_now(Delete::new(id));
    for (seconds, expected) in [(5, Status::Running), (30, Status::Finished)] {
        world.wait(seconds);
        assert_eq!(status(world, id), expected);
    }
    let finished = scan(world, id);
    assert_eq!(
        (finished.name.as_deref(), finished.r#type),
        (Some("Tonight"), Some(WasScanType::Vulnerability))
    );
    assert_eq!((finished.launched_date, finished.end_scan_date), (Some(launched), Some(world.now())));
    assert_eq!(finished.target.unwrap().web_app.unwrap().name.as_deref(), Some("Partner portal & API"));
    assert_eq!(finished.summary.unwrap().results_status, Some(WasScanSummaryResultsStatus::Successful));
    world.not_now(Cancel::new(id));
    let last = web_application(world, WEB_APPLICATION).last_scan.unwrap();
    assert_eq!((last.id, last.name.as_deref()), (id, Some("Tonight")));

    let again = world.call(ScanAgain::new(id).name("Once more")).id().unwrap();
    assert!(again > id);
    assert_eq!(world.call(Cancel::new(again).cancel_with_results(true)).id().unwrap(), again);
    world.wait(100);
    assert_eq!(status(world, again), Status::Canceled);
    let canceled = scan(world, again);
    assert_eq!(
        (canceled.name.as_deref(), canceled.cancel_mode.as_deref()),
        (Some("Once more"), Some("USER"))
    );

    let of_application = Filter::web_app_id().equals(WEB_APPLICATION);
    assert_eq!(world.call(Count::new().filter(of_application.clone())).count, Some(2));
    let ended = Search::new().filter(of_application).filter(Filter::status().equals(ScanStatus::Canceled));
    let found = world.call(ended.clone()).into_value();
    assert_eq!((found.count, found.has_more_records), (Some(1), Some(false)));
    assert_eq!(only(found.data.unwrap()).id, Some(again));
    let discoveries = world.records(Search::new().filter(Filter::r#type().equals(Type::Discovery)));
    assert_eq!(only(discoveries).name.as_deref(), Some("Intranet, discovery"));
    let untagged = world.records(Search::new().filter(Filter::web_app_tags().none()));
    assert_eq!(untagged.iter().map(|scan| scan.id).collect::<Vec<_>>(), [Some(id), Some(again)]);
    let recent =
        Search::new().filter(Filter::launched_date().greater(time("2026-03-01T00:00:00Z"))).limit_results(1);
    assert_eq!(world.records(recent.clone()).len(), 2);

    assert_eq!(world.call(Delete::new(again)).id().unwrap(), again);
    assert_eq!(only(world.records(recent)).id, Some(id));
    assert!(world.records(ended).is_empty());
    world.not_found(scans::Status::new(again));
    world.not_found(ScanAgain::new(again));
}
