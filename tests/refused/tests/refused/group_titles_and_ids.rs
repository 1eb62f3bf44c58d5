// Asset groups are given by title or by number: asset_groups and asset_group_ids exclude each other.

use qualys::vm::v2::schedule_scan::{AssetGroupList, Target};

fn main() {
    let groups = [AssetGroupList::titles(["Web"]), AssetGroupList::ids([12])];
    let _ = Target::groups(groups);
}
