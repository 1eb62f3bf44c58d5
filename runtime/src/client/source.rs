//! Something that gives one item after the other, and has to wait for some.

use super::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Gives items.
pub(super) trait Source: Send + 'static {
    type Item;

    /// The next item, if it can be had without waiting.
    fn ready(&mut self) -> Result<Ready<Self::Item>, Error>;

    /// Waits for more.
    fn advance(&mut self) -> impl Future<Output = Result<(), Error>> + Send;
}

/// What can be had without waiting.
pub(super) enum Ready<T> {
    Item(T),
    NotYet,
    Over,
}

/// A source that can be polled. Waiting takes the source along, so that it goes on where it was when it is polled again.
pub(super) enum Polled<S> {
    Here(Box<S>),
    Waiting(Waiting<S>),
    Over,
}

type Waiting<S> = Pin<Box<dyn Future<Output = (Box<S>, Result<(), Error>)> + Send>>;

impl<S: Source> Polled<S> {
    /// The next item, if it can be had without waiting.
    #[cfg(feature = "blocking")]
    pub(super) fn ready(&mut self) -> Option<Result<S::Item, Error>> {
        let Self::Here(source) = self else { return None };
        match source.ready() {
            Ok(Ready::Item(item)) => Some(Ok(item)),
            Ok(Ready::NotYet | Ready::Over) => None,
            Err(error) => {
                *self = Self::Over;
                Some(Err(error))
            }
        }
    }

    pub(super) fn new(source: S) -> Self {
        Self::Here(Box::new(source))
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<S::Item, Error>>> {
        loop {
            match std::mem::replace(self, Self::Over) {
                Self::Over => return Poll::Ready(None),
                Self::Here(mut source) => match source.ready() {
                    Ok(Ready::Item(item)) => {
                        *self = Self::Here(source);
                        return Poll::Ready(Some(Ok(item)));
                    }
                    Ok(Ready::Over) => return Poll::Ready(None),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                    Ok(Ready::NotYet) => {
                        *self = Self::Waiting(Box::pin(async move {
                            let advanced = source.advance().await;
                            (source, advanced)
                        }));
                    }
                },
                Self::Waiting(mut waiting) => match waiting.as_mut().poll(context) {
                    Poll::Pending => {
                        *self = Self::Waiting(waiting);
                        return Poll::Pending;
                    }
                    Poll::Ready((source, Ok(()))) => *self = Self::Here(source),
                    Poll::Ready((_, Err(error))) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}
