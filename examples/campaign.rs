//! Runs a questionnaire campaign from its creation to its summary.
//!
//! `cargo run --example campaign`. Against the service it needs `QUALYS_RECIPIENT`, the number of the user who is asked.

use qualys::DateTime;
use qualys::saq::v1::campaigns;
use qualys::saq::v1::questionnairecampaign::{
    QuestionnaireCampaign, QuestionnaireCampaignWorkflowType, Template, User, UserList,
};
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let recipient = match std::env::var("QUALYS_RECIPIENT") {
        Ok(id) => id.parse()?,
        Err(_) if service.is_sandbox => 339590,
        Err(_) => return Err("set QUALYS_RECIPIENT to the number of the user who is asked".into()),
    };
    let client = service.builder.build()?;

    let mut template = Template::default();
    template.id = Some(722010);
    let mut user = User::default();
    user.id = Some(recipient);
    let mut recipients = UserList::default();
    recipients.set = Some(vec![user]);
    let mut campaign = QuestionnaireCampaign::default();
    campaign.name = Some("Suppliers".to_owned());
    campaign.workflow_type = Some(QuestionnaireCampaignWorkflowType::Simple);
    campaign.due_date = Some("2027-06-30T12:00:00Z".parse::<DateTime>()?);
    campaign.template = Some(template);
    campaign.recipients = Some(recipients);

    let id = client.send(campaigns::Create::new(campaign)).await?.id()?;
    println!("campaign {id} created on {}", service.name);
    client.send(campaigns::Launch::new(id)).await?;
    let status = client.send(campaigns::Status::new(id)).await?;
    for campaign in status.data.iter().flatten() {
        let state = campaign.status.as_ref().map(|state| format!("{state:?}")).unwrap_or_default();
        println!("campaign {id} launched, it is {state}");
    }

    let summary = client.send(campaigns::Summary::new(id)).await?;
    for campaign in summary.data.iter().flatten() {
        for state in campaign.summary.iter().flat_map(|summary| summary.list.iter().flatten()) {
            let name = state.state.as_deref().unwrap_or("in no state");
            println!("  {} questionnaires: {name}", state.value.unwrap_or_default());
        }
    }

    client.send(campaigns::Complete::new(id)).await?;
    println!("campaign {id} is complete");
    Ok(())
}
