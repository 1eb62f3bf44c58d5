// Recipients are notified before or after the scan; without a notification there are none.

use qualys::vm::v2::schedule_scan::Update;

fn main() {
    let _ = Update::new(7).recipient_group_ids([3]);
}
