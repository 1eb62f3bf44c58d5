// Daily runs need their frequency: occurrence and frequency_days go together.

use qualys::vm::v2::schedule_scan::Occurrence;

fn main() {
    let _ = Occurrence::daily();
}
