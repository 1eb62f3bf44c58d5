// The name of a campaign is compared by EQUALS and CONTAINS alone.

use qualys::saq::v1::campaigns::Filter;

fn main() {
    let _ = Filter::name().greater("Demo");
}
