// Comments are added and not taken away: the schema has no remove for them.

use qualys::was::v3::optionprofile::CommentList;

fn main() {
    let _ = CommentList::default().remove;
}
