// Addresses are added to one application at least.

use qualys::assets::v2::ip::Add;

fn main() {
    let _ = Add::new(["10.10.10.1"]);
}
