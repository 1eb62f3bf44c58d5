//! What the service does: each operation of each description, what is seen of it afterwards, and that all answers are valid.

mod service {
    pub(crate) mod forms;
    pub(crate) mod hosts;
    pub(crate) mod lifecycles;
    pub(crate) mod objects;
    pub(crate) mod subscription;
}
mod validity;
mod xmllint;

use service::{forms, hosts, lifecycles, objects, subscription};

use qualys_sandbox::model::model;
use qualys_sandbox::service::{Service, Settings};
use std::collections::BTreeSet;
use subscription::Subscription;

/// The server itself carries these out.
const SESSION: &str = "common/2.0/session";

#[test]
fn every_operation_does_what_it_says_and_answers_valid_documents() {
    let settings = Settings { hosts: 80, detections_per_host: 5, ..Settings::default() };
    let mut subscription = Subscription::new(settings);
    forms::schedules(&mut subscription);
    forms::cloud_perimeter_jobs(&mut subscription);
    forms::compliance_scans(&mut subscription);
    forms::policies(&mut subscription);
    forms::addresses(&mut subscription);
    forms::virtual_hosts(&mut subscription);
    forms::knowledge_base(&mut subscription);
    forms::fixed_lists(&mut subscription);
    objects::option_profiles(&mut subscription);
    objects::web_applications(&mut subscription);
    objects::connectors(&mut subscription);
    lifecycles::web_scans(&mut subscription);
    objects::findings(&mut subscription);
    lifecycles::campaigns(&mut subscription);
    hosts::lists(&mut subscription);
    hosts::detections(&mut subscription);

    let described = model().apis.iter().filter(|(api, _)| *api != SESSION);
    let described: BTreeSet<(String, String)> = described
        .flat_map(|(api, one)| one.operations.keys().map(|name| (api.clone(), name.clone())))
        .collect();
    let missing: Vec<_> = described.difference(&subscription.called).collect();
    assert!(missing.is_empty(), "no test calls {missing:?}");

    validity::assert_valid("service", &subscription.answers);
}

#[test]
fn every_operation_of_the_descriptions_is_carried_out() {
    let service = Service::new(model(), Settings::default());
    let known = service.operations();
    let known: BTreeSet<(&str, &str)> = known
        .iter()
        .flat_map(|(api, names)| names.iter().map(|name| (api.as_str(), name.as_str())))
        .collect();
    let described = model().apis.iter().filter(|(api, _)| *api != SESSION);
    let described: BTreeSet<(&str, &str)> = described
        .flat_map(|(api, one)| one.operations.keys().map(|name| (api.as_str(), name.as_str())))
        .collect();
    assert_eq!(known, described);
}

#[test]
fn every_parameter_of_the_descriptions_has_an_effect_or_is_known_to_have_none() {
    let service = Service::new(model(), Settings::default());
    let mut unknown = Vec::new();
    for (api, described) in model().apis.iter().filter(|(api, _)| *api != SESSION) {
        if described.schema.is_none() {
            let known = service.parameters(api);
            let missing = described.parameters.keys().filter(|name| !known.contains(name));
            unknown.extend(missing.map(|name| format!("{api} {name}")));
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn without_seeds_lists_are_empty() {
    let settings = Settings { seed: false, hosts: 0, findings: 0, ..Settings::default() };
    let mut subscription = Subscription::new(settings);
    for list in [
        "vm/2.0/schedule_scan",
        "pc/2.0/compliance_scan",
        "assets/2.0/host",
        "assets/2.0/host_detection",
        "assets/2.0/ip",
    ] {
        let root = subscription.form(&format!("{list} list"), &[]);
        assert_eq!(root.child("RESPONSE").expect("a response").elements().count(), 1, "{list}");
    }
    for search in ["was/3.0/web_applications", "was/3.0/findings", "saq/1.0/campaigns"] {
        let root = subscription.body(&format!("{search} search"), 0, "");
        assert_eq!(root.text_at("count").as_deref(), Some("0"), "{search}");
        assert_eq!(root.child("data"), None, "{search}");
    }
    validity::assert_valid("service-empty", &subscription.answers);
}
