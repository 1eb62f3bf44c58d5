//! Web Application Scanning: findings.

use crate::{Caller, World, only};
use qualys::was::v3::finding::{Finding, FindingIgnoredReason, FindingStatus, FindingType, Retest};
use qualys::was::v3::findings;

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    searches(world);
    ignored(world);
    retested(world);
    other_severity(world);
}

fn get(world: &mut World<impl Caller>, id: i64) -> Finding {
    only(world.call(findings::Get::new(id)).into_value().data.unwrap())
}

/// The first finding of a kind.
fn first(world: &mut World<impl Caller>, kind: findings::Type) -> i64 {
    let search = findings::Search::new().filter(findings::Filter::r#type().equals(kind)).limit_results(1);
    only(world.call(search).into_value().data.unwrap()).id.unwrap()
}

fn searches(world: &mut World<impl Caller>) {
    use findings::{Count, Filter, Search, Status, Type};
    assert_eq!(world.call(Count::new()).count, Some(240));
    world.sandbox.clear_calls();
    let all = world.records(Search::new());
    assert_eq!((all.len(), world.sandbox.calls().len()), (240, 3));
    assert!(all.windows(2).all(|two| two[0].id < two[1].id));
    let page = world.call(Search::new().limit_results(50)).into_value();
    assert_eq!((page.count, page.has_more_records, page.last_id), (Some(50), Some(true), all[49].id));
    assert_eq!(page.data.unwrap(), all[..50]);
    let page = world.call(Search::new().start_from_offset(239).limit_results(10)).into_value();
    assert_eq!((page.has_more_records, page.last_id), (Some(false), None));
    assert_eq!(page.data.unwrap(), all[238..]);

    let open = Search::new()
        .filter(Filter::web_app_id().equals(6_620_290))
        .filter(Filter::status().is_in([Status::Active, Status::Reopened]))
        .filter(Filter::severity().is_in([4, 5]));
    let found = world.records(open);
    let is_open = |finding: &Finding| {
        finding.web_app.as_ref().is_some_and(|app| app.id == Some(6_620_290))
            && matches!(finding.status, Some(FindingStatus::Active | FindingStatus::Reopened))
            && finding.severity.is_some_and(|severity| severity >= 4)
    };
    assert!(!found.is_empty());
    assert_eq!(found, all.iter().filter(|finding| is_open(finding)).cloned().collect::<Vec<_>>());
    let gathered = Count::new().filter(Filter::r#type().equals(Type::InformationGathered));
    let expected = all.iter().filter(|one| one.r#type == Some(FindingType::InformationGathered)).count();
    assert_eq!(world.call(gathered).count, i32::try_from(expected).ok());
    assert_eq!(world.call(Count::new().filter(Filter::external_ref().is_empty())).count, Some(240));

    let whole = get(world, all[0].id.unwrap());
    assert_eq!((whole.name, whole.unique_id), (all[0].name.clone(), all[0].unique_id.clone()));
    assert!(whole.result_list.is_some() && all[0].result_list.is_none());
    world.not_found(findings::Get::new(1));
}

fn ignored(world: &mut World<impl Caller>) {
    use findings::{Activate, Filter, Ignore, IgnoredReason, Search};
    let id = first(world, findings::Type::Vulnerability);
    let ignore =
        Ignore::new(id, FindingIgnoredReason::RiskAccepted).ignored_comment("Until <summer> & no longer");
    assert_eq!(world.call(ignore).id().unwrap(), id);
    let finding = get(world, id);
    assert_eq!((finding.is_ignored, finding.ignored_date), (Some(true), Some(world.now())));
    assert_eq!(finding.ignored_reason, Some(FindingIgnoredReason::RiskAccepted));
    assert_eq!(finding.ignored_comment.as_deref(), Some("Until <summer> & no longer"));
    assert_eq!(finding.ignored_by.unwrap().username.as_deref(), Some(world.sandbox.user()));
    let search = Search::new().filter(Filter::ignored_reason().equals(IgnoredReason::RiskAccepted));
    assert_eq!(only(world.records(search.clone())).id, Some(id));

    assert_eq!(world.call(Activate::new(id)).id().unwrap(), id);
    let finding = get(world, id);
    assert_eq!(
        (finding.is_ignored, finding.ignored_reason, finding.ignored_comment),
        (Some(false), None, None)
    );
    assert!(world.records(search).is_empty());
    world.not_found(Activate::new(1));
}

fn retested(world: &mut World<impl Caller>) {
    use findings::{RetestStatus, Type};
    let id = first(world, Type::Vulnerability);
    let status = |world: &mut World<_>| -> Retest {
        let finding = only(world.call(RetestStatus::new(id)).into_value().data.unwrap());
        assert_eq!((finding.id, finding.name), (Some(id), None));
        finding.retest.unwrap()
    };
    assert_eq!(status(world).retest_status.as_deref(), Some("NO_RETEST"));
    let began = world.now();
    assert_eq!(world.call(findings::Retest::new(id)).id().unwrap(), id);
    let retest = status(world);
    assert_eq!((retest.retest_status.as_deref(), retest.retested_date), (Some("UNDER_RETEST"), Some(began)));
    assert_eq!(
        (retest.retested_user.unwrap().username.as_deref(), retest.finding_status),
        (Some(world.sandbox.user()), None)
    );
    world.wait(10);
    let retest = status(world);
    assert_eq!(retest.retest_status.as_deref(), Some("RETESTED"));
    assert!(retest.finding_status.is_some());
    let gathered = first(world, Type::InformationGathered);
    world.not_now(findings::Retest::new(gathered));
}

fn other_severity(world: &mut World<impl Caller>) {
    use findings::{EditSeverity, Filter, RestoreSeverity, Search, Type};
    let id = first(world, Type::Vulnerability);
    let before = get(world, id).severity.unwrap();
    assert_ne!(before, 1);
    assert_eq!(world.call(EditSeverity::new(id, 1).severity_comment("Not from outside")).id().unwrap(), id);
    let edited = get(world, id);
    assert_eq!((edited.severity, edited.severity_comment.as_deref()), (Some(1), Some("Not from outside")));
    assert_eq!(edited.edited_severity_user.unwrap().username.as_deref(), Some(world.sandbox.user()));
    let lowest = Search::new()
        .filter(Filter::severity().equals(1))
        .filter(Filter::r#type().equals(Type::Vulnerability));
    assert_eq!(only(world.records(lowest.clone())).id, Some(id));

    assert_eq!(world.call(RestoreSeverity::new(id)).id().unwrap(), id);
    let restored = get(world, id);
    assert_eq!((restored.severity, restored.severity_comment), (Some(before), None));
    assert_eq!(restored.edited_severity_user, None);
    assert!(world.records(lowest).is_empty());
}
