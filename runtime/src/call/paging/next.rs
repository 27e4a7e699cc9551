//! The call of the next page.

use bytes::Bytes;
use serde_core::de::IgnoredAny;
use serde_json::Value as Json;

use super::link;
use crate::call::RawCall;
use crate::call::continuation::{Link, NoContinuation};
use crate::codec::find;
use crate::codec::parameter::Value;
use crate::contract::{Next, PagePlace as Place, Paging};
use crate::net::error::{Failure, WholeResponse};
use crate::net::headers::Headers;
use crate::net::options::Options;

/// The progress through the pages.
pub(super) struct Progress {
    /// Gives the JSON text of an answer.
    json: fn(&Bytes) -> Bytes,
    items: u64,
    /// The token that led to the last page.
    token: Option<String>,
    /// Options of the caller for the first page, if links to other pages may add to them.
    options: Option<Options>,
}

impl Progress {
    pub(super) fn new(json: fn(&Bytes) -> Bytes) -> Self {
        Self { json, items: 0, token: None, options: None }
    }

    /// The call of the page after the one that `call` gave; `None` where that was the last.
    pub(super) fn next(
        &mut self,
        call: &RawCall,
        response: &WholeResponse,
        paging: &Paging,
    ) -> Result<Option<Box<RawCall>>, Failure> {
        let page = Page { json: (self.json)(&response.bytes), headers: &response.headers };
        let next = match page.ends(paging) {
            Ok(true) => return Ok(None),
            Ok(false) => self.follow(call, &page, paging),
            Err(fault) => Err(fault),
        };
        next.map_err(|fault| response.unexpected(fault))
    }

    fn follow(
        &mut self,
        call: &RawCall,
        page: &Page<'_>,
        paging: &Paging,
    ) -> Result<Option<Box<RawCall>>, NoContinuation> {
        match paging.next {
            Next::Nothing => Ok(None),
            Next::Link(pointer) => {
                let link = page.text(paging, pointer)?;
                self.anew(link)?.map(|link| call.following(&link, Link::Next)).transpose()
            }
            Next::Header => {
                let link = link::next(page.headers.as_map());
                self.anew(link)?.map(|link| call.following(&link, Link::Next)).transpose()
            }
            Next::Operation(pointer, operation) => {
                let link = self.anew(find::find_text(&page.json, pointer)?)?;
                let options = self.options.get_or_insert_with(|| call.options.clone());
                Ok(link.map(|link| {
                    call.continued(operation.spec, operation.values, operation.link, &link, options.clone())
                }))
            }
            Next::Cursor(Place::Parameter(parameter), pointer) => {
                let token = self.anew(page.text(paging, pointer)?)?;
                Ok(token.map(|token| call.with(parameter, Value::Text(token))))
            }
            Next::Cursor(Place::Body(to), pointer) => {
                let token = match paging.header {
                    "" => find::find_json(&page.json, pointer)?,
                    _ => page.text(paging, pointer)?.map(|text| Json::from(text).to_string()),
                };
                let token = self.anew(token)?;
                token.map(|token| call.with_in_body(to, &token)).transpose()
            }
            Next::Offset(place, start) => self.count(call, page, paging, (place, start), true),
            Next::Page(place, start) => self.count(call, page, paging, (place, start), false),
        }
    }

    /// The token of the next page. It is an error if it is that of this page, since that would never end.
    fn anew(&mut self, token: Option<String>) -> Result<Option<String>, NoContinuation> {
        if token.is_some() && token == self.token {
            return Err(NoContinuation::Circle);
        }
        self.token.clone_from(&token);
        Ok(token)
    }

    /// Counts on: by the items of this page, or by one.
    fn count(
        &mut self,
        call: &RawCall,
        page: &Page<'_>,
        paging: &Paging,
        (place, start): (Place, u64),
        by_items: bool,
    ) -> Result<Option<Box<RawCall>>, NoContinuation> {
        let unreadable = |error| NoContinuation::Value("an array of items", paging.items, error);
        let items = find::find_beside::<Vec<IgnoredAny>>(&page.json, paging.items).map_err(unreadable)?;
        let items = items.map_or(0, |items| items.len() as u64);
        let current = place.number(call, start)?;
        let step = if by_items { items } else { 1 };
        let next = current.checked_add(step).ok_or(NoContinuation::LastNumber)?;
        self.items = self.items.saturating_add(items);
        // From the offset where it counts items, otherwise from those that were seen.
        let seen = if by_items { next.saturating_sub(start) } else { self.items };
        let (all, last) = (page.number(paging.total)?, page.number(paging.last)?);
        // A page without items is the last one, whatever its total says: with a wrong total the pages would never end.
        let ends = items == 0 || all.is_some_and(|all| seen >= all) || last.is_some_and(|last| current >= last);
        if ends { Ok(None) } else { place.put(call, next).map(Some) }
    }
}

impl Place {
    /// The number in a request, or else the one of the first page.
    fn number(self, call: &RawCall, start: u64) -> Result<u64, NoContinuation> {
        let current = match self {
            Self::Parameter(parameter) => match call.value(parameter) {
                None | Some(Value::Absent) => Some(start),
                Some(Value::Text(text)) => text.parse().ok(),
                Some(_) => None,
            },
            Self::Body(pointer) => match find::find::<Json>(&call.body_text()?, pointer) {
                Ok(None) => Some(start),
                Ok(Some(number)) => number.as_u64().or_else(|| number.as_str()?.parse().ok()),
                Err(_) => None,
            },
        };
        current.ok_or(NoContinuation::Uncounted)
    }

    /// The request with another number.
    fn put(self, call: &RawCall, number: u64) -> Result<Box<RawCall>, NoContinuation> {
        match self {
            Self::Parameter(parameter) => Ok(call.with(parameter, Value::Text(number.to_string()))),
            Self::Body(pointer) => call.with_in_body(pointer, &number.to_string()),
        }
    }
}

/// The facts about pages in an answer that is a page.
struct Page<'a> {
    json: Bytes,
    headers: &'a Headers,
}

impl Page<'_> {
    /// The way to the next page: the text of a header, or else of the value at a pointer.
    fn text(&self, paging: &Paging, pointer: &str) -> Result<Option<String>, NoContinuation> {
        match paging.header {
            "" => Ok(find::find_text(&self.json, pointer)?),
            name => Ok(self.headers.get(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)),
        }
    }

    /// `true` if it says by itself that it is the last one.
    fn ends(&self, paging: &Paging) -> Result<bool, NoContinuation> {
        if paging.more.is_empty() {
            return Ok(false);
        }
        let more = find::find_beside::<bool>(&self.json, paging.more);
        Ok(more.map_err(|error| NoContinuation::Value("a boolean", paging.more, error))? != Some(true))
    }

    /// The number at a pointer, where one is named.
    fn number(&self, pointer: &str) -> Result<Option<u64>, NoContinuation> {
        if pointer.is_empty() {
            return Ok(None);
        }
        Ok(find::find_text(&self.json, pointer)?.and_then(|text| text.parse().ok()))
    }
}
