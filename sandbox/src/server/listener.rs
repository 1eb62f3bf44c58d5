//! Takes connections, or refuses them, until the sandbox stops.

use super::Shared;
use super::call::answer;
use super::wire::{Ending, Wire};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::{Arc, mpsc as std_mpsc};
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{mpsc, watch};

/// What a connection holds of an answer before it waits for its reader.
const BUFFER: usize = 64 * 1024;

/// What the listener is told.
pub(super) enum Command {
    /// Refuse connections, and close those that are idle.
    Refuse(Done),
    /// Take connections.
    Accept(Done),
    /// Close the connections that are idle.
    CloseIdle(Done),
}

/// Says that a command was carried out.
pub(super) type Done = std_mpsc::Sender<io::Result<()>>;

/// The port: open, or held without anyone listening.
enum Port {
    Open(TcpListener),
    Held(TcpSocket),
    /// The system did not give it back.
    Lost,
}

/// Runs until nobody can send commands any more.
pub(super) async fn listen(
    shared: Arc<Shared>,
    listener: TcpListener,
    address: SocketAddr,
    mut commands: mpsc::UnboundedReceiver<Command>,
) {
    let mut port = Port::Open(listener);
    let close_idle = watch::Sender::new(());
    loop {
        let command = tokio::select! {
            command = commands.recv() => command,
            stream = accept(&port) => {
                tokio::spawn(serve(Arc::clone(&shared), stream, close_idle.subscribe()));
                continue;
            }
        };
        let (done, outcome) = match command {
            None => return,
            Some(Command::Refuse(done)) => {
                let outcome = hold(&mut port, address);
                close_idle.send_replace(());
                (done, outcome)
            }
            Some(Command::Accept(done)) => (done, open(&mut port, address)),
            Some(Command::CloseIdle(done)) => {
                close_idle.send_replace(());
                (done, Ok(()))
            }
        };
        // Connections see the signal before the caller goes on.
        tokio::task::yield_now().await;
        let _ = done.send(outcome);
    }
}

async fn accept(port: &Port) -> TcpStream {
    loop {
        let Port::Open(listener) = port else { return std::future::pending().await };
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            // Too many open files, say: others may end.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// Keeps the port without listening: the system refuses who connects.
fn hold(port: &mut Port, address: SocketAddr) -> io::Result<()> {
    if !matches!(port, Port::Held(_)) {
        *port = Port::Lost;
        *port = Port::Held(bind(address)?);
    }
    Ok(())
}

fn open(port: &mut Port, address: SocketAddr) -> io::Result<()> {
    let socket = match std::mem::replace(port, Port::Lost) {
        Port::Held(socket) => socket,
        Port::Lost => bind(address)?,
        Port::Open(listener) => {
            *port = Port::Open(listener);
            return Ok(());
        }
    };
    *port = Port::Open(socket.listen(1024)?);
    Ok(())
}

fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket)
}

async fn serve(shared: Arc<Shared>, stream: TcpStream, mut close_idle: watch::Receiver<()>) {
    // Small answers and drops of a drip go out at once.
    let _ = stream.set_nodelay(true);
    let ending = Ending::default();
    let wire = Wire::new(stream, ending.clone());
    let service = service_fn(move |request| {
        let answer = answer(Arc::clone(&shared), ending.clone(), request);
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let mut connection = pin!(http1::Builder::new().max_buf_size(BUFFER).serve_connection(wire, service));
    // How a connection ends is its reader's business: it sees what the log says.
    tokio::select! {
        _ = connection.as_mut() => {}
        Ok(()) = close_idle.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}
