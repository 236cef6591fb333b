//! Sockets: HTTP/1.1 by hyper, with limits on everything that another side could draw out.

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use super::Wishes;
use super::access::Access;
use super::answer::{Answer, Body, Request};
use super::events::Streams;
use super::look::Preview;

/// Ports that are tried when the wished one is taken.
const NEXT_PORTS: u16 = 100;
/// Connections at a time; more wait in the system's queue.
const CONNECTIONS: usize = 2000;
/// Time for the head of a request.
const HEAD: Duration = Duration::from_secs(5);
/// Time without a byte being taken while an answer is written.
const WRITE: Duration = Duration::from_secs(20);
/// Bytes for the head of a request.
const HEAD_BYTES: usize = 16 * 1024;

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// The port that was asked for by name, or all that were tried.
    Taken(u16),
    Io(std::io::Error),
}

/// Sockets that wait for the preview.
pub struct Bound {
    listeners: Vec<TcpListener>,
    pub port: u16,
    /// The address under which other machines find it, if they may.
    pub shared: Option<IpAddr>,
}

/// Takes the wished port, or the next that is free.
///
/// # Errors
/// When none is free, or the address is not this machine's.
pub fn bind(wishes: &Wishes) -> Result<Bound, ServeError> {
    let last = if wishes.exact_port { wishes.port } else { wishes.port.saturating_add(NEXT_PORTS) };
    for port in wishes.port..=last {
        let first = wishes.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        match TcpListener::bind(SocketAddr::new(first, port)) {
            Ok(listener) => match bound(listener, wishes) {
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                done => return done.map_err(ServeError::Io),
            },
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(ServeError::Io(error)),
        }
    }
    Err(ServeError::Taken(wishes.port))
}

fn bound(listener: TcpListener, wishes: &Wishes) -> std::io::Result<Bound> {
    let port = listener.local_addr()?.port();
    let shared = wishes.host.filter(|host| !host.is_loopback()).map(outward);
    let mut listeners = vec![listener];
    if wishes.host.is_none() {
        // `localhost` may mean this one, too; nobody else must answer there. Some machines do not have it.
        match TcpListener::bind(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            other => listeners.extend(other),
        }
    }
    for listener in &listeners {
        listener.set_nonblocking(true)?;
    }
    Ok(Bound { listeners, port, shared })
}

/// The own address in the network, for `0.0.0.0`. Asking the system for a way to an address of RFC 5737 sends nothing.
fn outward(host: IpAddr) -> IpAddr {
    let ask = || {
        let socket = std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    };
    if host.is_unspecified() { ask().map_or(host, |address| address.ip()) } else { host }
}

/// Serves until the program is told to end.
///
/// # Errors
/// When the system refuses what a server needs.
pub fn serve(
    bound: Bound,
    preview: &Arc<Preview>,
    access: &Arc<Access>,
    on_admission: impl Fn() + Send + Sync + 'static,
) -> Result<(), ServeError> {
    more_files();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Io)?;
    let shared = Arc::new(Shared {
        preview: preview.clone(),
        access: access.clone(),
        streams: Arc::default(),
        on_admission: Box::new(on_admission),
    });
    let result = runtime.block_on(async {
        let room = Arc::new(Semaphore::new(CONNECTIONS));
        for listener in bound.listeners {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::spawn(accept(listener, room.clone(), shared.clone()));
        }
        told_to_end().await
    });
    runtime.shutdown_timeout(Duration::from_millis(100));
    result.map_err(ServeError::Io)
}

struct Shared {
    preview: Arc<Preview>,
    access: Arc<Access>,
    streams: Arc<Streams>,
    on_admission: Box<dyn Fn() + Send + Sync>,
}

async fn accept(listener: tokio::net::TcpListener, room: Arc<Semaphore>, shared: Arc<Shared>) {
    while let Ok(place) = room.clone().acquire_owned().await {
        match listener.accept().await {
            Ok((socket, peer)) => {
                let shared = shared.clone();
                tokio::spawn(async move {
                    converse(socket, peer.ip().to_canonical(), shared).await;
                    drop(place);
                });
            }
            // Out of file handles, or a connection that was gone at once: others may work.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn converse(socket: tokio::net::TcpStream, peer: IpAddr, shared: Arc<Shared>) {
    // This machine may call itself by its address in the network.
    let own = socket.local_addr().is_ok_and(|own| own.ip().to_canonical() == peer);
    let from = Peer { address: peer, from_here: own || peer.is_loopback() };
    let _ = socket.set_nodelay(true);
    let mut socket = TimeoutStream::new(socket);
    socket.set_write_timeout(Some(WRITE));
    let service = service_fn(|request| {
        let shared = shared.clone();
        async move { Ok::<_, Infallible>(respond(request, from, &shared).await) }
    });
    // What goes wrong here is the other side's doing: it hears of it, or is gone.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Box::pin(socket)), service)
        .await;
}

/// The other side of a connection.
#[derive(Clone, Copy)]
struct Peer {
    address: IpAddr,
    from_here: bool,
}

async fn respond(
    request: hyper::Request<Incoming>,
    peer: Peer,
    shared: &Arc<Shared>,
) -> Response<BoxBody<Bytes, Infallible>> {
    // The first look takes a moment; whoever asks meanwhile waits for it.
    let mut changes = shared.preview.subscribe();
    let _ = changes.wait_for(|now| now.version > 0).await;
    let (request, _) = request.into_parts();
    let head = request.method == hyper::Method::HEAD;
    let answering = shared.clone();
    // Making a page is work that must not keep others from being heard.
    let answer = tokio::task::spawn_blocking(move || {
        answering.preview.answer(&answering.access, &Request::of(&request, peer.from_here))
    });
    match answer.await {
        Ok(answer) => written(answer, head, peer.address, shared),
        Err(_) => {
            let mut response = Response::new(Full::new(Bytes::new()).boxed());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}

fn written(answer: Answer, head: bool, peer: IpAddr, shared: &Arc<Shared>) -> Response<BoxBody<Bytes, Infallible>> {
    if answer.cookie.is_some() {
        (shared.on_admission)();
    }
    let sent = answer.head();
    let body = match answer.body {
        Body::Events if !head => shared.streams.open(&shared.preview, peer),
        Body::Bytes(bytes) if !head => Full::new(bytes).boxed(),
        _ => Full::new(Bytes::new()).boxed(),
    };
    sent.map(|()| body)
}

/// Ctrl-C, and on Unix the signals of `kill` and of a closed terminal.
#[cfg(unix)]
async fn told_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Asks for as many open files as the system gives: each connection is one.
#[cfg(unix)]
fn more_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // Where it is refused, fewer connections work.
    let _ = setrlimit(Resource::Nofile, limit);
}

#[cfg(not(unix))]
fn more_files() {}
