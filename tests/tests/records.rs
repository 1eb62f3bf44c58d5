//! Lists: where their records are, and how an operation asks for those after a number.

use expect_test::{Expect, expect};
use qualys::assets::v2::{host, ip};
use qualys::was::v3::findings;
use qualys::{Records, Request, common, saq, vm};

/// Where a list's records and their numbers are, and what the operation sends when it asks for those after `id`.
#[track_caller]
fn check<O: Records>(operation: &O, id: u64, expected: Expect) {
    let sent = operation.after(id).map(|next| next.request().expect("a request that can be sent"));
    let sent = sent.as_ref().map_or_else(|| "nothing".to_owned(), shown);
    expected.assert_eq(&format!("{} by {:?}: {sent}", O::PATH.join("/"), O::ID));
}

/// Query, form and XML.
fn shown(request: &Request) -> String {
    let pairs: Vec<String> =
        request.query().chain(request.form()).map(|(name, value)| format!("{name}={value}")).collect();
    let xml = request.xml().map(|xml| xml.split_once("?>").map_or(xml, |(_, xml)| xml).trim());
    format!("{}{}", pairs.join("&"), xml.unwrap_or_default())
}

#[test]
fn by_a_parameter() {
    check(&host::List::new(), 7, expect![[r#"RESPONSE/HOST_LIST/HOST by ["ID"]: action=list&id_min=8"#]]);
    check(
        &host::List::new().id_min(5_u64),
        7,
        expect![[r#"RESPONSE/HOST_LIST/HOST by ["ID"]: action=list&id_min=8"#]],
    );
    check(
        &host::List::new().id_min(50_u64),
        7,
        expect![[r#"RESPONSE/HOST_LIST/HOST by ["ID"]: action=list&id_min=50"#]],
    );
    check(&host::List::new(), u64::MAX, expect![[r#"RESPONSE/HOST_LIST/HOST by ["ID"]: nothing"#]]);
    check(
        &vm::v2::knowledge_base::List::new(),
        u64::from(u32::MAX),
        expect![[r#"RESPONSE/VULN_LIST/VULN by ["QID"]: nothing"#]],
    );
}

#[test]
fn by_a_filter() {
    use findings::{Filter, Search};
    check(
        &Search::new(),
        7,
        expect![[
            r#"data/Finding by ["id"]: <ServiceRequest><filters><Criteria field="id" operator="GREATER">7</Criteria></filters></ServiceRequest>"#
        ]],
    );
    let later =
        Search::new().limit_results(10).start_from_offset(11).after(7).expect("findings have numbers");
    check(
        &later,
        9,
        expect![[
            r#"data/Finding by ["id"]: <ServiceRequest><filters><Criteria field="id" operator="GREATER">9</Criteria></filters><preferences><limitResults>10</limitResults></preferences></ServiceRequest>"#
        ]],
    );
    check(
        &Search::new().filter(Filter::id().greater(50)).filter(Filter::qid().greater(5)),
        7,
        expect![[
            r#"data/Finding by ["id"]: <ServiceRequest><filters><Criteria field="id" operator="GREATER">50</Criteria><Criteria field="qid" operator="GREATER">5</Criteria><Criteria field="id" operator="GREATER">7</Criteria></filters></ServiceRequest>"#
        ]],
    );
    check(&Search::new().raw_xml("<ServiceRequest/>"), 7, expect![[r#"data/Finding by ["id"]: nothing"#]]);
    check(&Search::new(), u64::MAX, expect![[r#"data/Finding by ["id"]: nothing"#]]);
}

#[test]
fn by_a_preference() {
    use saq::v1::campaigns::Search;
    check(
        &Search::new(),
        7,
        expect![[
            r#"data/QuestionnaireCampaign by ["id"]: <ServiceRequest><preferences><startFromId>8</startFromId></preferences></ServiceRequest>"#
        ]],
    );
    check(
        &Search::new().start_from_id(50).start_from_offset(3),
        7,
        expect![[
            r#"data/QuestionnaireCampaign by ["id"]: <ServiceRequest><preferences><startFromId>50</startFromId></preferences></ServiceRequest>"#
        ]],
    );
}

#[test]
fn not_at_all() {
    check(&ip::List::new(), 7, expect!["RESPONSE/IP_SET/IP by []: nothing"]);
    check(&common::v2::time_zone::List::new(), 7, expect!["TIME_ZONE by []: nothing"]);
    check(&vm::v2::schedule_scan::List::new(), 7, expect!["RESPONSE/SCHEDULE_SCAN_LIST/SCAN by []: nothing"]);
}
