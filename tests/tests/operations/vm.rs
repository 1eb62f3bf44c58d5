//! Vulnerability Management: schedules, cloud perimeter jobs, the KnowledgeBase, option profiles.

use crate::{Caller, World, date, only, shown, time};
use qualys::MaybeEmpty;
use qualys::vm::v2::schedule_scan_list_output::{Occurrence, Scan, Unit};
use qualys::vm::v2::{cloud_perimeter_job, knowledge_base, option_profile, schedule_scan};

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    schedules(world);
    perimeter_jobs(world);
    customized_vulnerabilities(world);
    identifiers_of_vulnerabilities(world);
    option_profiles(world);
}

fn schedule(title: &str, time_zone: &str) -> schedule_scan::Create {
    use schedule_scan::{
        AfterNotify, BeforeNotify, Create, End, Notifications, Occurrence, OptionProfile, Scanner, Start,
        Target, Weekday,
    };
    Create::new(
        title,
        true,
        OptionProfile::title("Initial Options"),
        Target::ips(["192.0.2.1-192.0.2.20", "192.0.2.99"])
            .exclude_ip_per_scan(["192.0.2.17"])
            .scanner(Scanner::names(["scanner-east-1"])),
        Start::new(22, 15, time_zone).date(date("2026-03-06")).observe_dst(true),
        Occurrence::weekly(1, [Weekday::Friday, Weekday::Sunday]),
    )
    .priority(3)
    .recurrence(10)
    .end(End::hours(6).end_after_mins(30))
    .notifications(
        Notifications::before(BeforeNotify::minutes(10).message("Starts soon & 'ends' late"))
            .after(AfterNotify::new().message("Done"))
            .recipient_group_ids([8767, 8768]),
    )
}

fn schedules(world: &mut World<impl Caller>) {
    use schedule_scan::{Delete, List, ScanType};
    let created = world.call(schedule("Weekly: edge & core", "US-CA"));
    assert_eq!(created.response.text, "New scan scheduled successfully");
    let id = created.id().unwrap();

    let list = List::new().id(id).show_notifications(true).echo_request(true);
    let listed = world.call(list.clone());
    let echo = listed.request.as_ref().unwrap();
    assert_eq!(echo.user_login, world.sandbox.user());
    assert!(echo.resource.ends_with("/api/2.0/fo/schedule/scan/"), "{}", echo.resource);
    let scans = listed.into_value().response.schedule_scan_list.unwrap();
    assert_eq!(scans, world.records(list));
    as_created(&only(scans), id);

    update(world, id);
    assert!(world.records(List::new().id(id).active(true)).is_empty());
    assert!(world.records(List::new().id(id).scan_type(ScanType::Perimeter)).is_empty());
    assert!(world.records(List::new()).len() > 1);

    let deleted = world.call(Delete::new(id));
    assert_eq!((deleted.id().unwrap(), &*deleted.response.text), (id, "Schedule scan deleted successfully"));
    assert_eq!(world.call(List::new().id(id)).response.schedule_scan_list, None);
    world.refused_value(Delete::new(id));
    world.refused_value(schedule("Nowhere", "XX"));
    let titles = world.records(List::new()).into_iter().filter_map(|scan| scan.title);
    assert!(titles.into_iter().all(|title| title != "Nowhere" && title != "Weekly: edge & core"));
}

fn as_created(scan: &Scan, id: u64) {
    assert_eq!((scan.id, scan.active), (id, MaybeEmpty::Value(1)));
    assert_eq!(scan.title.as_deref(), Some("Weekly: edge & core"));
    assert_eq!(scan.target, "192.0.2.1-192.0.2.20,192.0.2.99");
    assert_eq!(scan.iscanner_name.as_deref(), Some("scanner-east-1"));
    assert_eq!(scan.processing_priority.as_deref(), Some("3"));
    assert_eq!(scan.option_profile.as_ref().unwrap().title, "Initial Options");
    assert_eq!(scan.exclude_ip_per_scan.as_ref().unwrap().join(" "), "192.0.2.17");
    let ranges = scan.user_entered_ips.iter().flatten().map(|range| (&*range.start, &*range.end));
    assert_eq!(ranges.collect::<Vec<_>>(), [("192.0.2.1", "192.0.2.20"), ("192.0.2.99", "192.0.2.99")]);
    let schedule = &scan.schedule;
    let Occurrence::Weekly(weekly) = &schedule.occurrence else { panic!("{:?}", schedule.occurrence) };
    assert_eq!((weekly.frequency_weeks, &**weekly.weekdays), (1, &[0, 5][..]));
    assert_eq!(schedule.start_date_utc, time("2026-03-07T06:15:00Z"));
    assert_eq!(schedule.nextlaunch_utc, Some(time("2026-03-07T06:15:00")));
    assert_eq!((schedule.start_hour, schedule.start_minute, schedule.dst_selected), (22, 15, true));
    assert_eq!(schedule.end_after_hours, Some(MaybeEmpty::Value(6)));
    assert_eq!(schedule.end_after_minutes, Some(MaybeEmpty::Value(30)));
    assert_eq!((&*schedule.time_zone.time_zone_code, schedule.max_occurrence), ("US-CA", Some(10)));
    assert_eq!(schedule.time_zone.time_zone_details, "(GMT-0800) United States: America/Los_Angeles");
    let notifications = scan.notifications.as_ref().unwrap();
    let before = notifications.before_launch.as_ref().unwrap();
    assert_eq!((before.time, &before.unit), (10, &Unit::Minutes));
    assert_eq!(before.message.as_deref(), Some("Starts soon & 'ends' late"));
    assert_eq!(notifications.after_completes.as_ref().unwrap().message.as_deref(), Some("Done"));
    let groups = notifications.distribution_groups.iter().flatten().map(|group| (group.id, &*group.title));
    assert_eq!(groups.collect::<Vec<_>>(), [(8767, "Operations"), (8768, "Application owners")]);
}

fn update(world: &mut World<impl Caller>, id: u64) {
    use schedule_scan::{
        AssetGroupList, GroupsScanner, List, NewStart, NotificationChanges, Occurrence as When, Scope,
        Update, WeekOfMonth,
    };
    let update = Update::new(id)
        .active(false)
        .scope(Scope::groups(AssetGroupList::titles(["DMZ"])).scanner(GroupsScanner::default_of_group()))
        .new_start(NewStart::new(date("2026-04-01"), 8, 0, "DE", true))
        .occurrence(When::monthly_by_weekday(2, 1, WeekOfMonth::Second))
        .notification_changes(NotificationChanges::both_off());
    let updated = world.call(update);
    assert_eq!(updated.id().unwrap(), id);
    assert_eq!(updated.response.text, "Edit scheduled Scan Completed successfully");

    let scan = only(world.records(List::new().id(id).active(false).show_notifications(true)));
    assert_eq!((scan.id, scan.active), (id, MaybeEmpty::Value(0)));
    assert_eq!(scan.title.as_deref(), Some("Weekly: edge & core"));
    assert_eq!(scan.asset_group_title_list, Some(vec!["DMZ".to_owned()]));
    assert_eq!((&*scan.target, scan.user_entered_ips), ("198.51.100.0-198.51.100.254", None));
    assert_eq!(scan.iscanner_name.as_deref(), Some("Default Scanner"));
    let Occurrence::Monthly(monthly) = &scan.schedule.occurrence else {
        panic!("{:?}", scan.schedule.occurrence)
    };
    assert_eq!(monthly.frequency_months, 2);
    assert_eq!((monthly.day_of_month, monthly.day_of_week, monthly.week_of_month), (None, Some(1), Some(2)));
    assert_eq!(scan.schedule.start_date_utc, time("2026-04-13T06:00:00Z"));
    assert_eq!((scan.schedule.nextlaunch_utc, scan.schedule.max_occurrence), (None, Some(10)));
    assert_eq!(scan.schedule.time_zone.time_zone_code, "DE");
    let notifications = scan.notifications.unwrap();
    assert_eq!((notifications.before_launch, notifications.after_completes), (None, None));
}

fn perimeter_jobs(world: &mut World<impl Caller>) {
    use cloud_perimeter_job::{Connector, Create, Module, OptionProfile, Schedule, Start, Tags, Update};
    use schedule_scan::{List, ScanType};
    let create = Create::new(
        Module::Vm,
        true,
        Schedule::recurring(3, Start::new(5, 0, "GB")),
        OptionProfile::id(76960),
        Connector::name("aws-production"),
    );
    let created = world.call(
        create
            .scan_title("Cloud edge")
            .priority(3)
            .vpc_id("vpc-0abc")
            .elb_dns(["lb1.example.com", "lb2.example.com"]),
    );
    let id = created.id().unwrap();
    assert_eq!(created.response.text, "Cloud perimeter scan job created successfully");

    let list = List::new().id(id).scan_type(ScanType::Perimeter).show_cloud_details(true);
    let scan = only(world.records(list.clone()));
    assert_eq!((scan.title.as_deref(), scan.scan_type.as_deref()), (Some("Cloud edge"), Some("Perimeter")));
    assert_eq!(scan.elb_dns, Some(vec!["lb1.example.com".to_owned(), "lb2.example.com".to_owned()]));
    assert_eq!((scan.asset_tags, scan.processing_priority.as_deref()), (None, Some("3")));
    let cloud = scan.cloud_details.unwrap();
    assert_eq!((&*cloud.provider, &*cloud.connector.name), ("AWS", "aws-production"));
    assert_eq!(only(cloud.cloud_target.vpc_list.unwrap()).uuid, "vpc-0abc");
    let Occurrence::Daily(daily) = scan.schedule.occurrence else { panic!("{:?}", scan.schedule.occurrence) };
    assert_eq!((daily.frequency_days, scan.schedule.nextlaunch_utc), (3, Some(time("2026-03-04T05:00:00"))));

    let update = Update::new(id).active(false).scan_title("Cloud border").tags(Tags::new(["9029017"]));
    assert_eq!(world.call(update).id().unwrap(), id);
    let scan = only(world.records(list));
    assert_eq!((scan.title.as_deref(), scan.active), (Some("Cloud border"), MaybeEmpty::Value(0)));
    assert_eq!(scan.asset_tags.unwrap().tag_set_include.join(" "), "Web servers");
    assert_eq!(scan.schedule.nextlaunch_utc, None);
    world.refused_value(Update::new(1).active(false));
}

fn customized_vulnerabilities(world: &mut World<impl Caller>) {
    use knowledge_base::{Change, Details, Edit, List, Reset};
    let list = List::new()
        .ids(["38601-38602"])
        .details(Details::All)
        .show_disabled_flag(true)
        .show_pci_reasons(true);
    let list = list.show_qid_change_log(true).show_supported_modules_info(true);
    let [before, other] = <[_; 2]>::try_from(world.records(list.clone())).unwrap();
    assert_eq!((before.qid, other.qid), (38601, 38602));
    assert_eq!((before.is_disabled, before.last_customization.is_none()), (Some(false), true));
    assert!(before.diagnosis.as_ref().unwrap().contains("QID Detection Logic"));

    let edit = Edit::new(38601, Change::severity(1)).change(Change::disable(true));
    let edited = world.call(edit.change(Change::threat_comment("Not <here> & now")));
    assert_eq!(edited.item("qid"), Some("38601"));
    let [changed, unchanged] = <[_; 2]>::try_from(world.records(list.clone())).unwrap();
    assert_eq!((changed.severity_level, changed.is_disabled), (1, Some(true)));
    assert_eq!(changed.diagnosis_comment.as_deref(), Some("Not <here> & now"));
    let customization = changed.last_customization.unwrap();
    assert_eq!(customization.datetime, world.now());
    assert_eq!(customization.user_login.as_deref(), Some(world.sandbox.user()));
    assert_eq!(unchanged, other);
    let by_user = world.records(List::new().last_modified_by_user_after(time("2026-03-01T00:00:00Z")));
    assert_eq!(only(by_user).qid, 38601);

    assert_eq!(world.call(Reset::new(38601)).item("QID"), Some("38601"));
    assert_eq!(world.records(list), [before, other]);
    world.refused_value(Reset::new(7));
    world.refused_value(Edit::new(7, Change::severity(2)));
}

fn identifiers_of_vulnerabilities(world: &mut World<impl Caller>) {
    use knowledge_base::{Details, DiscoveryMethod, List};
    use qualys::vm::v2::knowledge_base_vuln_list_output::{IdEntry, Vulnerabilities};
    let ids =
        world.call(List::new().details(Details::None).id_max(38602)).into_value().response.vulnerabilities;
    let Some(Vulnerabilities::IdSet(set)) = ids else { panic!("{ids:?}") };
    assert_eq!(set.id_entries, [38600, 38601, 38602].map(IdEntry::Id));

    let all = world.records(List::new());
    assert_eq!(all.len(), 120);
    let patchable = world.records(List::new().is_patchable(true));
    assert!((1..120).contains(&patchable.len()) && patchable.iter().all(|one| one.patchable));
    let remote = world.records(List::new().discovery_method(DiscoveryMethod::Remoteonly));
    assert!((1..120).contains(&remote.len()) && remote.iter().all(|one| one.discovery.remote));
    let cve = &all.iter().find_map(|one| one.cve_list.as_ref()).unwrap()[0].id;
    let by_cve = only(world.records(List::new().cve([cve.as_str()])));
    assert_eq!(&by_cve.cve_list.unwrap()[0].id, cve);
}

fn option_profiles(world: &mut World<impl Caller>) {
    use option_profile::{Export, ListPc, ListPci, ListVm, OptionProfileType, Profile};
    let all = world.records(Export::new());
    assert_eq!(all, world.call(Export::new()).into_value().option_profile);
    assert_eq!(all.len(), 5);
    let with_system = world.records(Export::new().include_system_option_profiles(true));
    assert!(with_system.iter().any(|one| one.basic_info.user_id == "System") && with_system.len() == 6);
    let light =
        only(world.call(Export::new().profile(Profile::title("Light & quick"))).into_value().option_profile);
    assert_eq!((light.basic_info.id, &*light.basic_info.group_type), (76962, "user"));
    let tcp = light.scan.ports.unwrap().tcp_ports.unwrap();
    assert_eq!(tcp.tcp_ports_type.as_deref(), Some("light"));
    let of_pci = only(world.records(Export::new().option_profile_type(OptionProfileType::Pci)));

    let initial = only(world.call(ListVm::new().title("Initial Options")).into_value().option_profile);
    assert_eq!((initial.basic_info.id, initial.basic_info.is_default), (76960, Some(true)));
    assert_eq!(shown(initial.basic_info.update_date).as_deref(), Some("2025-01-10T08:00:00Z"));
    assert_eq!(only(world.records(ListVm::new().id(76961))).basic_info.group_name, "Authenticated Scan v.1");
    let of_compliance = only(world.call(ListPc::new()).into_value().option_profile);
    assert_eq!(of_compliance.basic_info.group_name, "Initial PC Options");
    assert_eq!(world.records(ListPc::new().id(76970)), [of_compliance]);
    assert_eq!(world.call(ListPci::new()).into_value().option_profile, [of_pci]);
    assert!(world.records(ListPci::new().id(76960)).is_empty());
}
