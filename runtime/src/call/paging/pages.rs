//! Pages and items, one after the other.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::{fmt, vec};

use bytes::Bytes;

use super::Paged;
use super::next::Progress;
use crate::call::poll::RawPoller;
use crate::call::{Finished, Operation, Outcome, RawCall, finish, finish_elsewhere, undecodable};
use crate::contract::Paging;
use crate::net::BoxFuture;
use crate::net::decode::Look;
#[cfg(feature = "blocking")]
use crate::net::error::Target;
use crate::net::error::{Error, Failure, WholeResponse};
use crate::net::response::Response;
#[cfg(feature = "blocking")]
use crate::net::send;
#[cfg(feature = "blocking")]
use crate::net::transport::Carrier;
use crate::net::transport::Pool;

/// The answer that is a page.
pub type Page<O> = Response<<O as Operation>::Output, <O as Operation>::Headers>;

/// The pages of an operation, one request after the other: [`next`](Pages::next), or a `Stream` of them.
///
/// Each page is asked for when it is wanted, with the headers, credentials, repetitions and time limit of the call. Nothing comes after an error.
#[must_use = "pages do nothing until they are asked for"]
pub struct Pages<O: Operation>(RawPages, PhantomData<fn() -> O>);

/// The items of all pages of an operation, one after the other: [`next`](Items::next), or a `Stream` of them.
///
/// Each page is asked for when its first item is wanted, with the headers, credentials, repetitions and time limit of the call. Nothing comes after an error.
///
/// ```
/// # use callsmith_runtime::v1::Paged;
/// use callsmith_runtime::{Error, Items};
///
/// // `client.list_pets().items()` of generated code gives the items.
/// async fn count<O: Paged>(mut items: Items<O>) -> Result<usize, Error<O::Error>> {
///     let mut count = 0;
///     while let Some(item) = items.next().await {
///         item?;
///         count += 1;
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "items do nothing until they are asked for"]
pub struct Items<O: Paged> {
    pages: RawPages,
    ready: vec::IntoIter<O::Item>,
}

impl<O: Paged> Pages<O> {
    /// The pages that begin with the answer to a call.
    #[doc(hidden)]
    pub fn of_call(call: Box<RawCall>) -> Self {
        Self(RawPages::new(call, O::PAGING, O::Codec::json), PhantomData)
    }

    /// The next page; `None` after the last one and after an error.
    ///
    /// # Errors
    /// The page could not be had, or the last one does not say properly which comes next. After that there is none.
    pub async fn next(&mut self) -> Option<Finished<O>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next page; blocks until it is there. Works inside of a tokio runtime as well as without one.
    ///
    /// # Errors
    /// As for [`next`](Self::next).
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Finished<O>> {
        let page = self.0.next_blocking().map(finish_elsewhere::<O, O::Output, O::Success>);
        if let Some(Err(_)) = &page {
            self.0.end();
        }
        page
    }

    /// All pages that are left.
    ///
    /// # Errors
    /// The error of the first page that could not be had.
    pub async fn into_vec(mut self) -> Result<Vec<Page<O>>, Error<O::Error>> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await {
            all.push(page?);
        }
        Ok(all)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Finished<O>>> {
        let outcome = ready!(self.0.poll(cx));
        let page = outcome.map(finish_elsewhere::<O, O::Output, O::Success>);
        if let Some(Err(_)) = &page {
            self.0.end();
        }
        Poll::Ready(page)
    }
}

/// An item, or the error of the page that would have held it.
type ItemOf<O> = Result<<O as Paged>::Item, Error<<O as Operation>::Error>>;

impl<O: Paged> Items<O> {
    /// The items from the answer to a call on.
    #[doc(hidden)]
    pub fn of_call(call: Box<RawCall>) -> Self {
        Self { pages: RawPages::new(call, O::PAGING, O::Codec::json), ready: Vec::new().into_iter() }
    }

    /// The next item; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<ItemOf<O>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next item; blocks until it is there. Works inside of a tokio runtime as well as without one.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<ItemOf<O>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Some(Ok(item));
            }
            let outcome = self.pages.next_blocking()?;
            if let Err(error) = self.fill(outcome) {
                return Some(Err(error));
            }
        }
    }

    /// Makes the items of a page ready. After an error there is nothing more.
    fn fill(&mut self, outcome: Outcome) -> Result<(), Error<O::Error>> {
        self.ready = items::<O>(outcome).inspect_err(|_| self.pages.end())?.into_iter();
        Ok(())
    }

    /// All items that are left.
    ///
    /// # Errors
    /// The error of the first page that could not be had.
    pub async fn into_vec(mut self) -> Result<Vec<O::Item>, Error<O::Error>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<ItemOf<O>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(outcome) = ready!(self.pages.poll(cx)) else { return Poll::Ready(None) };
            if let Err(error) = self.fill(outcome) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl<O: Paged> futures_core::Stream for Pages<O> {
    type Item = Finished<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> futures_core::Stream for Items<O> {
    type Item = ItemOf<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<O: Operation> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({:?})", self.0)
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items({:?})", self.pages)
    }
}

/// The items of a page. A page without the property that lists them has none.
fn items<O: Paged>(outcome: Outcome) -> Result<Vec<O::Item>, Error<O::Error>> {
    let response = outcome.0.map_err(Failure::into_error)?;
    if !response.is_success(O::SPEC) {
        let error = response.clone();
        return finish::<O>(Outcome(Ok(response)))
            .and_then(|_| Err(error.unexpected("which has no items").into_error()));
    }
    if !O::PAGING.is_page(O::SPEC, &response) {
        // An answer without content has no items either.
        let empty = response.bytes.trim_ascii().is_empty();
        return if empty { Ok(Vec::new()) } else { Err(response.unexpected("which is no page of items").into_error()) };
    }
    match <O::Codec as Look>::find(&response.bytes, O::PAGING.items) {
        Ok(items) => Ok(items.unwrap_or_default()),
        Err(failure) => Err(undecodable(response, failure)),
    }
}

/// Pages without their types.
struct RawPages {
    #[cfg(feature = "blocking")]
    target: Target,
    paging: Paging,
    next: PageStep,
}

/// The next step.
enum PageStep {
    /// A request.
    Ask(Box<RawCall>, Box<Progress>),
    /// The answer to the one that is under way. Never locked: the mutex is there to make this `Sync`.
    Await(Mutex<BoxFuture<(Outcome, PageStep)>>),
    /// An error: the last page does not say properly which comes next.
    Fail(Failure),
    Nothing,
}

impl fmt::Debug for RawPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.next {
            PageStep::Ask(call, _) => write!(f, "next: {call:?}"),
            PageStep::Await(_) => f.write_str("a page is under way"),
            PageStep::Fail(failure) => write!(f, "{failure}"),
            PageStep::Nothing => f.write_str("at the end"),
        }
    }
}

impl RawPages {
    fn new(call: Box<RawCall>, paging: Paging, json: fn(&Bytes) -> Bytes) -> Self {
        Self {
            #[cfg(feature = "blocking")]
            target: call.target(),
            paging,
            next: PageStep::Ask(call, Box::new(Progress::new(json))),
        }
    }

    fn end(&mut self) {
        self.next = PageStep::Nothing;
    }

    #[cfg(feature = "blocking")]
    fn next_blocking(&mut self) -> Option<Outcome> {
        let (carrier, fetching) = match std::mem::replace(&mut self.next, PageStep::Nothing) {
            PageStep::Nothing => return None,
            PageStep::Fail(failure) => return Some(Outcome(Err(failure))),
            PageStep::Ask(call, progress) => {
                let carrier = call.carrier(Pool::Blocking);
                (carrier, Box::pin(fetch(call, progress, self.paging, Pool::Blocking)) as BoxFuture<_>)
            }
            // Begun by a future of `next` that was dropped.
            PageStep::Await(under_way) => {
                (Carrier::Shared, under_way.into_inner().unwrap_or_else(PoisonError::into_inner))
            }
        };
        let fetched = send::wait(&self.target, carrier, async { Ok(fetching.await) });
        let (outcome, next) = fetched.unwrap_or_else(|failure| (Outcome(Err(failure)), PageStep::Nothing));
        self.next = next;
        Some(outcome)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Outcome>> {
        let mut under_way = match std::mem::replace(&mut self.next, PageStep::Nothing) {
            PageStep::Nothing => return Poll::Ready(None),
            PageStep::Fail(failure) => return Poll::Ready(Some(Outcome(Err(failure)))),
            PageStep::Ask(call, progress) => {
                Mutex::new(Box::pin(fetch(call, progress, self.paging, Pool::Shared)) as BoxFuture<_>)
            }
            PageStep::Await(under_way) => under_way,
        };
        let polled = under_way.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx);
        match polled {
            Poll::Pending => {
                self.next = PageStep::Await(under_way);
                Poll::Pending
            }
            Poll::Ready((outcome, next)) => {
                self.next = next;
                Poll::Ready(Some(outcome))
            }
        }
    }
}

/// Fetches a page, and finds out what comes after it.
async fn fetch(mut call: Box<RawCall>, mut progress: Box<Progress>, paging: Paging, pool: Pool) -> (Outcome, PageStep) {
    let fetched = match paging.polling {
        // Only the call of the first page can be long-running: the others are those of URLs.
        Some(polling) if call.is_of_operation() => RawPoller::new(call, polling).on(pool).run().await,
        _ => call.response(pool).await.map(|response| (call, response)),
    };
    let (call, response): (Box<RawCall>, Box<WholeResponse>) = match fetched {
        Ok(fetched) => fetched,
        Err(failure) => return (Outcome(Err(failure)), PageStep::Nothing),
    };
    let is_page = call.spec().is_some_and(|spec| response.is_success(spec) && paging.is_page(spec, &response));
    let next = match is_page.then(|| progress.next(&call, &response, &paging)) {
        None | Some(Ok(None)) => PageStep::Nothing,
        Some(Ok(Some(next))) => PageStep::Ask(next, progress),
        Some(Err(failure)) => PageStep::Fail(failure),
    };
    (Outcome(Ok(response)), next)
}
