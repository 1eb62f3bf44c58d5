//! Policy Compliance: scans, their schedules, policies.

use crate::{Caller, World, date, only, time};
use qualys::MaybeEmpty;
use qualys::pc::v2::compliance_schedule_scan_list_output::Occurrence;
use qualys::pc::v2::{compliance_policy, compliance_scan, compliance_schedule_scan};
use qualys::vm::v2::scan_list_output::{State, Type};

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    scans(world);
    schedules(world);
    policies(world);
}

fn scans(world: &mut World<impl Caller>) {
    use compliance_scan::{AssetGroupList, Launch, List, OptionProfile, ScanTarget, State as Asked};
    let profile = || OptionProfile::title("Initial PC Options");
    let launched = world.call(Launch::new(profile(), ScanTarget::ips(["192.0.2.9"])).scan_title("Tonight"));
    assert_eq!(launched.response.text, "New compliance scan launched");
    let (id, reference) = (launched.id().unwrap(), launched.item("REFERENCE").unwrap().to_owned());
    assert!(reference.starts_with("compliance/"), "{reference}");
    let list = || List::new().scan_ref(&*reference).show_op(true);
    let began = world.now();
    let stages = [
        (0, State::Queued, Asked::Queued, "Pending", false),
        (5, State::Running, Asked::Running, "Running", false),
        (30, State::Finished, Asked::Finished, "00:21:47", true),
    ];
    for (seconds, state, asked, duration, is_processed) in stages {
        world.wait(seconds);
        let scan = only(world.records(list()));
        assert_eq!((scan.id, &*scan.r#ref, &*scan.title), (Some(id), &*reference, "Tonight"));
        assert_eq!((scan.status.unwrap().state, scan.r#type), (state, Type::Api));
        assert_eq!((&*scan.duration, scan.processed), (duration, is_processed));
        assert_eq!((scan.target.as_deref(), &*scan.user_login), (Some("192.0.2.9"), world.sandbox.user()));
        assert_eq!(scan.launch_datetime, began);
        assert_eq!(scan.option_profile.unwrap().title, "Initial PC Options");
        let in_state = world.call(List::new().state([asked]).scan_id(id).ignore_target(true)).into_value();
        let scan = only(in_state.response.scan_list.unwrap());
        assert_eq!((scan.id, scan.target, scan.option_profile), (Some(id), None, None));
    }
    let groups = ScanTarget::groups(AssetGroupList::ids([445541, 445542])).ip(["203.0.113.7"]);
    let second = world.call(Launch::new(profile(), groups)).id().unwrap();
    assert_ne!(second, id);
    let scan = only(world.records(List::new().state([Asked::Queued, Asked::Loading]).show_ags(true)));
    assert_eq!((scan.id, &*scan.title), (Some(second), "N/A"));
    assert_eq!(scan.asset_group_title_list.unwrap(), ["Data centre east", "Data centre west"]);
    let recent = world.records(List::new().launched_after_datetime(time("2026-03-01T00:00:00Z")));
    assert_eq!(recent.iter().filter_map(|scan| scan.id).collect::<Vec<_>>(), [id, second]);
    assert_eq!(world.call(List::new().state([Asked::Error])).response.scan_list, None);
}

fn schedules(world: &mut World<impl Caller>) {
    use compliance_schedule_scan::{
        BeforeNotify, Create, Delete, List, NotificationChanges, Notifications, Occurrence as When,
        OptionProfile, Pause, Resume, Scope, Start, TagSetBy, TagsScanner, Target, Update,
    };
    let create = Create::new(
        "Every quarter",
        true,
        OptionProfile::id(76970),
        Target::ips(["198.51.100.10-198.51.100.40"]),
        Start::new(0, 45, "DE").date(date("2026-04-01")),
        When::monthly_by_day(3, 1),
    )
    .pause(Pause::hours(10).resume(Resume::days(1).resume_in_hours(2)))
    .notifications(Notifications::before(BeforeNotify::days(1)));
    let created = world.call(create);
    assert_eq!(created.response.text, "New compliance scan scheduled successfully");
    let id = created.id().unwrap();

    let list = List::new().id(id).show_notifications(true);
    let listed = world.call(list.clone()).into_value().response.compliance_schedule_scan_list.unwrap();
    assert_eq!(listed, world.records(list.clone()));
    let scan = only(listed);
    assert_eq!(
        (scan.id, scan.title.as_deref(), scan.active),
        (id, Some("Every quarter"), MaybeEmpty::Value(1))
    );
    assert_eq!(scan.option_profile.unwrap().title, "Initial PC Options");
    let range = only(scan.user_entered_ips.unwrap());
    assert_eq!((&*range.start, &*range.end), ("198.51.100.10", "198.51.100.40"));
    let Occurrence::Monthly(monthly) = &scan.schedule.occurrence else {
        panic!("{:?}", scan.schedule.occurrence)
    };
    assert_eq!((monthly.frequency_months, monthly.day_of_month), (3, Some(1)));
    assert_eq!(scan.schedule.nextlaunch_utc, Some(time("2026-03-31T23:45:00")));
    assert_eq!(
        (scan.schedule.pause_after_hours, scan.schedule.dst_selected),
        (Some(MaybeEmpty::Value(10)), false)
    );
    assert_eq!(scan.schedule.resume_in_days.as_deref(), Some("1"));
    let notifications = scan.notifications.unwrap();
    assert_eq!((notifications.before_launch.unwrap().time, notifications.after_complete), (1, None));

    let tags = Scope::tags(["Web servers"]).tag_set_by(TagSetBy::Name).tag_set_exclude(["Decommissioned"]);
    let update = Update::new(id)
        .scan_title("Every week")
        .scope(tags.scanner(TagsScanner::in_tag_set()))
        .occurrence(When::daily(7))
        .notification_changes(NotificationChanges::before_off());
    assert_eq!(world.call(update).id().unwrap(), id);
    let scan = only(world.records(list.clone()));
    assert_eq!((scan.title.as_deref(), scan.user_entered_ips), (Some("Every week"), None));
    assert_eq!(scan.iscanner_name.as_deref(), Some("All Scanners in TagSet"));
    let tags = scan.asset_tags.unwrap();
    assert_eq!(tags.tag_set_include.join(" "), "Web servers");
    assert_eq!(tags.tag_set_exclude.unwrap().join(" "), "Decommissioned");
    let Occurrence::Daily(daily) = &scan.schedule.occurrence else {
        panic!("{:?}", scan.schedule.occurrence)
    };
    assert_eq!(daily.frequency_days, 7);
    assert_eq!(scan.notifications.unwrap().before_launch, None);

    let before = world.records(List::new().active(true)).len();
    assert_eq!(world.call(Delete::new(id)).response.text, "Schedule scan deleted successfully");
    assert_eq!(world.records(List::new().active(true)).len(), before - 1);
    assert_eq!(world.call(list).response.compliance_schedule_scan_list, None);
    world.refused_value(Delete::new(id));
    world.refused_value(Update::new(id).active(false));
}

fn policies(world: &mut World<impl Caller>) {
    use compliance_policy::{AddAssetGroupIds, Details, List, RemoveAssetGroupIds, SetAssetGroupIds};
    let list = List::new().ids(["43401"]).details(Details::All);
    let listed = world.call(list.clone()).into_value().response.policy_list.unwrap();
    assert_eq!(listed, world.records(list.clone()));
    let policy = only(listed);
    assert_eq!((policy.id, &*policy.title), (43401, "Hardening of Linux servers"));
    assert_eq!(*policy.asset_group_ids.unwrap().value, [445542]);
    let evaluated = policy.last_evaluated.unwrap().datetime;

    let groups = |world: &mut World<_>| {
        let policy = only(world.records(list.clone()));
        let modified = policy.last_modified.unwrap();
        assert_eq!((modified.datetime, &*modified.by), (world.now(), world.sandbox.user()));
        (policy.asset_group_ids.unwrap().value.to_vec(), policy.last_evaluated.unwrap().datetime)
    };
    let set = world.call(SetAssetGroupIds::new(43401, [445541, 445543]));
    assert_eq!((set.id().unwrap(), &*set.response.text), (43401, "Compliance Policy successfully modified."));
    assert_eq!(groups(world), (vec![445541, 445543], evaluated));
    world.call(AddAssetGroupIds::new(43401, [445542, 445543]).evaluate_now(true));
    let now = world.now();
    assert_eq!(groups(world), (vec![445541, 445543, 445542], now));
    world.call(RemoveAssetGroupIds::new(43401, [445541]));
    assert_eq!(groups(world), (vec![445543, 445542], now));

    let brief = world.records(List::new().details(Details::None).id_min(43401));
    assert_eq!(brief.iter().map(|policy| policy.id).collect::<Vec<_>>(), [43401, 43402]);
    assert!(brief.iter().all(|policy| policy.created.is_none() && policy.status.is_none()));
    let updated = world.records(List::new().updated_after_datetime(time("2026-01-01T00:00:00Z")));
    assert_eq!(only(updated).id, 43401);
    world.refused_value(AddAssetGroupIds::new(9, [445541]));
}
