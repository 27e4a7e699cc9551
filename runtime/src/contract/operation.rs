//! What a document says about one operation.

use super::Parameter;
use crate::contract::macros::setters;
use crate::contract::{Part, Rule, SecurityScheme, XmlNode};

/// The description of an operation: everything about it that is not a type.
#[derive(Debug)]
pub struct Spec {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) server: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) form: &'static [Parameter],
    pub(crate) parts: &'static [Part],
    pub(crate) offers: &'static [&'static str],
    pub(crate) rules: &'static [Rule],
    pub(crate) xml: Option<&'static XmlNode>,
    pub(crate) parameters: &'static [Parameter],
    pub(crate) security: &'static [&'static [&'static SecurityScheme]],
    success: &'static [Status],
    errors: &'static [Status],
    untyped: &'static [Status],
    known: &'static [Known],
}

/// The properties of an error body that requires none, with the statuses that have it; without any, all errors have it.
pub(crate) type Known = (&'static [Status], &'static [&'static str]);

impl Spec {
    /// The operation `id` at a path template such as `/pets/{petId}`.
    ///
    /// A template may have a query (`/pets?kind=cat`), which is sent in front of the parameters, and a fragment (`/#Action=List`), which tells
    /// operations apart in the document and is not sent.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            server: "",
            accept: "",
            content_type: "",
            form: &[],
            parts: &[],
            offers: &[],
            rules: &[],
            xml: None,
            parameters: &[],
            security: &[],
            success: &[],
            errors: &[],
            untyped: &[],
            known: &[],
        }
    }

    setters! {
        /// The server of this operation, where it is another than that of the client: a URL, or a path on the host of the client's.
        server: &'static str;
        /// The media types that the caller can read, as the value of `Accept`.
        accept: &'static str;
        /// The media type of a typed body.
        content_type: &'static str;
        /// How properties of a form are written, where the document says it, as if they were query parameters.
        form: &'static [Parameter];
        /// What the document says about parts of a body of several.
        parts: &'static [Part];
        /// The other media types of the body that the document offers.
        offers: &'static [&'static str];
        /// The rules that a typed body is held against.
        rules: &'static [Rule];
        /// The element of a typed body in XML.
        xml: Option<&'static XmlNode>;
        /// The parameters. Generated setters name them by their index in this table.
        parameters: &'static [Parameter];
        /// The security requirements: alternatives, each a list of schemes which are all needed. An empty alternative allows anonymous calls.
        security: &'static [&'static [&'static SecurityScheme]];
        /// The statuses whose body is the output of the operation.
        success: &'static [Status];
        /// The statuses whose body is the error type of the operation.
        errors: &'static [Status];
        /// The statuses of errors without a declared body, where other errors have one.
        untyped: &'static [Status];
        /// The properties of error bodies that require none.
        known: &'static [Known];
    }

    /// What an answer with this status is. The more specific declaration wins: a code, then a range, then `default` (OAS 3.0.3, Responses Object).
    ///
    /// A document need not list all statuses: any 2xx is a success, whose body is that of the nearest one declared.
    pub(crate) fn verdict(&self, status: u16) -> Verdict {
        let rank = |statuses: &[Status], success| statuses.iter().map(|s| s.rank(status, success)).max().unwrap_or(0);
        let (success, error) = (rank(self.success, true), rank(self.errors, false));
        match (success, error) {
            (0, 0) if status / 100 == 2 => Verdict::Success,
            (0, 0) => Verdict::Undeclared,
            _ if success >= error => Verdict::Success,
            _ if Status::closest(self.errors, status).is_some_and(|own| self.untyped.contains(&own)) => {
                Verdict::Untyped
            }
            _ => Verdict::Error,
        }
    }

    /// The declaration of a success that this status falls under, or else the nearest one.
    pub(crate) fn success_of(&self, status: u16) -> Option<Status> {
        Status::closest(self.success, status).or_else(|| Status::nearest(self.success, status))
    }

    /// `true` if both describe the same operation. A constant may have several addresses.
    #[cfg(feature = "testing")]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.id, self.method, self.path, self.server) == (other.id, other.method, other.path, other.server)
    }

    /// The first status of a success that is declared: of a range its first one, and 200 where no status is.
    #[cfg(feature = "testing")]
    pub(crate) fn first_success(&self) -> u16 {
        let code = |status: &Status| match *status {
            Status::Code(code) => Some(code),
            Status::Range(digit) => Some(u16::from(digit) * 100),
            Status::Default => None,
        };
        self.success.iter().find_map(code).unwrap_or(200)
    }

    /// The properties of the error body that this status has, where none of them is required.
    pub(crate) fn known_of(&self, status: u16) -> Option<&'static [&'static str]> {
        let own = Status::closest(self.errors, status)?;
        let row = self.known.iter().find(|(statuses, _)| statuses.is_empty() || statuses.contains(&own));
        row.map(|(_, properties)| *properties)
    }

    /// `true` if a redirect with this status is an answer rather than the way to one: the document declares it as a success, or exactly this status as an
    /// error and no success.
    pub(crate) fn answers_with(&self, redirect: u16) -> bool {
        let is_success = self.success.iter().any(|own| *own != Status::Default && own.rank(redirect, true) > 0);
        is_success || (self.errors.contains(&Status::Code(redirect)) && self.success.is_empty())
    }
}

/// What a document says an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A success, declared or not.
    Success,
    /// A declared error.
    Error,
    /// A declared error without a body of a type, where other errors have one.
    Untyped,
    /// No success, and not declared.
    Undeclared,
}

/// The key of a response in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// All codes with this first digit, as in `4XX`.
    Range(u8),
    /// Every other status: as the error of an operation those outside of 2xx, as its success those within.
    ///
    /// A document means by `default` what it does not list, and nobody lists all: an unlisted 201 is no error, an unlisted 404 no success.
    Default,
}

impl Status {
    /// The one that describes `code` best, where one does.
    pub(crate) fn closest(statuses: &[Self], code: u16) -> Option<Self> {
        let rank = |status: Self| status.rank(code, true).max(status.rank(code, false));
        statuses.iter().copied().max_by_key(|status| rank(*status)).filter(|status| rank(*status) > 0)
    }

    /// The one with the least distance to a `code` that none describes, of its class if there is one; of two the lower one.
    pub(crate) fn nearest<'a>(statuses: impl IntoIterator<Item = &'a Self>, code: u16) -> Option<Self> {
        let number = |status: Self| match status {
            Status::Code(own) => own,
            Status::Range(digit) => u16::from(digit) * 100,
            Status::Default => u16::MAX,
        };
        let distance = |number: u16| (number / 100 != code / 100, number.abs_diff(code), number);
        statuses.into_iter().copied().min_by_key(|status| distance(number(*status)))
    }

    /// How well this describes `code`: 0 not at all, 3 exactly.
    fn rank(self, code: u16, success: bool) -> u8 {
        match self {
            Status::Code(own) if own == code => 3,
            Status::Range(digit) if u16::from(digit) == code / 100 => 2,
            Status::Default if (code / 100 == 2) == success => 1,
            _ => 0,
        }
    }
}

/// The name of an HTTP method, usable in constants (unlike [`http::Method`], which cannot hold another name in one).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method(pub(crate) &'static str);

/// The methods with a constant of their own.
macro_rules! methods {
    ($($name:ident)*) => {$(
        #[doc = concat!("`", stringify!($name), "`")]
        pub const $name: Self = Self(stringify!($name));
    )*};
}

impl Method {
    methods!(GET PUT POST DELETE OPTIONS HEAD PATCH TRACE QUERY);

    /// Any other method, of `additionalOperations` (OAS 3.2): a case-sensitive token.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }
}
