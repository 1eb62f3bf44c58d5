// A search of campaigns takes the fields of campaigns, not those of questionnaires.

use qualys::saq::v1::{campaigns, questionnaires};

fn main() {
    let _ = campaigns::Search::new().filter(questionnaires::Filter::campaign_id().equals(4527));
}
