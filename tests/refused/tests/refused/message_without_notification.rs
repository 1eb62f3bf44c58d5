// A message belongs to a notification, and before_notify=0 has none.

use qualys::vm::v2::schedule_scan::NotificationChanges;

fn main() {
    let _ = NotificationChanges::before_off().message("Soon");
}
