//! Statuses of responses.

use std::fmt;

/// The statuses that a response is for (OAS 3.0.4, "Responses Object").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Status {
    /// One status.
    Code(u16),
    /// All statuses with a first digit: `2XX` is 2.
    Range(u8),
    /// All statuses that are not named otherwise.
    Default,
}

impl Status {
    /// Reads a key of a Responses Object.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        // Both cases, since documents write `4xx` as often as `4XX`.
        if let [digit @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] = text.as_bytes() {
            return Some(Self::Range(digit - b'0'));
        }
        let is_code = matches!(text.as_bytes(), [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9']);
        text.parse().ok().filter(|_| is_code).map(Self::Code)
    }

    /// Returns `true` if all statuses of it stand for success.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Returns `true` if no status of it stands for success or failure: it is interim, or leads elsewhere.
    pub(crate) fn is_between(self) -> bool {
        matches!(self, Self::Code(100..=199 | 300..=399) | Self::Range(1 | 3))
    }

    /// The name of a status: the reason phrase of a code, or the name of its class (RFC 9110, section 15; registry of
    /// IANA).
    pub(crate) fn name(self) -> String {
        match self {
            // The phrase is what a reader knows; a code that IANA does not list is called by its number.
            Self::Code(code) => reason(code).map_or_else(|| format!("Status{code}"), str::to_owned),
            Self::Range(1) => "Informational".to_owned(),
            Self::Range(2) => "Success".to_owned(),
            Self::Range(3) => "Redirection".to_owned(),
            Self::Range(4) => "ClientError".to_owned(),
            Self::Range(_) => "ServerError".to_owned(),
            Self::Default => "Other".to_owned(),
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Status;

    #[test]
    fn statuses_are_codes_ranges_or_the_default() {
        assert_eq!(Status::parse("204"), Some(Status::Code(204)));
        assert_eq!(Status::parse("4XX"), Some(Status::Range(4)));
        assert_eq!(Status::parse("default"), Some(Status::Default));
        assert_eq!(Status::parse("20"), None);
        assert_eq!(Status::parse("6XX"), None);
    }

    #[test]
    fn statuses_have_the_names_of_the_registry() {
        let names = [200, 404, 422, 299].map(|code| Status::Code(code).name());
        assert_eq!(names, ["Ok", "NotFound", "UnprocessableContent", "Status299"]);
        assert_eq!([Status::Range(4), Status::Default].map(Status::name), ["ClientError", "Other"]);
    }
}
