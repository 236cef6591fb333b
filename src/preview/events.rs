//! The streams by which open pages hear of changes.

use http_body_util::BodyExt;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

use super::look::{Moment, Preview};

/// Streams that one machine may hold. A browser has six connections for a host, and pages need some.
const STREAMS: usize = 3;

/// A comment this often keeps connections alive, and shows those that are not.
const PING: Duration = Duration::from_secs(15);

/// The streams that are open, oldest first.
#[derive(Default)]
pub(super) struct Streams(Mutex<Vec<(IpAddr, Arc<Notify>)>>);

impl Streams {
    /// Opens a stream for somebody at `peer`. When they have too many, the oldest is told to ask now and then instead.
    pub(super) fn open(self: &Arc<Streams>, preview: &Arc<Preview>, peer: IpAddr) -> BoxBody<Bytes, Infallible> {
        let park = Arc::new(Notify::new());
        {
            let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            open.push((peer, park.clone()));
            let theirs = open.iter().filter(|(other, _)| *other == peer).count();
            if theirs > STREAMS
                && let Some(oldest) = open.iter().position(|(other, _)| *other == peer)
            {
                open.remove(oldest).1.notify_one();
            }
        }
        let (send, receive) = mpsc::channel(4);
        tokio::spawn(feed(self.clone(), preview.clone(), park, send));
        Stream(receive).boxed()
    }

    fn close(&self, park: &Arc<Notify>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, other)| !Arc::ptr_eq(other, park));
    }
}

/// Writes events until the other side is gone or is to be parked.
async fn feed(streams: Arc<Streams>, preview: Arc<Preview>, park: Arc<Notify>, send: mpsc::Sender<Bytes>) {
    let mut changes = preview.subscribe();
    changes.mark_changed();
    loop {
        let event = tokio::select! {
            changed = changes.changed() => match changed {
                Ok(()) => state(&changes.borrow_and_update()),
                Err(_) => break,
            },
            () = tokio::time::sleep(PING) => Bytes::from_static(b": still here\n\n"),
            () = send.closed() => break,
            () = park.notified() => {
                let _ = send.send(Bytes::from_static(b"event: park\ndata: {}\n\n")).await;
                break;
            }
        };
        if send.send(event).await.is_err() {
            break;
        }
    }
    streams.close(&park);
}

fn state(now: &Moment) -> Bytes {
    format!("event: state\ndata: {}\n\n", serde_json::to_string(&now.state).unwrap_or_default()).into()
}

/// A body whose frames come from a channel.
struct Stream(mpsc::Receiver<Bytes>);

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
