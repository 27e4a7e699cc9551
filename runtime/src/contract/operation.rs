//! The description of an operation.

use std::fmt;

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
    success: Statuses,
    errors: Statuses,
    untyped: &'static [Status],
    known: &'static [KnownProperties],
}

/// The properties of an error body that requires none, with the statuses that have it; without any, all errors have it.
pub(crate) type KnownProperties = (&'static [Status], &'static [&'static str]);

/// Constructors for the methods of most operations.
macro_rules! of_method {
    ($($name:ident $method:ident)*) => {$(
        #[doc = concat!("The operation `id` with the method `", stringify!($method), "`; see [`new`](Self::new).")]
        pub const fn $name(id: &'static str, path: &'static str) -> Self {
            Self::new(id, Method::$method, path)
        }
    )*};
}

impl Spec {
    // The compiler makes each operation from this: a whole constant is copied at once.
    const EMPTY: Self = Self {
        id: "",
        method: Method::GET,
        path: "",
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
        success: Statuses::Listed(&[]),
        errors: Statuses::Listed(&[]),
        untyped: &[],
        known: &[],
    };

    of_method!(get GET put PUT post POST delete DELETE patch PATCH);

    /// The operation `id` at a path template such as `/pets/{petId}`.
    ///
    /// A template may have a query (`/pets?kind=cat`), which is sent in front of the parameters. A fragment
    /// (`/#Action=List`) tells operations apart in the document and is not sent.
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        let mut spec = Self::EMPTY;
        spec.id = id;
        spec.method = method;
        spec.path = path;
        spec
    }

    setters! {
        /// The server of this operation, where it is another than that of the client: a URL, or a path on the host of the client's.
        server: &'static str;
        /// The media types that the caller can read, as the value of `Accept`.
        accept: &'static str;
        /// The media type of a typed body.
        content_type: &'static str;
        /// The properties of a form as if they were query parameters, as far as the document describes them.
        form: &'static [Parameter];
        /// The parts of a body, as far as the document describes them.
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
        /// The statuses of errors without a declared body, where other errors have one.
        untyped: &'static [Status];
        /// The properties of error bodies that require none.
        known: &'static [KnownProperties];
    }

    /// The statuses whose body is the output of the operation.
    #[must_use]
    pub const fn success(mut self, statuses: &'static [Status]) -> Self {
        self.success = Statuses::Listed(statuses);
        self
    }

    /// The same, where all of them are codes.
    #[must_use]
    pub const fn success_codes(mut self, codes: &'static [u16]) -> Self {
        self.success = Statuses::Codes(codes);
        self
    }

    /// The statuses whose body is the error type of the operation.
    #[must_use]
    pub const fn errors(mut self, statuses: &'static [Status]) -> Self {
        self.errors = Statuses::Listed(statuses);
        self
    }

    /// The same, where all of them are codes.
    #[must_use]
    pub const fn error_codes(mut self, codes: &'static [u16]) -> Self {
        self.errors = Statuses::Codes(codes);
        self
    }

    /// The verdict on an answer with this status. The most specific declaration wins: a code, then a range, then
    /// `default` (OAS 3.0.3, Responses Object).
    ///
    /// | status | result |
    /// |---|---|
    /// | declared 2xx | the output |
    /// | 1xx and 3xx, where no 2xx is declared | the output: a redirect is the answer, and is not followed |
    /// | `default` alone | the output in 2xx, the error type otherwise |
    /// | `default` beside other statuses | the error type; a note says so where no success is declared |
    /// | 2xx that is not declared | the output of the nearest declared status, of several that have a body as it has |
    /// | declared otherwise, with a body | the error type |
    /// | declared otherwise, without a body where other errors have one | `Error::Unexpected` (`untyped`) |
    /// | not declared | `Error::Unexpected` |
    ///
    /// A body that does not fit is `Error::Unexpected`, or for a success `Error::Decode` with the path in the JSON. Both keep status, headers and bytes.
    #[inline]
    pub(crate) fn classify(&self, status: u16) -> ResponseClass {
        // Most answers have a code that is declared exactly, which nothing outranks.
        if matches!(self.success, Statuses::Codes(codes) if codes.contains(&status)) {
            return ResponseClass::Success;
        }
        self.classify_by_rank(status)
    }

    #[inline(never)]
    fn classify_by_rank(&self, status: u16) -> ResponseClass {
        let rank = |statuses: Statuses, role| statuses.iter().map(|s| s.rank(status, role)).max().unwrap_or(0);
        let (success, error) = (rank(self.success, Role::Success), rank(self.errors, Role::Error));
        match (success, error) {
            // Services answer 201 where the document says 200, with the same body: the nearest declared status stands
            // in.
            (0, 0) if status / 100 == 2 => ResponseClass::Success,
            (0, 0) => ResponseClass::Undeclared,
            // A status that is declared exactly counts before a range, and a range before `default`; of equal ranks the
            // success does.
            _ if success >= error => ResponseClass::Success,
            _ if self.errors.closest(status).is_some_and(|declared| self.untyped.contains(&declared)) => {
                ResponseClass::Untyped
            }
            _ => ResponseClass::Error,
        }
    }

    /// The declaration of a success that this status falls under, or else the nearest one.
    pub(crate) fn success_of(&self, status: u16) -> Option<Status> {
        self.success.closest(status).or_else(|| Status::nearest(self.success.iter(), status))
    }

    /// The declared statuses, those of success first.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = Status> {
        self.success.iter().chain(self.errors.iter())
    }

    /// `true` if both describe the same operation. A constant may have several addresses.
    #[cfg(feature = "testing")]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.id, self.method, self.path, self.server) == (other.id, other.method, other.path, other.server)
    }

    /// The first status of a success that is declared: of a range its first one, and 200 where no status is.
    #[cfg(feature = "testing")]
    pub(crate) fn first_success(&self) -> u16 {
        let code = |status: Status| match status {
            Status::Code(code) => Some(code),
            Status::Range(digit) => Some(u16::from(digit) * 100),
            Status::Default => None,
        };
        self.success.iter().find_map(code).unwrap_or(200)
    }

    /// The properties of the error body that this status has, where none of them is required.
    pub(crate) fn error_properties(&self, status: u16) -> Option<&'static [&'static str]> {
        let declared = self.errors.closest(status)?;
        let row = self.known.iter().find(|(statuses, _)| statuses.is_empty() || statuses.contains(&declared));
        row.map(|(_, properties)| *properties)
    }

    /// `true` if a redirect with this status is an answer rather than the way to one. The document declares it as a
    /// success, or exactly this status as an error and no success.
    pub(crate) fn declares_redirect(&self, redirect: u16) -> bool {
        let is_success = self
            .success
            .iter()
            .any(|declared| declared != Status::Default && declared.rank(redirect, Role::Success) > 0);
        let is_error = self.errors.iter().any(|declared| declared == Status::Code(redirect));
        is_success || (is_error && self.success.iter().next().is_none())
    }
}

/// The role of the responses among which a status is declared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Success,
    Error,
}

impl Role {
    /// The role of a response with a status that no other response describes.
    fn of_undeclared(code: u16) -> Self {
        if code / 100 == 2 { Self::Success } else { Self::Error }
    }
}

/// The verdict of a document on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponseClass {
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

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Status::Code(code) => write!(f, "{code}"),
            Status::Range(digit) => write!(f, "{digit}XX"),
            Status::Default => f.write_str("default"),
        }
    }
}

/// The statuses of a side of an operation.
#[derive(Clone, Copy, Debug)]
enum Statuses {
    /// Each is one code.
    Codes(&'static [u16]),
    Listed(&'static [Status]),
}

impl Statuses {
    fn iter(self) -> impl Iterator<Item = Status> {
        let (codes, listed): (&[u16], &[Status]) = match self {
            Self::Codes(codes) => (codes, &[]),
            Self::Listed(listed) => (&[], listed),
        };
        codes.iter().map(|code| Status::Code(*code)).chain(listed.iter().copied())
    }

    /// The one that describes `code` best, where one does.
    fn closest(self, code: u16) -> Option<Status> {
        Status::closest(self.iter(), code)
    }
}

impl Status {
    /// The one that describes `code` best, where one does.
    pub(crate) fn closest(statuses: impl IntoIterator<Item = Self>, code: u16) -> Option<Self> {
        let rank = |status: Self| status.rank(code, Role::Success).max(status.rank(code, Role::Error));
        statuses.into_iter().max_by_key(|status| rank(*status)).filter(|status| rank(*status) > 0)
    }

    /// The one with the least distance to a `code` that none describes, of its class if there is one; of two the lower one.
    pub(crate) fn nearest(statuses: impl IntoIterator<Item = Self>, code: u16) -> Option<Self> {
        let number = |status: Self| match status {
            Status::Code(exact) => exact,
            Status::Range(digit) => u16::from(digit) * 100,
            Status::Default => u16::MAX,
        };
        let distance = |number: u16| (number / 100 != code / 100, number.abs_diff(code), number);
        statuses.into_iter().min_by_key(|status| distance(number(*status)))
    }

    /// The specificity with which this describes `code`: 0 not at all, 3 exactly.
    fn rank(self, code: u16, role: Role) -> u8 {
        match self {
            Status::Code(declared) if declared == code => 3,
            Status::Range(digit) if u16::from(digit) == code / 100 => 2,
            Status::Default if Role::of_undeclared(code) == role => 1,
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

#[cfg(test)]
mod tests {
    use crate::contract::*;

    #[test]
    fn the_most_specific_declaration_wins() {
        let spec = Spec::new("x", Method::GET, "/").success(&[Status::Range(2)]).errors(&[
            Status::Code(202),
            Status::Range(4),
            Status::Default,
        ]);
        assert_eq!(spec.classify(200), ResponseClass::Success);
        assert_eq!(spec.classify(202), ResponseClass::Error);
        assert_eq!(spec.classify(404), ResponseClass::Error);
        assert_eq!(spec.classify(500), ResponseClass::Error);
    }

    #[test]
    fn default_is_an_error_outside_of_2xx_and_a_success_within() {
        let spec = Spec::new("x", Method::GET, "/").success(&[Status::Code(200)]).errors(&[Status::Default]);
        assert_eq!(spec.classify(201), ResponseClass::Success);
        assert_eq!(spec.classify(302), ResponseClass::Error);
        let spec = Spec::new("x", Method::GET, "/").success(&[Status::Default]);
        assert_eq!(spec.classify(201), ResponseClass::Success);
        assert_eq!(spec.classify(404), ResponseClass::Undeclared);
    }

    #[test]
    fn an_error_without_a_body_of_a_type_is_told_from_others() {
        let errors = &[Status::Code(404), Status::Code(409), Status::Range(4), Status::Default];
        let spec = Spec::new("x", Method::GET, "/").errors(errors).untyped(&[Status::Code(404), Status::Default]);
        let verdicts = [404, 409, 410, 500, 304].map(|status| spec.classify(status));
        use ResponseClass::{Error, Untyped};
        assert_eq!(verdicts, [Untyped, Error, Error, Untyped, Untyped]);
    }

    #[test]
    fn the_nearest_success_applies_where_none_is_declared() {
        let spec = Spec::new("x", Method::GET, "/").success(&[Status::Code(200), Status::Code(204), Status::Code(302)]);
        let nearest = [200, 201, 202, 203, 299].map(|status| spec.success_of(status));
        assert_eq!(nearest, [200, 200, 200, 204, 204].map(|code| Some(Status::Code(code))));
    }
}
