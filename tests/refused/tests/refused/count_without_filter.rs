// A count that is posted has a filter; without one it is CountAll.

use qualys::saq::v1::campaigns::Count;

fn main() {
    let _ = Count::new();
}
