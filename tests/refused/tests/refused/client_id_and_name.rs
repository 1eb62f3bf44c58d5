// A request is for one client: client_id and client_name exclude each other.

use qualys::vm::v2::schedule_scan::{Client, List};

fn main() {
    let clients = [Client::id(1), Client::name("Client")];
    let _ = List::new().client(clients);
}
