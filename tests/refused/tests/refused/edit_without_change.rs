// An edit changes something: severity, disable or a comment.

use qualys::vm::v2::knowledge_base::Edit;

fn main() {
    let _ = Edit::new(150198);
}
