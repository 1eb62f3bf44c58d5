//! Security Assessment Questionnaire: a campaign from its creation to its summary, and its questionnaires.

use crate::{Caller, World, made, only, time};
use qualys::saq::v1::campaigns::{self, CampaignStatus, Filter, WorkflowType};
use qualys::saq::v1::questionnaire::QuestionnaireState;
use qualys::saq::v1::questionnairecampaign::{
    CampaignNotification, Notification, QuestionnaireCampaign, QuestionnaireCampaignStatus as Status,
    QuestionnaireCampaignWorkflowType as Workflow, Template, User, UserList,
};
use qualys::saq::v1::questionnaires;

pub(crate) fn scenario(world: &mut World<impl Caller>) {
    let completed = completed(world);
    canceled(world, completed);
    searches_of_questionnaires(world);
}

fn user(id: i64) -> User {
    made(|user: &mut User| user.id = Some(id))
}

fn campaign(workflow: Workflow) -> QuestionnaireCampaign {
    made(|campaign: &mut QuestionnaireCampaign| {
        campaign.name = Some("Suppliers <2026> & more".to_owned());
        campaign.template = Some(made(|template: &mut Template| template.id = Some(122_601)));
        campaign.due_date = Some(time("2026-09-28T17:08:00Z"));
        campaign.reviewer = (workflow != Workflow::Simple).then(|| user(352_088));
        campaign.workflow_type = Some(workflow);
    })
}

fn get(world: &mut World<impl Caller>, id: i64) -> QuestionnaireCampaign {
    only(world.call(campaigns::Get::new(id)).into_value().data.unwrap())
}

fn status(world: &mut World<impl Caller>, id: i64) -> Status {
    let campaign = only(world.call(campaigns::Status::new(id)).into_value().data.unwrap());
    assert_eq!((campaign.id, campaign.workflow_type), (Some(id), None));
    campaign.status.unwrap()
}

/// States of the questionnaires of a campaign, with their number.
fn summary(world: &mut World<impl Caller>, id: i64) -> Vec<(Option<String>, Option<i32>)> {
    let campaign = only(world.call(campaigns::Summary::new(id)).into_value().data.unwrap());
    assert_eq!(campaign.template.unwrap().name.as_deref(), Some("Basic controls of suppliers"));
    let states = campaign.summary.unwrap().list.unwrap();
    states.into_iter().map(|one| (one.state, one.value)).collect()
}

/// Runs a campaign to its end.
fn completed(world: &mut World<impl Caller>) -> i64 {
    use campaigns::{Complete, Create, Launch, Update};
    let id = world.call(Create::new(campaign(Workflow::Reviewable))).id().unwrap();
    let created = get(world, id);
    assert_eq!(created.name.as_deref(), Some("Suppliers <2026> & more"));
    assert_eq!((created.status, created.workflow_type), (Some(Status::Inactive), Some(Workflow::Reviewable)));
    assert_eq!((created.due_date, created.launch_date), (Some(time("2026-09-28T17:08:00Z")), None));
    assert_eq!(created.template.unwrap().question_cnt, Some(19));
    world.not_now(Complete::new(id));

    let update = made(|campaign: &mut QuestionnaireCampaign| {
        campaign.id = Some(id);
        campaign.recipients =
            Some(made(|list: &mut UserList| list.add = Some(vec![user(339_590), user(339_591)])));
        campaign.campaign_notification = Some(made(|notification: &mut CampaignNotification| {
            notification.overdue_notification = Some(made(|one: &mut Notification| one.enabled = Some(true)));
        }));
    });
    let updated = world.call(Update::new(update));
    assert_eq!(updated.id().unwrap(), id);
    let updated = only(updated.into_value().data.unwrap());
    let overdue = updated.campaign_notification.unwrap().overdue_notification.unwrap();
    assert_eq!((overdue.enabled, overdue.interval), (Some(true), Some(1)));
    assert_eq!(updated.name.as_deref(), Some("Suppliers <2026> & more"));

    world.wait(60);
    assert_eq!(world.call(Launch::new(id)).id().unwrap(), id);
    assert_eq!(status(world, id), Status::Active);
    assert!(get(world, id).launch_date.is_some_and(|launched| Some(launched) != created.created));
    world.not_now(Launch::new(id));
    let search = questionnaires::Search::new().filter(questionnaires::Filter::campaign_id().equals(id));
    let asked = world.records(search.clone());
    let responders = asked.iter().map(|one| one.responder.as_ref().and_then(|user| user.id));
    assert_eq!(responders.collect::<Vec<_>>(), [Some(339_590), Some(339_591)]);
    assert!(asked.iter().all(|one| one.progress.as_ref().unwrap().unanswered == Some(19)));
    assert_eq!(summary(world, id), [(Some("In Progress".to_owned()), Some(2))]);

    assert_eq!(world.call(Complete::new(id)).id().unwrap(), id);
    assert_eq!(status(world, id), Status::Complete);
    let closed = world.call(search).into_value();
    assert_eq!((closed.count, closed.has_more_records), (Some(2), Some(false)));
    assert!(closed.data.unwrap().iter().all(|one| one.state == Some(QuestionnaireState::Closed)));
    assert_eq!(summary(world, id), [(Some("Closed".to_owned()), Some(2))]);
    id
}

/// Cancels a campaign and deletes it.
fn canceled(world: &mut World<impl Caller>, completed: i64) {
    use campaigns::{Cancel, Count, CountAll, Create, Delete, Get, Launch, Search};
    let id = world.call(Create::new(campaign(Workflow::Simple))).id().unwrap();
    assert!(id > completed);
    assert_eq!(world.call(CountAll::new()).count, Some(4));
    world.call(Launch::new(id));
    assert_eq!(world.call(Cancel::new(id, "Not needed")).id().unwrap(), id);
    let canceled = get(world, id);
    assert_eq!((canceled.status, canceled.comments.as_deref()), (Some(Status::Canceled), Some("Not needed")));
    let ended = Filter::status().is_in([CampaignStatus::Canceled, CampaignStatus::Complete]);
    assert_eq!(world.call(Count::new(ended.clone())).count, Some(3));
    let mine = Search::new().filter(ended).filter(Filter::name().contains("2026"));
    let found = world.call(mine.clone()).into_value();
    assert_eq!((found.count, found.has_more_records), (Some(2), Some(false)));
    assert_eq!(found.data.unwrap(), world.records(mine.clone()));
    let simple = mine.filter(Filter::workflow_type().equals(WorkflowType::Simple));
    assert_eq!(only(world.records(simple.clone())).id, Some(id));

    assert_eq!(world.call(Delete::new(id)).id().unwrap(), id);
    assert!(world.records(simple).is_empty());
    assert_eq!(world.call(CountAll::new()).count, Some(3));
    world.not_found(Get::new(id));
    world.not_found(Delete::new(id));
}

fn searches_of_questionnaires(world: &mut World<impl Caller>) {
    use qualys::saq::v1::questionnaire::QuestionnaireRisk;
    use questionnaires::{Filter, Risk, Search, State};
    let medium = only(
        world.call(Search::new().filter(Filter::risk().equals(Risk::Medium))).into_value().data.unwrap(),
    );
    assert_eq!((medium.id, medium.risk), (Some(707_802), Some(QuestionnaireRisk::Medium)));
    assert_eq!((medium.score, medium.max_possible_score), (Some(62.5), Some(100.0)));
    let open = world
        .records(Search::new().filter(Filter::state().is_in([State::Review, State::InformationGathering])));
    assert_eq!(open.iter().map(|one| one.id).collect::<Vec<_>>(), [Some(707_802), Some(707_803)]);
    assert_eq!(world.records(Search::new().limit_results(2)), world.records(Search::new()));
}
