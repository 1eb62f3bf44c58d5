// A virtual host has an address, a port and names.

use qualys::assets::v2::virtual_host::Create;

fn main() {
    let _ = Create::new("10.10.10.20", 8080);
}
