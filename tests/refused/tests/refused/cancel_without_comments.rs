// A campaign is canceled with comments.

use qualys::saq::v1::campaigns::Cancel;

fn main() {
    let _ = Cancel::new(565002);
}
