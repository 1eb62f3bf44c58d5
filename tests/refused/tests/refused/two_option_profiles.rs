// A scan has one option profile: option_id and option_title exclude each other.

use qualys::vm::v2::schedule_scan::{OptionProfile, Update};

fn main() {
    let profiles = [OptionProfile::id(1), OptionProfile::title("Initial Options")];
    let _ = Update::new(7).option_profile(profiles);
}
