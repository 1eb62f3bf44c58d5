//! Assets: addresses, virtual hosts, hosts and what was found on them.

use crate::{Caller, HOSTS, World, only, time};
use qualys::assets::v2::ip_list_output::IpEntry;
use qualys::assets::v2::{host, host_detection, ip, virtual_host};
use qualys::vm::v2::knowledge_base;
use std::collections::BTreeSet;

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    addresses(world);
    virtual_hosts(world);
    hosts(world);
    numbers_of_hosts(world);
    detections(world);
    pages_of_detections(world);
}

fn addresses(world: &mut World<impl Caller>) {
    use ip::{Add, List, Modules, TrackingMethod, Update};
    let range = |text: &str| IpEntry::IpRange(text.to_owned());
    let single = |text: &str| IpEntry::Ip(text.to_owned());
    let seeded =
        [range("192.0.2.1-192.0.2.254"), range("198.51.100.1-198.51.100.254"), single("203.0.113.7")];
    assert_eq!(world.call(List::new()).into_value().response.ip_set.unwrap().ip_entries, seeded);
    assert_eq!(world.records(List::new()), seeded);

    let add = Add::new(["203.0.113.8-203.0.113.20", "203.0.113.100"], Modules::vm()).ud1("rack 7 & 8");
    assert_eq!(world.call(add).response.text, "IPs successfully added.");
    let added = List::new().ips(["203.0.113.0-203.0.113.255"]);
    assert_eq!(world.records(added), [range("203.0.113.7-203.0.113.20"), single("203.0.113.100")]);
    let update = Update::new(["203.0.113.10-203.0.113.12"]).tracking_method(TrackingMethod::Netbios);
    assert_eq!(world.call(update).response.text, "IPs successfully updated.");
    let netbios = List::new().tracking_method(TrackingMethod::Netbios);
    assert_eq!(world.records(netbios), [range("203.0.113.10-203.0.113.12")]);
    world.call(Add::new(["203.0.113.200"], Modules::pc()).tracking_method(TrackingMethod::Dns));
    let of_compliance = world.records(List::new().compliance_enabled(true));
    assert_eq!(of_compliance, [range("192.0.2.1-192.0.2.254"), single("203.0.113.200")]);
    assert_eq!(world.call(List::new().ips(["10.0.0.1"])).response.ip_set, None);
    world.refused_value(Update::new(["10.0.0.1"]).comment("not in the subscription"));
}

fn virtual_hosts(world: &mut World<impl Caller>) {
    use virtual_host::{AddFqdn, Create, Delete, DeleteFqdn, List, Update};
    let (address, port) = ("192.0.2.5", 443);
    let list = List::new().ip(address).port(port);
    let names = |world: &mut World<_>| only(world.records(list.clone())).fqdn.join(" ");
    let created = world.call(Create::new(address, port, ["a.example.com"]).network_id(0));
    assert_eq!(created.response.text, "Virtual host successfully created.");
    let listed = only(world.call(list.clone()).into_value().response.virtual_host_list.unwrap());
    assert_eq!((&*listed.ip, listed.port, listed.network_id), (address, port, Some(0)));
    assert_eq!(names(world), "a.example.com");
    world.call(AddFqdn::new(address, port, ["b.example.com", "a.example.com"]));
    assert_eq!(names(world), "a.example.com b.example.com");
    world.call(DeleteFqdn::new(address, port, ["a.example.com"]));
    assert_eq!(names(world), "b.example.com");
    world.call(Update::new(address, port, ["c.example.com", "d.example.com"]));
    assert_eq!(names(world), "c.example.com d.example.com");
    world.refused_value(Create::new(address, port, ["x.example.com"]));
    assert_eq!(world.records(List::new()).len(), 3);
    world.call(Delete::new(address, port));
    assert_eq!(world.call(list.clone()).response.virtual_host_list, None);
    assert_eq!(world.records(List::new().port(8443)).len(), 1);
    world.refused_value(Delete::new(address, port));
}

fn hosts(world: &mut World<impl Caller>) {
    use host::{Addresses, Ars, Details, List, TagSetBy, TagSets, Tags};
    let all = world.records(List::new().truncation_limit(25).details(Details::AllAgs));
    let ids: Vec<u64> = all.iter().map(|host| host.id).collect();
    assert_eq!(ids, (1_000_000..1_000_000 + HOSTS).collect::<Vec<_>>());
    assert_eq!(
        (all[0].ip.as_deref(), all[0].dns.as_deref()),
        (Some("192.0.2.1"), Some("host-0.example.com"))
    );
    assert!(all.iter().all(|host| host.owner.as_deref() == Some("sandbox_user") && host.tags.is_none()));
    assert!(all.iter().all(|host| host.asset_group_ids.as_ref().is_some_and(|groups| !groups.is_empty())));
    let first = world.call(List::new().truncation_limit(25));
    let warning = first.response.warning.as_ref().unwrap();
    assert_eq!(warning.code, Some(1980));
    assert!(warning.url.as_ref().unwrap().contains("id_min=1000025"), "{warning:?}");

    let ids = |world: &mut World<_>, list: List| -> Vec<u64> {
        world.records(list).iter().map(|host| host.id).collect()
    };
    let some = ids(world, List::new().ids(["1000003", "1000010-1000012", "1000099"]));
    assert_eq!(some, [1_000_003, 1_000_010, 1_000_011, 1_000_012]);
    let some = ids(world, List::new().addresses(Addresses::ips(["192.0.2.1-192.0.2.3", "192.0.2.60"])));
    assert_eq!(some, [1_000_000, 1_000_001, 1_000_002, 1_000_059]);
    assert_eq!(ids(world, List::new().id_min(1_000_058)), [1_000_058, 1_000_059]);
    let windows = world.records(List::new().os_pattern("^Windows"));
    assert!((1..all.len()).contains(&windows.len()));
    assert!(windows.iter().all(|host| host.os.as_ref().unwrap().starts_with("Windows")));
    let tags = Tags::new(TagSets::include(["Web servers"])).tag_set_by(TagSetBy::Name);
    let tagged = world.records(List::new().tags(tags).show_tags(true).show_asset_id(true));
    assert!((1..all.len()).contains(&tagged.len()));
    let is_tagged = |host: &qualys::assets::v2::host_list_output::Host| {
        host.tags
            .iter()
            .flatten()
            .any(|tag| (tag.tag_id, tag.name.as_deref()) == (Some(9_029_017), Some("Web servers")))
    };
    assert!(tagged.iter().all(|host| is_tagged(host) && host.asset_id == Some(host.id + 5_000_000)));
    let risky = world.records(List::new().ars(Ars::new().min(500)));
    assert!((1..all.len()).contains(&risky.len()));
    assert!(risky.iter().all(|host| host.asset_risk_score.is_some_and(|score| score >= 500)));
    let since = time("2026-02-20T00:00:00Z");
    let recent = ids(world, List::new().vm_scan_since(since));
    let others = ids(world, List::new().no_vm_scan_since(since));
    assert!(!recent.is_empty() && !others.is_empty());
    assert_eq!(recent.len() + others.len(), all.len());
}

fn numbers_of_hosts(world: &mut World<impl Caller>) {
    use host::{Addresses, Details, List};
    use qualys::assets::v2::host_list_output::{Hosts, IdEntry};
    let numbers =
        world.call(List::new().details(Details::None).id_max(1_000_002)).into_value().response.hosts;
    let Some(Hosts::IdSet(set)) = numbers else { panic!("{numbers:?}") };
    assert_eq!(set.id_entries, [1_000_000, 1_000_001, 1_000_002].map(IdEntry::Id));
    let none = world.call(List::new().addresses(Addresses::ips(["10.9.9.9"])).echo_request(true));
    assert_eq!(none.response.hosts, None);
    let echo = none.request.as_ref().unwrap().param_list.iter().flatten();
    assert!(echo.map(|parameter| (&*parameter.key, &*parameter.value)).any(|one| one == ("ips", "10.9.9.9")));
}

fn detections(world: &mut World<impl Caller>) {
    use host_detection::{List, Qds, Status, UpdatedSince, VulnType, Vulnerabilities};
    use qualys::assets::v2::host_list_vm_detection_output::{Detection, Status as Found, Type};
    let detections = |world: &mut World<_>, list: List| -> Vec<Detection> {
        world.records(list).into_iter().flat_map(|host| host.detection_list).collect()
    };
    let all = detections(world, List::new());
    assert!(all.iter().all(|one| one.status != Some(Found::Fixed) && one.r#type != Type::Info));
    assert!(all.iter().all(|one| one.results.is_some() && one.is_disabled == Some(false)));
    let fixed = detections(world, List::new().status([Status::Fixed]).show_results(false));
    assert!(
        !fixed.is_empty()
            && fixed.iter().all(|one| one.status == Some(Found::Fixed) && one.results.is_none())
    );
    assert!(fixed.iter().all(|one| one.last_fixed_datetime.is_some()));
    let severe = detections(world, List::new().vulnerabilities(Vulnerabilities::qid().severities(["4-5"])));
    assert!((1..all.len()).contains(&severe.len()));
    assert!(severe.iter().all(|one| one.severity.is_some_and(|severity| severity >= 4)));
    let potential = detections(world, List::new().include_vuln_type(VulnType::Potential));
    assert!((1..all.len()).contains(&potential.len()));
    assert!(potential.iter().all(|one| one.r#type == Type::Potential));
    assert!(detections(world, List::new().show_igs(true)).iter().any(|one| one.r#type == Type::Info));
    let scored = detections(world, List::new().qds(Qds::new().min(60)));
    assert!((1..all.len()).contains(&scored.len()));
    assert!(scored.iter().all(|one| one.qds.as_ref().is_some_and(|score| score.value >= 60)));
    let recent =
        detections(world, List::new().updated_since(UpdatedSince::max_days_since_detection_updated(5)));
    let since = time("2026-02-24T00:00:00Z").timestamp().unwrap();
    assert!((1..all.len()).contains(&recent.len()));
    assert!(recent.iter().all(|one| one.last_update_datetime.unwrap().timestamp().unwrap() >= since));

    // What is found is in the KnowledgeBase.
    let qids: BTreeSet<u32> = all.iter().map(|one| one.qid).collect();
    let known = world.records(knowledge_base::List::new().ids(qids.iter().map(u32::to_string)));
    assert_eq!(known.iter().map(|one| one.qid).collect::<BTreeSet<_>>(), qids);
    let qid = all[0].qid;
    let of_one =
        detections(world, List::new().vulnerabilities(Vulnerabilities::qid().qids([qid.to_string()])));
    assert!(!of_one.is_empty() && of_one.iter().all(|one| one.qid == qid));
    let severity = known.iter().find(|one| one.qid == qid).map(|one| one.severity_level);
    assert!(of_one.iter().all(|one| one.severity == severity));
}

fn pages_of_detections(world: &mut World<impl Caller>) {
    use host_detection::{Addresses, List};
    let page = world.call(List::new().truncation_limit(20)).into_value().response;
    let first = page.host_list.unwrap();
    assert_eq!((first.len(), page.warning.unwrap().code), (20, Some(1980)));
    let whole = world.call(List::new().truncation_limit(0)).into_value().response;
    let (hosts, warning) = (whole.host_list.unwrap(), whole.warning);
    assert_eq!((&hosts[..20], warning), (&first[..], None));
    world.sandbox.clear_calls();
    assert_eq!(world.records(List::new().truncation_limit(20)), hosts);
    assert_eq!(world.sandbox.calls().len(), hosts.len().div_ceil(20));
    let one = world.records(List::new().addresses(Addresses::ips([hosts[3].ip.as_deref().unwrap()])));
    assert_eq!(only(one), hosts[3]);
}
